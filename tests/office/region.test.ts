// The region is chosen in the tab 數字: announced, applied once, followed by what the office left alone; and back again.
import { openDemo, type LocalOffice } from '../../local/office';
import { rowsBetween } from '../../local/runtime/store/grid';
import type { Rec } from '../../src/engine/types';
import { SHEET } from '../../src/office/layout';
import { expectUnmoved, MANAGER, OWNER, standing, TICK } from './hands';

const LONG = 120_000;
const office: LocalOffice = openDemo({ start: '2026-03-02T09:00+08:00' }).fork();

function fill(register: string, row: Rec, set: Record<string, string>): void {
  const { spreadsheetId, live } = office.sheet(register);
  for (const [key, text] of Object.entries(set))
    office.runtime
      .person(MANAGER)
      .edit(spreadsheetId, live, office.row(register, row.id)!, office.col(register, key), text);
  office.runtime.wait(TICK);
}
function rowOf(register: string, values: Record<string, unknown>): Rec {
  const found = office
    .records(register)
    .find((rec) => rec.state !== 'void' && Object.entries(values).every(([key, value]) => rec.values[key] === value));
  if (!found) throw new Error(`${register} has no row ${JSON.stringify(values)}`);
  return found;
}
const number = (key: string): Rec => rowOf('numbers', { key });
const inForce = (key: string): unknown => number(key).values.in_force;
const offered = (list: string): string[] =>
  office
    .records('lists')
    .filter((rec) => rec.values.list === list && rec.values.shown && rec.state !== 'void')
    .sort((a, b) => Number(a.values.order) - Number(b.values.order))
    .map((rec) => String(rec.values.zh_tw));
const region = (text: string): void => fill('numbers', number('office.region'), { value: text });
const said = (): string =>
  office
    .home('setup')
    .map((row) => row.texts.join(' '))
    .join('\n');
const refText = (book: string): string =>
  rowsBetween(office.runtime.store.sheet(office.books[book]!, SHEET.ref).grid, 0, 20)
    .flat()
    .map((slot) => String(typeof slot === 'object' ? slot.v : (slot ?? '')))
    .join('');
const check = (key: string): string => office.cell('numbers', number(key).id, '$check');

function tick(under: string, words: string): void {
  const rows = office.home('setup');
  const from = rows.findIndex(({ texts }) => texts.join(' ').includes(under));
  const row = from < 0 ? undefined : rows.slice(from).find(({ texts, boxes }) => boxes.length && texts.includes(words));
  if (!row) throw new Error(`no box 「${words}」 below 「${under}」 in\n${said()}`);
  office.runtime.person(MANAGER).edit(office.books.setup!, SHEET.home, row.row, row.boxes[0]!, true);
  office.runtime.wait(TICK);
}
const setup = (options: object = {}): string[] => {
  const run = office.runtime.run('setup', [options], { active: OWNER, effective: OWNER });
  if (run.error) throw new Error(run.error.message);
  return (run.result as { done: string[] }).done;
};
/** 「回到此版」 on the n-th version that was applied. */
function backTo(n: number): void {
  const version = office.records('setup_versions').filter((rec) => rec.values.kind === 'applied')[n]!;
  const { spreadsheetId, live } = office.sheet('setup_versions');
  const row = office.row('setup_versions', version.id)!;
  office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('setup_versions', '$next'), '回到此版');
  office.runtime.wait(2 * TICK);
}
function expectSettled(): void {
  office.runtime.wait(TICK);
  const before = standing(office);
  expect(setup()).toEqual([]);
  expectUnmoved(office, before);
}

test(
  'choosing a region waits: nothing counts before it is applied, and the plan says what moves',
  () => {
    // The office's own working hours stand, whatever a region has.
    fill('numbers', number('office.hours'), { value: '10:00-19:00' });
    region('大陸');
    expect(check('office.region')).toContain('等套用');
    expect(inForce('money.currency')).toBe('TWD');
    expect(offered('speeds')).toEqual([]);
    tick('等套用', '預覽');
    expect(said()).toContain('數字「貨幣」現行值：TWD → CNY');
    expect(said()).toMatch(/清單：新增「特急」/);
    expect(said()).toMatch(/數字「上班時間」.*你的 10:00-19:00 不動/);
    expect(inForce('money.currency')).toBe('TWD');
  },
  LONG,
);

