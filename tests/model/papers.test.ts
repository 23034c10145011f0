// Texts of documents: the shipped ones can be filled in every language, an office's own wins, a word nothing fills is named.
import { unfilled } from '../../src/model/checks/papers';
import { effectiveModel } from '../../src/model/office/effective';
import { LANGS } from '../../src/model/types';
import { demoModel } from './office-model';

const model = demoModel();
const tickets = model.registers.tickets!;

test('every document of the pack has its text in the three languages', () => {
  const documents = Object.values(model.registers).flatMap((r) => (r.documents ?? []).map((d) => ({ at: r.key, d })));
  expect(documents.length).toBeGreaterThan(0);
  for (const { at, d } of documents)
    for (const lang of LANGS) expect([at, d.key, d.words?.[lang]?.slice(0, 1)]).toEqual([at, d.key, '#']);
});

test.each([
  '{{number}} {{called}} {{office}} {{roc}} {{today}}',
  '{{fault}} {{fields.fault}} {{asset.place}} {{asset.model.number}} {{requester.department}}',
  '{{at.solved}} {{roc.solved}} {{roc.wake_on}}',
  '{{#cost}}費用 {{cost}}{{/cost}}{{^cost}}無{{/cost}}',
])('can be filled: %s', (text) => {
  expect(unfilled(model, tickets, text)).toBeNull();
});

test.each([
  ['{{fualt}}', 'fualt', 'fault'],
  ['{{asset.colour}}', 'asset.colour', undefined],
  ['{{at.lost}}', 'at.lost', undefined],
  ['{{#related.vendors}}{{/related.vendors}}', '#related.vendors', undefined],
  ['{{> other}}', '>other', undefined],
  ['{{roc.fault}}', 'roc.fault', undefined],
])('is named: %s', (text, placeholder, near) => {
  expect(unfilled(model, tickets, text)).toMatchObject({ code: 'text-placeholder', placeholder });
  if (near) expect(unfilled(model, tickets, text)?.near).toBe(near);
});

test('a list of what belongs to a record speaks of its records; what is not closed is named', () => {
  const assets = model.registers.assets!;
  const rows =
    '{{#related.tickets}}| {{i}} | {{number}} | {{fault}} |\n{{/related.tickets}}{{count.tickets}} {{sum.tickets.cost}}';
  expect(unfilled(model, assets, rows)).toBeNull();
  expect(unfilled(model, assets, '{{#related.tickets.solved}}{{fault}}{{/related.tickets.solved}}')).toBeNull();
  expect(unfilled(model, assets, '{{fault}}')).toMatchObject({ placeholder: 'fault' });
  expect(unfilled(model, assets, '{{#related.tickets}}{{fault}}')).toMatchObject({ code: 'text-section' });
});

describe('an office’s own text', () => {
  const row = (text: string, name = '用印申請單') => ({
    id: 'DT-001',
    state: 'active',
    values: { name, register: 'seal_use', language: 'zh_tw', text },
  });
  const of = (text: string, name?: string) => {
    const on = { id: 'MDL-04', state: 'active', values: { key: 'seals', enabled: true } };
    const key = Object.values(model.modules).find((m) => m.registers.includes('seal_use'))!.key;
    const rows = { modules: [{ ...on, values: { ...on.values, key } }], document_texts: [row(text, name)] };
    const { model: effective, faults } = effectiveModel(demoModel(), rows as never, null, 'zh-TW');
    return { words: effective.registers.seal_use!.documents![0]!.words!, faults };
  };

  test('wins in its language, in label words', () => {
    const { words, faults } = of('# 本院用印單\n{{編號}} {{印章}} {{申請人.部門}} {{民國.用印日}}\n{{簽章欄}}');
    expect(faults).toEqual([]);
    expect(words['zh-TW']).toBe(
      '# 本院用印單\n{{number}} {{fields.seal}} {{requester.department}} {{roc.stamped_on}}\n{{signatures}}',
    );
    expect(words.en).toContain('# Request to use a seal');
  });

  test('for another document leaves this one as shipped', () => {
    expect(of('# 別的', '借用單').words['zh-TW']).toContain('# 用印申請單');
  });

  test('with a word nothing fills is told at its row, and the shipped one counts', () => {
    const { words, faults } = of('{{期限}}');
    expect(faults).toMatchObject([{ where: '@document_texts/DT-001/text', code: 'text-placeholder' }]);
    expect(words['zh-TW']).toContain('# 用印申請單');
  });
});
