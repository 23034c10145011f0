// Rows leave a sheet safely: whatever somebody does in that second, only the rows that were meant are gone, and nothing typed is.
import type { CallHook } from '../../local/runtime/index';
import type { LocalOffice } from '../../local/office';
import { strikeNth } from '../../local/rehearsal/faults/throwing';
import { CHOU, morning, submit, TICK, type } from './hands';
import { probe, withProbe } from './probe';

const NOTE = 24; // a private column of the admins, right of everything
const notes = ['問過房東', '等發票', '', '已拍照', '下週再看'];

/** Five tickets with private notes, one of them a formula over its own row, and a row of a person's own between them. */
function sheetOfFive(): { office: LocalOffice; ids: string[] } {
  const office = morning();
  const ids = ['甲', '乙', '丙', '丁', '戊'].map((fault) => submit(office, { fault }));
  const { spreadsheetId, live } = office.sheet('tickets');
  const chou = office.runtime.person(CHOU);
  chou.edit(spreadsheetId, live, 1, NOTE, '備註');
  ids.forEach((id, i) => {
    if (notes[i]) chou.edit(spreadsheetId, live, office.row('tickets', id)!, NOTE, notes[i]);
  });
  chou.edit(spreadsheetId, live, office.row('tickets', ids[4]!)!, NOTE + 1, '=1+41');
  chou.insertRows(spreadsheetId, live, office.row('tickets', ids[3]!)!, 1);
  chou.edit(spreadsheetId, live, office.row('tickets', ids[3]!)! - 1, NOTE, '— 以下本週 —');
  office.runtime.wait(TICK);
  return {
    office: withProbe(
      office,
      `import { openDraft, touch } from './src/engine/draft';
       import { bookMap, factsOf, readFirst } from './src/office/book';
       import { deciding } from './src/office/commit';
       import { liveSheet } from './src/office/live-sheet';
       import { removeRows } from './src/office/remove-rows';`,
      `return deciding(ports, 20000, () => {
         const first = readFirst(ports, bookMap(ports, 'facilities'), { registers: ['tickets'], ids: arg.all.map((id) => ({ register: 'tickets', id })) });
         const draft = openDraft(factsOf(first, ports.now(), 'probe'));
         const sheet = liveSheet(ports, first, 'tickets');
         const wanted = arg.leave.filter((id) => first.records['tickets/' + id] && !first.records['tickets/' + id].deleted);
         for (const id of wanted) touch(draft, 'tickets', id).deleted = { at: ports.now(), by: null };
         removeRows(ports, first, draft, {}, sheet, wanted);
       });`,
    ),
    ids,
  };
}

/** Every row below the header as text, in any order. */
function rows(office: LocalOffice): string[] {
  const out: string[] = [];
  for (let row = 2; row < office.endRow('tickets'); row++)
    out.push(
      [office.col('tickets', '$number'), office.col('tickets', 'fault'), NOTE, NOTE + 1]
        .map((col) => office.text('tickets', row, col))
        .join('|'),
    );
  return out.filter((line) => line !== '|||').sort();
}
const formula = (office: LocalOffice, id: string) => {
  const { spreadsheetId, live } = office.sheet('tickets');
  return office.runtime.store.cell(spreadsheetId, live, office.row('tickets', id)!, NOTE + 1).f;
};
const titles = (office: LocalOffice) =>
  office.runtime.store.spreadsheet(office.books.facilities!).sheets.map((sheet) => sheet.title);
const clean = (office: LocalOffice) => {
  expect(titles(office)).not.toContain('_cut');
  expect(office.meta('facilities').registers.tickets!.cut).toBeUndefined();
  expect(office.property('cut:facilities')).toBeNull();
};

test('two rows leave, the others stay where and as they are', () => {
  const { office, ids } = sheetOfFive();
  const before = rows(office);
  probe(office, { all: ids, leave: [ids[1], ids[3]] });
  expect(rows(office)).toEqual(before.filter((line) => !line.startsWith(ids[1]!) && !line.startsWith(ids[3]!)));
  clean(office);
  expect(office.meta('facilities').registers.tickets!.last).toBe(office.endRow('tickets') - 1);
  // The row below is found again without a repair: its hint moved with it.
  expect(office.record('tickets', ids[4]!)!.row).toBe(office.row('tickets', ids[4]!));
  type(office, ids[4]!, '$next', '開始處理');
  expect(office.record('tickets', ids[4]!)!.state).toBe('working');
  expect(office.cell('tickets', ids[4]!, '$state')).toBe('處理中');
});

