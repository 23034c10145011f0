// A small office put together by hand on the bare runtime: one workbook, one form, two people. No bundle is needed.

import type { LocalOffice } from '../../../local/office.ts';
import { createRuntime, type Cell, type Sheet, type Slot } from '../../../local/runtime/index.ts';
import { Log } from '../../../local/runtime/store/log.ts';
import { gridOf } from '../../../local/runtime/store/grid.ts';
import { newSheet } from '../../../local/runtime/store/store.ts';

const RECORD = {
  rev: 1,
  held: {},
  waiting: null,
  check: [],
  clocks: {},
  at: {},
  path: [],
  tallies: {},
  approval: null,
  extra: {},
  source: { kind: 'setup' },
  created: { at: 0, by: null },
  updated: { at: 0, by: null },
  undo: null,
  row: 0,
  deleted: null,
  fired: [],
};
const record = (register: string, id: string, values: object): unknown => ({
  ...RECORD,
  register,
  id,
  state: 'active',
  values,
});

const RECORDS: Record<string, unknown[]> = {
  people: [
    record('people', 'P-0001', {
      email: 'wu@demo.example',
      name: '吳建宏',
      display: '吳建宏',
      department: 'admin',
      language: 'zh-TW',
    }),
    record('people', 'P-0002', {
      email: 'lin@demo.example',
      name: '林小華',
      display: '林小華',
      department: 'sales',
      language: 'zh-TW',
    }),
    record('people', 'P-0003', {
      email: 'kevin@demo.example',
      name: '陳志明',
      display: 'Kevin 陳志明',
      department: 'rd',
      language: 'en',
    }),
  ],
  roles: [record('roles', 'RH-001', { role: 'facilities', person: 'wu@demo.example' })],
  departments: [record('departments', 'D-001', { key: 'sales', zh_tw: '業務部', en: 'Sales' })],
  tickets: [],
  calendar: [record('calendar', 'CAL-0001', { date: '2026-03-03', open: false })],
};

const choice = (...entries: string[]): Cell['dv'] => ({
  condition: { type: 'ONE_OF_LIST', values: entries.map((userEnteredValue) => ({ userEnteredValue })) },
});

export const BOOK = 'book-facilities';
export const FORM = 'form-repair';
export const TICKETS = 100;

const STATES = ['待回應', '處理中', '等待中', '已修復', '結案'];

function tickets(): Sheet {
  const head = [
    '編號',
    '狀態',
    '下一步',
    '檢核',
    '報修人',
    '設備',
    '地點',
    '類別',
    '故障狀況',
    '緊急',
    '處理人',
    '到料日',
    '處理結果',
    '費用',
    '期限',
    '更新',
  ];
  const rows: Slot[][] = [
    head.map((v, c): Slot => ({
      v,
      fmt: { bg: c === 2 ? '#d3e3fd' : c < 4 ? '#eceff3' : '#f3f5f8', bold: true },
      ...(c === 2 ? { note: '選要做的事；空白表示不動。' } : {}),
    })),
  ];
  for (let i = 0; i < 18; i++) {
    const state = STATES[i % 5]!;
    rows.push([
      {
        v: `TKT-2026-${String(i + 1).padStart(5, '0')}`,
        nf: '@',
        link: `https://script.google.com/macros/s/abc/exec?p=record&id=${i}`,
        fmt: { bg: '#f5f6f8' },
      },
      { v: state, dv: choice(...STATES) },
      { v: null, dv: choice('開始處理', '修好了', '結案', '↩復原', '作廢', '更正') },
      i === 2
        ? '✎ 修好了 還缺：處理結果、費用'
        : i === 3
          ? '✗ 到料日：「下週三」不是日期，例：3/5'
          : `✓ 09:${String(10 + i)} 收件`,
      '林小華',
      'ASSET-00042 3F 影印機',
      '3F 列印角',
      '印表機',
      '卡紙',
      '普通',
      i % 2 ? '吳建宏' : undefined,
      i === 3 ? '下週三' : { v: 46086 + i, nf: 'yyyy/m/d' },
      undefined,
      { v: 1200 + i * 100, nf: '#,##0' },
      { v: 46083.4 + i / 5, nf: 'yyyy/m/d hh:mm' },
      '3/2 09:32 王',
    ]);
  }
  const range = (c0: number, c1: number) => [
    { sheetId: TICKETS, startRowIndex: 1, endRowIndex: 1000, startColumnIndex: c0, endColumnIndex: c1 },
  ];
  const rule = (ranges: unknown, type: string, value: string, format: unknown) => ({
    ranges,
    booleanRule: { condition: { type, values: [{ userEnteredValue: value }] }, format },
  });
  const bg = (red: number, green: number, blue: number) => ({ backgroundColor: { red, green, blue } });
  return {
    ...newSheet(TICKETS, '報修單', 200, 20),
    frozenRows: 1,
    frozenCols: 2,
    grid: gridOf(rows),
    cols: {
      0: { pixelSize: 104 },
      1: { pixelSize: 84 },
      2: { pixelSize: 104 },
      3: { pixelSize: 190 },
      5: { pixelSize: 180 },
      8: { pixelSize: 140 },
      14: { pixelSize: 130 },
    },
    conditionalFormats: [
      rule(range(1, 2), 'TEXT_EQ', '待回應', bg(0.83, 0.89, 0.99)),
      rule(range(1, 2), 'TEXT_EQ', '處理中', bg(0.82, 0.93, 0.84)),
      rule(range(1, 2), 'TEXT_EQ', '等待中', bg(0.9, 0.9, 0.9)),
      rule(range(1, 2), 'TEXT_EQ', '結案', { textFormat: { foregroundColor: { red: 0.5, green: 0.5, blue: 0.5 } } }),
      rule(
        range(12, 13),
        'CUSTOM_FORMULA',
        '=ISNUMBER(SEARCH("還缺",$D2))*ISNUMBER(SEARCH("處理結果",$D2))',
        bg(1, 0.95, 0.6),
      ),
      rule(range(11, 12), 'CUSTOM_FORMULA', '=REGEXMATCH($D2,"到料日：")', bg(0.98, 0.84, 0.83)),
    ] as Sheet['conditionalFormats'],
  };
}

