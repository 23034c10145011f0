// The thread of a record: links both ways, numbers in texts, and where it stops.
import { traceOf, type Line } from '../../src/engine/trace';
import type { Rec } from '../../src/engine/types';
import { CHOU, HEAD, LIN, Office } from './case';

const quiet = { source: { kind: 'import' } as const, quiet: true, by: null };

function story(): { on: Office; all: Rec[]; ids: Record<string, string> } {
  const on = new Office();
  const make = (register: string, values: Rec['values']) => on.make(register, values, quiet).id;
  const vendor = make('vendors', { name: '甲' });
  const model = make('models', { name: '4050' });
  const printer = make('assets', { name: '舊印表機', model, vendor });
  const other = make('assets', { name: '同型號', model, vendor });
  const ticket = make('tickets', { asset: printer, requester: LIN });
  const proposal = make('replacement_proposals', { asset: printer, model });
  const purchase = make('purchases', { item: '印表機', proposal, vendor });
  const quote = make('quotes', { purchase, vendor });
  const fresh = make('assets', { name: '新印表機', vendor, purchase });
  return {
    on,
    all: Object.values(on.records),
    ids: { printer, other, ticket, proposal, purchase, quote, fresh, vendor },
  };
}
const idsOf = (records: Rec[] = []): string[] => records.map((rec) => rec.id).sort();

test('the same records from either end, and nothing that only shares a model or a vendor', () => {
  const { on, all, ids } = story();
  const whole = [ids.printer, ids.ticket, ids.proposal, ids.purchase, ids.quote, ids.fresh].sort();
  const from = (register: string, id: string) => traceOf(on.model.registers, all, { register, id });
  expect(idsOf(from('tickets', ids.ticket!)?.records)).toEqual(whole);
  expect(idsOf(from('assets', ids.fresh!)?.records)).toEqual(whole);
  expect(idsOf(from('assets', ids.other!)?.records)).toEqual([ids.other]);
  expect(from('assets', 'ASSET-99999')).toBeNull();
});

test('a deleted record is no part of it, and breaks the thread', () => {
  const { on, all, ids } = story();
  all.find((rec) => rec.id === ids.purchase)!.deleted = { at: 1, by: CHOU };
  const found = idsOf(traceOf(on.model.registers, all, { register: 'assets', id: ids.fresh! })?.records);
  expect(found).toEqual([ids.fresh]);
});

test('who did it, what was decided, which document: in order, the decision before the state it led to', () => {
  const { on, all, ids } = story();
  const rec = all.find((one) => one.id === ids.purchase)!;
  rec.path = [
    { at: 10, state: 'reviewed' },
    { at: 30, state: 'approved' },
  ];
  Object.assign(rec, { documents: { form: { at: 40, name: '核准單', url: 'https://d' } } });
  const line = (at: number, action: string, actor: string): Line => ({
    at,
    register: 'purchases',
    id: rec.id,
    action,
    actor,
  });
  const lines = [line(10, 'review', CHOU), line(20, 'submit', CHOU), line(30, 'approve', HEAD), line(35, 'edit', LIN)];
  const events = traceOf(on.model.registers, [rec], { register: 'purchases', id: rec.id }, lines)!.events;
  expect(events.map((e) => [e.at, e.kind, e.what, e.who])).toEqual([
    [10, 'state', 'reviewed', CHOU],
    [20, 'act', 'submit', CHOU],
    [30, 'approval', 'approve', HEAD],
    [30, 'state', 'approved', HEAD],
    [40, 'document', '核准單', null],
  ]);
});

test('a register whose actions are called like verdicts has no verdicts', () => {
  const { on, all, ids } = story();
  const lines: Line[] = [
    { at: 5, register: 'replacement_proposals', id: ids.proposal!, action: 'approve', actor: HEAD },
  ];
  const events = traceOf(
    on.model.registers,
    all,
    { register: 'replacement_proposals', id: ids.proposal! },
    lines,
  )!.events;
  expect(events.filter((e) => e.kind === 'approval')).toEqual([]);
});
