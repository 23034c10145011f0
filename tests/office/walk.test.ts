// Three hundred acts of several people at random, seeded: what must hold of identity, rows, journal, intake and mails then holds.
import { mirrorRow } from '../../src/engine/meta';
import { violations } from '../../local/rehearsal/faults/invariants';
import { actionWords, answersFor, entryWords, stateWords } from '../../local/rehearsal/typing';
import type { LocalOffice } from '../../local/office';
import { Refused } from '../../local/runtime/index';
import { CHEN, CHOU, HEAD, LIN, MINUTE, morning, WU } from './hands';

const HANDS = [WU, CHOU, LIN, CHEN, HEAD];
const FIELDS = [
  'why',
  'fault',
  'cost',
  'place',
  'urgency',
  'solution',
  'wake_on',
  'vendor',
  'asset',
  'handler',
  'requester',
] as const;

/** Mulberry32: small, and the same on every machine. */
function random(seed: number): { below(n: number): number; of<T>(list: readonly T[]): T } {
  let a = seed;
  const next = (): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, of: (list) => list[below(list.length)]! };
}

class Walk {
  readonly office: LocalOffice = morning();
  readonly acts: string[] = [];
  private readonly dice: ReturnType<typeof random>;
  constructor(seed: number) {
    this.dice = random(seed);
    for (let i = 0; i < 4; i++) this.submit();
    this.office.runtime.wait(MINUTE);
  }

  step(): void {
    const { dice } = this;
    const acts: [number, () => void][] = [
      [4, () => this.submit()],
      [8, () => this.edit()],
      [8, () => this.next()],
      [3, () => this.state()],
      [3, () => this.paste()],
      [2, () => this.fresh()],
      [4, () => this.sort()],
      [2, () => this.undo()],
      [2, () => this.copy()],
      [1, () => this.insert()],
    ];
    let left = dice.below(acts.reduce((sum, [weight]) => sum + weight, 0));
    const act = acts.find(([weight]) => (left -= weight) < 0)![1];
    // One act in three falls into whatever runs by then.
    if (dice.below(3) === 0) this.office.runtime.at(this.office.runtime.now + dice.below(6000), act);
    else act();
    // Mostly the next act comes at once, or into the running one; sometimes a tick lies between, rarely a night.
    this.office.runtime.wait(
      dice.of([0, 500, 1500, 4000, 9000, 9000, 3 * MINUTE, 12 * MINUTE, 12 * MINUTE, 90 * MINUTE]),
    );
  }

