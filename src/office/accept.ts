/**
 * What waits becomes what counts: one fenced commit in the setup workbook stores the rows in force, their version with its way back,
 * and (on an upgrade) the new pack; bringing the other workbooks to it is `publish`, which any tick finishes.
 */
import { toCivil } from '../engine/civil';
import { createRecord } from '../engine/create';
import { dropNotice, notice, openDraft, type Draft } from '../engine/draft';
import type { Rec, Words } from '../engine/types';
import { render } from '../engine/words';
import { laidOver } from '../model/laid-over';
import { effectiveModel, regionHeld, wantedRegion } from '../model/office/effective';
import type { SetupRows } from '../model/office/rows';
import { withRegion } from '../model/regions';
import type { Model } from '../model/types';
import { factsOf } from './book';
import { commit, deciding } from './commit';
import { chooseRegion, followPack, shown } from './follow-pack';
import { PROP } from './layout';
import type { Ports, Write } from './ports';
import { restored } from './restored';
import { packWrites, pickRows, readSetup, REMEMBERED, rowsOf, versionWrites, type SetupState } from './setup-state';
import { rowChanges } from './setup-words';
import { briefly } from './shown-text';
import type { Both } from './shipped';

export type How = 'first' | 'applied' | 'live' | 'upgraded' | 'reverted';
export interface Accepting {
  how: How;
  /** Who asked for it; absent = whoever edited the tabs last. */
  by?: string | null;
  /** The pack to follow from now on; absent = the one applied. */
  pack?: Model;
  /** The region to be in from now on ('' = none); absent = what the tab 數字 says. */
  region?: string;
  /** Tabs to accept; absent = all. Time limits alone are accepted by answering their question. */
  tabs?: readonly string[];
  /** Rows of one tab that count at once, whatever else of it waits (questions found in a form). */
  only?: { tab: string; ids: string[] };
}

/** True when something counts now that did not before. `busy` = somebody holds the lock; ask again. */
export function accept(ports: Ports, how: Accepting): boolean | 'busy' {
  return deciding(ports, 20_000, () => {
    const state = readSetup(ports);
    if (!state || (!state.pack && !how.pack) || restored(ports, state.first, [])) return false;
    const draft = openDraft(factsOf(state.first, ports.now(), `accept:${state.version}:${how.how}`));
    return acceptIn(ports, state, draft, how);
  });
}

/** The same in a draft that already holds other changes (a version gone back to). Commits it. */
export function acceptIn(ports: Ports, state: SetupState, draft: Draft, how: Accepting): boolean {
  // The region waits like a module: only an apply of what is staged moves it.
  const whole = !how.only && (how.tabs ?? REMEMBERED).includes('modules');
  const bare = how.pack ?? state.bare!;
  const typed = rowsOf(standing(draft, state));
  const region = how.region ?? (whole ? wantedRegion(bare, typed, state.last) : (state.pack?.region ?? ''));
  const pack = withRegion(bare, region);
  const both = followPack(draft, state.pack, pack, standing(draft, state));
  if (how.region !== undefined) chooseRegion(draft, standing(draft, state).numbers ?? [], region);
  const kept = laidOver(state.pack, bare);
  const standingRows = rowsOf(standing(draft, state));
  const now = whole ? standingRows : regionHeld(standingRows, state.last);
  const last = state.last ?? {};
  const tabs = how.only ? [] : (how.tabs ?? REMEMBERED);
  const by = how.by === undefined ? lastEditor(state, tabs) : how.by;
  // What is not accepted keeps what it was; the reference tabs (people, roles) are always as they stand.
  const offered: SetupRows = {
    ...now,
    ...(state.last
      ? pickRows(
          last,
          REMEMBERED.filter((tab) => !tabs.includes(tab)),
        )
      : {}),
  };
  if (how.only) {
    const { tab, ids } = how.only;
    offered[tab] = [...(last[tab] ?? []), ...(now[tab] ?? []).filter((row) => ids.includes(row.id))];
  }
  const effective = effectiveModel(withRegion(kept, region), offered, state.last, draft.facts.ref.language);
  const rows = pickRows(effective.rows, REMEMBERED);
  const changes = rowChanges(draft, last, rows, state.last ? REMEMBERED : []);
  const packMoved = state.pack?.version !== pack.version;
  if (state.last && changes.length === 0 && !packMoved) {
    commit(ports, state.first, draft, {});
    return false;
  }
  const version = 1 + Math.max(0, ...(state.recs.setup_versions ?? []).map((rec) => Number(rec.values.stored ?? 0)));
  const said = [
    ...(state.bare && state.bare.version !== bare.version ? [{ code: 'setup.pack' } satisfies Words] : []),
    ...changes,
    ...numbersMoved(draft, state),
    ...both.map((one) => keptYours(draft, state, one)),
  ];
  remember(draft, { ...how, by }, version, said);
  const answered = ['pending', ...(how.pack ? ['upgrade'] : [])];
  for (const n of draft.meta.notices)
    if (answered.some((key) => n.key === key || n.key.startsWith(`plan:${key}:`))) dropNotice(draft, n.key);
  if (tabs.includes('time_limits')) dropNotice(draft, 'limits');
  if (how.how === 'applied' || how.how === 'upgraded')
    notice(draft, {
      key: 'applied',
      at: draft.facts.now,
      rank: 800,
      words: { code: 'setup.applied', params: { list: shortly(draft, said) } },
      action: { kind: 'dismiss' },
    });
  const writes: Write[] = [...versionWrites(version, rows), ...(packMoved ? packWrites(kept, region) : [])];
  draft.journal.push({
    register: '',
    id: '',
    rev: 0,
    action: how.how,
    actor: by,
    before: { version: state.version, pack: state.pack?.version ?? '' },
    after: { version, pack: pack.version },
  });
  // What is published is no longer all that counts: a run that dies after this commit is followed by a tick that knows it.
  ports.props.remove(PROP.published);
  commit(ports, state.first, draft, { writes });
  return true;
}

