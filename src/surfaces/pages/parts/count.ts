// Counting: after each answer the next thing follows by itself; a scanner that types, or a tap in the list, brings up another one.

const form = document.querySelector<HTMLFormElement>('form.count');

function choose(line: HTMLElement): void {
  if (!form) return;
  const shown = form.querySelector<HTMLElement>('.thing')!;
  shown.replaceChildren(...Array.from((line.cloneNode(true) as HTMLElement).children));
  for (const facts of Array.from(shown.querySelectorAll<HTMLElement>('.facts'))) facts.hidden = false;
  form.querySelector<HTMLInputElement>('input[name=id]')!.value = line.dataset.id ?? '';
  for (const field of Array.from(form.querySelectorAll<HTMLInputElement>('[name^="field."]'))) field.value = '';
  window.scrollTo({ top: 0 });
}

/** One is counted: the tally goes on, its line leaves, the next one follows. */
function counted(id: string): void {
  const lines = Array.from(document.querySelectorAll<HTMLElement>('.other-thing'));
  const at = lines.findIndex((line) => line.dataset.id === id);
  const tally = document.querySelector<HTMLElement>('.tally b')!;
  tally.textContent = String(Number(tally.textContent) + 1);
  document.querySelector('progress')!.value += 1;
  const next = lines[at + 1] ?? lines[at - 1];
  lines[at]?.remove();
  if (next) return choose(next);
  form!.hidden = true;
  document.querySelector<HTMLElement>('.left')!.hidden = true;
  document.querySelector<HTMLElement>('.finished')!.hidden = false;
}

/** @param say shows words at the foot of the page, as an answer or a refusal */
export function startCounting(say: (words: string, good: boolean) => void): void {
  if (!form) return;
  form.addEventListener('taken', (event) => {
    event.preventDefault();
    counted((event as CustomEvent<{ id: string }>).detail.id);
  });
  for (const line of Array.from(document.querySelectorAll<HTMLElement>('.other-thing')))
    line.addEventListener('click', () => choose(line));
  const scan = document.querySelector<HTMLInputElement>('#scan')!;
  scan.addEventListener('change', () => {
    // A sticker's code is the address of a form with the number in it.
    const text = scan.value.trim();
    let read = text;
    try {
      read = decodeURIComponent(text);
    } catch {
      // Typed by hand: a number.
    }
    const found =
      text !== '' &&
      Array.from(document.querySelectorAll<HTMLElement>('.other-thing')).find((line) =>
        (line.dataset.codes ?? '').split('\n').some((code, i) => code === text || (i === 0 && read.includes(code))),
      );
    if (text === '') return;
    scan.value = '';
    if (found) choose(found);
    else say(`${scan.dataset.unknown ?? ''}: ${text.slice(0, 60)}`, false);
  });
}
