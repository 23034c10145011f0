// Rows without a number: they rest, become records, or are a person's own (register sheet: New rows, and two hundred at once).
import { copiedRow, isData, newRow, type NewRow, type NewRowAnswer } from '../../src/engine/new-rows';
import type { RowCells } from '../../src/engine/edit-row';
import { LIN, MINUTE, MONDAY, Office, WU } from './case';

const row = (cells: RowCells, more: Partial<NewRow> = {}): NewRow => ({
  row: 9,
  cells,
  by: WU,
  since: MONDAY,
  ...more,
});
function judge(office: Office, given: NewRow): NewRowAnswer {
  let answer!: NewRowAnswer;
  office.decide((draft) => (answer = newRow(draft, office.register('tickets'), given, office.links)));
  return answer;
}
const whole = { place: '倉庫', category: '印表機', fault: '卡紙' };

test('separators, subtotals and blank rows are a person’s own', () => {
  const office = new Office();
  const tickets = office.register('tickets');
  const own: RowCells[] = [{}, { why: '── 三月 ──' }, { cost: 12000 }, { $next: '開始處理' }, { $check: 'x' }];
  for (const cells of own) {
    expect(isData(tickets, cells)).toBe(false);
    expect(judge(office, row(cells))).toEqual({ kind: 'own' });
  }
  expect(isData(tickets, { fault: '卡紙' })).toBe(true);
  expect(isData(tickets, { $next: '登錄' })).toBe(true);
  expect(Object.keys(office.records)).toEqual([]);
});

test('with something missing it rests without end, and Check names what', () => {
  const office = new Office();
  const answer = judge(office, row({ fault: '卡紙', $next: '登錄' }));
  expect(answer).toMatchObject({ kind: 'rests', until: 0, check: { code: 'new.missing' } });
  expect(JSON.stringify(answer)).toContain('地點、類別');
});

test('complete it rests until nobody touched it for two minutes, then it is a record of who typed it', () => {
  const office = new Office();
  expect(judge(office, row(whole))).toEqual({
    kind: 'rests',
    until: MONDAY + 2 * MINUTE,
    check: { code: 'new.resting' },
  });
  office.now += 2 * MINUTE;
  const answer = judge(office, row(whole));
  expect(answer).toMatchObject({
    kind: 'made',
    rec: {
      id: 'TKT-2026-0001',
      row: 9,
      state: 'new',
      source: { kind: 'typed' },
      values: { place: 'warehouse', category: 'printer', requester: WU, urgency: 'normal' },
    },
  });
  expect(office.check('TKT-2026-0001')).toBe('✓ 10:02 登錄');
});

test('registered at once by the verb, in any language', () => {
  for (const verb of ['登錄', '登记', 'register'])
    expect(judge(new Office(), row({ ...whole, $next: verb })).kind).toBe('made');
  expect(judge(new Office(), row({ ...whole, $next: '開始處理' })).kind).toBe('rests');
});

test('a value that cannot be right is held and explained, the record is made', () => {
  const office = new Office();
  office.now += 5 * MINUTE;
  const answer = judge(office, row({ ...whole, requester: '陳怡君', place: '月球' }));
  expect(answer.kind).toBe('made');
  const rec = office.rec('TKT-2026-0001');
  expect(Object.keys(rec.held).sort()).toEqual(['place', 'requester']);
  expect(office.check(rec.id)).toContain('✗ 報修人：有兩位陳怡君');
  expect(office.check(rec.id)).toContain('✗ 地點：找不到「月球」');
});

test('of a batch nobody is mailed until it is confirmed', () => {
  const office = new Office();
  office.now += 5 * MINUTE;
  const draft = office.decide((d) => {
    newRow(d, office.register('tickets'), row(whole, { batch: 'tickets-7' }), office.links);
    newRow(d, office.register('tickets'), row(whole, { row: 10, batch: 'tickets-7' }), office.links);
  });
  expect(draft.effects).toEqual([]);
  expect([...draft.records.values()].map((r) => [r.id, r.source])).toEqual([
    ['TKT-2026-0001', { kind: 'pasted', ref: 'tickets-7' }],
    ['TKT-2026-0002', { kind: 'pasted', ref: 'tickets-7' }],
  ]);
  const single = office.decide(
    (d) => void newRow(d, office.register('tickets'), row(whole, { by: LIN }), office.links),
  );
  expect(single.effects.length).toBeGreaterThan(0);
});

test('a copied row becomes a new record of the same values, without what is unique', () => {
  const office = new Office();
  const device = office.device({ serial: 'SN-1', place: 'warehouse' });
  const draft = office.decide((d) => {
    const cells = { name: '影印機', category: '印表機', serial: 'SN-1', place: '倉庫' };
    copiedRow(d, office.register('assets'), device.id, row(cells), office.links);
  });
  const [copy] = [...draft.records.values()];
  expect(copy).toMatchObject({
    id: 'ASSET-00002',
    row: 9,
    source: { kind: 'copied', ref: device.id },
    values: { name: '影印機', place: 'warehouse', serial: null },
  });
  expect(office.check('ASSET-00002', 'assets')).toBe(`✓ 10:00 新編號；由 ${device.id} 複製`);
  expect(draft.effects).toEqual([]);
});
