// What the desk's pages do by themselves in the browser; every page works as plain HTML without it, but for the grid.

import { act } from './act';
import { startCalendar } from './calendar';
import { startForm } from './form';
import { startFrames } from './frame';
import { chooseView, startCanvas } from './canvas';
import { startGrid } from './grid';
import { follow } from './live';
import { startPanel } from './panel';
import { place } from './sheet';

const boot = document.querySelector<HTMLElement>('[data-boot]');
if (boot) waitForOffice(boot.dataset['boot'] === 'failed');
else start();

/** The waiting page asks twice a second and goes on when the office is open. */
function waitForOffice(failed: boolean): void {
  if (failed) return;
  const ask = setInterval(() => {
    fetch('/state', { headers: { accept: 'application/json' } })
      .then((answer) => answer.json() as Promise<{ open: boolean; problem: string | null }>)
      .then(({ open, problem }) => {
        if (!open && problem === null) return;
        clearInterval(ask);
        location.reload();
      })
      .catch(() => undefined);
  }, 400);
}

function start(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-submit]'))
    select.addEventListener('change', () => select.form?.requestSubmit());
  const menu = document.getElementById('menu-button');
  menu?.addEventListener('click', () => {
    const open = document.body.classList.toggle('nav-open');
    menu.setAttribute('aria-expanded', String(open));
  });
  document.getElementById('main')?.addEventListener('click', () => document.body.classList.remove('nav-open'));
  clock();
  if (chooseView()) return;
  startGrid();
  startCanvas();
  startForm();
  startFrames();
  startCalendar();
  startPanel();
  document.addEventListener('click', acts);
  document.addEventListener('submit', asks);
  follow();
}

/** Buttons of the clock go without leaving the page. */
function clock(): void {
  const form = document.getElementById('clock') as HTMLFormElement | null;
  form?.addEventListener('submit', (e) => {
    e.preventDefault();
    const by = (e.submitter as HTMLButtonElement | null)?.value ?? '';
    void fetch('/clock', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ by }),
    });
  });
}

/** A button that asks first. */
function asks(e: SubmitEvent): void {
  const ask = (e.submitter as HTMLElement | null)?.dataset['ask'];
  if (ask && !confirm(ask)) e.preventDefault();
}

/** Buttons beside the grid: undo and restore. */
function acts(e: Event): void {
  const button = (e.target as Element).closest<HTMLElement>('button[data-act]');
  if (!button) return;
  const { act: name, version, ask } = button.dataset;
  if (ask && !confirm(ask)) return;
  void act({ act: name, ...place(), ...(version ? { version } : {}) });
}
