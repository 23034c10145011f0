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
import { PROP } from './layout';
import type { Ports } from './ports';
import { restored } from './restored';
import { readSetup, readVersion, REMEMBERED, type SetupState } from './setup-state';

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
    bringBack(draft, state, rows, by);
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

/** Every row of the remembered tabs as it was in a version; rows that came later are void. */
function bringBack(draft: Draft, state: SetupState, rows: SetupRows, by: string | null): void {
  for (const tab of REMEMBERED) {
    const wanted = new Map((rows[tab] ?? []).map((row) => [row.id, row]));
    for (const rec of state.recs[tab] ?? []) {
      if (rec.deleted) continue;
      const row = wanted.get(rec.id);
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

const sameRow = (rec: Rec, row: SetupRow): boolean =>
  rec.state === row.state &&
  Object.keys(rec.values).every(
    (key) => JSON.stringify(rec.values[key] ?? null) === JSON.stringify(row.values[key] ?? null),
  ) &&
  Object.keys(rec.held).length === 0;
