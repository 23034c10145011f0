/** Fields of a register against the rest of the model: lists, links, sources, numbering and how a record is called. */
import type { Reading } from '../reading';
import { resolvePath } from '../paths';
import type { Field, FieldType, Model, Register } from '../types';

export function checkFields(reading: Reading, model: Model, register: Register): void {
  const { key } = register;
  if (register.workbook)
    reading.known('unknown-workbook', `${key}.workbook`, register.workbook, Object.keys(model.workbooks));
  if (register.accountable)
    reading.known('unknown-role', `${key}.accountable`, register.accountable, Object.keys(model.roles));
  checkNumber(reading, register);
  for (const [, path] of register.called.matchAll(/\{([^}]*)\}/g))
    readable(reading, model, register, path!, `${key}.called`);
  for (const field of register.fields) {
    const at = `${key}.fields.${field.key}`;
    if (field.list !== undefined && reading.known('unknown-list', `${at}.list`, field.list, Object.keys(model.lists))) {
      const entries = model.lists[field.list]!.entries.map((entry) => entry.key);
      if (typeof field.default === 'string')
        reading.known('unknown-entry', `${at}.default`, field.default, entries, { list: field.list });
    }
    if (field.default !== undefined) checkDefault(reading, field, `${at}.default`);
    if (field.to !== undefined) checkLink(reading, model, register, field, at);
    for (const role of [field.role, ...(field.owner ?? [])])
      if (role !== undefined)
        reading.known(
          'unknown-role',
          field.role === role ? `${at}.role` : `${at}.owner`,
          role,
          Object.keys(model.roles),
        );
    if (field.through !== undefined)
      reading.known('unknown-register', `${at}.through`, field.through, Object.keys(model.registers));
    if (field.from !== undefined && field.from !== 'sender') checkSource(reading, model, register, field, at);
    if (field.from === 'sender' && field.type !== 'person')
      reading.faultAt('wrong-type', `${at}.from`, { name: field.key, is: field.type, need: 'person' });
  }
}

/** What a new row of each type may begin with; texts, choices and people are read elsewhere. */
const DEFAULTS: Partial<Record<FieldType, { need: string; fits: (value: string | number | boolean) => boolean }>> = {
  number: { need: 'number', fits: (value) => typeof value === 'number' },
  money: { need: 'number', fits: (value) => typeof value === 'number' },
  'yes-no': { need: 'true / false', fits: (value) => typeof value === 'boolean' },
  date: { need: 'today / 2026-03-02', fits: (value) => /^(now|today|\d{4}-\d\d-\d\d)$/.test(String(value)) },
  time: { need: 'now / 18:00', fits: (value) => /^(now|\d\d:\d\d)$/.test(String(value)) },
};

function checkDefault(reading: Reading, field: Field, at: string): void {
  const known = DEFAULTS[field.type];
  if (known && !known.fits(field.default!))
    reading.faultAt('wrong-type', at, { name: field.key, is: String(field.default), need: known.need });
}

function checkLink(reading: Reading, model: Model, register: Register, field: Field, at: string): void {
  if (!reading.known('unknown-register', `${at}.to`, field.to!, Object.keys(model.registers))) return;
  const { workbook } = model.registers[field.to!]!;
  if (workbook !== register.workbook) reading.faultAt('other-workbook', `${at}.to`, { name: field.to, workbook });
}

/** A value copied from a linked record must be one this field can hold. */
function checkSource(reading: Reading, model: Model, register: Register, field: Field, at: string): void {
  const source = readable(reading, model, register, field.from!, `${at}.from`);
  if (!source) return;
  const { type, list, to } = source;
  if (type !== field.type || (field.type === 'link' && to !== field.to)) {
    const show = (one: Pick<Field, 'type' | 'to'>): string =>
      one.to === undefined ? one.type : `${one.type} → ${one.to}`;
    reading.faultAt('wrong-type', `${at}.from`, { name: field.from, is: show(source), need: show(field) });
    return;
  }
  if (list === undefined || list === field.list) return;
  const target = new Set(model.lists[field.list ?? '']?.entries.map((entry) => entry.key));
  const strange = (model.lists[list]?.entries ?? [])
    .filter((entry) => !target.has(entry.key))
    .map((entry) => entry.key);
  if (strange.length > 0)
    reading.faultAt('from-entries', `${at}.from`, { list, target: field.list, names: strange.join(', ') });
}

function readable(reading: Reading, model: Model, register: Register, path: string, at: string): Field | null {
  const found = resolvePath(model, register, path);
  if (!found.ok) {
    reading.faultAt('unknown-path', at, { name: path, why: found.why.en, near: found.near });
    return null;
  }
  return found.field ?? null;
}

function checkNumber(reading: Reading, register: Register): void {
  const { number, key } = register;
  if (number === '') return;
  const holes = [...number.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!);
  const zeros = holes.filter((name) => /^0+$/.test(name));
  const strange = holes.filter((name) => !/^(0+|year|roc|month|dept)$/.test(name));
  if (zeros.length !== 1 || strange.length > 0) reading.faultAt('bad-number', `${key}.number`, { value: number });
}
