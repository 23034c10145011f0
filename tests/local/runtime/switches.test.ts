// Each switch turns what it says it turns.

import type { Switches } from '../../../local/runtime';
import { officeWith, OWNER, script, workbook } from './helpers';

type Office = ReturnType<typeof officeWith>;

const LOG = `function log_(e) { const p = PropertiesService.getUserProperties(); p.setProperty('n', String(Number(p.getProperty('n') || 0) + 1)); }`;
const heard = (rt: Office): number => Number(rt.store.state.userProperties[OWNER]?.['n'] ?? 0);

/** Events of a kind that an act raises under these switches. */
function events(
  kind: 'onEdit' | 'onChange',
  switches: Partial<Switches>,
  act: (rt: Office, id: string) => void,
): number {
  const rt = officeWith(LOG, { latency: false, switches });
  const id = workbook(rt, [
    ['b', 'x'],
    ['a', 'x'],
    ['a', 'x'],
  ]);
  script(rt, `ScriptApp.newTrigger('log_').forSpreadsheet(args[0]).${kind}().create()`, id);
  act(rt, id);
  rt.wait(60_000);
  return heard(rt);
}

const block = { row: 1, col: 1, rows: 3, cols: 2 };
const acts: [keyof Switches, 'onEdit' | 'onChange', number, number, (rt: Office, id: string) => void][] = [
  ['sortRaisesEdit', 'onEdit', 0, 1, (rt, id) => rt.person(OWNER).sort(id, 7, block, 1, true)],
  ['fillRaisesEdit', 'onEdit', 0, 1, (rt, id) => rt.person(OWNER).fill(id, 7, { ...block, rows: 1 }, 2)],
  ['undoRaisesEdit', 'onEdit', 1, 2, (rt, id) => (rt.person(OWNER).edit(id, 7, 1, 1, 'y'), rt.person(OWNER).undo(id))],
  ['replaceRaisesEdit', 'onEdit', 0, 1, (rt, id) => void rt.person(OWNER).replaceAll(id, 'b', 'c')],
  ['removeDuplicatesRaisesEdit', 'onEdit', 0, 1, (rt, id) => rt.person(OWNER).removeDuplicates(id, 7, block)],
  ['cutRaisesEdit', 'onEdit', 0, 2, (rt, id) => rt.person(OWNER).cut(id, 7, { ...block, rows: 1 }, { row: 9, col: 1 })],
  ['restoreRaisesChange', 'onChange', 0, 1, (rt, id) => rt.person(OWNER).restoreVersion(id, rt.now)],
];

test.each(acts)('%s: %s events', (name, kind, off, on, act) => {
  expect([events(kind, { [name]: false }, act), events(kind, { [name]: true }, act)]).toEqual([off, on]);
});

function both<T>(
  name: keyof Switches,
  values: readonly [unknown, unknown],
  what: (rt: Office, id: string) => T,
  code = '',
): T[] {
  return values.map((value) => {
    const rt = officeWith(code, { latency: false, switches: { [name]: value } });
    const id = workbook(rt, [
      ['b', 1],
      ['a', 2],
    ]);
    return what(rt, id);
  });
}

const range = { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 };
const batch = (rt: Office, id: string, ...requests: unknown[]): unknown =>
  script(rt, `return Sheets.Spreadsheets.batchUpdate({ requests: args[1] }, args[0])`, id, requests);

test('sortMovesNotes, sortMovesValidations (PRT-2)', () => {
  const sorted = (rt: Office, id: string): unknown[] => {
    batch(rt, id, { setDataValidation: { range, rule: { condition: { type: 'TEXT_IS_EMAIL' } } } });
    rt.person('lin@demo.example').setNote(id, 7, 1, 1, 'n');
    rt.person('lin@demo.example').sort(id, 7, { row: 1, col: 1, rows: 2, cols: 2 }, 1, true);
    const cells = [1, 2].map((row) => rt.store.cell(id, 7, row, 1));
    return [cells.findIndex((c) => c.note !== undefined), cells.findIndex((c) => c.dv !== undefined)];
  };
  expect(both('sortMovesNotes', [false, true], sorted)).toEqual([
    [0, 0],
    [1, 0],
  ]);
  expect(both('sortMovesValidations', [false, true], sorted)).toEqual([
    [1, 0],
    [1, 1],
  ]);
});

test('protectionStopsSort (PRT-1)', () => {
  const order = both('protectionStopsSort', [false, true], (rt, id) => {
    batch(rt, id, { addProtectedRange: { protectedRange: { range, editors: { users: [OWNER] } } } });
    try {
      rt.person('lin@demo.example').sort(id, 7, { row: 1, col: 1, rows: 2, cols: 2 }, 1, true);
    } catch {
      return 'refused';
    }
    return rt.store.cell(id, 7, 1, 1).v;
  });
  expect(order).toEqual(['a', 'refused']);
});

test('restoreKeepsSheetIds, duplicateCopiesFilterViews (VER-1, TAB-1)', () => {
  const filter = { addFilterView: { filter: { filterViewId: 5, range } } };
  expect(
    both('restoreKeepsSheetIds', [false, true], (rt, id) => {
      batch(rt, id, filter);
      rt.person(OWNER).restoreVersion(id, rt.now);
      return rt.store.spreadsheet(id).sheets.map((s) => [s.sheetId === 7, Object.keys(s.filterViews)]);
    }),
  ).toEqual([[[false, []]], [[true, ['5']]]]);
  expect(
    both('duplicateCopiesFilterViews', [false, true], (rt, id) => {
      batch(rt, id, filter);
      return Object.keys(rt.store.sheet(id, rt.person(OWNER).duplicateSheet(id, 7)).filterViews).length;
    }),
  ).toEqual([0, 1]);
});

