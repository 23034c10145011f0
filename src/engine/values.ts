/**
 * A cell and the value it holds: `parseCell` understands what a person typed, `showCell` writes it in its canonical form
 * (register-sheet 4). What cannot be taken comes back as words for Check; nothing is guessed, nothing is lost.
 */
import type { Field, Label, Lang } from '../model/types';
import { SERIAL_LIMIT, serialOf } from './civil';
import { labelIn } from './spelling';
import type { Cell, Ref, Value, Words } from './types';
import { fault, typedText } from './values-fault';
import { readDate, readTime } from './values-date';
import { readChoices, readDepartment, readFiles, readLink, readListed, SEPARATOR } from './values-name';
import { personByMail, readAddress, readPerson } from './values-person';
import { codeOf, moneyDecimals, readMoney, readNumber, readYesNo } from './values-number';

/** A record a typed text may mean; `name` is its `called` text. */
export interface LinkCandidate {
  id: string;
  name: string;
}

/** Which record of a register holds this value in this field; null = none. */
export type Taken = (register: string, field: string, value: string) => string | null;

export interface CellContext {
  ref: Ref;
  /** Epoch ms: `3/2` is this year's. */
  now: number;
  /** Language of the sheet (shown labels) or of the form. */
  lang: Lang;
  /** Records of a register that a number, serial, old sticker or name may mean; absent = not read yet. */
  links?: (register: string, text: string) => LinkCandidate[];
  /** Id of the record that holds a value of a unique field; absent = not read. */
  taken?: Taken;
  /** Short name of a linked record, null when it is not known. */
  linkName?: (id: string, register: string) => string | null;
  fileName?: (id: string) => string | null;
}

export type Parsed =
  | { ok: true; value: Value }
  | { ok: false; words: Words }
  /** The link's register must be read for this text first. */
  | { ok: false; lookup: { register: string; text: string } };

export interface Shown {
  kind: 'text' | 'number' | 'date' | 'time' | 'datetime' | 'boolean-word';
  value: Cell;
}

/** Longest text taken: a cell holds 50,000 characters, and the record must hold it too. */
export const MAX_TEXT = 45_000;

/** With links at hand the answer is a value or words, never a question back. */
export type ParseContext = CellContext & { links: NonNullable<CellContext['links']> };

/** The value of a typed cell. Blank is null. Never throws on anything a cell can hold. */
export function parseCell(field: Field, cell: Cell, ctx: ParseContext): Exclude<Parsed, { lookup: unknown }>;
export function parseCell(field: Field, cell: Cell, ctx: CellContext): Parsed;
export function parseCell(field: Field, cell: Cell, ctx: CellContext): Parsed {
  // Control characters alone are blank too: what is kept of them would be a text nobody can see.
  if (typeof cell === 'string' && cleanText(cell).trim() === '') return { ok: true, value: null };
  if (typeof cell === 'string' && cell.length > MAX_TEXT)
    return fault(field, 'value.too-long', cell, { max: MAX_TEXT });
  const { ref } = ctx;
  const dates = { now: ctx.now, zone: ref.zone, lang: ctx.lang };
  switch (field.type) {
    case 'text':
      if (field.shape === 'email') return readAddress(field, cell);
      return { ok: true, value: cleanText(typedText(cell)) };
    case 'long text':
      return { ok: true, value: cleanText(typedText(cell)) };
    case 'number': {
      const value = typeof cell === 'number' ? cell : typeof cell === 'string' ? readNumber(cell) : null;
      return value === null || !Number.isFinite(value) ? fault(field, 'value.not-number', cell) : { ok: true, value };
    }
    case 'money': {
      const currency = codeOf(ref.settings);
      const money =
        typeof cell === 'boolean'
          ? { fault: 'not-money' as const }
          : readMoney(cell, currency, moneyDecimals(ref.settings));
      return 'value' in money
        ? { ok: true, value: money.value }
        : fault(field, `value.${money.fault}`, cell, { currency });
    }
    case 'date': {
      const date = typeof cell === 'boolean' ? null : readDate(cell, dates);
      return date === null ? fault(field, 'value.not-date', cell) : { ok: true, value: date };
    }
    case 'time': {
      const time = typeof cell === 'boolean' ? null : readTime(cell, dates);
      return time === null ? fault(field, 'value.not-time', cell) : { ok: true, value: time };
    }
    case 'yes-no': {
      const value = typeof cell === 'boolean' ? cell : readYesNo(cell);
      return value === null ? fault(field, 'value.not-yes-no', cell) : { ok: true, value };
    }
    case 'choice':
      return readListed(field, ref.lists[field.list ?? ''] ?? [], cell);
    case 'choices':
      return readChoices(field, ref.lists[field.list ?? ''] ?? [], cell);
    case 'department':
      return readDepartment(field, cell, ref);
    case 'person':
      return readPerson(field, cell, ref, ctx.lang);
    case 'link':
      return readLink(field, cell, ctx.links);
    case 'file':
    case 'files':
      return readFiles(field, cell);
  }
}

