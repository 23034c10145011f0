// Approvals: who decides, on what, once; never who asked, never by a cell (design: Approvals; I6).
import { perform, tryAction } from '../../src/engine/act';
import { approvers, sealFor } from '../../src/engine/approve';
import { decide, type Verdict } from '../../src/engine/decide';
import { touch, type Draft } from '../../src/engine/draft';
import type { MailPayload, Words } from '../../src/engine/types';
import type { Model } from '../../src/model/types';
import { FINANCE, HEAD, LIN, MANAGER, Office, VENDOR, WU } from './case';

/** A ticket whose outside repair of 8,000 is asked for by Wu, or by somebody else. */
function asked(office = new Office(), by = WU) {
  const vendor = office.vendor();
  const { id } = office.ticket();
  const tickets = office.register('tickets');
  const action = (key: string) => tickets.actions.find((a) => a.key === key)!;
  office.decide((d) => perform(d, tickets, touch(d, 'tickets', id), action('respond'), { by: WU, via: 'cell' }));
  const draft = office.decide((d) => {
    const rec = touch(d, 'tickets', id);
    Object.assign(rec.values, { vendor: vendor.id, why: '過保', cost: 8000 });
    perform(d, tickets, rec, action('third'), { by, via: 'page' });
  });
  return { office, id, draft, seal: office.rec(id).approval!.seal };
}
function answer(
  office: Office,
  id: string,
  verdict: Verdict,
  by: string,
  seal: string,
  comment = '',
): { ok: boolean; words: Words; draft: Draft } {
  const draft = office.open();
  const out = decide(draft, office.register('tickets'), touch(draft, 'tickets', id), verdict, by, seal, comment);
  if (out.ok) office.keep(draft);
  return { ...out, draft };
}
const mails = (draft: Draft) => draft.effects.map((e) => e.payload as MailPayload).map((p) => `${p.text} ${p.to}`);

test('asking mails the one who decides, moves nothing yet and stands in Check', () => {
  const { office, id, draft } = asked();
  expect(mails(draft)).toEqual([`approval_asked ${HEAD}`]);
  expect(office.rec(id)).toMatchObject({
    state: 'working',
    values: { tier: 'self' },
    approval: { step: 0, waitingFor: [HEAD] },
  });
  expect(office.check(id)).toMatch(/^⏳/);
});

test('approved: what was asked for happens, the asker hears, the vendor’s order waits for its button', () => {
  const { office, id, seal } = asked();
  const { ok, draft } = answer(office, id, 'approve', HEAD, seal);
  expect(ok).toBe(true);
  expect(office.rec(id)).toMatchObject({ approval: null, values: { tier: 'third' }, undo: null });
  expect(mails(draft)).toContain(`approval_passed ${WU}`);
  expect(mails(draft).join()).not.toContain(VENDOR);
  expect(office.rec(id).extra['$order:ticket_order']).toMatchObject({ title: VENDOR });
  expect(draft.journal.find((j) => j.action === 'approve')).toMatchObject({
    actor: HEAD,
    after: { $seal: seal, $step: 0 },
  });
});

test('returned or rejected needs a word, then the asker hears it and nothing was done', () => {
  for (const verdict of ['return', 'reject'] as const) {
    const { office, id, seal } = asked();
    expect(answer(office, id, verdict, HEAD, seal, '  ')).toMatchObject({
      ok: false,
      words: { code: 'approval.say-why' },
    });
    expect(office.rec(id).approval).not.toBeNull();
    const { draft } = answer(office, id, verdict, HEAD, seal, '請補估價');
    expect(office.rec(id)).toMatchObject({ approval: null, values: { tier: 'self' } });
    expect(mails(draft)).toEqual([`approval_refused ${WU}`]);
    expect(office.check(id)).toContain('請補估價');
  }
});

test('each decision exists once', () => {
  const { office, id, seal } = asked();
  answer(office, id, 'approve', HEAD, seal);
  expect(answer(office, id, 'reject', HEAD, seal, 'x')).toMatchObject({
    ok: false,
    words: { code: 'approval.closed' },
  });
  expect(office.rec(id).values.tier).toBe('third');
});

test('nobody else decides: strangers, the team, the asker, another case of the address', () => {
  const { office, id, seal } = asked();
  for (const by of [FINANCE, MANAGER, 'stranger@evil.example', `x${HEAD}`, `${HEAD}.evil.example`, ''])
    expect(answer(office, id, 'approve', by, seal).words.code).toBe('approval.not-yours');
  for (const by of [WU, LIN]) expect(answer(office, id, 'approve', by, seal).words.code).toBe('approval.own');
  expect(answer(office, id, 'approve', ` ${HEAD.toUpperCase()} `, seal).ok).toBe(true);
});

