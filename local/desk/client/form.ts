// A form page by page: the next section follows from the answers, and required questions are asked for before going on.

import { say } from './words';

export function startForm(): void {
  const form = document.getElementById('form') as HTMLFormElement | null;
  if (!form) return;
  const sections = [...form.querySelectorAll<HTMLElement>('.form-section')];
  const back = document.getElementById('form-back') as HTMLButtonElement;
  const next = document.getElementById('form-next') as HTMLButtonElement;
  const send = document.getElementById('form-send') as HTMLButtonElement;
  const pageWord = document.getElementById('form-page') as HTMLElement;
  let way = [0];

  const here = (): number => way.at(-1)!;
  const show = (focus: boolean): void => {
    sections.forEach((section, i) => {
      section.hidden = i !== here();
      // Sections not on the way are not sent, as in Forms.
      for (const field of section.querySelectorAll<HTMLInputElement>('input, select, textarea'))
        field.disabled = !way.includes(i);
    });
    const last = following(sections, here()) === null;
    back.hidden = way.length === 1;
    next.hidden = last;
    send.hidden = !last;
    pageWord.textContent = sections.length > 1 ? say('page', { page: way.length }) : '';
    if (focus) {
      scrollTo({ top: 0 });
      sections[here()]?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    }
  };
  back.addEventListener('click', () => {
    way.pop();
    show(true);
  });
  next.addEventListener('click', () => {
    if (!complete(sections[here()]!)) return;
    const to = following(sections, here());
    if (to === null) return;
    way = way.includes(to) ? way.slice(0, way.indexOf(to) + 1) : [...way, to];
    show(true);
  });
  form.addEventListener('change', (e) => {
    (e.target as Element).closest('.q')?.classList.remove('bad');
    (e.target as Element).closest('.q')?.querySelector('.missing')?.setAttribute('hidden', '');
    show(false);
  });
  form.addEventListener('input', (e) => {
    const other = e.target as HTMLInputElement;
    if (!other.name.endsWith('.other')) return;
    const box = other.closest('label')?.querySelector<HTMLInputElement>('input[value="__other__"]');
    if (box) box.checked = other.value !== '';
  });
  form.addEventListener('submit', (e) => {
    if (!complete(sections[here()]!)) e.preventDefault();
  });
  form.addEventListener('keydown', (e) => {
    const target = e.target as HTMLInputElement;
    if (e.key !== 'Enter' || target.tagName !== 'INPUT' || next.hidden) return;
    e.preventDefault();
    next.click();
  });
  // After a refusal start where the first missing answer is.
  const bad = sections.findIndex((section) => section.querySelector('.q.bad'));
  for (let at = 0; bad > 0 && at !== bad && way.length < 30;) {
    const to = following(sections, at);
    if (to === null) break;
    way.push((at = to));
  }
  show(false);
}

/** Index of the section that follows, or null when the form is to be sent. */
function following(sections: HTMLElement[], at: number): number | null {
  const section = sections[at]!;
  let to = section.dataset['next'] ?? 'next';
  for (const chosen of section.querySelectorAll<HTMLElement>('input:checked, option:checked'))
    if (chosen.dataset['goto']) to = chosen.dataset['goto'];
  if (to === 'submit') return null;
  if (to === 'start') return 0;
  const index = to === 'next' ? at + 1 : sections.findIndex((s) => s.dataset['section'] === to);
  return index < 0 || index >= sections.length ? null : index;
}

function complete(section: HTMLElement): boolean {
  const missing = [...section.querySelectorAll<HTMLElement>('.q[data-required]')].filter((q) => {
    const rows = q.querySelectorAll('tbody tr');
    if (rows.length > 0) return [...rows].some((row) => !row.querySelector('input:checked'));
    const fields = [...q.querySelectorAll<HTMLInputElement>('input, select, textarea')];
    return !fields.some((f) => (f.type === 'radio' || f.type === 'checkbox' ? f.checked : f.value.trim() !== ''));
  });
  for (const q of section.querySelectorAll<HTMLElement>('.q')) {
    const bad = missing.includes(q);
    q.classList.toggle('bad', bad);
    q.querySelector('.missing')?.toggleAttribute('hidden', !bad);
  }
  missing[0]?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  return missing.length === 0;
}
