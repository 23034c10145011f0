/**
 * Digests: canonical JSON, SHA-256, HMAC, the journal's chain, the seal of an approval, and the quick fingerprint of a
 * row. Hex in lower case everywhere; text is hashed as UTF-8 (by hand: Apps Script has no TextEncoder).
 */
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { canonicalJson, hex, sha256, utf8 } from '../model/canonical';
import type { Value } from './types';

export { canonicalJson, sha256, utf8 };

/** HMAC-SHA-256 of a text under a key. */
export function hmac(key: string, text: string): string {
  return hex(nobleHmac(nobleSha256, utf8(key), utf8(text)));
}

/** MAC over several parts; where one part ends and the next begins is part of what is signed. */
export function macOf(key: string, ...parts: (string | number | null)[]): string {
  return hmac(key, canonicalJson(parts));
}

/** Equal without telling by the time how much of it was. */
export function sameDigest(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** The seal of an approval: the digest of the bound fields. A blank field is bound as blank, whichever way it is blank. */
export function sealOf(values: Record<string, Value | undefined>): string {
  const bound: Record<string, Value> = {};
  for (const key of Object.keys(values)) {
    const value = values[key];
    bound[key] = value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
  }
  return sha256(canonicalJson(bound));
}

// ---- the journal's chain ----------------------------------------------------------------------------

/** What of a journal row is chained: no personal value, so that erasing a payload leaves the chain whole. */
export interface ChainEntry {
  n: number;
  at: number;
  /** Commit key. */
  commit: string;
  register: string;
  id: string;
  rev: number;
  action: string;
  actorHash: string;
  payloadDigest: string;
}

/** Digest of one journal row, keyed, over the one before (`''` for the first). */
export function chainDigest(key: string, prev: string, entry: ChainEntry): string {
  const { n, at, commit, register, id, rev, action, actorHash, payloadDigest: payload } = entry;
  return macOf(key, prev, n, at, commit, register, id, rev, action, actorHash, payload);
}

/** Digest of an erasable payload under the row's own salt: with the salt gone it tells nothing. */
export function payloadDigest(salt: string, payload: unknown): string {
  return hmac(salt, canonicalJson(payload));
}

/** The actor of a journal row, salted; '' for the engine itself. */
export function actorHash(salt: string, actor: string | null): string {
  return actor === null ? '' : hmac(salt, actor);
}

// ---- fingerprint ------------------------------------------------------------------------------------

/**
 * 64 bits that tell rows apart in a sweep, 16 hex digits. Not cryptographic: two multiplicative lanes with a final mix
 * (after MurmurHash3's finaliser); proof is the business of `sha256`.
 */
export function fingerprint(text: string): string {
  let a = 0xdeadbeef ^ text.length;
  let b = 0x41c6ce57 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return lane(b) + lane(a);
}

const lane = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
