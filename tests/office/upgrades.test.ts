// A year of upgrades over an office that made itself at home: four packs come one after the other, each is announced in sentences,
// applied once, and leaves what the office changed, added and typed as it was.
import { bundleFiles, openDemo, type LocalOffice } from '../../local/office';
import type { Model } from '../../src/model/types';
import type { Rec } from '../../src/engine/types';
import { SHEET } from '../../src/office/layout';
import { expectUnmoved, HOUR, LIN, MANAGER, MINUTE, OWNER, standing, submit, TICK, type, WU } from './hands';

const YEAR = 120_000;
const NOTHING = ['沒有要變的'];

const office: LocalOffice = openDemo({ start: '2026-03-02T09:00+08:00' }).fork();
/** What every ticket held when it was last looked at, and what the private column says beside it. */
const tickets = new Map<string, Rec['values']>();
const notes = new Map<string, string>();
/** What the office left: number by key, and it may change its mind. */
const numbers: Record<string, string> = { 'ticket.solve_hours': '8', 'ticket.auto_close_days': '5' };
/** Keys of the office's own fields, as the tab 欄位 gave them. */
const own = { corner: '', side: '' };

// ---- what people do ----------------------------------------------------------------------------------

/** Types into a row of a setup tab; `row` null = the first blank one. */
function fill(register: string, row: Rec | null, set: Record<string, string>): void {
  const { spreadsheetId, live } = office.sheet(register);
  const at = row ? office.row(register, row.id)! : office.endRow(register);
  for (const [key, text] of Object.entries(set))
    office.runtime.person(MANAGER).edit(spreadsheetId, live, at, office.col(register, key), text);
}

function rowOf(register: string, values: Record<string, unknown>): Rec {
  const found = office
    .records(register)
    .find((rec) => rec.state !== 'void' && Object.entries(values).every(([key, value]) => rec.values[key] === value));
  if (!found) throw new Error(`${register} has no row ${JSON.stringify(values)}`);
  return found;
}
const number = (key: string): Rec => rowOf('numbers', { key });
const entry = (list: string, key: string): Rec => rowOf('lists', { list, key });

/** Ticks the box of 首頁 that says exactly this, below a line that says `under`. */
function tickHome(under: string, words: string): void {
  const rows = office.home('setup');
  const from = rows.findIndex(({ texts }) => texts.join(' ').includes(under));
  const row = from < 0 ? undefined : rows.slice(from).find(({ texts, boxes }) => boxes.length && texts.includes(words));
  if (!row) throw new Error(`no box 「${words}」 below 「${under}」`);
  office.runtime.person(MANAGER).edit(office.books.setup!, SHEET.home, row.row, row.boxes[0]!, true);
}

function rename(field: string, to: string): void {
  const { spreadsheetId, live } = office.sheet('tickets');
  const at = office.col('tickets', field);
  office.runtime.person(WU).edit(spreadsheetId, live, office.headerRow('tickets'), at, to);
}

const headers = (): string[] => {
  const { spreadsheetId, live } = office.sheet('tickets');
  const { colCount } = office.runtime.store.sheet(spreadsheetId, live);
  const row = office.headerRow('tickets');
  return Array.from({ length: colCount }, (_, i) => office.text('tickets', row, i + 1)).filter(Boolean);
};
const noteOf = (id: string): string =>
  office.text('tickets', office.row('tickets', id)!, 1 + headers().indexOf('我的備註'));

const question = (field: string) => {
  const { id, items } = office.form('tickets');
  return office.runtime.store.forms[id]!.items.filter((item) => items[String(item.id)] === field);
};

/** A ticket is reported, and somebody keeps a note of it in the private column. */
function report(values: Record<string, unknown>, note: string): string {
  const id = submit(office, values, LIN);
  const { spreadsheetId, live } = office.sheet('tickets');
  const at = 1 + headers().indexOf('我的備註');
  office.runtime.person(WU).edit(spreadsheetId, live, office.row('tickets', id)!, at, note);
  office.runtime.wait(TICK);
  notes.set(id, note);
  look();
  return id;
}