/** Does `act` once, right before the nth paid service call of the run. */
function during(office: LocalOffice, n: number, act: () => void): () => string {
  let count = 0;
  let struck = '';
  const hook: CallHook = (call, proceed) => {
    if (!call.free && ++count === n) {
      struck = `${call.service}.${call.method}`;
      act();
    }
    return proceed();
  };
  office.runtime.hook(hook);
  return () => struck;
}

const acts: [string, (office: LocalOffice, ids: string[]) => void, (lines: string[]) => string[]][] = [
  [
    'sorts the sheet',
    (office) => {
      const { spreadsheetId, live } = office.sheet('tickets');
      const range = { row: 2, col: 1, rows: office.endRow('tickets') - 2, cols: NOTE + 1 };
      office.runtime.person(CHOU).sort(spreadsheetId, live, range, office.col('tickets', 'fault'), false);
    },
    (lines) => lines,
  ],
  [
    'inserts a row at the top',
    (office) => {
      const { spreadsheetId, live } = office.sheet('tickets');
      office.runtime.person(CHOU).insertRows(spreadsheetId, live, 2, 1);
    },
    (lines) => lines,
  ],
  [
    'deletes the first row',
    (office, ids) => {
      const { spreadsheetId, live } = office.sheet('tickets');
      const row = office.row('tickets', ids[0]!);
      if (row !== null) office.runtime.person(CHOU).deleteRows(spreadsheetId, live, row, 1);
    },
    (lines) => lines.filter((line) => !line.includes('|甲|')),
  ],
];

test.each(acts)('somebody %s at any moment: what was meant is gone, everything else stands', (_what, act, expected) => {
  const { office: made, ids } = sheetOfFive();
  const before = rows(made).filter((line) => !line.startsWith(ids[1]!) && !line.startsWith(ids[3]!));
  let points = 0;
  for (let n = 1; n < 60; n++) {
    const office = made.fork();
    const struck = during(office, n, () => act(office, ids));
    probe(office, { all: ids, leave: [ids[1], ids[3]] });
    office.runtime.hook(null);
    if (struck() === '') break;
    points++;
    expect([n, struck(), rows(office)]).toEqual([n, struck(), expected(before)]);
    expect(formula(office, ids[4]!)).toBe('=1+41');
    clean(office);
  }
  expect(points).toBeGreaterThan(5);
});

test('who types in a row that is about to leave keeps it, with what was typed', () => {
  const { office: made, ids } = sheetOfFive();
  let kept = 0;
  for (let n = 1; n < 60; n++) {
    const office = made.fork();
    const { spreadsheetId, live } = office.sheet('tickets');
    const struck = during(office, n, () => {
      const row = office.row('tickets', ids[1]!);
      if (row !== null)
        office.runtime.person(CHOU).edit(spreadsheetId, live, row, office.col('tickets', 'solution'), '換了碳粉');
    });
    const wasThere = () => office.row('tickets', ids[1]!) !== null;
    probe(office, { all: ids, leave: [ids[1], ids[3]] });
    office.runtime.hook(null);
    if (struck() === '') break;
    office.runtime.wait(TICK);
    if (wasThere()) {
      kept++;
      expect(office.record('tickets', ids[1]!)!.deleted).toBeNull();
      expect(office.record('tickets', ids[1]!)!.values.solution).toBe('換了碳粉');
      expect(office.cell('tickets', ids[1]!, 'solution')).toBe('換了碳粉');
    }
    expect(office.row('tickets', ids[3]!)).toBeNull();
    clean(office);
  }
  expect(kept).toBeGreaterThan(0);
});

test('a run that dies behind the commit is finished by the next tick', () => {
  const { office: made, ids } = sheetOfFive();
  const before = rows(made).filter((line) => !line.startsWith(ids[1]!) && !line.startsWith(ids[3]!));
  for (let n = 1; n < 60; n++) {
    const office = made.fork();
    const struck = strikeNth(
      office,
      n,
      () => {
        throw new Error('stopped');
      },
      () => {
        try {
          probe(office, { all: ids, leave: [ids[1], ids[3]] });
        } catch {
          // the run is over
        }
      },
    );
    if (struck === '') break;
    office.runtime.wait(TICK);
    if (office.record('tickets', ids[1]!)!.deleted) expect([n, struck, rows(office)]).toEqual([n, struck, before]);
    else expect(rows(office)).toHaveLength(before.length + 2);
    clean(office);
  }
});
