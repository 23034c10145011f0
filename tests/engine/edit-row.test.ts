// One touched row against its record: what is taken, held, put back, and what Check says (register sheet: Check).
import { editRow, readVerb, type RowCells } from '../../src/engine/edit-row';
import { project } from '../../src/engine/project';
import { pick } from '../../src/engine/project';
import type { Draft } from '../../src/engine/draft';
import { render } from '../../src/engine/words';
import { CHOU, FINANCE, HEAD, LIN, MINUTE, Office, WU } from './case';

/** Types into a ticket's row and commits. */
function type(office: Office, id: string, cells: RowCells, by: string | null = WU, register = 'tickets'): Draft {
  return office.decide((draft) => void editRow(draft, office.register(register), id, cells, by, office.links));
}
/** A ticket Wu works on. */
function working(office: Office): string {
  const { id } = office.ticket();
  type(office, id, { $next: '開始處理' });
  expect(office.rec(id).state).toBe('working');
  return id;
}
const shown = (office: Office, id: string, key: string) =>
  project(office.register('tickets'), office.rec(id), office.ref, office.now)[key]!.value;

describe('hold: what cannot be taken stays as typed, and the good cells of the row are taken', () => {
  test('text in a date column', () => {
    const office = new Office();
    const id = working(office);
    type(office, id, { wake_on: '下週三', why: '原廠到料' });
    expect(office.rec(id).held.wake_on!.typed).toBe('下週三');
    expect(office.rec(id).values).toMatchObject({ wake_on: null, why: '原廠到料' });
    expect(shown(office, id, 'wake_on')).toBe('下週三');
    expect(office.check(id)).toBe('✗ 等到哪天：「下週三」不是日期，例：3/5');
    type(office, id, { wake_on: '3/5' });
    expect(office.rec(id)).toMatchObject({ held: {}, values: { wake_on: '2026-03-05' } });
    expect(office.check(id)).not.toContain('✗');
  });

  test('a department nobody knows, with the one that was meant', () => {
    const office = new Office();
    const rec = office.device();
    type(office, rec.id, { department: '業四部' }, CHOU, 'assets');
    expect(office.check(rec.id, 'assets')).toMatch(/^✗ 使用部門：找不到「業四部」，是不是「業務三部」？$/);
    expect(office.rec(rec.id, 'assets').values.department).toBeNull();
  });

  test('a name two people have', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { requester: '陳怡君' });
    expect(office.check(id)).toBe('✗ 報修人：有兩位陳怡君（業務三部、法務），請選');
    expect(office.rec(id).values.requester).toBe(LIN);
  });

  test('a vendor nobody knows', () => {
    const office = new Office();
    const id = working(office);
    type(office, id, { vendor: '不存在行' });
    expect(office.check(id)).toMatch(/^✗ 廠商：找不到「不存在行」/);
  });

  test('a required cell emptied, by blanks too', () => {
    for (const blank of ['', '   ']) {
      const office = new Office();
      const { id } = office.ticket();
      type(office, id, { fault: blank });
      expect(office.rec(id).values.fault).toBe('卡紙');
      expect(office.check(id)).toBe('✗ 故障描述：不能空白');
    }
  });

  test('a verb waits while something is held, and runs when it is corrected', () => {
    const office = new Office();
    const id = working(office);
    type(office, id, { cost: '很貴', solution: '換定影器', $next: '修好了' });
    expect(office.rec(id)).toMatchObject({ state: 'working', waiting: { action: 'solve' } });
    expect(office.check(id)).toContain('✗ 先改「費用」，再修好了');
    type(office, id, { cost: 'NT$1,200' });
    expect(office.rec(id)).toMatchObject({ state: 'solved', waiting: null, values: { cost: 1200 } });
  });

  test('a held value that an undo brings back is explained again, one it takes away is not', () => {
    const office = new Office();
    const id = working(office);
    type(office, id, { cost: '很貴' });
    type(office, id, { cost: '1200' });
    type(office, id, { $next: '復原' });
    expect(office.rec(id).held.cost!.typed).toBe('很貴');
    expect(office.check(id)).toContain('✗ 費用：「很貴」不是金額');

    type(office, id, { cost: '1200' });
    type(office, id, { cost: '貴', why: '等' });
    type(office, id, { $next: '復原' });
    expect(office.rec(id).held).toEqual({});
    expect(office.check(id)).not.toContain('✗');
  });
});

