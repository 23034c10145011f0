/** Rows of 規則, 核決權限, 指標, 信件 and 文件範本 laid over the model: a row each, judged by the readers and checks every template passes. */
import { readMetrics } from '../parts/rules';
import { REQUESTER_HEAD } from '../chain-rows';
import { checkChains, REQUESTER_MANAGER, type ChainPeople } from '../chains';
import { matterOf } from '../derived';
import { nodeOf, type SourceNode } from '../source';
import type { ChainRow, Fault, Label, Lang, Metric, Register } from '../types';
import { nearest } from '../near';
import { comparison, condition, fieldNamed, type Comparing } from './conditions';
import { typeKey } from './fields';
import { toKeys } from './mail-words';
import { paperWords } from './paper-words';
import { unfilled } from '../checks/papers';
import {
  columnWord,
  entryWord,
  faultIn,
  fold,
  named,
  numberOf,
  placeOf,
  registerNamed,
  text,
  wordsOf,
  type Merging,
  type SetupRow,
} from './rows';

export function mergeChecks(on: Merging): void {
  const tab = 'office_checks';
  for (const row of on.rows[tab] ?? []) {
    const register = registerNamed(on, row);
    if (!register) continue;
    const actions = register.actions.filter((action) => !action.standing);
    const action = named(actions, text(row.values.at));
    if (!action) {
      faultIn(on, tab, row, 'at', 'unknown-action', {
        name: text(row.values.at),
        near: nearest(text(row.values.at), wordsOf(actions, on.lang)),
      });
      continue;
    }
    const blank = (['field', 'is', 'say'] as const).find((one) => text(row.values[one]) === '');
    if (blank) {
      absent(on, tab, row, blank);
      continue;
    }
    const op = text(row.values.is) as Comparing;
    const written = comparison(on, register, text(row.values.field), op, text(row.values.value));
    if (!written.ok) {
      faultIn(on, tab, row, written.part, written.code, written.params);
      continue;
    }
    const say = text(row.values.say);
    const key = `x_${row.id.toLowerCase().replace(/\W+/g, '_')}`;
    on.reading.place(`${register.key}.checks.${key}`, placeOf(tab, row, 'field'));
    register.checks.push({ key, at: action.key, need: written.cel, say: { 'zh-TW': say, 'zh-CN': say, en: say } });
  }
}

/** A cell that nobody filled, without which the row says nothing. */
function absent(on: Merging, tab: string, row: SetupRow, field: string): null {
  faultIn(on, tab, row, field, 'missing', { what: row.id, key: columnWord(on, tab, field) });
  return null;
}

