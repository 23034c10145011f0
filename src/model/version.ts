/** The version of a model: the digest of everything in it, so that equal models are known to be equal. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Model } from './types';

/** 16 hex digits; independent of the order in which keys were written, but not of the order of fields and actions. */
export function versionOf(model: Model): string {
  return bytesToHex(sha256(utf8ToBytes(canonical({ ...model, version: '' })))).slice(0, 16);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