  private note(text: string): void {
    this.acts.push(text);
  }
  private get sheet() {
    return this.office.sheet('tickets');
  }
  /** A live row that shows a number, 1-based. */
  private row(): number {
    const rows = this.office
      .records('tickets')
      .map((r) => this.office.row('tickets', r.id))
      .filter((r) => r !== null);
    return this.dice.of(rows);
  }
  private submit(): void {
    const { formId, answers } = answersFor(
      this.office,
      'tickets',
      {
        place: this.dice.of(['warehouse', 'print_corner_3f']),
        category: 'printer',
        fault: `壞了 ${this.acts.length}`,
        ...(this.dice.below(2) ? { asset: this.dice.of(['ASSET-00001', 'ASSET-00002', '印表機', 'ASSET-99999']) } : {}),
      },
      false,
    );
    const who = this.dice.of([LIN, CHEN]);
    this.note(`${who} submits`);
    this.office.runtime.person(who).submit(formId, answers, { email: who });
  }
  private value(field: (typeof FIELDS)[number]): string {
    const list = (key: string, keys: string[]) =>
      entryWords(this.office, key, this.dice.of(keys), this.dice.of(['zh-TW', 'en'] as const));
    switch (field) {
      case 'place':
        return this.dice.of([list('places', ['warehouse', 'lobby_1f', 'print_corner_3f']), '月球']);
      case 'urgency':
        return list('urgency', ['normal', 'urgent']);
      case 'cost':
        return this.dice.of(['1,200', '０', 'NT$300', '很貴', '']);
      case 'wake_on':
        return this.dice.of(['3/5', '2026/3/3', '下週三', '']);
      case 'vendor':
        return this.dice.of(['VEN-001', 'VEN-002', '不存在行', '']);
      case 'asset':
        return this.dice.of(['ASSET-00001', 'ASSET-00003', 'ASSET-77777', '']);
      case 'handler':
      case 'requester':
        return this.dice.of(['吳建宏', CHOU, '陳怡君', '林小華']);
      default:
        return this.dice.of([`字 ${this.acts.length}`, '007', '=1+', '']);
    }
  }
  private edit(): void {
    const field = this.dice.of(FIELDS);
    this.put(field, this.value(field));
  }
  private next(): void {
    const keys = [
      'respond',
      'solve',
      'close',
      'reopen',
      'wait',
      'resume',
      'cancel',
      'supplier',
      'third',
      'void',
      'undo',
      'correct',
      'urge',
      'withdraw',
    ];
    const key = this.dice.of(keys);
    const words = actionWords(this.office, 'tickets', key);
    this.put('$next', this.dice.of([words, words, `${words}：原因`, '', '同意', '快點']));
  }
  private state(): void {
    this.put(
      '$state',
      stateWords(this.office, 'tickets', this.dice.of(['working', 'solved', 'closed', 'waiting', 'new'])),
    );
  }
  private put(key: string, text: string): void {
    const who = this.dice.of(HANDS);
    const row = this.row();
    this.note(`${who} ${row}:${key} = ${text}`);
    this.office.runtime
      .person(who)
      .edit(this.sheet.spreadsheetId, this.sheet.live, row, this.office.col('tickets', key), text);
  }
  /** One column of neighbouring rows. */
  private paste(): void {
    const field = this.dice.of(['why', 'place', '$next', 'solution'] as const);
    const from = this.row();
    const count = Math.min(2 + this.dice.below(5), this.office.endRow('tickets') - from);
    const text = field === '$next' ? actionWords(this.office, 'tickets', 'respond') : this.value(field);
    this.note(`paste ${field} ${from}+${count} = ${text}`);
    this.office.runtime.person(this.dice.of([WU, CHOU])).paste(
      this.sheet.spreadsheetId,
      this.sheet.live,
      from,
      this.office.col('tickets', field),
      Array.from({ length: count }, () => [text]),
    );
  }
  /** Rows typed or pasted below the last one. */
  private fresh(): void {
    const cols = (['place', 'category', 'fault'] as const).map((key) => this.office.col('tickets', key));
    const first = Math.min(...cols);
    const cells = new Array<string | null>(Math.max(...cols) - first + 1).fill(null);
    [this.dice.of(['倉庫', '']), '印表機／影印機', `手打 ${this.acts.length}`].forEach(
      (text, i) => (cells[cols[i]! - first] = text),
    );
    const count = this.dice.of([1, 1, 3]);
    this.note(`new rows ${count}`);
    this.office.runtime.person(this.dice.of([WU, CHOU])).paste(
      this.sheet.spreadsheetId,
      this.sheet.live,
      this.office.endRow('tickets'),
      first,
      Array.from({ length: count }, () => cells),
    );
  }
  private sort(): void {
    const top = this.office.headerRow('tickets') + 1;
    const { colCount } = this.office.runtime.store.sheet(this.sheet.spreadsheetId, this.sheet.live);
    const range = { row: top, col: 1, rows: this.office.endRow('tickets') - top, cols: colCount };
    const by = this.dice.of(['$number', 'fault', 'place', '$state'] as const);
    this.note(`sort by ${by}`);
    this.office.runtime
      .person(this.dice.of([WU, CHOU]))
      .sort(this.sheet.spreadsheetId, this.sheet.live, range, this.office.col('tickets', by), this.dice.below(2) === 0);
  }
  private undo(): void {
    this.note('Ctrl-Z');
    try {
      this.office.runtime.person(this.dice.of([WU, CHOU])).undo(this.sheet.spreadsheetId);
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // nothing to undo
    }
  }
  private copy(): void {
    const from = this.row();
    this.note(`copy row ${from}`);
    this.office.runtime
      .person(CHOU)
      .copyRow(this.sheet.spreadsheetId, this.sheet.live, from, this.office.endRow('tickets'));
  }
  private insert(): void {
    const row = this.row();
    this.note(`insert above ${row}`);
    this.office.runtime.person(CHOU).insertRows(this.sheet.spreadsheetId, this.sheet.live, row, 1);
  }
}

