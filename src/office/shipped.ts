/**
 * Rows a pack ships in the setup tabs (numbers, lists, fields, mails, time limits, modules), and how they follow a new pack: what
 * the office left as it was follows, what it changed stays and is named (configuration: Layers and the merge). Pure.
 */
import type { Rec, Value } from '../engine/types';
import { pick } from '../engine/project';
import { toWords } from '../model/office/mail-words';
import { fieldCells } from '../model/office/fields';
import { SETUP } from '../model/derived';
import type { Label, Lang, Model } from '../model/types';

export interface ShippedRow {
  /** What makes two rows the same, whatever else they say. */
  is: string;
  values: Record<string, Value>;
}
export interface ShippedTab {
  register: string;
  rows: ShippedRow[];
  is(values: Rec['values']): string;
  /** Columns an office may change although they come filled; the other shipped ones are the pack's alone. */
  shared: string[];
  /** Columns that are the office's alone; filled, they say that it wants it otherwise. */
  own: string[];
  /** Of modules that are off: still shipped, but no row is made for them. */
  asleep: string[];
}

const say = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));

/** Every shipped tab of a pack, in the sheet's language. `on`: modules that are on; fields and time limits of others sleep. */
export function shippedTabs(model: Model, on: readonly string[], lang: Lang): ShippedTab[] {
  const all = Object.values(model.registers).filter((one) => one.workbook !== SETUP && !one.office);
  const business = all.filter((one) => one.module === undefined || on.includes(one.module));
  const asleep = all.filter((one) => !business.includes(one));
  const word = (label: Label | undefined): string => pick(label, lang);
  const tabs: Omit<ShippedTab, 'asleep'>[] = [
    {
      register: 'modules',
      shared: ['enabled'],
      own: [],
      is: (v) => say(v.key),
      rows: Object.values(model.modules).map((module) => ({
        is: module.key,
        values: { name: word(module.label), brings: word(module.help), enabled: module.on, key: module.key },
      })),
    },
    {
      register: 'numbers',
      shared: [],
      own: ['value'],
      is: (v) => say(v.key),
      rows: Object.values(model.settings).map((setting) => ({
        is: setting.key,
        values: {
          does: word(setting.label),
          unit: word(setting.unit),
          shipped: String(setting.value),
          used_by: setting.covers.join('、'),
          key: setting.key,
        },
      })),
    },
    {
      register: 'lists',
      shared: ['zh_tw', 'zh_cn', 'en', 'order', 'shown', 'aliases'],
      own: [],
      is: (v) => `${say(v.list)}/${say(v.key)}`,
      rows: Object.values(model.lists)
        .filter((list) => !list.fixed)
        .flatMap((list) =>
          list.entries.map((entry) => ({
            is: `${list.key}/${entry.key}`,
            values: {
              list: list.key,
              key: entry.key,
              zh_tw: entry.label['zh-TW'] ?? entry.key,
              zh_cn: entry.label['zh-CN'] ?? null,
              en: entry.label.en ?? null,
              order: entry.order,
              shown: entry.on,
              aliases: entry.aliases.join('、') || null,
            },
          })),
        ),
    },
    {
      register: 'office_fields',
      shared: ['zh_tw', 'zh_cn', 'en', 'required', 'help'],
      own: [],
      is: (v) => `${say(v.register)}/${say(v.key)}`,
      rows: business.flatMap((register) =>
        register.fields
          .filter((field) => !field.office)
          .map((field, i) => ({
            is: `${register.key}/${field.key}`,
            values: {
              ...fieldCells(register.key, field),
              asked: register.form ? register.form.asks.includes(field.key) : null,
              help: word(field.help) || null,
              order: i + 1,
              origin: 'shipped',
            },
          })),
      ),
    },
    {
      register: 'mail_texts',
      shared: [],
      own: ['sending', 'answer_tw', 'body_tw', 'answer_cn', 'body_cn', 'answer_en', 'body_en'],
      is: (v) => say(v.key),
      rows: Object.values(model.mails).map((mail) => ({
        is: mail.key,
        values: {
          about: toWords(model, word(mail.answer), lang),
          reader: mail.reader,
          shipped: toWords(model, [word(mail.answer), word(mail.body)].filter(Boolean).join('\n'), lang),
          key: mail.key,
        },
      })),
    },
    {
      register: 'time_limits',
      shared: [],
      own: ['hours', 'counted', 'warn_pct', 'warn_to', 'late_to'],
      is: (v) => (v.clock_key ? `${say(v.register)}/${say(v.clock_key)}` : ''),
      rows: business.flatMap((register) =>
        register.clocks.map((clock) => ({
          is: `${register.key}/${clock.key}`,
          values: {
            register: register.key,
            clock: word(clock.label),
            shipped: shippedHours(model, clock.within),
            clock_key: clock.key,
          },
        })),
      ),
    },
  ];
  return tabs.map((tab) => ({
    ...tab,
    asleep: asleep.flatMap((register) =>
      tab.register === 'office_fields'
        ? register.fields.map((field) => `${register.key}/${field.key}`)
        : tab.register === 'time_limits'
          ? register.clocks.map((clock) => `${register.key}/${clock.key}`)
          : [],
    ),
  }));
}

