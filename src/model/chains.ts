/** What is wrong with an approval matrix (核決權限), asked while somebody writes its rows, before they count. Pure. */
import { fitting, grouped, RELATIVE, REQUESTER_MANAGER } from './chain-rows';
import { checkCondition } from './checks/conditions';
import { makeFault } from './faults';
import { nearest } from './near';
import { Reading } from './reading';
import type { Approval, ChainRow, Fault, Model, Register } from './types';

export { fitting, grouped, REQUESTER_MANAGER };

/** What a check needs to know of people: who is here, and who holds which role. */
export interface ChainPeople {
  people: readonly { email: string; active: boolean }[];
  roles: readonly { role: string; email: string }[];
}

/** Faults of a whole matrix, each at the row's `where` (or `matter:n`, n from 1, when it has none). */
export function checkChains(
  chains: Readonly<Record<string, ChainRow[]>>,
  model: Pick<Model, 'roles' | 'registers' | 'settings' | 'lists'>,
  who: ChainPeople,
): Fault[] {
  const faults: Fault[] = [];
  for (const [matter, rows] of Object.entries(chains)) {
    const at = (row: ChainRow): string => row.where ?? `${matter}:${rows.indexOf(row) + 1}`;
    const users = usersOf(model, matter);
    if (users.length === 0 && rows[0]) {
      const known = nearest(matter, mattersOf(model));
      faults.push(makeFault('chain-matter', at(rows[0]), { name: matter, near: known }));
    }
    for (const row of rows) {
      faults.push(...whoFaults(row, at(row), model, who));
      if (row.from !== undefined && row.to !== undefined && row.from > row.to)
        faults.push(makeFault('chain-order', at(row)));
      if ((row.from !== undefined || row.to !== undefined) && users.length > 0 && users.every((u) => !u.amount))
        faults.push(makeFault('chain-amount', at(row), { name: matter }));
      for (const { register } of row.if === undefined ? [] : users.slice(0, 1))
        faults.push(...conditionFaults(model, register, row.if!, at(row)));
    }
    faults.push(...stepFaults(rows, at), ...amountFaults(rows, at));
  }
  return faults;
}

/** Matters that registers ask for, with the approval (or its step) that does. */
export function mattersOf(model: Pick<Model, 'registers'>): string[] {
  const named = Object.values(model.registers).flatMap((r) =>
    r.approvals.flatMap((a) => [a.chain, ...a.steps.map((s) => s.chain)]),
  );
  return [...new Set(named.filter((m): m is string => m !== undefined))];
}

function usersOf(
  model: Pick<Model, 'registers'>,
  matter: string,
): { register: Register; approval: Approval; amount?: string }[] {
  return Object.values(model.registers).flatMap((register) =>
    register.approvals.flatMap((approval) =>
      [approval, ...approval.steps]
        .filter((part) => part.chain === matter)
        .map((part) => ({ register, approval, ...(part.amount ? { amount: part.amount } : {}) })),
    ),
  );
}

function whoFaults(row: ChainRow, at: string, model: Pick<Model, 'roles'>, who: ChainPeople): Fault[] {
  const faults: Fault[] = [];
  for (const name of [row.who, ...(row.late === undefined ? [] : [row.late])]) {
    if (RELATIVE.includes(name)) continue;
    if (model.roles[name]) {
      if (name === row.who && !heldAtAll(name, model, who) && !(row.late && answers(row.late, model, who)))
        faults.push(makeFault('chain-nobody', at, { step: row.step, who: model.roles[name].label['zh-TW'] ?? name }));
    } else if (name.includes('@')) {
      if (!isHere(name, who)) faults.push(makeFault('chain-left', at, { step: row.step, who: name }));
    } else {
      faults.push(makeFault('chain-who', at, { name, near: nearest(name, Object.keys(model.roles)) }));
    }
  }
  return faults;
}

const isHere = (email: string, who: ChainPeople): boolean =>
  who.people.some((p) => p.active && p.email.toLowerCase() === email.toLowerCase());

