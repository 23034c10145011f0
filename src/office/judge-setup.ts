/**
 * The setup tabs judged after somebody edited them: each wrong row hears in its Check what to write instead, a new register gets the
 * fields its pattern proposes, and 首頁 says what waits (configuration: The setup workbook). One read, at most one commit.
 */
import { createRecord } from '../engine/create';
import { dropNotice, look, notice, openDraft, say, touch, type Draft } from '../engine/draft';
import { render } from '../engine/words';
import type { CheckLine, Notice, Rec, Value, Words } from '../engine/types';
import { proposedFields } from '../model/expand';
import { fieldCells } from '../model/office/fields';
import { hasOwnWords } from '../model/office/others';
import { readPlace, text, type SetupRow } from '../model/office/rows';
import { isRegionRow, type Effective } from '../model/office/effective';
import type { Fault } from '../model/types';
import { factsOf } from './book';
import { commit, deciding } from './commit';
import { tellForms } from './form-rows';
import { forms } from './intake';
import { PROP } from './layout';
import type { Ports } from './ports';
import { restored } from './restored';
import { APPLIED, asStaged, inForce, readSetup, STAGED, waitingRows, type SetupState } from './setup-state';
import { rowChanges } from './setup-words';

/** Judges when the setup workbook moved since the last time. `busy`: the next tick does it. */
export function judgeSetup(ports: Ports): void {
  const mark = JSON.parse(ports.props.get(`${PROP.mark}setup`) ?? '{"n":0}') as { n: number };
  if (Number(ports.props.get(PROP.checked) ?? -1) === mark.n) return;
  const done = deciding(ports, 20_000, () => {
    const state = readSetup(ports);
    if (!state?.pack || restored(ports, state.first, [])) return null;
    const draft = openDraft(factsOf(state.first, ports.now(), `judge:${state.first.meta.commit.n}`));
    propose(draft, state);
    const effective = asStaged(state);
    tellRows(draft, state, effective);
    tellHome(draft, state, effective);
    tellForms(draft, inForce(state).model, forms(ports), state.recs.office_forms ?? []);
    if (draft.meta.notices.some((n) => n.key === 'limits' && n.words.params?.asked === undefined))
      ports.props.set(PROP.limits, '1');
    commit(ports, state.first, draft, {});
    return draft.meta.commit.n;
  });
  if (typeof done === 'number') ports.props.set(PROP.checked, String(done));
}

/** A row of 登記簿 without rows of 欄位 gets those of its pattern, once. */
function propose(draft: Draft, state: SetupState): void {
  const fields = draft.facts.registers.office_fields;
  if (!fields) return;
  for (const row of state.rows.office_registers ?? []) {
    const key = text(row.values.key);
    if (key === '' || row.state === 'retired') continue;
    if ((state.recs.office_fields ?? []).some((rec) => rec.values.register === key)) continue;
    const pattern = state.pack!.patterns[text(row.values.pattern)];
    const proposed = proposedFields(pattern);
    const by = state.recs.office_registers!.find((rec) => rec.id === row.id)?.created.by ?? null;
    for (const field of proposed) {
      const values: Record<string, Value> = {};
      for (const column of fields.fields) values[column.key] = null;
      Object.assign(values, {
        ...fieldCells(key, field),
        asked: field.asked,
        default: field.default === undefined ? null : String(field.default),
        help: field.help?.['zh-TW'] ?? null,
        order: field.order,
        origin: 'pattern',
      } satisfies Record<string, Value>);
      const rec = createRecord(draft, fields, values, {
        source: { kind: 'setup', ref: 'pattern' },
        by,
        quiet: true,
        state: 'active',
      });
      state.recs.office_fields!.push(rec);
      state.rows.office_fields!.push({ id: rec.id, state: rec.state, values: rec.values });
    }
    if (proposed.length > 0)
      say(touch(draft, 'office_registers', row.id), {
        sign: '✓',
        words: { code: 'setup.proposed', params: { n: proposed.length } },
        at: draft.facts.now,
        by,
      });
  }
}

const OURS = ['setup.fault', 'setup.ready', 'setup.sample-first', 'setup.in-force'];

/** ✗ with words in the cell that is wrong, ✎ for a mail nobody has seen, ✓ 等套用 for what waits. */
function tellRows(draft: Draft, state: SetupState, effective: Effective): void {
  const wrong = new Map<string, Fault[]>();
  for (const fault of effective.faults) {
    const at = readPlace(fault.where)!;
    const key = `${at.register}/${at.id}`;
    wrong.set(key, [...(wrong.get(key) ?? []), fault]);
  }
  const { now } = draft.facts;
  for (const [tab, rows] of Object.entries(state.rows)) {
    const register = draft.facts.registers[tab]!;
    for (const row of rows) {
      const lines: CheckLine[] = (wrong.get(`${tab}/${row.id}`) ?? []).map((fault) => {
        const field = register.fields.find((one) => one.key === readPlace(fault.where)!.field);
        return {
          sign: '✗',
          at: now,
          words: { code: 'setup.fault', params: { field: field?.label ?? {}, say: fault.words } },
        };
      });
      const staged = STAGED.includes(tab as never) || isRegionRow(tab, row);
      const waits = lines.length === 0 && staged && differsFromForce(state, tab, row);
      if (waits) lines.push({ sign: '⏳', at: now, words: { code: 'setup.ready' } });
      if (tab === 'mail_texts' && hasOwnWords(row) && !row.values.seen)
        lines.push({ sign: '✎', at: now, words: { code: 'setup.sample-first' } });
      retell(draft, tab, row.id, lines);
    }
  }
}

