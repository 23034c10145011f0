/**
 * What may be kept as a photo: JPEG, PNG or WebP, told by its first bytes and never by its name. All else is refused: an SVG is a page with
 * scripts, and nobody opens a program by looking at a picture.
 */
import type { Words } from './types';

/** Characters of base64: about 2.2 MB. A page sends pictures made smaller, which are a tenth of it. */
export const MOST_PHOTO = 3_000_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const KINDS: readonly { mime: string; end: string; bytes: readonly (number | null)[] }[] = [
  { mime: 'image/jpeg', end: 'jpg', bytes: [0xff, 0xd8, 0xff] },
  { mime: 'image/png', end: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mime: 'image/webp', end: 'webp', bytes: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50] },
];

export type Photo = { ok: true; mime: string; end: string } | { ok: false; words: Words };

/** @param base64 the file's bytes; not a data address */
export function photoOf(base64: string): Photo {
  if (base64.length > MOST_PHOTO) return { ok: false, words: { code: 'photo.too-big' } };
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    return { ok: false, words: { code: 'photo.not-one' } };
  const head = firstBytes(base64.slice(0, 16));
  const kind = KINDS.find(({ bytes }) => bytes.every((byte, i) => byte === null || byte === head[i]));
  return kind ? { ok: true, mime: kind.mime, end: kind.end } : { ok: false, words: { code: 'photo.not-one' } };
}

function firstBytes(base64: string): number[] {
  const out: number[] = [];
  for (let i = 0; i + 3 < base64.length; i += 4) {
    const n = [0, 1, 2, 3].reduce((sum, k) => sum * 64 + Math.max(0, LETTERS.indexOf(base64[i + k]!)), 0);
    out.push((n >> 16) & 255, (n >> 8) & 255, n & 255);
  }
  return out;
}