/** Rows of one matter, in the order of their steps. The register that asks for the matter gives the words of its conditions. */
export function mergeChains(on: Merging): void {
  const tab = 'approval_matrix';
  const chains: Record<string, ChainRow[]> = {};
  // Matters that lack a row because it is wrong: what only the whole chain can be is asked when it is whole.
  const lacking = new Set<string>();
  for (const row of on.rows[tab] ?? []) {
    const matter = text(row.values.matter);
    const register = Object.values(on.model.registers).find((one) => one.approvals.some((a) => matterOf(a) === matter));
    if (!register) continue; // of a module that is off
    if (text(row.values.who) === '') {
      absent(on, tab, row, 'who');
      lacking.add(matter);
      continue;
    }
    const who = whoOf(on, text(row.values.who));
    let when: string | undefined;
    if (text(row.values.when)) {
      const written = condition(on, register, text(row.values.when));
      if (!written.ok) {
        faultIn(on, tab, row, 'when', written.code, written.params);
        lacking.add(matter);
        continue;
      }
      when = written.cel;
    }
    const from = numberOf(row.values.from);
    const to = numberOf(row.values.to);
    const days = numberOf(row.values.days) ?? 2;
    if (days <= 0 || (from ?? 0) < 0) {
      const [field, min, kept] = days <= 0 ? (['days', 1, 2] as const) : (['from', 0, 0] as const);
      faultIn(on, tab, row, field, 'out-of-range', { name: columnWord(on, tab, field), min, max: '∞', kept });
      lacking.add(matter);
      continue;
    }
    (chains[matter] ??= []).push({
      step: numberOf(row.values.step) ?? 1,
      who,
      all: row.values.all === true,
      days,
      ...(text(row.values.late) ? { late: text(row.values.late) } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(when === undefined ? {} : { if: when }),
      where: placeOf(tab, row, 'who'),
    });
  }
  for (const rows of Object.values(chains)) rows.sort((a, b) => a.step - b.step);
  for (const fault of checkChains(chains, on.model, peopleOf(on))) {
    const [matter, rows] =
      Object.entries(chains).find(([, some]) => some.some((one) => one.where === fault.where)) ?? [];
    if (matter !== undefined && lacking.has(matter) && OF_ALL_ROWS.includes(fault.code)) continue;
    const row = rows?.find((one) => one.where === fault.where);
    on.faults.push({ ...fault, where: fault.where.replace(/who$/, cellOf(fault, row)) });
  }
  // Where a row stands moves when the sheet is sorted: it is no part of the model.
  for (const [matter, rows] of Object.entries(chains))
    on.model.chains[matter] = rows.map(({ where: _where, ...row }) => row);
}

/** What only the rows of a matter together can be: right again as soon as the wrong one among them is. */
export const OF_ALL_ROWS: readonly string[] = ['chain-gap', 'chain-jump', 'chain-overlap', 'chain-mixed'];

/** The cell of a row of the matrix that has to change. */
function cellOf(fault: Fault, row: ChainRow | undefined): string {
  if (!fault.code.startsWith('chain-')) return 'when';
  if (fault.code === 'chain-jump') return 'step';
  if (fault.code === 'chain-mixed') return 'all';
  const amounts = ['chain-order', 'chain-amount', 'chain-gap', 'chain-overlap'];
  return amounts.includes(fault.code) ? (row?.to === undefined ? 'from' : 'to') : 'who';
}

function peopleOf(on: Merging): ChainPeople {
  return {
    people: (on.rows.people ?? []).map((row) => ({ email: text(row.values.email), active: row.state !== 'left' })),
    roles: (on.rows.roles ?? []).map((row) => ({ role: text(row.values.role), email: text(row.values.person) })),
  };
}

const MANAGER = ['申請人主管', '申请人领导', '申請人的主管', "requester's manager", 'requester.manager'].map(fold);
const HEAD = [
  '部門主管',
  '部门主管',
  '申請人部門主管',
  '申请人部门主管',
  'department head',
  'requester.department',
].map(fold);

/** A role, a person by name or address, or the requester's manager; anything else stays as typed for the check to answer. */
function whoOf(on: Merging, typed: string): string {
  if (MANAGER.includes(fold(typed))) return REQUESTER_MANAGER;
  if (HEAD.includes(fold(typed))) return REQUESTER_HEAD;
  const role = named(Object.values(on.model.roles), typed);
  if (role) return role.key;
  const person = (on.rows.people ?? []).find((row) =>
    [row.values.email, row.values.name, row.values.display, row.values.english].some(
      (word) => text(word) !== '' && fold(text(word)) === fold(typed),
    ),
  );
  return person ? text(person.values.email).toLowerCase() : typed;
}

export function mergeMetrics(on: Merging): void {
  const tab = 'office_metrics';
  for (const row of on.rows[tab] ?? []) {
    const register = registerNamed(on, row);
    if (!register) continue;
    const metric = metricOf(on, tab, register, row);
    if (metric) register.metrics.push(metric);
  }
}

function metricOf(on: Merging, tab: string, register: Register, row: SetupRow): Metric | null {
  const kind = text(row.values.kind) as Metric['kind'];
  const key = `x_${row.id.toLowerCase().replace(/\W+/g, '_')}`;
  const path = `${register.key}.metrics`;
  const spec: Record<string, unknown> = { label: sameWords(text(row.values.name)), per: 'month' };
  if (text(row.values.kind) === '') return absent(on, tab, row, 'kind');
  if (kind !== 'count' && text(row.values.of) === '') return absent(on, tab, row, 'of');
  if (kind === 'count') spec.count = 'all';
  else if (kind === 'share') {
    const clock = named(register.clocks, text(row.values.of));
    if (!clock) return unknown(on, tab, row, 'of', 'unknown-clock', wordsOf(register.clocks, on.lang));
    spec.share = `clocks.${clock.key}.met`;
  } else {
    const field = fieldNamed(register, text(row.values.of));
    if (!field) return unknown(on, tab, row, 'of', 'unknown-field', wordsOf(register.fields, on.lang));
    if (field.type !== 'number' && field.type !== 'money') {
      const type = (one: string): string => entryWord(on, 'field_types', one);
      faultIn(on, tab, row, 'of', 'wrong-type', {
        name: text(row.values.of),
        is: type(typeKey(field.type)),
        need: `${type('number')} / ${type('money')}`,
      });
      return null;
    }
    spec[kind] = field.key;
  }
  if (text(row.values.when)) {
    const written = condition(on, register, text(row.values.when));
    if (!written.ok) {
      faultIn(on, tab, row, 'when', written.code, written.params);
      return null;
    }
    spec.if = written.cel;
  }
  const by: string[] = [];
  for (const word of text(row.values.by)
    .split(/[、,，;；]/)
    .filter((part) => part.trim() !== '')) {
    const field = fieldNamed(register, word.trim());
    if (!field) return unknown(on, tab, row, 'by', 'unknown-field', wordsOf(register.fields, on.lang), word.trim());
    by.push(field.key);
  }
  if (by.length > 0) spec.by = by;
  if (text(row.values.target)) spec.target = text(row.values.target).normalize('NFKC');
  const columns: Record<string, string> = {
    label: 'name',
    if: 'when',
    count: 'when',
    sum: 'of',
    average: 'of',
    share: 'of',
  };
  const node: SourceNode = {
    kind: 'map',
    where: placeOf(tab, row, 'name'),
    entries: Object.entries(spec).map(([word, value]) => {
      const where = placeOf(tab, row, columns[word] ?? word);
      return { key: word, where, node: nodeOf(value, where) };
    }),
  };
  const at = placeOf(tab, row, 'name');
  return readMetrics(on.reading, { kind: 'map', where: at, entries: [{ key, where: at, node }] }, path)[0] ?? null;
}

function unknown(
  on: Merging,
  tab: string,
  row: SetupRow,
  field: string,
  code: 'unknown-clock' | 'unknown-field',
  known: string[],
  name = text(row.values[field]),
): null {
  faultIn(on, tab, row, field, code, { name, near: nearest(name, known) });
  return null;
}

const sameWords = (word: string): Label => ({ 'zh-TW': word, 'zh-CN': word, en: word });

const TIMING = { at_once: 'at once', bundled: 'bundled', never: 'never' } as const;
const SUFFIX: [Lang, string][] = [
  ['zh-TW', 'tw'],
  ['zh-CN', 'cn'],
  ['en', 'en'],
];

export function mergeMails(on: Merging): void {
  const tab = 'mail_texts';
  for (const row of on.rows[tab] ?? []) {
    const mail = on.model.mails[text(row.values.key)];
    if (!mail) continue;
    const timing = TIMING[text(row.values.sending) as keyof typeof TIMING];
    if (timing) mail.when = timing;
    for (const [lang, suffix] of SUFFIX)
      for (const part of ['answer', 'body'] as const) {
        const typed = text(row.values[`${part}_${suffix}`]);
        if (typed === '') continue;
        const read = toKeys(on.model, typed);
        if (read.open) faultIn(on, tab, row, `${part}_${suffix}`, read.open.code, read.open.params);
        else if (read.unknown)
          faultIn(on, tab, row, `${part}_${suffix}`, 'mail-placeholder', {
            name: mail.key,
            placeholder: read.unknown.word,
            ...(read.unknown.near === undefined ? {} : { near: read.unknown.near }),
          });
        else mail[part] = { ...mail[part], [lang]: read.text };
      }
  }
}

/** Has this row words of its own? Those count once a sample was looked at. */
export const hasOwnWords = (row: SetupRow): boolean =>
  SUFFIX.some(([, suffix]) => text(row.values[`answer_${suffix}`]) !== '' || text(row.values[`body_${suffix}`]) !== '');

const LANG: Record<string, Lang> = { zh_tw: 'zh-TW', zh_cn: 'zh-CN', en: 'en' };

export function mergeTexts(on: Merging): void {
  const tab = 'document_texts';
  for (const row of on.rows[tab] ?? []) {
    const register = registerNamed(on, row);
    if (!register) continue;
    const read = toKeys(
      { registers: { [register.key]: register } },
      text(row.values.text),
      paperWords(on.model, register),
    );
    if (text(row.values.text) === '') {
      absent(on, tab, row, 'text');
      continue;
    }
    if (read.open) {
      faultIn(on, tab, row, 'text', read.open.code, read.open.params);
      continue;
    }
    if (read.unknown) {
      faultIn(on, tab, row, 'text', 'mail-placeholder', {
        name: text(row.values.name),
        placeholder: read.unknown.word,
        ...(read.unknown.near === undefined ? {} : { near: read.unknown.near }),
      });
      continue;
    }
    const wrong = unfilled(on.model, register, read.text);
    if (wrong) {
      const { code, ...params } = wrong;
      faultIn(on, tab, row, 'text', code, { name: text(row.values.name), ...params });
      continue;
    }
    const key = `x_${row.id.toLowerCase().replace(/\W+/g, '_')}`;
    (on.model.texts ??= {})[key] = {
      key,
      name: text(row.values.name),
      register: register.key,
      words: { [LANG[text(row.values.language)] ?? 'zh-TW']: read.text },
    };
  }
}