test(
  'applied: numbers and lists follow, what the office changed stays',
  () => {
    tick('等套用', '套用');
    expect(check('office.region')).not.toContain('等套用');
    expect(number('money.currency').values).toMatchObject({ value: null, shipped: 'CNY', in_force: 'CNY' });
    expect(inForce('money.decimals')).toBe('2');
    expect(number('office.hours').values).toMatchObject({
      value: '10:00-19:00',
      shipped: '09:00-12:00, 13:00-18:00',
      in_force: '10:00-19:00',
    });
    expect(offered('speeds')).toEqual(['特急', '加急', '普通']);
    expect(offered('retention')).toEqual(['10 年', '30 年', '永久']);
    expect(offered('seals')).toContain('財務專用章');
    expectSettled();
    expect(refText('facilities')).toContain('"money.currency":"CNY"');
  },
  LONG,
);

test(
  'another region: entries follow, those of the one before are not offered, an entry the office renamed stays',
  () => {
    fill('lists', rowOf('lists', { list: 'speeds', key: 'fast' }), { zh_tw: '趕件' });
    region('taiwan');
    tick('等套用', '套用');
    expect(inForce('money.currency')).toBe('TWD');
    expect(offered('speeds')).toEqual(['最速件', '趕件', '普通件']);
    expect(offered('secrecy')).toEqual(['普通', '密', '機密', '極機密', '絕對機密']);
    expect(offered('seals')).not.toContain('財務專用章');
    expect(rowOf('lists', { list: 'speeds', key: 'fastest' }).values.aliases).toContain('特急');
    expectSettled();
  },
  LONG,
);

test(
  'a region nobody knows is answered in its cell; the one in force stays',
  () => {
    region('taiwen');
    expect(check('office.region')).toMatch(/沒有地區「taiwen」.*taiwan/);
    expect(said()).not.toContain('等套用');
    expect(offered('speeds')).toEqual(['最速件', '趕件', '普通件']);
    expectSettled();
    region('taiwan');
    expect(check('office.region')).not.toContain('taiwen');
  },
  LONG,
);

test(
  'one tick back in 設定紀錄 is back in the region before, and back to none leaves its lists with the office',
  () => {
    backTo(0);
    expect(number('office.region').values.value).toBe('大陸');
    expect(inForce('money.currency')).toBe('CNY');
    expect(offered('speeds')).toEqual(['特急', '加急', '普通']);
    expectSettled();
    // A version of another region comes back with the words the office had given there.
    backTo(1);
    expect(number('office.region').values.value).toBe('taiwan');
    expect(offered('speeds')).toEqual(['最速件', '趕件', '普通件']);
    backTo(0);
    expect(offered('speeds')).toEqual(['特急', '加急', '普通']);

    region('');
    expect(said()).toContain('等套用');
    tick('等套用', '套用');
    expect(inForce('money.currency')).toBe('TWD');
    expect(number('office.hours').values).toMatchObject({ in_force: '10:00-19:00' });
    expect(offered('speeds')).toEqual(['特急', '加急', '普通']);
    for (const rec of office.records('lists').filter(({ values }) => values.list === 'speeds'))
      expect(office.cell('lists', rec.id, '$check')).not.toContain('✗');
    expectSettled();
  },
  LONG,
);

test(
  'set-up chooses as well: said, done once, and an unknown one is refused before anything is touched',
  () => {
    const before = standing(office);
    expect(() => setup({ region: 'taiwn' })).toThrow(/unknown-region.*taiwan/);
    expect(setup({ region: 'taiwan', plan: true }).join('\n')).toContain('最速件');
    expectUnmoved(office, before);
    office.runtime.wait(60_000); // somebody reads the plan
    expect(setup({ region: 'taiwan' })).toContain('~ pack');
    office.runtime.wait(TICK);
    expect(number('office.region').values.value).toBe('taiwan');
    expect(offered('speeds')).toEqual(['最速件', '速件', '普通件']);
    expect(offered('retention')).toHaveLength(9);
    expectSettled();
    expect(setup({ region: 'taiwan' })).toEqual([]);
    const failed = office.runtime.executions.filter((run) => run.error).map((run) => run.error!.message);
    expect(failed.filter((message) => !message.includes('unknown-region'))).toEqual([]);
  },
  LONG,
);
