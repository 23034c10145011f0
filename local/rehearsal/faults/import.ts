// The import under faults: a paste that is looked at, a batch that goes in, a batch taken back. Rows are told by their content: after a sort they get
// other numbers, and that is right.
import type { LocalOffice } from '../../office.ts';
import { afterTick } from '../bench/ours.ts';
import { importTab, TAB } from '../import-tab.ts';
import type { Workflow } from './workflows.ts';
import { SHEET } from '../../../src/office/layout';

const LEDGER = [
  ['財產編號', '財產名稱', '類別', '機號', '保管人', '使用狀況', '取得日期', '單價'],
  ['財-7001', '筆電 甲', '電腦', 'X-7001', '林小華', '使用中', '115/3/2', 'NT$31,900'],
  ['財-7002', '筆電 乙', '電腦', 'X-7002', '陳怡君', '使用中', '115/3/2', 'NT$31,900'],
  ['財-7003', '筆電 丙', '電腦', 'X-7003', '', '閒置', '114/12/31', '12000'],
  ['財-7003', '筆電 丙', '電腦', 'X-7003', '', '閒置', '114/12/31', '12000'],
  ['', '會議椅', '桌椅家具', '', '', '使用中', '108/5/20', '2,400'],
  ['', '會議椅', '桌椅家具', '', '', '使用中', '108/5/20', '2,400'],
  ['', '會議椅', '桌椅家具', '', '', '使用中', '108/5/20', '2,400'],
  ['財-7008', '飲水機', '飲水機', 'X-7008', '吳建宏', '送修中', '110/2/30', '16500'],
  ['財-7009', '冷氣', '冷氣機', 'X-7009', '', '使用中', '110/2/28', '68000'],
  ['財-7010', '投影機', '投影機', 'X-7010', '', '', '', ''],
  ['財-7011', '', '電腦', 'X-7011', '', '', '', ''],
  ['財-7012', '門禁', '門禁設備', 'X-7012', '周雅婷', '使用中', '1130704', '22000'],
];

const CHOU = 'chou@demo.example';

function choose(office: LocalOffice): void {
  office.runtime.person(CHOU).edit(office.books.facilities!, SHEET.import, TAB.register, 2, '財產清冊');
  office.runtime.wait(20_000);
}
function paste(office: LocalOffice): void {
  office.runtime.person(CHOU).paste(office.books.facilities!, SHEET.import, TAB.head, TAB.data, LEDGER);
  office.runtime.wait(20_000);
}
function tick(office: LocalOffice): void {
  office.runtime.person(CHOU).edit(office.books.facilities!, SHEET.import, TAB.go, 2, true);
  office.runtime.wait(40_000);
}

/** A person sorts the pasted rows, Check included, by the old number, up or down in turn. */
function sortTab(office: LocalOffice, n: number): void {
  const { rows } = importTab(office, 'facilities');
  if (rows.length === 0) return;
  const range = { row: TAB.first, col: 1, rows: rows.at(-1)!.row - TAB.head, cols: LEDGER[0]!.length + 1 };
  office.runtime.person(CHOU).sort(office.books.facilities!, SHEET.import, range, TAB.data, n % 2 === 0);
}

/** A person sorts the register whole, numbers included, by name. */
function sortAssets(office: LocalOffice, n: number): void {
  const { spreadsheetId, live } = office.sheet('assets');
  const { colCount } = office.runtime.store.sheet(spreadsheetId, live);
  const top = office.headerRow('assets') + 1;
  const range = { row: top, col: 1, rows: office.endRow('assets') - top, cols: colCount };
  office.runtime.person(CHOU).sort(spreadsheetId, live, range, office.col('assets', 'name'), n % 2 === 0);
}

/** What went in, and beside each content of the tab what its Check names: the record by its values, or the words. */
export function importEssence(office: LocalOffice): string[] {
  const records = office
    .records('assets')
    .filter((rec) => rec.source.kind === 'import' && rec.source.ref !== 'opening-balance');
  const told = (id: string): string => {
    const rec = records.find((one) => one.id === id);
    return rec ? JSON.stringify([rec.values, rec.state, rec.held, !!rec.deleted]) : `no ${id}`;
  };
  const tab = importTab(office, 'facilities');
  return [
    ...records.map((rec) => `in ${told(rec.id)}`),
    ...tab.rows.map((r) => {
      const id = /^✓ (ASSET-\S+)$/.exec(r.check)?.[1];
      // Which of two equal rows is the second depends on the order they are in; of a row elsewhere in the tab its place.
      const words = r.check.replace(/第 \d+ 列|ASSET-\d+/g, 'n');
      return `tab ${r.cells.join('|')} = ${id ? told(id) : words}`;
    }),
    `ticked ${tab.ticked}`,
  ].sort();
}

export const importWorkflows: readonly Workflow[] = [
  {
    name: 'import-look',
    sites: true,
    edits: true,
    register: 'assets',
    essence: importEssence,
    sort: sortTab,
    prepare: (office) => {
      choose(office);
      afterTick(office);
    },
    body: paste,
  },
  {
    name: 'import',
    sites: true,
    edits: true,
    register: 'assets',
    essence: importEssence,
    sort: sortTab,
    prepare: (office) => {
      choose(office);
      paste(office);
      afterTick(office);
    },
    body: tick,
  },
  {
    name: 'import-undo',
    sites: true,
    edits: true,
    register: 'assets',
    essence: importEssence,
    sort: sortAssets,
    prepare: (office) => {
      choose(office);
      paste(office);
      tick(office);
      afterTick(office);
    },
    body: (office) => {
      const line = office.home('facilities').find((row) => row.texts.some((text) => text.includes('復原整批')))!;
      office.runtime.person(CHOU).edit(office.books.facilities!, SHEET.home, line.row, line.boxes[0]!, true);
      office.runtime.wait(60_000);
    },
  },
];
