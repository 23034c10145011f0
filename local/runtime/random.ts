// Seeded randomness: jitter, ids and draws are the same in every run with the same seed.

export interface RandomState {
  seed: number;
}

/** Next number in [0, 1); mulberry32, moves the state. */
export function nextRandom(state: RandomState): number {
  state.seed = (state.seed + 0x6d2b79f5) >>> 0;
  let t = state.seed;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** Number in [low, high). */
export function draw(state: RandomState, low: number, high: number): number {
  return low + nextRandom(state) * (high - low);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** Opaque id in the manner of Drive ids. */
export function randomId(state: RandomState, length: number): string {
  let out = '';
  for (let i = 0; i < length; i++) out += ALPHABET[Math.floor(nextRandom(state) * ALPHABET.length)];
  return out;
}

/** Version 4 UUID. */
export function randomUuid(state: RandomState): string {
  const hex = (n: number): string => {
    let out = '';
    for (let i = 0; i < n; i++) out += Math.floor(nextRandom(state) * 16).toString(16);
    return out;
  };
  const variant = '89ab'[Math.floor(nextRandom(state) * 4)];
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}
