// A form as it stands beside what the office knows of it: found, missing, made anew; where a question put back belongs.
import {
  begunItem,
  guessType,
  placeFor,
  readQuestions,
  unmoved,
  type Bound,
  type FormItem,
} from '../../src/engine/questions';
import { makeField } from './builders';

const item = (id: string, type: string, title: string, more: Partial<FormItem> = {}): FormItem => ({
  item: id,
  type,
  title,
  help: '',
  required: false,
  choices: [],
  ...more,
});

const FIELDS = [
  makeField('choice', { key: 'place', label: { 'zh-TW': '地點', en: 'Place' }, list: 'places', required: true }),
  makeField('long text', { key: 'fault', label: { 'zh-TW': '故障描述', en: 'What is wrong' } }),
  makeField('person', { key: 'handler', label: { 'zh-TW': '承辦人', en: 'Handler' }, role: 'facilities' }),
  makeField('number', { key: 'score', label: { 'zh-TW': '滿意度', en: 'Score' }, system: true }),
];
const ASKED = ['place', 'fault'];
const BOUND: Bound = { items: { 1: 'place', 2: 'fault' } };
const PLACE = item('1', 'LIST', '地點', { choices: ['1F'] });
const FAULT = item('2', 'PARAGRAPH_TEXT', '故障描述');
const read = (items: FormItem[], bound = BOUND) => readQuestions(bound, items, FIELDS, ASKED);

test('reworded, reordered, other choices, another section: no news', () => {
  const items = [
    item('2', 'PARAGRAPH_TEXT', '哪裡壞了？'),
    item('9', 'PAGE_BREAK', '第二頁'),
    { ...PLACE, title: '在哪', choices: ['x'] },
  ];
  expect(unmoved(BOUND, items, [])).toBe(true);
  expect(read(items)).toEqual({ found: [], missing: [], bound: { items: BOUND.items, was: {}, missing: [] } });
});

test('a new question is found with its words and a guess at its type; one without words is still being typed', () => {
  const items = [PLACE, FAULT, item('3', 'LIST', ' 樓層 ', { help: '哪一樓', required: true, choices: ['1F', '3F'] })];
  expect(unmoved(BOUND, items, [])).toBe(false);
  expect(unmoved(BOUND, items, ['3'])).toBe(true);
  expect(read(items).found).toEqual([
    { item: '3', title: '樓層', help: '哪一樓', type: 'choice', choices: ['1F', '3F'], required: true },
  ]);
  const blank = [PLACE, FAULT, item('3', 'TEXT', '  ')];
  expect(unmoved(BOUND, blank, [])).toBe(true);
  expect(read(blank).found).toEqual([]);
});

test.each([
  ['DATE', 'date'],
  ['TIME', 'time'],
  ['SCALE', 'number'],
  ['PARAGRAPH_TEXT', 'long text'],
  ['LIST', 'choice'],
  ['MULTIPLE_CHOICE', 'choice'],
  ['CHECKBOX', 'choices'],
  ['TEXT', 'text'],
  ['GRID', 'text'],
  ['DATETIME', 'text'],
])('%s is guessed to be %s', (type, field) => expect(guessType(type)).toBe(field));

test('a deleted question is missing, its answers still count; back again it is missing no longer', () => {
  expect(unmoved(BOUND, [FAULT], [])).toBe(false);
  const gone = read([FAULT]);
  expect(gone).toMatchObject({ missing: ['place'], bound: { items: { 2: 'fault' }, was: { 1: 'place' } } });
  expect(unmoved(gone.bound, [FAULT], [])).toBe(true);
  expect(unmoved(gone.bound, [PLACE, FAULT], [])).toBe(false);
  expect(read([PLACE, FAULT], gone.bound)).toMatchObject({ missing: [], bound: { items: BOUND.items, was: {} } });
});

test('typed again under a field’s name, in any language, it is that field’s question', () => {
  const gone = read([FAULT]).bound;
  const again = read([FAULT, item('7', 'MULTIPLE_CHOICE', 'place')], gone);
  expect(again).toMatchObject({
    found: [],
    missing: [],
    bound: { items: { 2: 'fault', 7: 'place' }, was: { 1: 'place' } },
  });
  // Asked once more in another section: both mean the field.
  expect(read([PLACE, FAULT, item('8', 'LIST', '地點')]).bound.items).toEqual({ 1: 'place', 2: 'fault', 8: 'place' });
});

test('a kind that cannot answer the field, a role’s field and a system field are questions of their own', () => {
  const news = read([
    PLACE,
    FAULT,
    item('4', 'DATE', '地點'),
    item('5', 'TEXT', '承辦人'),
    item('6', 'SCALE', '滿意度'),
  ]);
  expect(news.found.map((q) => [q.item, q.type, q.title])).toEqual([
    ['4', 'date', '地點 2'],
    ['5', 'text', '承辦人 2'],
    ['6', 'number', '滿意度 2'],
  ]);
});

test('two new questions of one name become two columns', () => {
  const twice = read([PLACE, FAULT, item('4', 'TEXT', '樓層'), item('5', 'DATE', '樓層')]);
  expect(twice.found.map((q) => q.title)).toEqual(['樓層', '樓層 2']);
});

test('what the form never asked is not missing', () => {
  expect(read([PLACE], { items: { 1: 'place' } }).missing).toEqual([]);
});

describe('the place of a question put back', () => {
  const asked = ['asset', 'place', 'category', 'fault', 'urgency'];
  const bound: Bound = { items: { 1: 'asset', 2: 'place', 3: 'category', 4: 'fault', 5: 'urgency', 6: '$solved' } };
  const items = [
    item('1', 'TEXT', '設備'),
    item('2', 'LIST', '地點'),
    item('3', 'LIST', '類別'),
    item('20', 'PAGE_BREAK', '先試這三步'),
    item('6', 'MULTIPLE_CHOICE', '先試這三步'),
    item('21', 'PAGE_BREAK', '我要報修'),
    item('4', 'PARAGRAPH_TEXT', '故障描述'),
    item('5', 'LIST', '急迫性'),
  ];
  const without = (...gone: string[]): FormItem[] => items.filter((i) => !gone.includes(i.item));
  test.each([
    ['place', ['2'], 2],
    ['category', ['3'], 2],
    ['fault', ['4'], 7],
    ['urgency', ['5'], 7],
    ['fault', ['4', '5'], 6],
    ['asset', ['1', '2', '3'], 0],
  ])('%s, when %j are gone, at %i', (key, gone, at) => {
    expect(placeFor(key, asked, 'category', bound, without(...gone))).toBe(at);
  });
  test('without sections it is the end', () => {
    expect(placeFor('fault', ASKED, undefined, BOUND, [PLACE])).toBe(1);
    expect(placeFor('fault', ASKED, undefined, BOUND, [])).toBe(0);
  });
});

test('what a run that died left of a question is taken: whole before half, never what means something, never another kind', () => {
  const q = { title: '樓層', type: 'text' };
  const whole = item('7', 'TEXT', '樓層');
  const half = item('8', 'TEXT', '');
  const none = (): boolean => false;
  expect(begunItem([PLACE, half, whole], q, none)).toBe(whole);
  expect(begunItem([PLACE, half], q, none)).toBe(half);
  expect(begunItem([half, whole], q, (id) => id === '7')).toBe(half);
  expect(begunItem([item('9', 'LIST', '樓層'), item('5', 'DATE', '')], q, none)).toBeUndefined();
});
