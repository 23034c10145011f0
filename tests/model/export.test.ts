// The office in words: what it changed, written as files of the template schema, compiles to the same model.
import fc from 'fast-check';
import { compile } from '../../src/model/compile';
import { exportOffice, exportRegister, type ExportedFile } from '../../src/model/export';
import type { FieldRow } from '../../src/model/expand';
import { plain as valueOf } from '../../src/model/source';
import { effective, shippedModules } from '../../src/model/modules';
import { deriveSimplified } from '../../src/model/pack-build';
import type { Model, Register } from '../../src/model/types';
import { yamlText } from '../../src/model/yaml-text';
import { readTemplates } from '../../src/model/yaml-source';
import { demoModel, templateFiles } from './office-model';
import { fromRows, makeField, makeRow, proposedRows } from './rows';

const PATTERNS = ['log', 'request', 'approval', 'loan', 'round', 'campaign', 'ledger'];

/** Compiles the shipped templates with an office's files laid over them. */
function readBack(files: readonly ExportedFile[]): { model: Model; errors: string[] } {
  const { sources } = readTemplates(templateFiles());
  const layer = readTemplates(files.map(({ path, text }) => ({ path: `offices/demo/${path}`, text })));
  const { model, faults } = compile(sources, layer.sources, { derive: deriveSimplified });
  const errors = [...layer.faults, ...faults].filter(({ severity }) => severity === 'error');
  return { model, errors: errors.map(({ where, words }) => `${where} ${words.en}`) };
}
/** A register as `_model` holds it: what is undefined is not there. */
const plain = (register: Register | undefined): unknown => JSON.parse(JSON.stringify({ ...register, tallies: [] }));

const word = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    'on',
    'yes',
    'null',
    '~',
    '12:30',
    '1e3',
    '0x1f',
    '- a',
    'a, b',
    '{甲}',
    '「乙」',
    "it's",
    '"',
    '# c',
    'a: b',
    '\\',
    '\u2028',
    '是',
  ),
);
const texts = word.map((one) => `${one}.`);
const label = fc.record({ 'zh-TW': texts, 'zh-CN': texts, en: texts });
const field = fc.record(
  {
    label,
    type: fc.constantFrom(
      'text',
      'long text',
      'number',
      'money',
      'date',
      'time',
      'yes-no',
      'person',
      'department',
      'file',
      'choice',
      'link',
    ),
    required: fc.boolean(),
    help: label,
    asked: fc.boolean(),
  },
  { requiredKeys: ['label', 'type', 'asked'] },
);

test('any register made by rows, written and read back, is the same register', () => {
  fc.assert(
    fc.property(
      fc.record({
        pattern: fc.constantFrom(...PATTERNS),
        name: label,
        keep: fc.option(fc.integer({ min: 1, max: 999 })),
      }),
      fc.constantFrom('everyone', 'heads', 'anyone-with-the-link', 'none', 'facilities'),
      fc.array(field, { maxLength: 4 }),
      (given, form, more) => {
        const model = demoModel();
        const own = more.map(({ asked, ...one }, n): FieldRow => {
          const target = one.type === 'choice' ? { list: 'places' } : one.type === 'link' ? { to: 'assets' } : {};
          // Labels differ: two of one name are refused, which is another test.
          const named = Object.fromEntries(Object.entries(one.label).map(([lang, text]) => [lang, `${text}${n}`]));
          return makeField(10 + n, {
            ...one,
            ...target,
            key: `x_f${n}`,
            label: named,
            asked: asked && one.type !== 'file',
          });
        });
        const fields = [...proposedRows(model, given.pattern), ...own];
        const { register } = fromRows(makeRow({ ...given, form }), fields, model);
        const back = readBack([exportRegister(register!)]);
        expect(plain(back.model.registers.x_visitors)).toEqual({ ...(plain(register!) as object), office: true });
      },
    ),
    { numRuns: 12 },
  );
});

test('every shipped register can be written and read back', () => {
  const pack = demoModel();
  const { sources } = readTemplates(
    templateFiles().filter(({ text }) => !/^register: /m.test(text) || /^fragment/m.test(text)),
  );
  const written = Object.values(pack.registers).map((register) => exportRegister(register));
  const read = readTemplates(written.map(({ path, text }) => ({ path, text })));
  expect(read.faults).toEqual([]);
  const { model } = compile([...sources, ...read.sources]);
  for (const register of Object.values(pack.registers))
    expect(plain(model.registers[register.key])).toEqual(plain(register));
});