test('who asked never approves, in whatever spelling: it goes one level up', () => {
  const { office, id, seal } = asked(
    new Office((model: Model) => {
      model.registers.tickets!.actions.find((a) => a.key === 'third')!.who.push('facilities_head');
    }),
    HEAD.toUpperCase(),
  );
  const draft = office.open();
  const approval = office.register('tickets').approvals[0]!;
  expect(approvers(draft, office.register('tickets'), approval, office.rec(id))).toEqual([MANAGER]);
  expect(answer(office, id, 'approve', HEAD, seal).words.code).toBe('approval.own');
  expect(answer(office, id, 'approve', MANAGER, seal).ok).toBe(true);
});

test('a role nobody holds, or whose holder left, goes up as well', () => {
  const { office, id } = asked();
  const draft = office.open();
  const approval = office.register('tickets').approvals[0]!;
  office.ref.people = office.ref.people.map((p) => (p.email === HEAD ? { ...p, active: false } : p));
  expect(approvers(draft, office.register('tickets'), approval, office.rec(id))).toEqual([MANAGER]);
  office.ref.roles = office.ref.roles.filter((r) => r.role !== 'facilities_head');
  expect(approvers(draft, office.register('tickets'), approval, office.rec(id))).toEqual([MANAGER]);
});

test('a decision stands on what was shown: a changed amount or an old seal is refused', () => {
  const { office, id, seal } = asked();
  expect(answer(office, id, 'approve', HEAD, 'deadbeef').words.code).toBe('approval.changed');
  expect(answer(office, id, 'approve', HEAD, '').words.code).toBe('approval.changed');
  office.decide((d) => void (touch(d, 'tickets', id).values.cost = 8500));
  expect(answer(office, id, 'approve', HEAD, seal).words.code).toBe('approval.changed');
  const forged = sealFor(office.register('tickets').approvals[0]!, office.rec(id));
  expect(answer(office, id, 'approve', HEAD, forged).words.code).toBe('approval.changed');
  expect(office.rec(id).approval).not.toBeNull();
});

test('withdrawn and asked again with another amount: the old seal decides nothing', () => {
  const { office, id, seal } = asked();
  const tickets = office.register('tickets');
  const run = (key: string, cost: number) =>
    office.decide((d) => {
      const rec = touch(d, 'tickets', id);
      rec.values.cost = cost;
      tryAction(
        d,
        tickets,
        rec,
        tickets.actions.find((a) => a.key === key)!,
        { by: WU, via: 'page' },
      );
    });
  run('withdraw', 8000);
  expect(answer(office, id, 'approve', HEAD, seal).words.code).toBe('approval.closed');
  run('third', 9000);
  expect(answer(office, id, 'approve', HEAD, seal).words.code).toBe('approval.changed');
  expect(answer(office, id, 'approve', HEAD, office.rec(id).approval!.seal).ok).toBe(true);
});

test('a refused decision touches neither journal nor record', () => {
  const { office, id } = asked();
  const { draft } = answer(office, id, 'approve', LIN, 'x');
  expect(draft.journal).toEqual([]);
  expect(draft.effects).toEqual([]);
  const { rev: _rev, ...after } = draft.records.get(`tickets/${id}`)!;
  const { rev: _was, ...before } = office.rec(id);
  expect(after).toEqual(before);
});

test('steps in order: each holder in turn, the last one makes it stand', () => {
  const { office, id, seal } = asked(
    new Office((model) => {
      const [approval] = model.registers.tickets!.approvals;
      approval!.steps.push({ key: 'pay', label: { en: 'Finance' }, who: 'finance', days: 1 });
    }),
  );
  const first = answer(office, id, 'approve', HEAD, seal);
  expect(mails(first.draft)).toEqual([`approval_asked ${FINANCE}`]);
  expect(office.rec(id)).toMatchObject({ approval: { step: 1, waitingFor: [FINANCE] }, values: { tier: 'self' } });
  expect(answer(office, id, 'approve', HEAD, seal).words.code).toBe('approval.not-yours');
  expect(answer(office, id, 'approve', FINANCE, seal).ok).toBe(true);
  expect(office.rec(id).values.tier).toBe('third');
});