test('signStartsFormula, formulaStaysTextInTextCell (VAL-2)', () => {
  expect(
    both(
      'signStartsFormula',
      [false, true],
      (rt, id) => (rt.person(OWNER).edit(id, 7, 1, 1, '+1+2'), rt.store.cell(id, 7, 1, 1).v),
    ),
  ).toEqual(['+1+2', 3]);
  const typed = (rt: Office, id: string): unknown => {
    rt.person(OWNER).setNumberFormat(id, 7, { row: 1, col: 1, rows: 1, cols: 1 }, '@');
    rt.person(OWNER).edit(id, 7, 1, 1, '=1+2');
    return rt.store.cell(id, 7, 1, 1).v;
  };
  expect(both('formulaStaysTextInTextCell', [false, true], typed)).toEqual([3, '=1+2']);
});

test('verifiedEmail, formsWriteFormulas (J43, SUB-4)', () => {
  const make = (rt: Office, id: string): string =>
    script(
      rt,
      `const f = FormApp.create('f', true); f.setEmailCollectionType(FormApp.EmailCollectionType.VERIFIED); f.addTextItem().setTitle('q'); f.setDestination(FormApp.DestinationType.SPREADSHEET, args[0]); return f.getId()`,
      id,
    ) as string;
  expect(
    both('verifiedEmail', [false, true], (rt, id) => {
      const form = make(rt, id);
      rt.person('lin@demo.example').submit(form, { q: 'x' }, { email: 'boss@demo.example' });
      return rt.store.forms[form]!.responses.last!.email;
    }),
  ).toEqual(['boss@demo.example', 'lin@demo.example']);
  expect(
    both('formsWriteFormulas', [false, true], (rt, id) => {
      const form = make(rt, id);
      rt.person('lin@demo.example').submit(form, { q: '=1+1' });
      return rt.store.cell(id, rt.store.forms[form]!.destination!.sheetId, 2, 3).v;
    }),
  ).toEqual(['=1+1', 2]);
});

test('binnedFormOpens', () => {
  expect(
    both('binnedFormOpens', [false, true], (rt) => {
      const form = script(rt, `return FormApp.create('f', true).getId()`) as string;
      rt.person('lin@demo.example').binForm(form);
      return script(
        rt,
        `try { return FormApp.openById(args[0]).getId() === args[0] } catch (e) { return false }`,
        form,
      );
    }),
  ).toEqual([false, true]);
});

test('editActiveUser, intl, eventDelay', () => {
  const who = `function log_(e) { PropertiesService.getUserProperties().setProperty('who', Session.getActiveUser().getEmail() + '|'); }`;
  expect(
    both(
      'editActiveUser',
      ['blank', 'person'],
      (rt, id) => {
        script(rt, `ScriptApp.newTrigger('log_').forSpreadsheet(args[0]).onEdit().create()`, id);
        rt.person('lin@demo.example').edit(id, 7, 1, 1, 'x');
        rt.settle();
        return rt.store.state.userProperties[OWNER]!['who'];
      },
      who,
    ),
  ).toEqual(['|', 'lin@demo.example|']);
  expect(both('intl', [false, true], (rt) => script(rt, `return typeof Intl`))).toEqual(['undefined', 'object']);
  expect(
    both(
      'eventDelay',
      [
        [0, 0],
        [30, 30],
      ],
      (rt, id) => {
        script(rt, `ScriptApp.newTrigger('log_').forSpreadsheet(args[0]).onEdit().create()`, id);
        const before = rt.now;
        rt.person('lin@demo.example').edit(id, 7, 1, 1, 'x');
        rt.settle();
        return rt.now - before;
      },
      who,
    ),
  ).toEqual([0, 30_000]);
});

test('clockMissed, clockDoubled (CLK-3)', () => {
  const runs = (rt: Office): number => {
    script(rt, `ScriptApp.newTrigger('log_').timeBased().everyDays(1).atHour(12).create()`);
    rt.wait(3 * 86_400_000);
    return heard(rt);
  };
  expect([...both('clockMissed', [0, 1], runs, LOG), ...both('clockDoubled', [0, 1], runs, LOG)]).toEqual([3, 0, 3, 6]);
});

test('interleave: what happens inside a running execution', () => {
  const code = `function slow() { Utilities.sleep(120000); return PropertiesService.getUserProperties().getProperty('n'); } ${LOG}`;
  const seen = (['acts', 'events', 'all'] as const).map((interleave) => {
    const rt = officeWith(code, { latency: false, switches: { interleave } });
    const id = workbook(rt);
    script(
      rt,
      `ScriptApp.newTrigger('log_').forSpreadsheet(args[0]).onEdit().create(); ScriptApp.newTrigger('log_').timeBased().after(1000).create()`,
      id,
    );
    rt.at(rt.now + 10_000, () => rt.person('lin@demo.example').edit(id, 7, 1, 1, 'x'));
    const during = rt.run('slow').result;
    rt.wait(120_000);
    return [during, heard(rt)];
  });
  expect(seen).toEqual([
    [null, 2],
    ['1', 2],
    ['2', 2],
  ]);
});