/** An office that changed a little of everything. */
function changedOffice(): { pack: Model; model: Model } {
  const pack = demoModel();
  const model = effective(pack, [...shippedModules(pack), 'visitors']);
  const office = JSON.parse(JSON.stringify(model)) as Model;
  const { tickets } = office.registers as { tickets: Register };
  const name = { 'zh-TW': '門口登記', 'zh-CN': '门口登记', en: 'At the door' };
  fromRows(makeRow({ name }), [...proposedRows(office), makeField(6, {})], office);
  office.registers.x_visitors!.office = true;
  tickets.fields.push({
    key: 'x_floor',
    label: { 'zh-TW': '樓層', 'zh-CN': '楼层', en: 'Floor' },
    type: 'text',
    office: true,
  });
  const choice = (word: string, order: number) => ({
    key: word,
    label: { 'zh-TW': word, 'zh-CN': word, en: word },
    order,
    on: true,
    aliases: [],
  });
  const label = { 'zh-TW': '顏色', 'zh-CN': '颜色', en: 'Colour' };
  office.lists.x_colour = { key: 'x_colour', label, entries: [choice('紅', 1), choice('on', 2)] };
  tickets.fields.push({ key: 'x_colour', label, type: 'choice', list: 'x_colour', office: true });
  tickets.form!.asks.push('x_floor');
  tickets.fields.find(({ key }) => key === 'photo')!.required = true;
  tickets.fields.find(({ key }) => key === 'fault')!.label = {
    'zh-TW': '怎麼了',
    'zh-CN': '怎么了',
    en: 'What happened',
  };
  tickets.clocks[0]!.cases = [{ when: { field: 'place', is: 'warehouse' }, within: 2, warnPct: 50 }];
  tickets.clocks[1]!.within = 24;
  tickets.clocks[1]!.late!.tells = [{ who: 'office_manager', mail: 'ticket_late' }];
  tickets.checks.push({
    key: 'x_c_1',
    at: 'solve',
    need: 'cost != null',
    say: { 'zh-TW': '費用', 'zh-CN': '费用', en: 'Cost' },
  });
  tickets.metrics.push({
    key: 'x_m_1',
    label: { 'zh-TW': '急件', 'zh-CN': '急件', en: 'Urgent' },
    kind: 'count',
    if: 'urgency == "urgent"',
    per: 'month',
    by: ['place'],
  });
  office.registers.visitors!.clocks[0]!.within = 8;
  office.settings['ticket.solve_hours']!.value = 12;
  office.mails.ticket_late!.when = 'bundled';
  office.mails.ticket_late!.answer = { ...office.mails.ticket_late!.answer, en: 'Late: {{number}}' };
  office.chains.outside_repair = [
    { step: 1, who: 'facilities_head', all: false, days: 1, to: 10000 },
    { step: 2, who: 'leader', all: true, days: 2, from: 10000, if: 'urgency == "urgent"' },
  ];
  office.lists.places!.entries.push({
    key: 'garden',
    label: { 'zh-TW': '花園', 'zh-CN': '花园', en: 'Garden' },
    order: 40,
    on: true,
    aliases: ['後院'],
  });
  return { pack, model: office };
}

test('an office that changed a little of everything reads back as it was', () => {
  const { pack, model } = changedOffice();
  const files = exportOffice(pack, model);
  const back = readBack(files);
  expect(back.errors).toEqual([]);
  const on = Object.values(model.modules).flatMap((module) => (module.on ? [module.key] : []));
  const there = effective(back.model, on);
  for (const key of Object.keys(model.registers)) {
    const mine = plain(model.registers[key]) as Register;
    const theirs = plain(there.registers[key]) as Register;
    if (key === 'visitors') delete mine.clocks[0]!.until;
    expect(theirs).toEqual(mine);
  }
  for (const table of ['settings', 'mails', 'chains', 'modules'] as const) expect(there[table]).toEqual(model[table]);
  for (const list of ['places', 'x_colour']) expect(there.lists[list]).toEqual(model.lists[list]);
  expect(Object.keys(there.registers).sort()).toEqual(Object.keys(model.registers).sort());
});

test('an office that changed nothing writes nothing', () => {
  const pack = demoModel();
  expect(exportOffice(pack, effective(pack))).toEqual([]);
});

test.each([
  ['another type', 'fields: { place: { type: text } }', 'type'],
  ['no longer required', 'fields: { place: { required: false } }', 'required'],
  ['another way for an action', 'actions: { solve: { to: closed } }', 'to'],
  ['another number', 'number: T-{0000}', 'number'],
])('%s of a shipped register is fixed: said where it stands, and left as shipped', (_name, text, key) => {
  const back = readBack([{ path: 'tickets.yaml', text: `register: tickets\n${text}\n` }]);
  expect(back.errors).toEqual([expect.stringMatching(new RegExp(`^offices/demo/tickets.yaml:2 "${key}" is fixed`))]);
  expect(plain(back.model.registers.tickets)).toEqual(plain(demoModel().registers.tickets));
});

test('a word in one language leaves the others as shipped', () => {
  const back = readBack([{ path: 'a.yaml', text: 'register: tickets\nfields: { place: { label: { en: Where } } }\n' }]);
  const { label: found } = back.model.registers.tickets!.fields.find(({ key }) => key === 'place')!;
  expect(found).toEqual({ 'zh-TW': '地點', 'zh-CN': '地点', en: 'Where' });
});

test('whatever a text holds, both readings of YAML give it back', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(word, fc.array(word), fc.integer(), fc.boolean())),
      (map) => {
        const { sources, faults } = readTemplates([{ path: 'x.yaml', text: yamlText({ ...map, deep: { one: map } }) }]);
        expect(faults).toEqual([]);
        const [file] = sources;
        expect(JSON.parse(JSON.stringify(valueOf(file!.root)))).toEqual({ ...map, deep: { one: map } });
      },
    ),
  );
});
