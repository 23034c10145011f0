/**
 * Questions people added to a form become fields within a tick: a row of 欄位 (「新發現」) that counts at once, a column left of 更新, and
 * the answers given so far in it (configuration: add a question). Each step is asked for before it is done.
 */
import { createRecord } from '../engine/create';
import { openDraft, step, touch } from '../engine/draft';
import { parseContext } from '../engine/edit-row';
import type { FoundQuestion } from '../engine/questions';
import type { Value } from '../engine/types';
import { parseCell } from '../engine/values';
import { typeKey } from '../model/office/fields';
import { acceptIn } from './accept';
import { bookMap, factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import { formMap } from './form-spec';
import { MIRROR_COLUMNS, PROP, type FormMap } from './layout';
import { keepForm } from './install-forms';
import { finder } from './links';
import type { Ports } from './ports';
import { publish } from './publish';
import { restored } from './restored';
import { readSetup } from './setup-state';
import { recOf } from './mirror';

/** A question that was told: `key` once its field is there, `done` once earlier answers stand in its column. */
interface Told extends FoundQuestion {
  key?: string;
  done?: boolean;
}

/** Questions of a form that were told. */
export const foundOf = (props: Record<string, string>, form: string): Told[] =>
  JSON.parse(props[PROP.found + form] ?? '[]') as Told[];

/** Tells of new questions. Told twice they are one: a question is its item id. */
export function addFound(ports: Ports, form: FormMap, found: FoundQuestion[]): void {
  const known = foundOf({ [PROP.found + form.id]: ports.props.get(PROP.found + form.id) ?? '[]' }, form.id);
  const more = found.filter((q) => !known.some((k) => k.item === q.item));
  if (more.length === 0) return;
  keep(ports, form.id, [...known, ...more]);
  fieldsOfFound(ports, { [PROP.found + form.id]: ports.props.get(PROP.found + form.id)! });
}

const keep = (ports: Ports, form: string, told: Told[]): void =>
  ports.props.set(PROP.found + form, JSON.stringify(told));

/** Makes fields of what was told, wherever a run stopped. Reads nothing when all of it is done. */
export function fieldsOfFound(ports: Ports, props: Record<string, string>): void {
  for (const [name, text] of Object.entries(props)) {
    if (!name.startsWith(PROP.found)) continue;
    let told = JSON.parse(text) as Told[];
    if (told.every((q) => q.done)) continue;
    const form = formMap(ports, name.slice(PROP.found.length));
    if (form?.kind !== 'intake') continue;
    if (told.some((q) => q.key === undefined)) {
      const keys = makeRows(ports, form, told);
      if (!keys) continue;
      told = told.map((q) => ({ ...q, key: keys[q.item] ?? q.key }));
      keep(ports, form.id, told);
    }
    bind(ports, form.id, told);
    publish(ports);
    if (fillIn(ports, form, told))
      keep(
        ports,
        form.id,
        told.map((q) => ({ ...q, done: true })),
      );
  }
}

/** Rows of 欄位, one a question; the ones that are there already (a run that died) are taken. Keys by item id. */
function makeRows(ports: Ports, form: FormMap, told: Told[]): Record<string, string> | null {
  const answer = deciding(ports, 20_000, (): Record<string, string> | null => {
    const state = readSetup(ports);
    if (!state?.pack || !state.last || restored(ports, state.first, [])) return null;
    const register = state.first.registers.office_fields!;
    const draft = openDraft(factsOf(state.first, ports.now(), `found:${form.id}:${told.length}`));
    const out: Record<string, string> = {};
    const made: string[] = [];
    for (const q of told) {
      const there = (state.recs.office_fields ?? []).find((rec) => rec.values.item === `${form.id}:${q.item}`);
      if (there) {
        out[q.item] = String(there.values.key);
        continue;
      }
      const values: Record<string, Value> = {};
      for (const field of register.fields) values[field.key] = null;
      const choices = q.choices.filter((choice) => choice.trim() !== '');
      const type = (q.type === 'choice' || q.type === 'choices') && choices.length < 2 ? 'text' : q.type;
      Object.assign(values, {
        register: form.register,
        zh_tw: q.title,
        type: typeKey(type),
        list: type === q.type && choices.length > 1 ? choices.join('、') : null,
        required: false,
        help: q.help || null,
        origin: 'found',
        item: `${form.id}:${q.item}`,
      } satisfies Record<string, Value>);
      const rec = createRecord(draft, register, values, {
        source: { kind: 'setup', ref: 'form' },
        by: null,
        quiet: true,
        state: 'active',
      });
      out[q.item] = String(rec.values.key);
      made.push(rec.id);
    }
    if (made.length > 0)
      acceptIn(ports, state, draft, { how: 'live', by: null, only: { tab: 'office_fields', ids: made } });
    return out;
  });
  return answer === 'busy' ? null : answer;
}

/** From now on answers to these items are the fields' answers. */
function bind(ports: Ports, id: string, told: Told[]): void {
  ports.locked(20_000, () => {
    const form = formMap(ports, id);
    if (!form || told.every((q) => !q.key || form.items[q.item] === q.key)) return;
    const items = { ...form.items };
    for (const q of told) if (q.key) items[q.item] = q.key;
    keepForm(ports, { ...form, items });
  });
}

/** Records moved in one commit. */
const BATCH = 200;
/** Rows looked through at once; answers of a longer register stay on the record's page. */
const ROWS = 20_000;

/** Answers given before the column stood go into it. True when none is left. */
function fillIn(ports: Ports, form: FormMap, told: Told[]): boolean {
  const book = bookMap(ports, form.workbook);
  for (let round = 0; round < 100; round++) {
    const answer = deciding(ports, 20_000, (): 'more' | 'done' | 'later' => {
      const first = readFirst(ports, book, { registers: [form.register] });
      const register = first.registers[form.register];
      if (restored(ports, first, []) || !register) return 'later';
      const fresh = told.filter((q) => q.key && register.fields.some((field) => field.key === q.key));
      if (fresh.length < told.filter((q) => q.key).length) return 'later';
      const rows = first.meta.counters[form.register]?.rows ?? 0;
      if (rows === 0 || rows > ROWS) return 'done';
      const cells = ports.books.read(book.id, [
        { sheet: book.registers[form.register]!.mirror, row: 1, rows, col: 0, cols: MIRROR_COLUMNS },
      ])[0]!.cells;
      const waiting = cells
        .filter((c) => c[0] && fresh.some((q) => String(c[4]).includes(`"${q.item}":`)))
        .map(recOf)
        .filter((rec) => fresh.some((q) => rec.extra[q.item]));
      if (waiting.length === 0) return 'done';
      for (const rec of waiting) first.records[`${rec.register}/${rec.id}`] = rec;
      const draft = openDraft(factsOf(first, ports.now(), `fill:${form.id}:${waiting[0]!.id}`));
      const links = finder(first, draft, {});
      const ctx = { ...parseContext(draft, links), links, lang: first.ref.language };
      for (const { id } of waiting.slice(0, BATCH)) {
        const rec = touch(draft, form.register, id);
        step(draft, rec, { action: 'field-found', actor: null }, () => {
          for (const q of fresh) {
            const answered = rec.extra[q.item];
            if (!answered) continue;
            const field = register.fields.find((one) => one.key === q.key)!;
            const parsed = parseCell(field, answered.value, ctx);
            if (parsed.ok) rec.values[field.key] = parsed.value;
            else rec.held[field.key] = { typed: answered.value, words: parsed.words };
            delete rec.extra[q.item];
          }
        });
      }
      commit(ports, first, draft, {});
      return waiting.length > BATCH ? 'more' : 'done';
    });
    if (answer !== 'more') return answer === 'done';
  }
  return false;
}
