// A stocktake's book is frozen over several commits: struck anywhere, every thing is counted once and every holder asked once.
import type { LocalOffice } from '../../office.ts';
import { manyAssets } from '../bench/many-assets.ts';
import { applyModules } from '../modules.ts';
import type { Stage } from '../stage.ts';
import type { Workflow } from './workflows.ts';

const CHOU = 'chou@demo.example';
const THINGS = 120;

/** 120 things, six holders, and 「凍結帳面」 chosen: the tick is to do the rest. */
function asked(office: LocalOffice): void {
  applyModules({ office } as Stage, ['assets_life']);
  office.runtime.store.set(manyAssets(office, THINGS).runtime.store.state);
  const { spreadsheetId, live } = office.sheet('stocktakes');
  const put = (row: number, key: string, text: string): void =>
    office.runtime.person(CHOU).edit(spreadsheetId, live, row, office.col('stocktakes', key), text);
  const row = office.endRow('stocktakes');
  put(row, 'planned_on', '2026-03-02');
  put(row, 'due_on', '2026-03-20');
  put(row, '$next', '登錄');
  office.runtime.wait(15_000);
  put(row, '$next', '凍結帳面');
  office.runtime.wait(15_000);
}

/** Which things are counted for whom, and whom a sheet was sent to: a thing that stands twice is a difference. */
function essence(office: LocalOffice): string[] {
  const lines = office
    .records('counts')
    .map(
      (rec) =>
        `${String(rec.values.asset)} ${String(rec.values.holder)} ${rec.values.sheet ? 'sheet' : 'no sheet'} ${rec.state}`,
    );
  const sheets = office
    .records('count_sheets')
    .map((rec) => `${String(rec.values.holder)} ${rec.state} ${String(rec.values.things)}`);
  const takes = office
    .records('stocktakes')
    .map((rec) => `${rec.id} ${rec.state} ${String(rec.values.book)} ${!!rec.job}`);
  const keys = Object.keys(office.runtime.store.state.scriptProperties).filter((key) => key.startsWith('job:'));
  const counted = new Map<string, number>();
  for (const line of [...lines, ...sheets, ...takes, ...keys]) counted.set(line, (counted.get(line) ?? 0) + 1);
  return [...counted].map(([line, n]) => `${line} × ${n}`).sort();
}

export const jobWorkflows: readonly Workflow[] = [
  {
    name: 'freeze',
    edits: false,
    register: 'counts',
    prepare: asked,
    body: (office) => office.runtime.wait(21 * 60_000),
    essence,
    sites: true,
  },
];
