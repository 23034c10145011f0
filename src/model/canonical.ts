/**
 * What model and engine hash by: canonical JSON, UTF-8 and SHA-256 as hex in lower case. UTF-8 by hand, as Apps Script has no
 * TextEncoder.
 */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/**
 * JSON with sorted keys, so that equal values have equal text. `undefined` counts as absent; NaN and infinity throw. Written in
 * one go: a model has a hundred thousand parts, and every run meets this code cold.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`not a value for JSON: ${value}`);
    return JSON.stringify(value === 0 ? 0 : value);
  }
  let out = '';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) out += (i > 0 ? ',' : '') + canonicalJson(value[i] ?? null);
    return `[${out}]`;
  }
  if (typeof value === 'object') {
    const from = value as Record<string, unknown>;
    for (const key of Object.keys(from).sort())
      if (from[key] !== undefined)
        out += `${(out === '' ? '' : ',') + JSON.stringify(key)}:${canonicalJson(from[key])}`;
    return `{${out}}`;
  }
  throw new TypeError(`not a value for JSON: ${typeof value}`);
}

/** SHA-256 of a text. */
export function sha256(text: string): string {
  return hex(nobleSha256(utf8(text)));
}

/** UTF-8 bytes; a lone surrogate becomes U+FFFD, as TextEncoder does it. */
export function utf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code >= 0xd800 && code <= 0xdfff) {
      const next = code < 0xdc00 ? text.charCodeAt(i + 1) : 0;
      if (next >= 0xdc00 && next <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
        i++;
      } else code = 0xfffd;
    }
    if (code < 0x80) out[n++] = code;
    else {
      if (code < 0x800) out[n++] = 0xc0 | (code >> 6);
      else {
        if (code < 0x10000) out[n++] = 0xe0 | (code >> 12);
        else {
          out[n++] = 0xf0 | (code >> 18);
          out[n++] = 0x80 | ((code >> 12) & 63);
        }
        out[n++] = 0x80 | ((code >> 6) & 63);
      }
      out[n++] = 0x80 | (code & 63);
    }
  }
  return out.slice(0, n);
}

const HEX = Array.from({ length: 256 }, (_, i) => (i < 16 ? '0' : '') + i.toString(16));

/** Lower-case hex digits of bytes. */
export function hex(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i++) out += HEX[bytes[i]!]!;
  return out;
}