/** The canonical cell of a value. Blank is ''. A key nobody knows any more is shown as it is, never dropped. */
export function showCell(field: Field, value: Value | undefined, ctx: CellContext): Shown {
  const { ref, lang } = ctx;
  const text = (shown: string): Shown => ({ kind: 'text', value: shown });
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return text('');
  const label = (list: { key: string; label: Label }[], key: string): string => {
    const entry = list.find((one) => one.key === key);
    return entry ? labelIn(entry.label, lang, key) : key;
  };
  switch (field.type) {
    case 'text':
    case 'long text':
      return text(String(value));
    case 'number':
    case 'money':
      return typeof value === 'number' ? { kind: 'number', value } : text(String(value));
    case 'date':
    case 'time': {
      const civil = String(value);
      const serial = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d)?$/.test(civil) ? serialOf(civil) : NaN;
      if (!(serial >= 0 && serial < SERIAL_LIMIT)) return text(civil);
      return { kind: civil.length > 10 ? 'datetime' : civil.length > 5 ? 'date' : 'time', value: serial };
    }
    case 'yes-no':
      return { kind: 'boolean-word', value: yesNo(value === true, lang) };
    case 'choice':
      return text(label(ref.lists[field.list ?? ''] ?? [], String(value)));
    case 'choices':
      return text(
        (Array.isArray(value) ? value : [String(value)])
          .map((key) => label(ref.lists[field.list ?? ''] ?? [], key))
          .join(SEPARATOR[lang]),
      );
    case 'department':
      return text(label(ref.departments, String(value)));
    case 'person':
      return text(personByMail(ref.people, String(value))?.display ?? String(value));
    case 'link': {
      const name = field.to ? ctx.linkName?.(String(value), field.to) : null;
      return text(name ? `${String(value)} ${name}` : String(value));
    }
    case 'file':
    case 'files':
      return text(
        (Array.isArray(value) ? value : [String(value)])
          .map((id) => ctx.fileName?.(id) ?? `https://drive.google.com/open?id=${id}`)
          .join('\n'),
      );
  }
}

const yesNo = (value: boolean, lang: Lang): string => (lang === 'en' ? (value ? 'Yes' : 'No') : value ? '是' : '否');

/** Two cells say the same to a person: dates within half a second, `12` as text or number, blanks at the ends, NFC or NFD. */
export function sameCell(a: Cell | null | undefined, b: Cell | null | undefined): boolean {
  const x = a ?? '';
  const y = b ?? '';
  if (x === y) return true;
  if (typeof x === 'number' && typeof y === 'number')
    return Math.abs(x - y) <= 1e-9 * Math.max(1e3, Math.abs(x), Math.abs(y));
  return plain(x) === plain(y);
}

const plain = (cell: Cell): string => typedText(cell).normalize('NFC').replace(/\r\n?/g, '\n').trim();

/** Text as it can be kept: one kind of line end, no control characters, no half characters. Everything else stays as typed. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