describe('put back: five things only, quoted in Check and kept in the journal', () => {
  test('the number', () => {
    const office = new Office();
    const { id } = office.ticket();
    const draft = type(office, id, { $number: 'TKT-1' });
    expect(shown(office, id, '$number')).toBe(id);
    expect(office.check(id)).toContain('✗ 編號由系統給；舊編號請填「原編號」');
    expect(draft.journal).toMatchObject([{ action: 'put-back', actor: WU, after: { $number: 'TKT-1' } }]);
  });

  test('a state no single action leads to', () => {
    const office = new Office();
    const { id } = office.ticket();
    const draft = type(office, id, { $state: '已結案' });
    expect(office.rec(id).state).toBe('new');
    expect(office.check(id)).toContain('✗ 「已結案」用打的到不了；下一步選「開始處理、取消」');
    expect(draft.journal).toMatchObject([{ action: 'put-back', after: { $state: '已結案' } }]);
  });

  test('a state that one action leads to is that action, with its asks and its rights', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { $state: '处理中' }, CHOU);
    expect(office.rec(id)).toMatchObject({ state: 'working', values: { handler: CHOU } });
    type(office, id, { $state: 'Solved' }, CHOU);
    expect(office.rec(id)).toMatchObject({ state: 'working', waiting: { action: 'solve', by: CHOU } });
    const other = office.ticket();
    type(office, other.id, { $state: '處理中' }, LIN);
    expect(office.rec(other.id).state).toBe('new');
    expect(office.check(other.id)).toContain('「開始處理」由總務做');
  });

  test('a word that is no state', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { $state: '快好了' });
    expect(office.check(id)).toMatch(/^✗ 「快好了」不是狀態；下一步可選：開始處理/);
  });

  test('what an approval is bound to, while the rest may be edited', () => {
    const office = new Office();
    const vendor = office.vendor();
    const id = working(office);
    type(office, id, { vendor: vendor.id, why: '保固過了', cost: 8000, $next: '轉第三方' });
    expect(office.rec(id).approval).toMatchObject({ key: 'outside_repair', by: WU });
    const draft = type(office, id, { cost: 8500, solution: '先換紙匣' });
    expect(office.rec(id).values).toMatchObject({ cost: 8000, solution: '先換紙匣' });
    expect(office.check(id)).toContain('✗ 你輸入 8500。');
    expect(office.check(id)).toContain('要改先選「抽回」');
    expect(draft.journal.find((j) => j.action === 'put-back')!.after).toEqual({ cost: 8500 });
    type(office, id, { $next: '抽回' });
    type(office, id, { cost: 8500 });
    expect(office.rec(id)).toMatchObject({ approval: null, values: { cost: 8500 } });
  });

  test('a field that belongs to another role', () => {
    const office = new Office((model) => {
      model.registers.tickets!.fields.find((f) => f.key === 'solution')!.owner = ['finance'];
    });
    const { id } = office.ticket();
    const draft = type(office, id, { solution: 'A-0312' });
    expect(office.rec(id).values.solution).toBeNull();
    expect(office.check(id)).toContain('✗ 「處理結果」由財務填；你輸入 A-0312');
    expect(draft.journal).toMatchObject([{ action: 'put-back', after: { solution: 'A-0312' } }]);
    type(office, id, { solution: 'B' }, null);
    expect(office.rec(id).values.solution).toBeNull();
    type(office, id, { solution: 'A-0313' }, FINANCE);
    expect(office.rec(id).values.solution).toBe('A-0313');
  });

  test('what the engine computes or writes itself', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { down: 5, score: 5 });
    expect(office.rec(id).values).toMatchObject({ down: null, score: null });
    expect(office.check(id)).toContain('「停擺時數」由系統填；你輸入 5');
    expect(office.check(id)).toContain('「滿意度」由系統填；你輸入 5');
  });

  test('refusing again and again does not make the record longer', () => {
    const office = new Office();
    const { id } = office.ticket();
    for (let i = 0; i < 30; i++) type(office, id, { $number: `TKT-${i}`, $state: '快好了' });
    expect(office.rec(id).check.length).toBeLessThan(5);
  });
});