const look = (): void => office.records('tickets').forEach((rec) => tickets.set(rec.id, { ...rec.values }));

// ---- packs -------------------------------------------------------------------------------------------

let shipped = JSON.parse(bundleFiles()['pack-office.html']!) as Model;

/** The bundle of the quarter: the pack so far, with what it changes. */
function ship(version: string, change: (model: Model) => void): void {
  shipped = structuredClone(shipped);
  change(shipped);
  shipped.version = version;
  office.runtime.install('engine', { ...bundleFiles(), 'pack-office.html': JSON.stringify(shipped) });
}

const setup = (options: object = {}): { done: string[]; writes: string[] } => {
  const run = office.runtime.run('setup', [options], { active: OWNER, effective: OWNER });
  if (run.error) throw new Error(`${run.error.message}\n${run.error.stack ?? ''}`);
  return {
    done: (run.result as { done: string[] }).done,
    writes: run.calls.filter((call) => call.write).map((call) => `${call.service}.${call.method}`),
  };
};

/** Says, applies, and has nothing more to say or do. Returns what the plan said. */
function upgrade(): string[] {
  const before = standing(office);
  const { done: plan } = setup({ plan: true });
  expectUnmoved(office, before);
  expectReadable(plan);
  setup();
  office.runtime.wait(TICK);
  expectSettled();
  return plan;
}

/** The same by an office manager on 首頁, who hears of it within the heartbeat's six hours. */
function upgradeAtHome(): string[] {
  const asks = '有新的出廠版本';
  office.runtime.wait(6 * HOUR);
  const { done: plan } = setup({ plan: true });
  tickHome(asks, '預覽');
  office.runtime.wait(TICK);
  const lines = office.home('setup').map(({ texts }) => texts.join(' ').trim());
  plan.slice(0, 30).forEach((line, i) => expect(lines).toContain(`${i + 1}. ${line}`));
  tickHome(asks, '套用');
  office.runtime.wait(2 * TICK);
  expect(office.home('setup').some(({ texts }) => texts.join(' ').includes(asks))).toBe(false);
  expect(office.records('setup_versions').at(-1)!.values).toMatchObject({ kind: 'upgraded', who: MANAGER });
  expectSettled();
  // To the same time of the next day.
  office.runtime.wait(18 * HOUR - 3 * TICK);
  return plan;
}

function expectSettled(): void {
  const before = standing(office);
  expect(setup({ plan: true }).done).toEqual(NOTHING);
  const again = setup();
  expect(again.done).toEqual([]);
  expect(again.writes.filter((call) => /batchUpdate|Form|Trigger/.test(call))).toEqual([]);
  expectUnmoved(office, before);
}

