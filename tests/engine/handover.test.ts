// What points at somebody who leaves, and what moves: open records, by one entry each; closed ones keep her.
import { perform } from '../../src/engine/act';
import { touch, type Draft } from '../../src/engine/draft';
import { handOver, pointing, type Handover } from '../../src/engine/handover';
import type { MailPayload, Rec, Value } from '../../src/engine/types';
import { CHOU, HEAD, LIN, MANAGER, Office, WU } from './case';

const plain: Handover = { from: HEAD, to: CHOU, by: MANAGER, governed: false };
const all: Handover = { ...plain, governed: true, second: WU };
const made = (o: Office, register: string, values: Record<string, Value>) =>
  o.make(register, values, { source: { kind: 'import' }, by: null, quiet: true });
const move = (o: Office, rec: Rec, h: Handover): { moved: boolean; draft: Draft } => {
  let moved = false;
  const draft = o.decide((d) => void (moved = handOver(d, o.register(rec.register), rec.id, h)));
  return { moved, draft };
};

test('every person field of an open record moves, in one history entry by who ticked; a second time finds nothing', () => {
  const o = new Office();
  const rec = o.ticket({ requester: HEAD, handler: HEAD });
  const { draft } = move(o, rec, plain);
  expect(o.rec(rec.id).values).toMatchObject({ requester: CHOU, handler: CHOU });
  expect(draft.journal).toEqual([
    expect.objectContaining({
      action: 'handover',
      actor: MANAGER,
      before: { requester: HEAD, handler: HEAD },
      after: { requester: CHOU, handler: CHOU },
    }),
  ]);
  expect(draft.effects).toEqual([]);
  expect(move(o, o.rec(rec.id), plain).moved).toBe(false);
});

test('closed, void and deleted records keep who did it', () => {
  const o = new Office();
  for (const change of [
    (r: Rec) => void (r.state = 'closed'),
    (r: Rec) => void (r.state = 'cancelled'),
    (r: Rec) => void (r.state = 'void'),
    (r: Rec) => void (r.deleted = { at: 1, by: null }),
  ]) {
    const rec = o.ticket({ handler: HEAD });
    change(o.records[`tickets/${rec.id}`]!);
    expect(move(o, o.rec(rec.id), all).moved).toBe(false);
    expect(o.rec(rec.id).values.handler).toBe(HEAD);
  }
});

test('roles, managers and deputies are not moved before they may be', () => {
  const o = new Office();
  const role = made(o, 'roles', { role: 'facilities_head', person: HEAD });
  expect(pointing(o.register('roles'), role, HEAD)).toMatchObject({ fields: [], governed: [{ key: 'person' }] });
  expect(move(o, role, plain).moved).toBe(false);
  move(o, role, all);
  expect(o.rec(role.id, 'roles').values).toMatchObject({ person: CHOU, confirmed: WU });
});

test('a role the successor holds already ends; her own absence and days that are over end too', () => {
  const o = new Office();
  o.ref.roles.push({ role: 'facilities_head', email: CHOU });
  const role = made(o, 'roles', { role: 'facilities_head', person: HEAD });
  move(o, role, all);
  expect(o.rec(role.id, 'roles')).toMatchObject({ state: 'void', values: { person: HEAD } });
  const days = { from: '2026-03-02', to: '2026-03-06' };
  const hers = made(o, 'deputies', { who: HEAD, deputy: LIN, ...days });
  const over = made(o, 'deputies', { who: LIN, deputy: HEAD, from: '2026-01-01', to: '2026-01-05' });
  const circle = made(o, 'deputies', { who: CHOU, deputy: HEAD, ...days });
  const stands = made(o, 'deputies', { who: LIN, deputy: HEAD, ...days });
  for (const rec of [hers, over, circle, stands]) move(o, rec, all);
  expect([hers, over, circle].map((r) => o.rec(r.id, 'deputies').state)).toEqual(['ended', 'ended', 'ended']);
  expect(o.rec(stands.id, 'deputies')).toMatchObject({ state: 'active', values: { deputy: CHOU } });
});

test('people she led follow the successor; the successor follows her own manager; her own row stays', () => {
  const o = new Office();
  const lin = made(o, 'people', { name: '林小華', email: LIN, manager: HEAD });
  const chou = made(o, 'people', { name: '周雅婷', email: CHOU, manager: HEAD });
  const own = made(o, 'people', { name: '王淑芬', email: HEAD, manager: MANAGER });
  for (const rec of [lin, chou, own]) move(o, rec, { ...all, above: MANAGER });
  const managers = [lin, chou, own].map((r) => o.rec(r.id, 'people').values.manager);
  expect(managers).toEqual([CHOU, MANAGER, MANAGER]);
});

test('a change that still waits loses her from what was confirmed last too', () => {
  const o = new Office();
  const role = made(o, 'roles', { role: 'it', person: LIN, pending: MANAGER });
  o.records[`roles/${role.id}`]!.extra.$confirmed = { title: '', value: JSON.stringify({ role: 'it', person: HEAD }) };
  expect(move(o, o.rec(role.id, 'roles'), all).moved).toBe(true);
  const rec = o.rec(role.id, 'roles');
  expect(rec.values).toMatchObject({ person: LIN, pending: MANAGER });
  expect(JSON.parse(rec.extra.$confirmed!.value)).toMatchObject({ person: CHOU });
});

describe('a running approval', () => {
  function asked(o: Office, by = WU): Rec {
    const vendor = o.vendor();
    const { id } = o.ticket();
    const tickets = o.register('tickets');
    const run = (key: string, who: string) =>
      o.decide((d) => {
        const rec = touch(d, 'tickets', id);
        if (key === 'third') Object.assign(rec.values, { vendor: vendor.id, why: '過保', cost: 8000 });
        perform(
          d,
          tickets,
          rec,
          tickets.actions.find((a) => a.key === key)!,
          { by: who, via: 'page' },
        );
      });
    run('respond', WU);
    run('third', by);
    return o.rec(id);
  }

  test('that named her asks the successor, once', () => {
    const o = new Office((model) => {
      model.chains = { outside_repair: [{ step: 1, who: HEAD, all: false, days: 1 }] };
    });
    const rec = asked(o);
    expect(rec.approval!.waitingFor).toEqual([HEAD]);
    expect(move(o, rec, plain).moved).toBe(false);
    const { draft } = move(o, rec, all);
    expect(o.rec(rec.id).approval).toMatchObject({ waitingFor: [CHOU], steps: [{ who: [CHOU] }] });
    const mails = draft.effects.map((e) => e.payload as MailPayload);
    expect(mails.map((m) => `${m.text} ${m.to}`)).toEqual([`approval_asked ${CHOU}`]);
    expect(move(o, o.rec(rec.id), all).moved).toBe(false);
  });

  test('that she asked for is the successor’s request now: he never decides it', () => {
    const o = new Office((model) => {
      model.chains = { outside_repair: [{ step: 1, who: CHOU, all: false, days: 1, late: MANAGER }] };
    });
    const rec = asked(o, WU);
    const h = { ...all, from: WU };
    move(o, rec, h);
    expect(o.rec(rec.id).approval).toMatchObject({ by: CHOU, waitingFor: [MANAGER] });
  });
});