const shippedHours = (model: Model, within: string | number): string =>
  typeof within === 'number' ? String(within) : `${String(model.settings[within]?.value ?? '')} (${within})`;

/** A value both the pack and the office changed: the office's stays. */
export interface Both {
  register: string;
  id: string;
  column: string;
  ours: Value;
  theirs: Value;
}

export interface Following {
  make: { register: string; values: Record<string, Value> }[];
  change: { register: string; id: string; values: Record<string, Value> }[];
  /** No longer shipped and not the office's own: the row becomes void. */
  drop: { register: string; id: string }[];
  both: Both[];
}

const same = (a: Value | undefined, b: Value | undefined): boolean => say(a) === say(b);

/**
 * What the setup tabs must become so that they follow `next`. `base` = the pack last applied (null: none yet). `recs`: the records of
 * the setup registers, void ones too.
 */
export function follow(base: ShippedTab[] | null, next: ShippedTab[], recs: Record<string, Rec[]>): Following {
  const out: Following = { make: [], change: [], drop: [], both: [] };
  for (const tab of next) {
    const before = base?.find((one) => one.register === tab.register);
    const known = new Map((before?.rows ?? []).map((row) => [row.is, row]));
    const mine = new Map<string, Rec>();
    for (const rec of recs[tab.register] ?? []) {
      const is = tab.is(rec.values);
      // The first row of a name is the one: a copied row is somebody's own.
      if (is !== '' && is !== '/' && !rec.deleted && (!mine.has(is) || mine.get(is)!.state === 'void'))
        mine.set(is, rec);
    }
    for (const row of tab.rows) {
      const rec = mine.get(row.is);
      if (!rec || rec.state === 'void') {
        // A row somebody made void stays so; one the pack itself had dropped comes back with it.
        if (!rec || !known.has(row.is)) out.make.push({ register: tab.register, values: row.values });
        continue;
      }
      const values: Record<string, Value> = {};
      const shippedBefore = known.get(row.is)?.values;
      for (const [column, theirs] of Object.entries(row.values)) {
        const ours = rec.values[column] ?? null;
        if (same(ours, theirs)) continue;
        const was = shippedBefore?.[column] ?? null;
        if (!tab.shared.includes(column) || (shippedBefore !== undefined && same(ours, was))) values[column] = theirs;
        else if (shippedBefore !== undefined && !same(was, theirs))
          out.both.push({ register: tab.register, id: rec.id, column, ours, theirs });
      }
      const wants = tab.own.filter((column) => say(rec.values[column]) !== '');
      if (wants.length > 0 && shippedBefore !== undefined && !same(shippedBefore.shipped, row.values.shipped))
        out.both.push({
          register: tab.register,
          id: rec.id,
          column: wants[0]!,
          ours: rec.values[wants[0]!] ?? null,
          theirs: row.values.shipped ?? null,
        });
      if (Object.keys(values).length > 0) out.change.push({ register: tab.register, id: rec.id, values });
    }
    const wanted = new Set([...tab.rows.map((row) => row.is), ...tab.asleep]);
    for (const [is] of known) {
      const rec = mine.get(is);
      if (wanted.has(is) || !rec || rec.state === 'void') continue;
      // A list's entry and a field stay with the office that has them; a number nobody reads any more goes.
      if (tab.register === 'office_fields')
        out.change.push({ register: tab.register, id: rec.id, values: { origin: 'kept' } });
      else if (tab.register !== 'lists') out.drop.push({ register: tab.register, id: rec.id });
    }
  }
  return out;
}