/** Sentences for people: no placeholder is left, and nothing stands by the key a program knows it by. */
function expectReadable(lines: string[]): void {
  for (const line of lines) {
    expect(line).toMatch(/[\u4e00-\u9fff]{2}/);
    expect(line).not.toMatch(/[{}]|undefined|null|\[object|[a-z]+[_.][a-z]|plan\.|setup\./);
  }
}

// ---- what must hold whatever was shipped --------------------------------------------------------------

function expectAtHome(): void {
  expect(headers()).toEqual(expect.arrayContaining(['編號', '壞在哪裡', '故障種類', '我的備註', '樓管備註', '哪一側']));
  for (const text of ['故障描述', '類別']) expect(headers()).not.toContain(text);
  expect(new Set(headers()).size).toBe(headers().length);
  for (const [id, note] of notes) expect([id, noteOf(id)]).toEqual([id, note]);
  for (const [id, values] of tickets) {
    expect([id, office.record('tickets', id)?.values]).toEqual([id, expect.objectContaining(values) as unknown]);
    expect(office.cell('tickets', id, own.corner)).toBe(values[own.corner] ?? '');
    expect(office.cell('tickets', id, 'fault')).toBe(values.fault);
  }
  expect(question('fault').map(({ title, helpText }) => [title, helpText])).toEqual([
    ['哪裡壞了？請寫清楚', '一句話就好'],
  ]);
  expect(question(own.corner).map(({ title }) => title)).toEqual(['樓管備註']);
  for (const [key, value] of Object.entries(numbers)) expect(number(key).values.in_force).toBe(value);
  expect(entry('places', 'warehouse').values.zh_tw).toBe('大倉庫');
  expect(rowOf('lists', { list: 'places', zh_tw: '頂樓' }).values).toMatchObject({ shown: true, order: 20 });
  expect(question('place')[0]!.choices!.map(({ value }) => value)).toEqual(expect.arrayContaining(['大倉庫', '頂樓']));
  expect(rowOf('mail_texts', { key: 'received' }).values.answer_tw).toBe('收到囉：{{編號}}');
  expect(office.model.registers.tickets!.fields.filter((f) => f.office).map((f) => f.key)).toEqual(
    expect.arrayContaining([own.corner, own.side]),
  );
  expect(failures()).toEqual([]);
}

/** What was mailed about a ticket since then, to somebody or to all. */
const mailed = (about: string, since: number, to?: string): string =>
  office
    .mails({ about, since, ...(to ? { to } : {}) })
    .map(({ subject, body }) => `${subject}\n${body}`)
    .join('\n');

const failures = (): string[] =>
  office.runtime.executions.filter((run) => run.error).map((run) => `${run.fn}: ${run.error!.message}`);

test(
  'the office makes itself at home',
  () => {
    rename('fault', '壞在哪裡');
    rename('category', '故障種類');
    const { spreadsheetId, live } = office.sheet('tickets');
    const cost = office.col('tickets', 'cost');
    office.runtime.person(WU).insertColumns(spreadsheetId, live, cost, 1);
    office.runtime.person(WU).edit(spreadsheetId, live, office.headerRow('tickets'), cost, '我的備註');

    fill('office_fields', null, { register: '報修單', zh_tw: '樓管備註', type: '文字', asked: '是' });
    office.runtime.wait(14 * MINUTE);
    own.corner = String(rowOf('office_fields', { zh_tw: '樓管備註' }).values.key);
    fill('office_fields', null, { register: '報修單', zh_tw: '哪一側', type: '單選', list: '東側、西側' });
    office.runtime.wait(14 * MINUTE);
    own.side = String(rowOf('office_fields', { zh_tw: '哪一側' }).values.key);
    tickHome('等套用', '套用');
    office.runtime.wait(TICK);

    const { id } = office.form('tickets');
    office.runtime
      .person(MANAGER)
      .changeQuestion(id, question('fault')[0]!.id, { title: '哪裡壞了？請寫清楚', help: '一句話就好' });
    for (const [key, value] of Object.entries(numbers)) fill('numbers', number(key), { value });
    fill('lists', entry('places', 'warehouse'), { zh_tw: '大倉庫' });
    fill('lists', null, { list: '地點', zh_tw: '頂樓', order: '20', shown: '是' });
    const mail = rowOf('mail_texts', { key: 'received' });
    fill('mail_texts', mail, { answer_tw: '收到囉：{{編號}}' });
    // Words of fields as they are called today, which a later pack may call otherwise.
    const late = rowOf('mail_texts', { key: 'ticket_late' });
    fill('mail_texts', late, { answer_tw: '來不及了：{{編號}}，{{急迫性}}' });
    office.runtime.wait(14 * MINUTE);
    fill('mail_texts', mail, { $next: '寄給我看' });
    fill('mail_texts', late, { $next: '寄給我看' });
    office.runtime.wait(25 * MINUTE);

    const first = report({ [own.corner]: '靠窗', fault: '卡紙' }, '問過房東');
    report({ place: '頂樓', category: 'light', fault: '燈不亮', [own.corner]: '樓梯口' }, '等零件');
    type(office, first, own.side, '東側');
    type(office, first, 'cost', '350');
    office.runtime.wait(TICK);
    look();
    expect(tickets.get(first)).toMatchObject({ [own.corner]: '靠窗', [own.side]: '東側', cost: 350, fault: '卡紙' });
    expect(office.record('tickets', first)!.clocks.solve!.allowed).toBe(8 * HOUR);
    expectAtHome();
    expectSettled();
  },
  YEAR,
);

test(
  'first quarter: a field and its question come',
  () => {
    ship('q1', ({ registers: { tickets: register } }) => {
      const label = { 'zh-TW': '樓層', 'zh-CN': '楼层', en: 'Floor' };
      register!.fields.splice(3, 0, { key: 'floor', label, type: 'text' });
      register!.form!.asks.push('floor');
    });
    expect(upgrade()).toEqual(['「報修單」多一欄「樓層」，加在「更新」左邊', '表單「我要報修」多一題「樓層」']);
    expectAtHome();
    report({ fault: '漏水', category: 'water', floor: '3F', [own.corner]: '茶水間' }, '第二次了');
    expectAtHome();
  },
  YEAR,
);

test(
  'second quarter: words and numbers change, on both sides',
  () => {
    ship('q2', ({ registers, settings, lists }) => {
      const field = (key: string) => registers.tickets!.fields.find((one) => one.key === key)!;
      const place = (key: string) => lists.places!.entries.find((one) => one.key === key)!;
      field('category').label = { 'zh-TW': '故障分類', 'zh-CN': '故障分类', en: 'Kind of fault' };
      field('urgency').label = { 'zh-TW': '緊急程度', 'zh-CN': '紧急程度', en: 'How urgent' };
      place('warehouse').label = { 'zh-TW': '一號倉庫', 'zh-CN': '一号仓库', en: 'Warehouse 1' };
      place('pantry_3f').label = { 'zh-TW': '3F 茶水區', 'zh-CN': '3F 茶水区', en: '3F pantry' };
      settings['ticket.low_score']!.value = 3;
      settings['ticket.auto_close_days']!.value = 4;
    });
    const plan = upgrade();
    expect(plan).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^數字「修好後幾天自動結案」.*出廠值改為 4；你的 5 不動$/),
        expect.stringMatching(/^清單「大倉庫」.*出廠值改為 一號倉庫；你的 大倉庫 不動$/),
      ]) as unknown,
    );
    expect(plan).toContain('數字「滿意度幾分以下要通知主管」現行值：2 → 3');
    expect(plan).toContain('清單「3F 茶水區」顯示（繁）：3F 茶水間 → 3F 茶水區');
    expectAtHome();
    // What the office had not touched follows.
    expect(number('ticket.low_score').values).toMatchObject({ value: null, in_force: '3' });
    expect(entry('places', 'pantry_3f').values.zh_tw).toBe('3F 茶水區');
    expect(rowOf('office_fields', { register: 'tickets', key: 'category' }).values.zh_tw).toBe('故障分類');

    // What both changed is said in its row, and the shipped one may be taken.
    const both = number('ticket.auto_close_days');
    expect(office.cell('numbers', both.id, '$check')).toContain('出廠值改為 4；你的是 5');
    fill('numbers', both, { $next: '採用出廠值' });
    office.runtime.wait(14 * MINUTE);
    expect(number('ticket.auto_close_days').values).toMatchObject({ value: null, in_force: '4' });
    numbers['ticket.auto_close_days'] = '4';
    const since = office.runtime.now;
    const id = report(
      { place: '大倉庫', fault: '門卡住', category: 'door', floor: '1F', urgency: 'urgent' },
      '倉管說的',
    );
    office.runtime.wait(4 * HOUR);
    // The office's words for the late mail name the field as it was called: they count still.
    expect(mailed(id, since)).toContain(`來不及了：${id}，緊急`);
    expectAtHome();
  },
  YEAR,
);