describe('the verb', () => {
  test('with cells missing it waits, names them, and the last value runs it for who chose it', () => {
    const office = new Office();
    const id = working(office);
    type(office, id, { $next: '修好了' }, CHOU);
    expect(office.check(id)).toBe('✎ 修好了 還缺：處理結果、費用');
    expect(shown(office, id, '$next')).toBe('修好了');
    type(office, id, { solution: '換定影器' }, WU);
    expect(office.check(id)).toBe('✎ 修好了 還缺：費用');
    office.now += 5 * MINUTE;
    const draft = type(office, id, { cost: '1,200' }, WU);
    expect(office.rec(id)).toMatchObject({ state: 'solved', waiting: null });
    expect(draft.journal.find((j) => j.action === 'solve')).toMatchObject({ actor: CHOU, typed: WU });
    expect(office.check(id)).toBe('✓ 10:05 修好了');
    expect(shown(office, id, '$next')).toBe('');
  });

  test('waits for its facts also when the last value is typed by somebody who may not choose it', () => {
    const office = new Office();
    const id = working(office);
    type(office, id, { $next: '修好了', solution: '好' });
    type(office, id, { cost: 0 }, null);
    expect(office.rec(id).state).toBe('solved');
  });

  test('emptying the cell drops it, another verb replaces it', () => {
    const office = new Office();
    const id = working(office);
    type(office, id, { $next: '修好了' });
    type(office, id, { $next: '' });
    expect(office.rec(id).waiting).toBeNull();
    expect(office.check(id)).toBe('');
    type(office, id, { $next: '修好了' });
    type(office, id, { $next: '等料等人' });
    expect(office.rec(id).waiting!.action).toBe('wait');
    expect(office.check(id)).toBe('✎ 等料等人 還缺：等到哪天、原因');
  });

  test('of another role empties the cell and names who may', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { $next: '開始處理' }, LIN);
    expect(office.rec(id)).toMatchObject({ state: 'new', waiting: null });
    expect(office.check(id)).toContain('✗ 「開始處理」由總務做');
    expect(shown(office, id, '$next')).toBe('');
  });

  test('of a role is not taken from somebody unknown, whose corrections are', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { $next: '開始處理', why: '看過' }, null);
    expect(office.rec(id)).toMatchObject({ state: 'new', waiting: null, values: { why: '看過' } });
    expect(office.check(id)).toBe('✗ 看不出是誰選的，請到紀錄頁按「開始處理」');
  });

  test('a decision is none, in whatever language', () => {
    const office = new Office();
    const { id } = office.ticket();
    for (const word of ['同意', '核准', '不同意', '退回', 'Approve', '驳回']) {
      type(office, id, { $next: word }, HEAD);
      expect(office.check(id)).toContain('✗ 簽核請到簽核頁或表單，儲存格不算');
      expect(office.rec(id).waiting).toBeNull();
    }
  });

  test('a word that is no verb empties the cell and offers the legal ones', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { $next: '快點' });
    expect(shown(office, id, '$next')).toBe('');
    expect(office.check(id)).toMatch(/^✗ 沒有「快點」；可選：開始處理、取消、/);
  });

  test('carries its reason behind either colon, and waits when it needs one', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { $next: '作廢' });
    expect(office.check(id)).toBe('✎ 作廢 還缺原因：打成「作廢：原因」');
    const draft = type(office, id, { $next: '作廢:重複：兩張' });
    expect(office.rec(id).state).toBe('void');
    expect(draft.journal.find((j) => j.action === 'void')!.why).toBe('重複：兩張');
  });

  test('is understood by key, label and without its arrow', () => {
    const tickets = new Office().register('tickets');
    for (const [typed, key] of [
      ['respond', 'respond'],
      ['开始处理', 'respond'],
      [' START ', 'respond'],
      ['復原', 'undo'],
      ['↩復原', 'undo'],
    ] as const) {
      const verb = readVerb(tickets, typed);
      expect(verb !== null && verb !== 'decision' && verb.action.key).toBe(key);
    }
    expect(readVerb(tickets, 'constructor')).toBeNull();
  });
});

describe('an edit is the difference to what the record shows', () => {
  test('nothing differs: nothing is touched', () => {
    const office = new Office();
    const { id } = office.ticket();
    const row = project(office.register('tickets'), office.rec(id), office.ref, office.now);
    const draft = office.open();
    const cells = Object.fromEntries(Object.entries(row).map(([k, s]) => [k, s.value]));
    expect(editRow(draft, office.register('tickets'), id, cells, WU, office.links)).toBe(false);
    expect(draft.records.size).toBe(0);
    expect(draft.journal).toEqual([]);
  });

  test('a column that is not there is no blank', () => {
    const office = new Office();
    const { id } = office.ticket();
    type(office, id, { why: '看過' });
    expect(office.rec(id).values).toMatchObject({ fault: '卡紙', why: '看過' });
  });

  test('labels of other languages are keys; the journal holds old and new', () => {
    const office = new Office();
    const { id } = office.ticket();
    const draft = type(office, id, { category: 'Printer', urgency: 'Urgent' });
    expect(office.rec(id).values).toMatchObject({ category: 'printer', urgency: 'urgent' });
    expect(draft.journal).toEqual([
      expect.objectContaining({
        action: 'edit',
        actor: WU,
        before: { urgency: 'normal' },
        after: { urgency: 'urgent' },
      }),
    ]);
  });

  test('a changed device refills what came from it only where nobody typed', () => {
    const office = new Office();
    const device = office.device({ place: 'print_corner_3f' });
    const { id } = office.ticket({ place: 'warehouse' });
    type(office, id, { asset: device.id });
    expect(office.rec(id).values).toMatchObject({ asset: device.id, place: 'warehouse' });
  });

  test('every code said here has words in three languages', () => {
    for (const code of [
      'back.number',
      'back.bound',
      'back.engine',
      'back.state',
      'act.missing',
      'act.held-first',
      'undo.too-late',
    ])
      for (const lang of ['zh-TW', 'zh-CN', 'en'] as const) expect(render({ code }, lang)).not.toBe(code);
    expect(pick(new Office().register('tickets').name, 'en')).toBe('Repair tickets');
  });
});
