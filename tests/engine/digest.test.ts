// Digests against Node's own crypto as the judge; the chain notices every change and survives erased payloads.
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  actorHash,
  canonicalJson,
  chainDigest,
  fingerprint,
  hmac,
  macOf,
  payloadDigest,
  sameDigest,
  sealOf,
  sha256,
  utf8,
} from '../../src/engine/digest';
import type { ChainEntry } from '../../src/engine/digest';

const anyText = fc.string({ unit: 'binary' });

test('UTF-8 as TextEncoder writes it, lone surrogates too', () => {
  const text = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(fc.oneof(text, anyText), (s) => expect([...utf8(s)]).toEqual([...new TextEncoder().encode(s)])),
  );
});

test('SHA-256 and HMAC agree with Node', () => {
  fc.assert(
    fc.property(anyText, anyText, (key, s) => {
      expect(sha256(s)).toBe(createHash('sha256').update(s, 'utf8').digest('hex'));
      expect(hmac(key, s)).toBe(createHmac('sha256', Buffer.from(key, 'utf8')).update(s, 'utf8').digest('hex'));
    }),
  );
});

test('canonical JSON: order of keys is nothing, everything else is something', () => {
  expect(canonicalJson({ b: 1, a: [1, 'x', null], c: undefined })).toBe('{"a":[1,"x",null],"b":1}');
  expect(canonicalJson(-0)).toBe('0');
  expect(() => canonicalJson({ a: NaN })).toThrow(RangeError);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});

test('the seal ignores order and the kind of blank, nothing else', () => {
  expect(sealOf({ cost: 8000, vendor: 'V1', why: '' })).toBe(sealOf({ why: null, vendor: 'V1', cost: 8000 }));
  expect(sealOf({ cost: 8000 })).not.toBe(sealOf({ cost: 8500 }));
  expect(sealOf({ cost: 8000 })).not.toBe(sealOf({ cost: '8000' }));
});

test('a MAC binds where its parts end', () => {
  expect(macOf('k', 'ab', 'c')).not.toBe(macOf('k', 'a', 'bc'));
  expect(macOf('k', 'ab')).not.toBe(macOf('other', 'ab'));
  expect([sameDigest('abc', 'abc'), sameDigest('abc', 'abd'), sameDigest('abc', 'ab')]).toEqual([true, false, false]);
});

describe('the chain', () => {
  const entry = (more: Partial<ChainEntry> = {}): ChainEntry => ({
    n: 1,
    at: 1772418720000,
    commit: 'c1',
    register: 'tickets',
    id: 'TKT-2026-00017',
    rev: 2,
    action: 'solve',
    actorHash: actorHash('salt', 'wu@demo.example'),
    payloadDigest: payloadDigest('salt', { cost: 1200 }),
    ...more,
  });

  test('every part of an entry, the key and the row before it change the digest', () => {
    const base = chainDigest('key', 'prev', entry());
    const changed = Object.keys(entry()).map((key) =>
      chainDigest('key', 'prev', entry({ [key]: key === 'n' || key === 'at' || key === 'rev' ? 99 : 'other' })),
    );
    changed.push(chainDigest('other', 'prev', entry()), chainDigest('key', 'other', entry()));
    expect(new Set([base, ...changed]).size).toBe(changed.length + 1);
  });

  test('personal values enter it under a salt alone', () => {
    expect(payloadDigest('salt', { name: 'Lin' })).not.toBe(payloadDigest('other', { name: 'Lin' }));
    expect(JSON.stringify(entry())).not.toContain('wu@demo');
    expect(actorHash('salt', null)).toBe('');
  });
});

test('fingerprints: 16 hex digits, no collision in a full register, every position matters', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 200_000; i++) seen.add(fingerprint(`ASSET-${i}|3F 影印機|`));
  expect(seen.size).toBe(200_000);
  expect([...seen].every((f) => /^[0-9a-f]{16}$/.test(f))).toBe(true);
  expect(fingerprint('ab')).not.toBe(fingerprint('ba'));
});