/** Puts our lines in the place of our earlier ones; nothing is touched when they say the same. */
function retell(draft: Draft, tab: string, id: string, lines: CheckLine[]): void {
  const seen = look(draft, tab, id);
  if (!seen) return;
  const before = seen.check.filter((line) => OURS.includes(line.words.code));
  const same = (a: CheckLine[], b: CheckLine[]): boolean =>
    JSON.stringify(a.map((l) => [l.sign, l.words])) === JSON.stringify(b.map((l) => [l.sign, l.words]));
  if (same(before, lines) || (lines.length === 0 && before.every((l) => l.words.code === 'setup.in-force'))) return;
  const rec = touch(draft, tab, id);
  rec.check = [...rec.check.filter((line) => !OURS.includes(line.words.code)), ...lines];
  if (rec.check.length === 0) rec.check = [{ sign: '✓', at: draft.facts.now, words: { code: 'setup.in-force' } }];
}

const differsFromForce = (state: SetupState, tab: string, row: SetupRow): boolean => {
  if (!state.last) return false;
  const before = state.last[tab]?.find((one) => one.id === row.id);
  return !before || JSON.stringify(sorted(before)) !== JSON.stringify(sorted(row));
};
const sorted = (row: SetupRow): unknown => [
  row.state,
  Object.entries(row.values)
    .filter(([, value]) => value !== null && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1)),
];

/** Places on 首頁. */
export const HOME = { pending: 900, limits: 950, upgrade: 940, faulty: 880 } as const;
const LISTED = 5;

/** What waits, what is wrong, which question is open. */
function tellHome(draft: Draft, state: SetupState, effective: Effective): void {
  const changes = state.last
    ? rowChanges(draft, waitingRows(state.last), waitingRows(effective.rows), [...APPLIED, 'numbers'])
    : [];
  put(
    draft,
    changes.length > 0
      ? {
          key: 'pending',
          at: draft.facts.now,
          rank: HOME.pending,
          words: { code: 'setup.pending', params: { n: changes.length, list: listed(draft, changes) } },
          action: { kind: 'preview' },
          action2: { kind: 'apply' },
        }
      : null,
    'pending',
  );
  if (changes.length === 0)
    for (const n of draft.meta.notices) if (n.key.startsWith('plan:pending:')) dropNotice(draft, n.key);
  const wrong = [...new Set(effective.faults.map((fault) => readPlace(fault.where)!.id))];
  put(
    draft,
    wrong.length > 0
      ? {
          key: 'faulty',
          at: draft.facts.now,
          rank: HOME.faulty,
          words: { code: 'setup.faulty', params: { n: wrong.length, list: wrong.slice(0, LISTED).join('、') } },
        }
      : null,
    'faulty',
  );
  const limits = state.last ? rowChanges(draft, state.last, effective.rows, ['time_limits']) : [];
  const asked = draft.meta.notices.find((n) => n.key === 'limits');
  if (limits.length === 0) put(draft, null, 'limits');
  else if (!asked || asked.words.params?.list !== listed(draft, limits))
    put(
      draft,
      {
        key: 'limits',
        at: draft.facts.now,
        rank: HOME.limits,
        words: { code: 'setup.limits', params: { list: listed(draft, limits), n: 0 } },
        action: { kind: 'limits-new' },
        action2: { kind: 'limits-open' },
      },
      'limits',
    );
  for (const rec of state.recs.modules ?? []) modulesNotice(draft, rec);
}

/** A module that is off stands below everything else with its tick. */
function modulesNotice(draft: Draft, rec: Rec): void {
  const key = `module:${String(rec.values.key)}`;
  const off = !rec.deleted && rec.state !== 'void' && rec.values.enabled !== true;
  put(
    draft,
    off
      ? {
          key,
          at: 0,
          rank: -100,
          words: {
            code: 'setup.module',
            params: { name: String(rec.values.name), brings: String(rec.values.brings ?? '') },
          },
          action: { kind: 'module-on', register: 'modules', ids: [rec.id] },
        }
      : null,
    key,
  );
}

/** Notices that say the same are not said anew: 首頁 is written only when something changed. */
function put(draft: Draft, wanted: Notice | null, key: string): void {
  const there = draft.meta.notices.find((n) => n.key === key);
  if (!wanted) {
    if (there) dropNotice(draft, key);
    return;
  }
  if (there && JSON.stringify([there.words, there.action]) === JSON.stringify([wanted.words, wanted.action])) return;
  notice(draft, wanted);
}

const listed = (draft: Draft, changes: Words[]): string => {
  const shown = changes.slice(0, LISTED).map((words) => sentence(draft, words));
  return [...shown, ...(changes.length > LISTED ? ['…'] : [])].join('；');
};
const sentence = (draft: Draft, words: Words): string => render(words, draft.facts.ref.language);
