// The month's figures equal a count by hand, whole and by group (R092, R094, R098, R100).
import { figures, type Figure } from '../../src/engine/metrics';
import type { Rec } from '../../src/engine/types';
import { at } from './builders';
import { CHOU, LIN, Office } from './case';

const MONTH = '2026-03';
/** Seven tickets: two printers, three toners, one of February, one void. */
function month(): {
  office: Office;
  recs: Rec[];
  figure: (label: string, group?: string, by?: string) => Figure | undefined;
} {
  const office = new Office();
  const make = (values: Record<string, string | number>, change: Partial<Rec> = {}): Rec => {
    const rec = office.ticket({ fault: 'x' });
    Object.assign(rec.values, values);
    return Object.assign(rec, change);
  };
  office.now = at('2026-02-28 23:59');
  const february = make({ category: 'printer', cost: 999 });
  office.now = at('2026-03-01 00:00');
  const met = (m: boolean | null, breached = false) => {
    const rec = office.ticket();
    return { ...rec.clocks, response: { ...rec.clocks.response!, met: m, breached } };
  };
  const recs = [
    february,
    make({ category: 'printer', cost: 1200, score: 5, down: 2 }, { clocks: met(true) }),
    make({ category: 'printer', cost: 300.5, score: 4 }, { clocks: met(false) }),
    make({ category: 'lighting', requester: CHOU, tier: 'supplier' }, { clocks: met(null, true) }),
    make({ category: 'lighting', cost: 0, down: 1.25 }, { clocks: met(null) }),
    make({ category: 'lighting', requester: LIN }, { clocks: met(true) }),
    make({ category: 'printer', cost: 5000 }, { state: 'void' }),
    make({ category: 'printer', cost: 5000 }, { state: 'cancelled' }),
    make({ category: 'printer' }, { deleted: { at: 0, by: null } }),
  ];
  const all = figures(office.open(), office.register('tickets'), recs, MONTH);
  return {
    office,
    recs,
    figure: (label, group = '', by) =>
      all.find((f) => f.label === label && f.group === group && (by === undefined || f.by === by)),
  };
}

test('counts leave out other months, void and deleted rows', () => {
  const { figure } = month();
  expect(figure('報修件數')).toMatchObject({ value: 5, counted: 5, by: '' });
});

test('the month is the office’s: the last minute of February is not March', () => {
  const { office, recs } = month();
  const february = figures(office.open(), office.register('tickets'), recs, '2026-02');
  expect(february.find((f) => f.label === '報修件數' && f.by === '')!.value).toBe(1);
  expect(figures(office.open(), office.register('tickets'), recs, '2026-04')).toEqual([]);
});

test('sums and averages say from how many rows; a blank is no zero', () => {
  const { figure } = month();
  expect(figure('維修費用')).toMatchObject({ value: 1500.5, counted: 3, shown: '1,500.5' });
  expect(figure('停擺總時數')).toMatchObject({ value: 3.25, counted: 2 });
  expect(figure('維修滿意度')).toMatchObject({ value: 4.5, counted: 2 });
});

test('a share counts what was judged: met, missed, and already late; what still has time is left out', () => {
  const { figure } = month();
  expect(figure('準時回應率')).toMatchObject({ value: 50, counted: 4, shown: '50%', target: '>= 95%', met: false });
});

test('by group each row counts once, in the reader’s words, and groups add up to the whole', () => {
  const { office, recs, figure } = month();
  expect(
    figure('報修件數', '印表機、影印機') ??
      figure('報修件數', office.model.lists.fault_categories!.entries[0]!.label['zh-TW']),
  ).toBeDefined();
  const all = figures(office.open(), office.register('tickets'), recs, MONTH).filter((f) => f.label === '報修件數');
  const categories = all.filter((f) => f.by === '類別');
  expect(categories.map((f) => f.value).sort()).toEqual([2, 3]);
  const departments = all.filter((f) => f.by === '部門');
  expect(Object.fromEntries(departments.map((f) => [f.group, f.value]))).toEqual({ 業務三部: 4, 行政: 1 });
});

test('nothing to judge is no number, and is neither met nor missed', () => {
  const office = new Office();
  const rec = office.ticket();
  const share = figures(office.open(), office.register('tickets'), [rec], MONTH).find((f) => f.label === '準時回應率');
  expect(share).toMatchObject({ value: null, counted: 0, shown: '—', met: null });
});

test('large numbers keep their digits in groups of three, decimals do not', () => {
  const office = new Office();
  const recs = [1234567.25, 1000].map((cost) => {
    const rec = office.ticket();
    rec.values.cost = cost;
    return rec;
  });
  const sum = figures(office.open(), office.register('tickets'), recs, MONTH).find(
    (f) => f.label === '維修費用' && f.by === '',
  );
  expect(sum!.shown).toBe('1,235,567.25');
});

test('a figure with a date of its own counts in that month, whenever the row was made', () => {
  const { office, recs } = month();
  const register = { ...office.register('tickets') };
  register.metrics = [
    { key: 'due', label: { 'zh-TW': '到期' }, kind: 'count', per: 'month', dated: 'wake_on', by: [] },
  ];
  recs[1]!.values.wake_on = '2026-05-02';
  recs[2]!.values.wake_on = '2026-05-31';
  recs[3]!.values.wake_on = '2026-06-01';
  const counted = (when: string): number | undefined =>
    figures(office.open(), register, recs, when).find((f) => f.group === '')?.counted;
  expect([MONTH, '2026-05', '2026-06'].map(counted)).toEqual([undefined, 2, 1]);
});