/** Numbers the office leaves as shipped and the pack ships otherwise: what counts moves, though nobody typed anything. */
function numbersMoved(draft: Draft, state: SetupState): Words[] {
  const register = draft.facts.registers.numbers;
  return (state.recs.numbers ?? []).flatMap((was) => {
    const rec = draft.records.get(`numbers/${was.id}`);
    if (!register || !rec || rec.values.value !== was.values.value || rec.values.in_force === was.values.in_force)
      return [];
    return [
      {
        code: 'setup.row-changed',
        params: {
          tab: register.name,
          row: shown(was.values.does ?? null),
          field: register.fields.find((field) => field.key === 'in_force')?.label ?? {},
          before: shown(was.values.in_force ?? null),
          after: shown(rec.values.in_force ?? null),
        },
      },
    ];
  });
}

/** What following a pack changes in numbers and lists, for the plan; fields and modules are said with their registers. */
export const valuesMoved = (draft: Draft, state: SetupState): Words[] => [
  ...numbersMoved(draft, state),
  ...rowChanges(draft, rowsOf(state.recs), rowsOf(standing(draft, state)), ['lists']),
];

/** Records of the setup tabs as they will stand after this draft. */
function standing(draft: Draft, state: SetupState): Record<string, Rec[]> {
  const out: Record<string, Rec[]> = {};
  for (const [register, recs] of Object.entries(state.recs))
    out[register] = recs.map((rec) => draft.records.get(`${register}/${rec.id}`) ?? rec);
  for (const rec of draft.records.values())
    if (!out[rec.register]?.some((one) => one.id === rec.id)) (out[rec.register] ??= []).push(rec);
  return out;
}

/** 「數字「首次回應」：出廠值改為 2；你的 1 不動」. */
export const keptYours = (draft: Draft, state: SetupState, both: Both): Words => {
  const register = draft.facts.registers[both.register]!;
  const row = rowsOf({ [both.register]: state.recs[both.register] ?? [] })[both.register]!.find(
    (one) => one.id === both.id,
  );
  return {
    code: 'setup.kept-yours',
    params: {
      tab: register.name,
      row: row
        ? briefly(String(row.values.zh_tw ?? row.values.does ?? row.values.about ?? row.values.key ?? row.id))
        : both.id,
      field: register.fields.find((field) => field.key === both.column)?.label ?? {},
      ours: shown(both.ours),
      theirs: shown(both.theirs),
    },
  };
};

const MOST = 40;

function remember(draft: Draft, how: Accepting & { by: string | null }, version: number, said: Words[]): void {
  const register = draft.facts.registers.setup_versions;
  if (!register) return;
  const { language } = draft.facts.ref;
  const lines = said.slice(0, MOST).map((words) => render(words, language));
  if (said.length > MOST) lines.push(`… +${said.length - MOST}`);
  createRecord(
    draft,
    register,
    {
      when: stamp(draft),
      who: how.by,
      kind: how.how,
      what: lines.join('\n') || null,
      stored: version,
    },
    { source: { kind: 'setup', ref: `version:${version}` }, by: how.by, quiet: true, state: 'kept' },
  );
}

function stamp(draft: Draft): string {
  const civil = toCivil(draft.facts.now, draft.facts.ref.zone);
  return `${civil.date}T${civil.time}`;
}

const shortly = (draft: Draft, said: Words[]): string => {
  const shown = said.slice(0, 3).map((words) => render(words, draft.facts.ref.language));
  return [...shown, ...(said.length > 3 ? ['…'] : [])].join('；');
};

/** Who edited these tabs last, for the version that remembers a live change; null when nobody is known. */
function lastEditor(state: SetupState, tabs: readonly string[]): string | null {
  const newest = tabs
    .flatMap((tab) => state.recs[tab] ?? [])
    .reduce<Rec | null>(
      (best, rec) => (rec.updated.by && (!best || rec.updated.at > best.updated.at) ? rec : best),
      null,
    );
  return newest?.updated.by ?? null;
}
