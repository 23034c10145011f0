// The tab as a sheet on a canvas: its script is large and comes only when a tab is open on a wide window.

import { act } from './act';
import { closeChoices, filterChoices, isOpen, moveChoice, openChoicesAt, standsOn } from './choices';
import { afterMorph, held, released } from './live';
import { showMenu } from './menu';
import { place, readonly } from './sheet';
import type { Bridge, GridHandle } from './univer/bridge';
import { say, toast } from './words';

const FILES = '/grid-files';
const NARROW = matchMedia('(max-width: 759px)');

/** Keeps a tab in step with the window's width. True when the page is being fetched anew for it. */
export function chooseView(): boolean {
  const change = (): boolean => {
    if (!mustChange()) return false;
    location.reload();
    return true;
  };
  NARROW.addEventListener('change', change);
  return change();
}

/** Tells the server by a cookie whether the window is narrow, and whether the tab shown was drawn for the other kind. */
function mustChange(): boolean {
  const chosen = (): string | undefined => /(?:^|; )grid=(\w+)/.exec(document.cookie)?.[1];
  const want = NARROW.matches ? 'narrow' : 'canvas';
  if (chosen() === 'table' || (chosen() ?? 'canvas') === want) return false;
  document.cookie = `grid=${want}; path=/; max-age=2592000; samesite=lax`;
  // A browser that keeps no cookies would be sent round and round.
  return document.querySelector('.book') !== null && chosen() === want;
}

export function startCanvas(): void {
  const host = document.getElementById('canvas-grid');
  if (host) void open(host);
}

async function open(host: HTMLElement): Promise<void> {
  const look = document.createElement('link');
  look.rel = 'stylesheet';
  look.href = `${FILES}/grid.css`;
  const styled = new Promise((resolve) => look.addEventListener('load', resolve));
  document.head.append(look);
  try {
    // Not an import the bundler may follow: the chunk was compiled by itself.
    const file = `${FILES}/grid.js`;
    const [chunk] = await Promise.all([
      import(file) as Promise<{ start(bridge: Bridge): Promise<GridHandle> }>,
      styled,
    ]);
    const grid = await chunk.start(bridge(host));
    held.busy = () => grid.isEditing();
    afterMorph.push(() => void grid.refresh());
    document.getElementById('grid-filter')?.addEventListener('click', () => grid.filter());
    host.removeAttribute('aria-busy');
  } catch (error) {
    console.error(error);
    toast(say('gridFailed'), true);
  }
}

function bridge(host: HTMLElement): Bridge {
  return {
    host,
    lang: document.documentElement.lang,
    place,
    readonly,
    act,
    say,
    toast,
    menu: (target, at, back) => showMenu(target, place(), at, back),
    choices: {
      open: openChoicesAt,
      close: closeChoices,
      filter: filterChoices,
      move: moveChoice,
      standsOn,
      isOpen,
    },
    released,
  };
}
