// Names in cells: unique by construction, told apart by what people know, and the old one still understood.
import { displayNames, fixedName, formerNames, giveName, type Named } from '../../src/engine/display-names';
import { differs } from '../../src/engine/edit-row';
import { readPerson } from '../../src/engine/values-person';
import { makeField, makeRec, makeRef, person } from './builders';
import { LIN, Office } from './case';
import fc from 'fast-check';

const one = (id: string, name: string, ...marks: (string | undefined)[]): Named => ({ id, name, fixed: null, marks });
const shown = (...people: Named[]): string[] => [...displayNames(people).values()];

test('a name of one person alone is the name', () => {
  expect(shown(one('1', '林小華', '業務'))).toEqual(['林小華']);
});

test('namesakes get their department, and what is next where that is the same or missing', () => {
  expect(shown(one('1', '陳怡君', '業務'), one('2', '陳怡君', '法務'))).toEqual(['陳怡君(業務)', '陳怡君(法務)']);
  expect(shown(one('1', '陳怡君', '業務', 'Joy'), one('2', '陳怡君', '業務', 'Irene'))).toEqual([
    '陳怡君(Joy)',
    '陳怡君(Irene)',
  ]);
  expect(shown(one('1', '陳怡君', '業務', 'Joy'), one('2', '陳怡君', undefined, 'Irene'))).toEqual([
    '陳怡君(業務)',
    '陳怡君(Irene)',
  ]);
  expect(shown(one('1', '陳怡君'), one('2', '陳怡君'))).toEqual(['陳怡君', '陳怡君2']);
});

test('a name the office fixed stands, and nobody else is given it', () => {
  const fixed: Named = { id: '1', name: '陳志明', fixed: '林小華', marks: [] };
  expect(displayNames([one('2', '林小華', '業務'), fixed])).toEqual(
    new Map([
      ['1', '林小華'],
      ['2', '林小華(業務)'],
    ]),
  );
});

test('no two of any people are shown alike', () => {
  const word = fc.constantFrom('陳', '林', '陳(業務)', '', '業務', 'ｃｈｅｎ', 'chen');
  const people = fc.array(
    fc.record({
      name: word,
      fixed: fc.option(fc.constantFrom('陳', '林(業務)', 'Chen')),
      marks: fc.array(fc.option(word, { nil: undefined }), { maxLength: 3 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(people, (all) => {
      const names = [...displayNames(all.map((p, i) => ({ ...p, id: String(i) }))).values()];
      expect(new Set(names.map((n) => n.normalize('NFKC').toLowerCase())).size).toBe(all.length);
    }),
  );
});

test('a record remembers the names it had; what the system gave is not what the office fixed', () => {
  const rec = makeRec({ register: 'people', values: { name: '林小華', display: 'Flora 林' } });
  expect(fixedName(rec)).toBe('Flora 林');
  expect(giveName(rec, '林小華')).toBe(true);
  expect(giveName(rec, '林小華')).toBe(false);
  expect(fixedName(rec)).toBeNull();
  giveName(rec, '王小華');
  expect(formerNames(rec)).toEqual(['Flora 林', '林小華']);
  giveName(rec, '林小華');
  expect(formerNames(rec)).toEqual(['Flora 林', '王小華']);
});

test('a former name is understood where nobody is called so now, and never before a name in use', () => {
  const field = makeField('person');
  const ref = makeRef({ people: [person(LIN, '王小華', { former: ['林小華'] })] });
  expect(readPerson(field, '林小華', ref, 'zh-TW')).toEqual({ ok: true, value: LIN });
  const later = makeRef({
    people: [person(LIN, '王小華', { former: ['林小華'] }), person('new@demo.example', '林小華')],
  });
  expect(readPerson(field, '林小華', later, 'zh-TW')).toEqual({ ok: true, value: 'new@demo.example' });
  // Of two who share a name the one that once had it alone is not meant by it.
  const namesakes = makeRef({
    people: [
      person('a@demo.example', '陳怡君', { display: '陳怡君(業務)', former: ['陳怡君'] }),
      person('b@demo.example', '陳怡君', { display: '陳怡君(法務)' }),
    ],
  });
  expect(readPerson(field, '陳怡君', namesakes, 'zh-TW')).toMatchObject({ words: { code: 'value.two-people' } });
});

test('an old row that still shows the former name is no edit; another name in it is', () => {
  const o = new Office();
  const rec = o.ticket({ requester: LIN });
  o.ref.people = o.ref.people.map((p) => (p.email === LIN ? { ...p, display: '王小華', former: ['林小華'] } : p));
  const look = (text: string) => differs(o.register('tickets'), rec, { $number: rec.id, requester: text }, o.open());
  expect(look('林小華')).toEqual([]);
  expect(look('王小華')).toEqual([]);
  expect(look('周雅婷')).toEqual(['requester']);
});