/** Each number finds its own mirror row by arithmetic, and no row is left out. */
function arithmetic(office: LocalOffice): string[] {
  const { spreadsheetId, mirror } = office.sheet('tickets');
  const meta = office.meta('facilities');
  const pattern = office.model.registers.tickets!.number;
  const wrong = office.records('tickets').filter((rec) => {
    const row = mirrorRow(meta, 'tickets', pattern, rec.id);
    return row === null || office.runtime.store.cell(spreadsheetId, mirror, row + 1, 1).v !== rec.id;
  });
  const count = meta.counters.tickets!.rows;
  return [
    ...wrong.map((rec) => `the number ${rec.id} does not lead to its mirror row`),
    ...(count === office.records('tickets').length
      ? []
      : [`${count} rows counted, ${office.records('tickets').length} there`]),
  ];
}

/** Every state change of the journal is an action of the template, or one of the engine's own verbs. */
function lawless(office: LocalOffice): string[] {
  const { actions } = office.model.registers.tickets!;
  return office
    .journal('facilities')
    .filter((j) => j.register === 'tickets' && j.payload)
    .flatMap((j) => {
      const from = (j.payload!.before as Record<string, unknown>).$state;
      const to = (j.payload!.after as Record<string, unknown>).$state;
      if (from === undefined || to === undefined || from === to) return [];
      if (['undo', 'void', 'correct'].includes(j.action)) return [];
      const action = actions.find((a) => a.key === j.action);
      return action && action.from.includes(String(from)) && action.to === to
        ? []
        : [`${j.id}: ${String(from)} -> ${String(to)} by ${j.action}`];
    });
}

function sentTwice(office: LocalOffice): string[] {
  const keys = office
    .journal('facilities')
    .filter((j) => j.action === 'sent')
    .map((j) => String((j.payload!.after as Record<string, unknown>).effect));
  return keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `the effect ${key} was confirmed twice`);
}

/** Counts kept on devices equal the tickets that stand. */
function miscounted(office: LocalOffice): string[] {
  const stand = office.records('tickets').filter((r) => !r.deleted && !['void', 'cancelled'].includes(r.state));
  return office.records('assets').flatMap((asset) => {
    const counted = asset.tallies['tickets.asset.month:2026-03'] ?? 0;
    const there = stand.filter((r) => r.values.asset === asset.id).length;
    return counted === there ? [] : [`${asset.id} counts ${counted}, there are ${there}`];
  });
}

test.each([11, 2026, 77])(
  'seed %d',
  (seed) => {
    const walk = new Walk(seed);
    const { office } = walk;
    for (let i = 0; i < 100; i++) walk.step();
    office.runtime.wait(60 * MINUTE);
    // Rows that vanished are seen by the night at the latest.
    office.runtime.run('nightly_', [{}], {});
    office.runtime.wait(30 * MINUTE);
    const found = [
      ...office.runtime.executions
        .filter((x) => x.error)
        .map((x) => `${x.fn}: ${x.error!.message} ${x.error!.stack.split('\n')[1] ?? ''}`),
      ...violations(office),
      ...arithmetic(office),
      ...lawless(office),
      ...sentTwice(office),
      ...miscounted(office),
    ];
    expect({ found, acts: found.length > 0 ? walk.acts.slice(-12) : [] }).toEqual({ found: [], acts: [] });
    expect(office.records('tickets').length).toBeGreaterThan(10);
  },
  60_000,
);
