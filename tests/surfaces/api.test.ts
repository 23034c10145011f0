// The one function pages may call: an allowlist, nothing else of the language behind it (S4).
import fc from 'fast-check';
import { dispatch } from '../../src/surfaces/api';
import type { Ports } from '../../src/office/ports';

/** Touching any port is a failure: an unknown method reads nothing. */
const untouchable = new Proxy(
  {},
  {
    get: (_target, name) => {
      throw new Error(`touched ${String(name)}`);
    },
  },
) as Ports;
const ask = (method: unknown, params: unknown = {}) => dispatch(untouchable, method, params);

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'get',
  'set',
  'has',
  'size',
  'clear',
  'onEdit_',
  'onSubmit_',
  'tick_',
  'nightly_',
  'setup',
  'doGet',
  'doPost',
  'api',
  'ACT',
  'act ',
  ' act',
  'act\u0000',
  'аct',
  '',
  '0',
  'null',
  'undefined',
  'decide.constructor',
  'act.call',
  '["act"]',
];

test.each(NAMES.map((n) => [n]))('%j is no method', (name) => {
  expect(ask(name)).toEqual({ ok: false, words: 'UNKNOWN_METHOD' });
});

test('two thousand random names, and things that are no names, are none', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.anything(), fc.constantFrom(...NAMES));
  fc.assert(
    fc.property(name, fc.anything(), (method, params) => {
      fc.pre(!['act', 'decide', 'order', 'confirm', 'away'].includes(method as string));
      expect(ask(method, params)).toEqual({ ok: false, words: 'UNKNOWN_METHOD' });
    }),
    { numRuns: 2000 },
  );
});

test('a name that only turns into one is none', () => {
  expect(ask({ toString: () => 'act' })).toEqual({ ok: false, words: 'UNKNOWN_METHOD' });
  expect(ask(['act'])).toEqual({ ok: false, words: 'UNKNOWN_METHOD' });
});

test('a verdict that is none is unknown as well, before anything is read', () => {
  for (const verdict of ['', 'Approve', 'constructor', ['approve'], { toString: () => 'approve' }, null, 1])
    expect(ask('decide', { register: 'tickets', id: 'x', verdict })).toEqual({ ok: false, words: 'UNKNOWN_METHOD' });
});

test('parameters that are no object are an empty one; the caller is asked for first', () => {
  const asked: string[] = [];
  const ports = { caller: () => (asked.push('caller'), '') } as unknown as Ports;
  for (const params of [null, undefined, 1, 'x', [], true]) {
    const answer = dispatch(ports, 'act', params);
    expect(answer.ok).toBe(false);
    expect(answer.words).not.toBe('UNKNOWN_METHOD');
  }
  expect(asked).toHaveLength(6);
});
