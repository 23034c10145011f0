/**
 * A record is one cell of its mirror, and a cell holds 50,000 characters: what a record cannot hold is cut at its longest text
 * (failure 49). One overlong answer must not stop the commit, and with it every answer behind it.
 */
import type { Rec } from './types';

/** Characters of a record as JSON; the rest of the cell is for what a commit adds to it (Check, undo). */
const ROOM = 44_000;
/** The most a cell takes. */
const CELL = 50_000;
const MARK = '…';

const size = (value: unknown): number => JSON.stringify(value).length;

interface Place {
  field: string | null;
  text: string;
  put(text: string): void;
}

/** Cuts until the record fits. Gives the fields whose text was cut, null for an answer that belongs to no field. */
export function cutToFit(rec: Rec): (string | null)[] {
  const cut = new Set<string | null>();
  for (let i = 0; i < 60; i++) {
    const over = size({ ...rec, undo: null }) - ROOM;
    if (over <= 0) break;
    const longest = places(rec).reduce<Place | null>((a, b) => (a && a.text.length >= b.text.length ? a : b), null);
    if (!longest || longest.text.length < 100) break;
    // Quotes and line ends are longer in JSON than in the text.
    const share = longest.text.length / size(longest.text);
    const keep = Math.max(0, Math.min(longest.text.length - 50, Math.floor(longest.text.length - over * share - 50)));
    longest.put(whole(longest.text.slice(0, keep)) + MARK);
    cut.add(longest.field);
  }
  return [...cut];
}

/** Takes the undo away when the record would not fit with it: a long text is kept once rather than twice. */
export function undoToFit(rec: Rec): void {
  if (rec.undo && size(rec) > CELL) rec.undo = null;
}

function places(rec: Rec): Place[] {
  const out: Place[] = [];
  for (const [field, value] of Object.entries(rec.values))
    if (typeof value === 'string') out.push({ field, text: value, put: (text) => (rec.values[field] = text) });
  for (const [field, held] of Object.entries(rec.held))
    if (typeof held.typed === 'string')
      out.push({ field, text: held.typed, put: (text) => (rec.held[field] = { ...held, typed: text }) });
  for (const [item, { title, value }] of Object.entries(rec.extra))
    out.push({ field: null, text: value, put: (text) => (rec.extra[item] = { title, value: text }) });
  return out;
}

/** No half character at the end. */
const whole = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');
