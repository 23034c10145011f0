// An office's registers, people and numbers as two reads would bring them, for tests that decide about records.
import { demoModel } from '../model/office-model';
import { openDraft, type Draft, type Facts } from '../../src/engine/draft';
import { createRecord, type Birth } from '../../src/engine/create';
import type { LinkFinder } from '../../src/engine/edit-row';
import type { Meta } from '../../src/engine/meta';
import type { Cell, Rec, Ref, Value } from '../../src/engine/types';
import { checkCell } from '../../src/engine/words';
import type { Model, Register } from '../../src/model/types';
import { at, makeRef, person } from './builders';

export const LIN = 'lin@demo.example';
export const WU = 'wu@demo.example';
export const CHOU = 'chou@demo.example';
export const HEAD = 'head@demo.example';
export const MANAGER = 'manager@demo.example';
export const FINANCE = 'kevin@demo.example';
export const VENDOR = 'fix@vendor.demo.example';

export const MONDAY = at('2026-03-02 10:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function makeMeta(more: Partial<Meta> = {}): Meta {
  return {
    commit: { n: 1, key: 'k', digest: '', at: 0 },
    counters: {},
    versions: { model: 'm', ref: 1 },
    registers: {},
    sizes: { journal: 0, head: '', outbox: [1, 1], clocks: [1, 1], intake: 0 },
    notices: [],
    pending: [],
    held: null,
    office: { workbook: 'facilities', language: 'zh-TW', zone: 'Asia/Taipei' },
    ...more,
  };
}

/** The people of the builders, and who holds which role. */
export function officeRef(model: Model, more: Partial<Ref> = {}): Ref {
  const base = makeRef();
  return {
    ...base,
    people: [
      ...base.people,
      person(LIN, '林小華', { department: 'sales3', manager: HEAD }),
      person(CHOU, '周雅婷', { department: 'admin' }),
      person(HEAD, '王淑芬', { department: 'admin' }),
      person(MANAGER, '許明德', { department: 'admin' }),
    ],
    roles: [
      { role: 'facilities', email: WU },
      { role: 'facilities', email: CHOU },
      { role: 'facilities_head', email: HEAD },
      { role: 'asset_keeper', email: CHOU },
      { role: 'office_manager', email: MANAGER },
      { role: 'finance', email: FINANCE },
    ],
    settings: Object.fromEntries(Object.values(model.settings).map((s) => [s.key, s.value])),
    lists: Object.fromEntries(Object.values(model.lists).map((l) => [l.key, l.entries])),
    ...more,
  };
}

/** One office that goes from decision to decision: `open` reads what stands, `keep` commits what a draft decided. */
export class Office {
  readonly model: Model;
  ref: Ref;
  meta = makeMeta();
  now = MONDAY;
  records: Record<string, Rec> = {};
  private causes = 0;

  constructor(change: (model: Model) => void = () => undefined) {
    this.model = demoModel();
    change(this.model);
    this.ref = officeRef(this.model);
  }

  register(key: string): Register {
    return this.model.registers[key]!;
  }
  open(): Draft {
    const facts: Facts = {
      now: this.now,
      cause: `c${++this.causes}`,
      ref: this.ref,
      registers: this.model.registers,
      shared: this.model,
      meta: this.meta,
      records: this.records,
    };
    return openDraft(facts);
  }
  keep(draft: Draft): Draft {
    for (const [key, rec] of draft.records) this.records[key] = JSON.parse(JSON.stringify(rec)) as Rec;
    this.meta = { ...draft.meta, commit: { ...draft.meta.commit, n: draft.meta.commit.n + 1 } };
    return draft;
  }
  /** Decides and keeps; gives the draft for a look at journal and effects. */
  decide(work: (draft: Draft) => void): Draft {
    const draft = this.open();
    work(draft);
    return this.keep(draft);
  }
  rec(id: string, register = 'tickets'): Rec {
    const found = this.records[`${register}/${id}`];
    if (!found) throw new Error(`no ${register}/${id}`);
    return found;
  }
  make(register: string, values: Record<string, Value>, birth: Partial<Birth> = {}): Rec {
    let made!: Rec;
    this.decide((draft) => {
      made = createRecord(draft, this.register(register), values, {
        source: { kind: 'form', ref: `r:f:${this.causes}` },
        by: LIN,
        quiet: false,
        ...birth,
      });
    });
    return this.rec(made.id, register);
  }
  /** A repair ticket Lin sent in by form. */
  ticket(values: Record<string, Value> = {}, birth: Partial<Birth> = {}): Rec {
    return this.make('tickets', { place: 'warehouse', category: 'printer', fault: '卡紙', ...values }, birth);
  }
  vendor(): Rec {
    return this.make('vendors', { name: '原廠', email: VENDOR }, { source: { kind: 'import' }, quiet: true, by: null });
  }
  device(values: Record<string, Value> = {}): Rec {
    const source = { kind: 'import' } as const;
    return this.make('assets', { name: '影印機', category: 'printer', ...values }, { source, quiet: true, by: null });
  }
  check(id: string, register = 'tickets'): string {
    return checkCell(this.rec(id, register).check, 'zh-TW', this.ref.zone);
  }
  /** Links by number or name, as the second read would find them. */
  readonly links: LinkFinder = (register, text) =>
    Object.values(this.records)
      .filter((r) => r.register === register && (r.id === text || r.values.name === text))
      .map((r) => ({ id: r.id, name: String(r.values.name ?? '') }));
  cells(rec: Rec, over: Record<string, Cell> = {}): Record<string, Cell> {
    return { $number: rec.id, ...over };
  }
}
