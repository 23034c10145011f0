/**
 * The thread of one record: what led to it and what came of it, through every register of its workbook. Links are followed both
 * ways, and numbers that stand as text (a purchase named on a thing); it stops at what many things share (vendors, models), and at
 * a thing that is only what the record is about, unless the thread began there.
 */
import type { Register } from '../model/types';
import type { Rec } from './types';

export interface Thread {
  /** Records of the thread, the first made first. */
  records: Rec[];
  events: Event[];
}
/** `state`: entered it; `act`: did what leaves the state as it is; `approval`: somebody decided; `document`: made. `who` is an address, null when nobody did. */
export interface Event {
  at: number;
  register: string;
  id: string;
  kind: 'state' | 'act' | 'approval' | 'document';
  /** State key, action key, verdict, or name of the document. */
  what: string;
  who: string | null;
  why?: string;
  url?: string;
}

/** One line of the journal, as far as a thread needs it. */
export interface Line {
  at: number;
  register: string;
  id: string;
  actor: string | null;
  action: string;
}

const LIMIT = 200;
const keyOf = (rec: Pick<Rec, 'register' | 'id'>): string => `${rec.register}/${rec.id}`;

/** Registers that many records share: no thread goes through them. Those with no link of their own and no state that ends. */
export const isReference = (register: Register): boolean =>
  register.shared ??
  (register.pattern === 'ledger' &&
    !register.fields.some((field) => field.type === 'link') &&
    !register.fields.some((field) => field.key === 'serial'));

/** Numbers of other records that this one names, in links and in texts that are nothing but a number of ours. */
function named(register: Register, rec: Rec, known: ReadonlyMap<string, Rec>, byId: ReadonlyMap<string, Rec>): Rec[] {
  const out: Rec[] = [];
  for (const field of register.fields) {
    const value = rec.values[field.key];
    if (typeof value !== 'string' || value === '') continue;
    const other =
      field.type === 'link' && field.to !== undefined
        ? known.get(`${field.to}/${value}`)
        : field.type === 'text'
          ? byId.get(value)
          : undefined;
    if (other && other !== rec) out.push(other);
  }
  // What a rule opened names its cause: `tickets/TKT-2026-0005:replace_first`.
  const cause = rec.source.kind === 'rule' ? known.get((rec.source.ref ?? '').replace(/:[^:]*$/, '')) : undefined;
  return cause ? [...out, cause] : out;
}

/** The thread of `register/id`; null when there is no such record. `lines` may be empty: who did it is then not told. */
export function traceOf(
  registers: Record<string, Register>,
  all: readonly Rec[],
  start: { register: string; id: string },
  lines: readonly Line[] = [],
): Thread | null {
  const there = all.filter((rec) => registers[rec.register] && !rec.deleted);
  const known = new Map(there.map((rec) => [keyOf(rec), rec]));
  const byId = new Map(there.map((rec) => [rec.id, rec]));
  const first = known.get(keyOf(start));
  if (!first) return null;
  const next = new Map<string, Set<Rec>>();
  const join = (from: Rec, to: Rec): void => {
    next.set(keyOf(from), (next.get(keyOf(from)) ?? new Set()).add(to));
  };
  for (const rec of there)
    for (const other of named(registers[rec.register]!, rec, known, byId)) {
      join(rec, other);
      join(other, rec);
    }
  const found = new Map([[keyOf(first), first]]);
  const queue = [first];
  while (queue.length > 0 && found.size < LIMIT) {
    const rec = queue.shift()!;
    if (rec !== first && isReference(registers[rec.register]!)) continue;
    for (const other of next.get(keyOf(rec)) ?? []) {
      if (found.has(keyOf(other)) || isReference(registers[other.register]!)) continue;
      found.set(keyOf(other), other);
      queue.push(other);
    }
  }
  const records = [...found.values()].sort((a, b) => a.created.at - b.created.at || (a.id < b.id ? -1 : 1));
  return { records, events: records.flatMap((rec) => eventsOf(registers[rec.register]!, rec, lines)).sort(inTime) };
}

/** By time; what was decided stands before the state it led to. */
const inTime = (a: Event, b: Event): number => a.at - b.at || Number(a.kind === 'state') - Number(b.kind === 'state');

function eventsOf(register: Register, rec: Rec, lines: readonly Line[]): Event[] {
  const mine = lines.filter((line) => line.register === rec.register && line.id === rec.id);
  const about = { register: rec.register, id: rec.id };
  const passed = rec.path.filter((one, i) => i === 0 || one.state !== rec.path[i - 1]!.state);
  const states = passed.map((one, i): Event => {
    const line = mine.find((l) => l.at === one.at && l.actor !== null);
    const who = line?.actor ?? (i === 0 ? rec.created.by : null);
    return { ...about, at: one.at, kind: 'state', what: one.state, who };
  });
  const verdicts = mine
    .filter((line) => register.approvals.length > 0 && ['approve', 'return', 'reject'].includes(line.action))
    .map((line): Event => ({ ...about, at: line.at, kind: 'approval', what: line.action, who: line.actor }));
  const quiet = new Set(register.actions.filter((one) => !one.standing && !one.to).map((one) => one.key));
  const acts = mine
    .filter((line) => quiet.has(line.action))
    .map((line): Event => ({ ...about, at: line.at, kind: 'act', what: line.action, who: line.actor }));
  const papers = Object.values((rec as Rec & { documents?: Record<string, Paper> }).documents ?? {}).map(
    (paper): Event => ({ ...about, at: paper.at, kind: 'document', what: paper.name, who: null, url: paper.url }),
  );
  return [...states, ...acts, ...verdicts, ...papers];
}
interface Paper {
  at: number;
  name: string;
  url: string;
}