test(
  'third quarter: a field is dropped and stays with the office; an entry comes',
  () => {
    ship('q3', ({ registers: { tickets: register }, lists }) => {
      register!.fields = register!.fields.filter(({ key }) => key !== 'floor');
      register!.form!.asks = register!.form!.asks.filter((key) => key !== 'floor');
      lists.places!.entries.push({
        key: 'yard',
        label: { 'zh-TW': '後院', 'zh-CN': '后院', en: 'Yard' },
        order: 11,
        on: true,
        aliases: [],
      });
    });
    expect(upgradeAtHome().join()).toMatch(/清單：新增「[^」]*後院」/);
    expectAtHome();
    expect(rowOf('office_fields', { register: 'tickets', key: 'floor' }).values.origin).toBe('kept');
    expect(office.model.registers.tickets!.fields.find(({ key }) => key === 'floor')).toMatchObject({ office: true });
    expect(headers()).toContain('樓層');
    expect([...tickets.values()].flatMap((values) => values.floor ?? [])).toEqual(['3F', '1F']);
    for (const [id, values] of tickets) expect(office.cell('tickets', id, 'floor')).toBe(values.floor ?? '');
    expect(question('place')[0]!.choices!.map(({ value }) => value)).toContain('後院');
    // Still asked, and an answer still lands there.
    const id = report({ place: '後院', fault: '燈不亮', category: 'light', floor: 'B1' }, '晚上才看得出來');
    expect(office.record('tickets', id)!.values).toMatchObject({ place: 'yard', floor: 'B1' });
    expectAtHome();
  },
  YEAR,
);

