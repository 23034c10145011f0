// The pages' own code: every button of a form asks the server through the one `api`, says what came back, and reloads the case.
import { startCounting } from './parts/count';
import { smaller } from './parts/photo';

interface Answer {
  ok: boolean;
  words: string;
  next?: { url: string; label: string };
  items?: { key: string; ok: boolean; words: string }[];
}
interface Run {
  withSuccessHandler(done: (answer: Answer) => void): Run;
  withFailureHandler(failed: (error: Error) => void): Run;
  api(method: string, params: unknown): void;
}
declare const google: { script: { run: Run } };

const answer = document.querySelector<HTMLElement>('.answer');

function say(words: string, good: boolean, next?: Answer['next']): void {
  if (!answer) return;
  answer.textContent = words;
  answer.hidden = false;
  answer.classList.toggle('bad', !good);
  if (!next || !/^https:/.test(next.url)) return;
  const link = document.createElement('a');
  link.href = next.url;
  link.className = 'big';
  link.textContent = next.label;
  answer.append(document.createElement('br'), link);
  link.focus();
}

/** One of several answers: what was taken is folded up, what was not says why beside it. */
function tellItem(item: { key: string; ok: boolean; words: string }): void {
  const box = Array.from(document.querySelectorAll<HTMLElement>('[data-item]')).find(
    (b) => b.dataset.item === item.key,
  );
  const said = box?.querySelector<HTMLElement>('.said');
  if (!box || !said) return;
  said.textContent = item.ok ? (box.dataset.taken ?? '') : item.words;
  said.hidden = false;
  if (item.ok) box.querySelector('fieldset')?.remove();
}

for (const form of Array.from(document.querySelectorAll<HTMLFormElement>('form[data-method]'))) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    const typed: Record<string, string> = {};
    const params: Record<string, unknown> = { typed };
    for (const [name, value] of Array.from(new FormData(form).entries())) {
      if (typeof value !== 'string') continue;
      if (name.startsWith('field.')) typed[name.slice(6)] = value;
      else params[name] = value;
    }
    if (button?.name) params[button.name] = button.value;
    const buttons = Array.from(document.querySelectorAll('button'));
    for (const b of buttons) b.disabled = true;
    say('…', true);
    const ask = (): void =>
      google.script.run
        .withSuccessHandler((result) => {
          say(result.words, result.ok, result.next);
          for (const item of result.items ?? []) tellItem(item);
          // A page that goes on by itself hears of what was taken; any other is over with it.
          const goesOn =
            result.ok && !form.dispatchEvent(new CustomEvent('taken', { detail: params, cancelable: true }));
          for (const b of buttons) b.disabled = result.ok && !goesOn && !result.items;
        })
        .withFailureHandler(() => {
          say(document.body.dataset.failed ?? 'Nothing was changed. Please try again.', false);
          for (const b of buttons) b.disabled = false;
        })
        .api(form.dataset.method ?? '', params);
    if (form.dataset.method !== 'photo') return ask();
    smaller(form).then(
      (data) => {
        params.data = data;
        ask();
      },
      () => {
        say(form.dataset.wrong ?? '', false);
        for (const b of buttons) b.disabled = false;
      },
    );
  });
}

const photo = document.querySelector<HTMLFormElement>('form.photo');
const chosen = photo?.querySelector<HTMLInputElement>('input[type=file]');
const nameOfChosen = (): void => {
  chosen!.nextElementSibling!.textContent = chosen!.files?.[0]?.name ?? '';
};
chosen?.addEventListener('change', nameOfChosen);
photo?.addEventListener('taken', (event) => {
  event.preventDefault();
  photo.reset();
  nameOfChosen();
});
startCounting(say);