const answers = (name: string, model: Pick<Model, 'roles'>, who: ChainPeople): boolean =>
  RELATIVE.includes(name) || (model.roles[name] ? heldAtAll(name, model, who) : isHere(name, who));

/** Somebody who is here holds the role, or one of those it goes up to. */
function heldAtAll(role: string, model: Pick<Model, 'roles'>, who: ChainPeople): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = role; at !== undefined && !seen.has(at); at = model.roles[at]?.escalates) {
    seen.add(at);
    if (who.roles.some((r) => r.role === at && isHere(r.email, who))) return true;
  }
  return false;
}

function conditionFaults(
  model: Pick<Model, 'registers' | 'settings' | 'lists' | 'roles'>,
  register: Register,
  text: string,
  at: string,
): Fault[] {
  const reading = new Reading(new Map(), {});
  reading.place(at, at);
  checkCondition(reading, model as Model, register, text, at);
  return reading.faults;
}

/** Numbers that jump, and rows of one step that disagree about all or any where both could apply. */
function stepFaults(rows: readonly ChainRow[], at: (row: ChainRow) => string): Fault[] {
  const faults: Fault[] = [];
  let expected = 1;
  for (const group of grouped(rows)) {
    const { step } = group[0]!;
    if (step !== expected) faults.push(makeFault('chain-jump', at(group[0]!), { step: expected }));
    expected = step + 1;
    const mixed = group.find((r) => r.all !== group[0]!.all && meets(r, group[0]!));
    if (mixed) faults.push(makeFault('chain-mixed', at(mixed), { step }));
  }
  return faults;
}

const low = (r: ChainRow): number => r.from ?? 0;
const high = (r: ChainRow): number => r.to ?? Infinity;
/** Two ranges share more than the amount where one ends and the other begins. */
const meets = (a: ChainRow, b: ChainRow): boolean => Math.max(low(a), low(b)) < Math.min(high(a), high(b));
/** Amounts have no decimals: 10,000 and 10,001 leave nothing between them. */
const follows = (from: number, to: number): boolean =>
  from <= to || (Number.isInteger(from) && Number.isInteger(to) && from - to <= 1);

/**
 * Every amount from 0 up must have a row without a condition; the place is the row above the gap, or the last one. Rows of one step
 * whose amounts cross without being the same are an overlap: nobody could say which counts.
 */
function amountFaults(rows: readonly ChainRow[], at: (row: ChainRow) => string): Fault[] {
  const faults: Fault[] = [];
  const always = rows.filter((r) => r.if === undefined && low(r) <= high(r));
  const byStart = [...always].sort((a, b) => low(a) - low(b));
  let covered = 0;
  for (const row of byStart) {
    if (!follows(low(row), covered))
      faults.push(makeFault('chain-gap', at(row), { range: rangeText(covered, low(row)) }));
    covered = Math.max(covered, high(row));
  }
  if (covered < Infinity && rows.length > 0)
    faults.push(makeFault('chain-gap', at(byStart.at(-1) ?? rows[0]!), { range: rangeText(covered, Infinity) }));
  always.forEach((row, i) => {
    const other = always
      .slice(0, i)
      .find((o) => o.step === row.step && meets(o, row) && (low(o) !== low(row) || high(o) !== high(row)));
    if (!other) return;
    const range = rangeText(Math.max(low(row), low(other)), Math.min(high(row), high(other)));
    faults.push(
      makeFault('chain-overlap', at(row), { range, step: row.step, other: rangeText(low(other), high(other)) }),
    );
  });
  return faults;
}

/** `10,000–20,000`, `≥ 20,000`; all amounts as `0–∞`. */
export function rangeText(from: number, to: number): string {
  const shown = (n: number): string => n.toLocaleString('en-US');
  return to === Infinity ? (from > 0 ? `≥ ${shown(from)}` : '0–∞') : `${shown(from)}–${shown(to)}`;
}