test(
  'fourth quarter: a next step comes, and other words for a mail the office words itself',
  () => {
    ship('q4', ({ registers: { tickets: register }, mails }) => {
      register!.actions.splice(1, 0, {
        key: 'look_again',
        label: { 'zh-TW': '再看一次', 'zh-CN': '再看一次', en: 'Look again' },
        from: ['new', 'working'],
        who: ['facilities'],
        asks: [],
        sets: { handler: 'me' },
        tells: [],
        and: [],
      });
      mails.received!.answer = {
        'zh-TW': '已登記：{{number}}',
        'zh-CN': '已登记：{{number}}',
        en: 'Noted: {{number}}',
      };
    });
    const plan = upgrade();
    expect(plan).toContain('「報修單」的下一步有變');
    expect(plan.join('\n')).toMatch(/信件「.*出廠值改為 .*；你的 .* 不動/);
    expectAtHome();
    const since = office.runtime.now;
    const id = report({ fault: '沒水', category: 'water' }, '最後一件');
    // After the minutes in which it could be taken back, with the next tick.
    office.runtime.wait(15 * 60_000);
    expect(mailed(id, since, LIN)).toContain(`收到囉：${id}`);
    type(office, id, '$next', '再看一次');
    expect(office.record('tickets', id)!.values.handler).toBe(WU);
    look();
    expectAtHome();
  },
  YEAR,
);

test(
  'one tick back: the version before a change brings its number back, and nothing else moves',
  () => {
    const versions = office.records('setup_versions');
    const before = versions.at(-1)!;
    fill('numbers', number('ticket.solve_hours'), { value: '6' });
    office.runtime.wait(14 * MINUTE);
    expect(number('ticket.solve_hours').values.in_force).toBe('6');
    expect(office.records('setup_versions').length).toBe(versions.length + 1);
    fill('setup_versions', before, { $next: '回到此版' });
    office.runtime.wait(14 * MINUTE);
    expectAtHome();
    expectSettled();
  },
  YEAR,
);

test(
  'one tick back over an upgrade: the number is back, the shipped values stay the new pack’s',
  () => {
    // The version the second quarter made, before the office took the shipped number.
    const upgraded = office.records('setup_versions').filter((rec) => rec.values.kind === 'upgraded')[1]!;
    fill('setup_versions', upgraded, { $next: '回到此版' });
    office.runtime.wait(14 * MINUTE);
    numbers['ticket.auto_close_days'] = '5';
    expectAtHome();
    expect(number('ticket.auto_close_days').values).toMatchObject({ value: '5', shipped: '4' });
    expect(rowOf('mail_texts', { key: 'received' }).values.shipped).toContain('已登記');
    expect(rowOf('office_fields', { register: 'tickets', key: 'floor' }).values.origin).toBe('kept');
    expect(entry('places', 'yard').state).toBe('active');
    expectSettled();
  },
  YEAR,
);
