// Follows the office: when something changed, the page is fetched again and only what differs is replaced, and glows.

import { say, toast } from './words';

let hush = false;
let again = false;
let busy = false;
/** Cells being typed in must not be replaced; the grid sets this. */
export const held: { busy: () => boolean } = { busy: () => false };
export const afterMorph: (() => void)[] = [];

export function follow(): void {
  const source = new EventSource('/live');
  let lost = false;
  source.addEventListener('news', (event) => {
    const news = JSON.parse((event as MessageEvent<string>).data) as {
      kind: string;
      done?: number;
      total?: number;
      shown: string;
    };
    const now = document.getElementById('now');
    if (now) now.textContent = news.shown;
    if (news.kind === 'progress') return progress(news.done ?? 0, news.total ?? 1);
    if (news.kind === 'stopped') {
      progress(null, 1);
      toast(say('passed', { now: news.shown }));
    }
    void refresh();
  });
  source.onerror = () => {
    if (!lost) toast(say('errorOffline'), true);
    lost = true;
  };
  source.onopen = () => {
    if (lost) location.reload();
  };
  addEventListener('pagehide', () => source.close());
}

function progress(done: number | null, total: number): void {
  const bar = document.getElementById('progress') as HTMLProgressElement | null;
  const box = document.getElementById('passing');
  const text = document.getElementById('passing-text');
  if (!bar || !box || !text) return;
  box.hidden = done === null;
  document.getElementById('clock')?.classList.toggle('busy', done !== null);
  if (done === null) return;
  bar.max = total;
  bar.value = done;
  text.textContent = say('passing', { done: hours(done), total: hours(total) });
}

function hours(ms: number): string {
  const h = ms / 3_600_000;
  return h >= 48 ? `${(h / 24).toFixed(1)} d` : h >= 1 ? `${h.toFixed(1)} h` : `${Math.round(ms / 60_000)} m`;
}

/** Fetches this very page and takes over what differs. */
export async function refresh(): Promise<void> {
  const main = document.getElementById('main');
  if (!main) return;
  if (busy || held.busy()) {
    again = true;
    return;
  }
  busy = true;
  again = false;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (held.busy()) again = true;
    else take(main, fresh);
  } catch {
    // The stream's own error says that the program is gone.
  } finally {
    busy = false;
    if (again && !held.busy()) setTimeout(() => void refresh(), 100);
  }
}

/** For the grid: an edit ended, so a postponed refresh may happen. */
export function released(): void {
  if (again) void refresh();
}

function take(main: HTMLElement, fresh: Document): void {
  const next = fresh.getElementById('main');
  if (next && !main.dataset['still']) morph(main, next);
  const nav = document.getElementById('nav');
  const nextNav = fresh.getElementById('nav');
  hush = true;
  if (nav && nextNav) morph(nav, nextNav);
  hush = false;
  for (const fn of afterMorph) fn();
}

/** Makes `old` equal to `next`, keeping every element that is the same one, so that focus, scroll and selection stay. */
function morph(old: Element, next: Element): void {
  for (const { name, value } of [...next.attributes])
    if (old.getAttribute(name) !== keep(old, name, value)) old.setAttribute(name, keep(old, name, value));
  for (const { name } of [...old.attributes])
    if (!next.hasAttribute(name) && name !== 'tabindex' && name !== 'aria-selected' && name !== 'open')
      old.removeAttribute(name);
  const from = [...old.childNodes];
  const to = [...next.childNodes];
  const known = new Map(from.filter((n): n is Element => n instanceof Element && n.id !== '').map((n) => [n.id, n]));
  let at: ChildNode | null = old.firstChild;
  for (const want of to) {
    const mine = want instanceof Element && want.id && known.get(want.id);
    if (mine && mine !== at) old.insertBefore(mine, at);
    const here: ChildNode | null = mine || at;
    if (here && same(here, want)) {
      at = here.nextSibling;
      if (here instanceof Element && want instanceof Element) morphChild(here, want);
      else if (here.nodeValue !== want.nodeValue) {
        here.nodeValue = want.nodeValue;
        glow(old);
      }
    } else {
      const made = document.importNode(want, true);
      old.insertBefore(made, at);
      if (made instanceof Element) glow(made);
      else if (made.nodeValue?.trim()) glow(old);
    }
  }
  while (at) {
    const gone: ChildNode = at;
    at = at.nextSibling;
    if (gone instanceof Element && gone.matches('[data-own]')) continue;
    gone.remove();
    if (gone.nodeValue?.trim() || gone instanceof Element) glow(old);
  }
}

function morphChild(here: Element, want: Element): void {
  if (here instanceof HTMLIFrameElement || here.matches('[data-own]')) return;
  if (!here.isEqualNode(want)) morph(here, want);
}

function same(a: Node, b: Node): boolean {
  if (a.nodeType !== b.nodeType) return false;
  if (!(a instanceof Element) || !(b instanceof Element)) return true;
  return (
    a.tagName === b.tagName &&
    a.id === b.id &&
    (!(a instanceof HTMLIFrameElement) || a.getAttribute('src') === b.getAttribute('src'))
  );
}

/** What the browser itself keeps on a cell survives. */
function keep(old: Element, name: string, value: string): string {
  if (name !== 'class') return value;
  const own = [...old.classList].filter((c) => c === 'selected' || c === 'glow');
  return [value, ...own].join(' ');
}

function glow(element: Element): void {
  if (hush) return;
  const target = element.closest('.cell, .live');
  if (!target) return;
  target.classList.remove('glow');
  void (target as HTMLElement).offsetWidth;
  target.classList.add('glow');
  setTimeout(() => target.classList.remove('glow'), 2600);
}
