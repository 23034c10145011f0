// Rules fire once per what they say, and never over a blank (R099).
import { editRow } from '../../src/engine/edit-row';
import { touch } from '../../src/engine/draft';
import { applyRules } from '../../src/engine/rules';
import type { MailPayload } from '../../src/engine/types';
import { at } from './builders';
import { HEAD, Office, WU } from './case';

const proposals = (office: Office) =>
  Object.values(office.records).filter((r) => r.register === 'replacement_proposals');
function device(office: Office, model?: string) {
  return office.device(model ? { model } : {}).id;
}

test('the fifth repair of a device in a month opens one proposal, the sixth none', () => {
  const office = new Office();
  const asset = device(office);
  for (let i = 0; i < 4; i++) office.ticket({ asset });
  expect(proposals(office)).toEqual([]);
  const fifth = office.ticket({ asset });
  expect(proposals(office)).toMatchObject([
    {
      state: 'proposed',
      source: { kind: 'rule', ref: `tickets/${fifth.id}:replace_first` },
      values: { asset, counted: 5, month: '2026-03-02' },
    },
  ]);
  office.ticket({ asset });
  expect(proposals(office)).toHaveLength(1);
  expect(office.rec(asset, 'assets').fired).toEqual(['tickets.replace_first:2026-03']);
});

test('the next month counts anew', () => {
  const office = new Office();
  const asset = device(office);
  for (let i = 0; i < 5; i++) office.ticket({ asset });
  office.now = at('2026-04-01 09:00');
  for (let i = 0; i < 4; i++) office.ticket({ asset });
  expect(proposals(office)).toHaveLength(1);
  office.ticket({ asset });
  expect(proposals(office)).toHaveLength(2);
});

test('a void ticket does not count towards it', () => {
  const office = new Office();
  const asset = device(office);
  for (let i = 0; i < 4; i++) office.ticket({ asset });
  const { id } = office.ticket({ asset: null });
  office.decide(
    (d) => void editRow(d, office.register('tickets'), 'TKT-2026-0001', { $next: '作廢：x' }, WU, office.links),
  );
  office.decide((d) => void editRow(d, office.register('tickets'), id, { asset }, WU, office.links));
  expect(proposals(office)).toEqual([]);
  office.ticket({ asset });
  expect(proposals(office)).toHaveLength(1);
});

test('five repairs of one model over several devices: its own proposal, without a device', () => {
  const office = new Office();
  const model = office.make(
    'models',
    { name: 'C2560', category: 'printer' },
    { source: { kind: 'import' }, by: null },
  ).id;
  const devices = [1, 2, 3, 4, 5].map(() => device(office, model));
  for (const asset of devices) office.ticket({ asset });
  expect(proposals(office)).toMatchObject([{ values: { model, asset: null, counted: 5 } }]);
});

test('no number set, or no device: it is not decidable, or not true, and does not fire', () => {
  const office = new Office();
  office.ref.settings['asset.repairs_per_month_replace_first'] = '';
  const asset = device(office);
  for (let i = 0; i < 6; i++) office.ticket({ asset });
  const other = new Office();
  for (let i = 0; i < 6; i++) other.ticket();
  expect([...proposals(office), ...proposals(other)]).toEqual([]);
});

test('a low score tells the head, once for the ticket', () => {
  const office = new Office();
  const { id } = office.ticket();
  const score = (value: number | null) =>
    office
      .decide((d) => {
        const rec = touch(d, 'tickets', id);
        rec.values.score = value;
        applyRules(d, office.register('tickets'), rec);
      })
      .effects.map((e) => e.payload as MailPayload)
      .map((p) => `${p.text} ${p.to}`);
  expect(score(null)).toEqual([]);
  expect(score(3)).toEqual([]);
  expect(score(2)).toEqual([`ticket_low_score ${HEAD}`]);
  expect(score(1)).toEqual([]);
});
