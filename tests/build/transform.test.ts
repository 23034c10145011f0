// The transformer carries what the rest of the tests lean on: TypeScript, ES-module packages, .ts and bare paths.
import { evaluate } from '@marcbachmann/cel-js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import Mustache from 'mustache';
import Papa from 'papaparse';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import Database from 'libsql';
import { Hono } from 'hono';

test('libraries of the bundle load in a test', () => {
  expect(evaluate('a + 1.0 > 2.0', { a: 1.5 })).toBe(true);
  expect(bytesToHex(sha256(utf8ToBytes('')))).toMatch(/^e3b0c442/);
  expect(Mustache.render('{{a}}', { a: 1 })).toBe('1');
  expect(Papa.parse('a,b').data).toEqual([['a', 'b']]);
  expect(Temporal.PlainDate.from('2026-02-28').add({ days: 1 }).toString()).toBe('2026-03-01');
});

test('libraries of the local office load in a test', () => {
  expect(parse('a: 1')).toEqual({ a: 1 });
  const db = new Database(':memory:');
  expect(db.prepare('select 1 as one').get()).toMatchObject({ one: 1 });
  db.close();
  expect(new Hono().fetch).toBeInstanceOf(Function);
});
