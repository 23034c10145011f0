// What Ctrl-Z needs: for each person and file the inverse of their last acts.

import type { Runtime } from '../runtime.ts';

const stacks = new WeakMap<Runtime, Map<string, (() => void)[]>>();

function stack(runtime: Runtime, key: string): (() => void)[] {
  let all = stacks.get(runtime);
  if (!all) stacks.set(runtime, (all = new Map()));
  let own = all.get(key);
  if (!own) all.set(key, (own = []));
  return own;
}

/** Remembers how to take back an act; a hundred a person and file. */
export function remember(runtime: Runtime, user: string, spreadsheetId: string, inverse: () => void): void {
  const own = stack(runtime, `${user} ${spreadsheetId}`);
  own.push(inverse);
  if (own.length > 100) own.shift();
}

export function last(runtime: Runtime, user: string, spreadsheetId: string): (() => void) | undefined {
  return stack(runtime, `${user} ${spreadsheetId}`).pop();
}