const MODEL = {
  registers: { tickets: { name: { 'zh-TW': '報修單', en: 'Repair tickets' }, states: [], clocks: [], actions: [] } },
  roles: { facilities: { label: { 'zh-TW': '總務', en: 'Facilities' } } },
  workbooks: { facilities: { key: 'facilities', name: { 'zh-TW': '設施' }, editors: ['facilities'] } },
  mails: {},
} as unknown as LocalOffice['model'];

/** An office without a script: acts change the store, nothing answers. */
export function rawOffice(): LocalOffice {
  const runtime = createRuntime({ start: '2026-03-02T09:00+08:00', zone: 'Asia/Taipei', owner: 'office@demo.example' });
  const machine: Sheet = { ...newSheet(5, '_journal'), hidden: true };
  const { store } = runtime;
  store.putSpreadsheet({
    id: BOOK,
    name: '設施 Facilities',
    locale: 'zh_TW',
    zone: 'Asia/Taipei',
    sheets: [
      {
        ...newSheet(10, '首頁'),
        grid: gridOf([['今日'], [{ v: false, dv: { condition: { type: 'BOOLEAN' } } }, '寄出這批通知']]),
      },
      tickets(),
      machine,
    ],
    namedRanges: {},
    owner: 'office@demo.example',
    created: 0,
    modified: 0,
  });
  const item = (id: number, type: string, title: string, more: object = {}) => ({
    id,
    type,
    title,
    helpText: '',
    required: false,
    ...more,
  });
  store.putForm({
    id: FORM,
    name: '報修',
    title: '報修 Repair',
    description: '東西壞了請填這裡，一小時內有人回覆。',
    confirmation: '已收到。',
    published: true,
    accepting: true,
    emailCollection: 'VERIFIED',
    allowEdits: false,
    limitOne: false,
    progressBar: true,
    showLinkAgain: true,
    publishingSummary: false,
    shuffle: false,
    closedMessage: '',
    owner: 'office@demo.example',
    items: [
      item(11, 'LIST', '類別', {
        required: true,
        choices: [
          { value: '印表機', goTo: 30 },
          { value: '空調', goTo: 40 },
        ],
      }),
      item(30, 'PAGE_BREAK', '先試試看', { helpText: '1 打開前蓋\n2 取出紙張\n3 重新開機' }),
      item(12, 'MULTIPLE_CHOICE', '好了嗎？', {
        required: true,
        choices: [
          { value: '好了，不用報修', goTo: 'SUBMIT' },
          { value: '還是不行', goTo: 40 },
        ],
      }),
      item(40, 'PAGE_BREAK', '說明'),
      item(13, 'PARAGRAPH_TEXT', '故障狀況', { required: true }),
      item(14, 'CHECKBOX', '影響', { choices: [{ value: '無法列印' }, { value: '漏水' }], other: true }),
      item(15, 'DATE', '希望日期'),
      item(16, 'SCALE', '急不急', { lower: 1, upper: 5, labels: ['不急', '很急'] }),
    ],
    responses: Log.empty(),
  });
  const office = {
    runtime,
    model: MODEL,
    books: { facilities: BOOK },
    sheet: (register: string) => {
      if (register !== 'tickets') throw new Error(`no register ${register}`);
      return { book: 'facilities', spreadsheetId: BOOK, live: TICKETS, mirror: 1100 };
    },
    records: (register: string) => RECORDS[register] ?? [],
    form: (key: string) => {
      if (key !== 'tickets') throw new Error(`no form ${key}`);
      return { id: FORM };
    },
    journal: () => [],
    outbox: () => [],
    notices: () => [],
    home: () => [],
    mails: (filter: { to?: string } = {}) =>
      store.mails.list().filter((m) => filter.to === undefined || m.to.includes(filter.to)),
    property: () => null,
    fork: () => rawOffice(),
  };
  return office as unknown as LocalOffice;
}
