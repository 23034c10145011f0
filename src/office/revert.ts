/**
 * One tick back: 「回到此版」 on a row of 設定紀錄 brings the setup tabs to what they were in that version, in one commit, and that
 * counts like any change: it is a version itself (configuration: 設定紀錄).
 */
import { computeFields } from '../engine/computed';
import { openDraft, say, step, touch, type Draft } from '../engine/draft';
import type { Rec } from '../engine/types';
import type { SetupRow, SetupRows } from '../model/office/rows';
import { acceptIn } from './accept';
import { factsOf } from './book';
import { deciding } from './commit';
import { modulesOn } from './follow-pack';
import { PROP } from './layout';
import type { Ports } from './ports';
import { restored } from './restored';
import { readSetup, readVersion, REMEMBERED, type SetupState } from './setup-state';
import { shippedTabs, type ShippedRow, type ShippedTab } from './shipped';

/** Does what a version's row asked for; the row remembers that it was asked (R003: nothing is done twice). */
export function revertAsked(ports: Ports): void {
  const asked = ports.props.get(PROP.revert);
  if (!asked) return;
  const [id, by] = JSON.parse(asked) as [string, string | null];
  const answer = deciding(ports, 20_000, () => {
    const state = readSetup(ports);
    if (!state?.pack || restored(ports, state.first, [])) return false;
    const row = state.recs.setup_versions?.find((rec) => rec.id === id);
    const rows = row ? readVersion(ports, state.first.book.id, Number(row.values.stored)) : null;
    if (!row || !rows) return true;
    const draft = openDraft(factsOf(state.first, ports.now(), `revert:${id}:${state.version}`));
    bringBack(draft, state, row, rows, by);
    say(touch(draft, 'setup_versions', id), {
      sign: '✓',
      words: { code: 'setup.reverted', params: { id } },
      at: ports.now(),
      by,
    });
    acceptIn(ports, state, draft, { how: 'reverted', by });
    return true;
  });
  if (answer === true) ports.props.remove(PROP.revert);
}

/**
 * Every row of the remembered tabs as it was in a version; rows of the office's own that came later are void. What the pack fills
 * stays as the pack now in force has it: going back in the setup is no going back in the product.
 */
function bringBack(draft: Draft, state: SetupState, version: Rec, rows: SetupRows, by: string | null): void {
  const pack = state.pack!;
  const shipped = shippedTabs(pack, modulesOn(pack, state.recs), draft.facts.ref.language);
  for (const tab of REMEMBERED) {
    const then = new Map((rows[tab] ?? []).map((row) => [row.id, row]));
    const ships = shipped.find((one) => one.register === tab);
    for (const rec of state.recs[tab] ?? []) {
      if (rec.deleted) continue;
      const row = wantedRow(ships, rec, then.get(rec.id), rec.created.at > version.created.at);
      if (row ? sameRow(rec, row) : rec.state === 'void') continue;
      const mine = touch(draft, tab, rec.id);
      step(draft, mine, { action: 'revert', actor: by, why: 'version' }, () => {
        if (!row) {
          mine.state = 'void';
          return;
        }
        mine.state = row.state;
        for (const key of Object.keys(mine.values)) mine.values[key] = row.values[key] ?? null;
        mine.held = {};
        computeFields(draft, draft.facts.registers[tab]!, mine);
      });
      mine.updated = { at: draft.facts.now, by };
    }
  }
}

/** What a row must become; undefined = void. `later`: it was made after the version. */
function wantedRow(
  ships: ShippedTab | undefined,
  rec: Rec,
  then: SetupRow | undefined,
  later: boolean,
): SetupRow | undefined {
  const whose = ships && packsRow(ships, rec);
  if (!ships || !whose) return then;
  const asNow: SetupRow = { id: rec.id, state: rec.state, values: rec.values };
  // No longer shipped, or of a module that is off: the row is where the pack left it.
  if (whose === 'dropped') return asNow;
  const { row } = whose;
  if (!then) {
    if (!later) return undefined;
    const none = Object.fromEntries(ships.own.map((column) => [column, null]));
    return { ...asNow, values: { ...rec.values, ...none, ...(row?.values ?? {}) } };
  }
  const filled = new Set(ships.rows.flatMap((one) => Object.keys(one.values)));
  // A field the pack no longer ships is the office's but for that: it must not pass for shipped again.
  const kept = rec.values.origin === 'kept';
  const theirs = Object.entries(rec.values).filter(([key]) =>
    kept ? key === 'origin' : filled.has(key) && !ships.shared.includes(key),
  );
  return { ...then, values: { ...then.values, ...Object.fromEntries(theirs) } };
}

/** Whether a pack brought this row; null = it is the office's own. */
function packsRow(ships: ShippedTab, rec: Rec): { row?: ShippedRow } | 'dropped' | null {
  const is = ships.is(rec.values);
  const row = ships.rows.find((one) => one.is === is);
  if (row) return { row };
  const mixed = ships.register === 'lists' || ships.register === 'office_fields';
  if (ships.asleep.includes(is) || ['shipped', 'kept'].includes(String(rec.values.origin))) return {};
  return mixed || is === '' ? null : 'dropped';
}

const sameRow = (rec: Rec, row: SetupRow): boolean =>
  rec.state === row.state &&
  Object.keys(rec.values).every(
    (key) => JSON.stringify(rec.values[key] ?? null) === JSON.stringify(row.values[key] ?? null),
  ) &&
  Object.keys(rec.held).length === 0;
