import { openingRows } from '../../../local/demo/numbered';
import { readOpening, type Opening } from '../../../local/demo/opening';
import { shownText } from '../../../local/shown';
import type { Model } from '../../../src/model/types';

it.each([
  [{ v: 46_083, nf: 'yyyy/m/d' }, '2026/3/2'],
  [{ v: 46_083.375, nf: 'yyyy/m/d hh:mm' }, '2026/3/2 09:00'],
  [{ v: 46_083.5, nf: 'm/d h:mm' }, '3/2 12:00'],
  [{ v: 1200, nf: '#,##0' }, '1,200'],
  [{ v: 1200 }, '1200'],
  [{ v: '007', nf: '@' }, '007'],
  [{ v: null }, ''],
  [{ v: true }, 'TRUE'],
])('a cell %j is shown as %s', (cell, text) => expect(shownText(cell)).toBe(text));

describe('opening rows', () => {
  const field = (key: string, more = {}) => ({ key, label: {}, type: 'text', ...more });
  const model = {
    registers: {
      models: { number: 'MOD-{000}', fields: [field('name')] },
      assets: { number: 'ASSET-{00000}', fields: [field('name'), field('model', { type: 'link', to: 'models' })] },
    },
  } as unknown as Model;

  it('name links by the number their row will get, and leave out what the model does not know', () => {
    const opening = {
      models: [{ name: 'A' }, { name: 'B', maker: 'x' }] as Opening[string],
      assets: [{ name: 'copier', model: 'B', state: 'idle' }],
      rooms: [{ name: 'r' }],
    };
    expect(openingRows(opening, model)).toEqual({
      models: [{ name: 'A' }, { name: 'B' }],
      assets: [{ name: 'copier', model: 'MOD-002', state: 'idle' }],
    });
  });

  it('of the demo office name only people, places and things that are there', () => {
    const opening = readOpening();
    const emails = new Set((opening.people ?? []).map((row) => row.email));
    const models = new Set((opening.models ?? []).map((row) => row.name));
    const vendors = new Set((opening.vendors ?? []).map((row) => row.name));
    for (const row of opening.roles ?? []) expect(emails).toContain(row.person);
    for (const row of opening.people ?? []) if (row.manager) expect(emails).toContain(row.manager);
    for (const row of opening.assets ?? []) {
      if (row.model) expect(models).toContain(row.model);
      if (row.vendor) expect(vendors).toContain(row.vendor);
      if (row.user) expect(emails).toContain(row.user);
    }
    expect([...emails].every((email) => String(email).endsWith('@demo.example'))).toBe(true);
  });
});
