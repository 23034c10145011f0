/** A new record: its number from the counter, values from the form, the link or the default, its first clocks and mails. */
import type { Field, Register } from '../model/types';
import { fingerprint } from './digest';
import { dateAt } from './civil';
import { computeFields } from './computed';
import { makeDocuments } from './documents';
import { valueAt } from './condition-facts';
import { addRecord, clone, say, step, type Draft } from './draft';
import { settle } from './act';
import { takeNumber } from './meta';
import { isMoment, momentValue } from './moment';
import { formatNumber, seriesOf } from './number';
import { personOf, readers } from './people';
import { moveClocks, nearestDue } from './record-clocks';
import { awaitConfirmation } from './governed';
import { moveTallies } from './tallies';
import { mailTo } from './tell';
import type { CheckLine, Held, Rec, Value } from './types';

export interface Birth {
  source: Rec['source'];
  by: string | null;
  /** No mails: opening balances, batches until they are confirmed. */
  quiet: boolean;
  held?: Record<string, Held>;
  extra?: Rec['extra'];
  /** Mid-life entry: state, and no clocks in the past. */
  state?: string;
  at?: number;
  check?: CheckLine[];
}

/** Makes the record in the draft and returns it. Its number is taken in the same commit (failure 18: never shown before). */
export function createRecord(draft: Draft, register: Register, given: Record<string, Value>, birth: Birth): Rec {
  const { ref, now } = draft.facts;
  const at = birth.at ?? now;
  const counter = (draft.meta.counters[register.key] ??= { rows: 0, series: {} });
  const imported = birth.source.kind === 'import';
  // The number of an old case is given now: its series goes on, whatever year the case began.
  const date = dateAt(imported ? now : at, ref.zone);
  const dept = personOf(ref, birth.by)?.department ?? '';
  const { n, row } = takeNumber(counter, seriesOf(register.number, { date, dept }));
  const id = formatNumber(register.number, { date, dept }, n);
  const first = birth.state ?? register.states[0]!.key;
  const rec: Rec = {
    register: register.key,
    id,
    rev: 1,
    state: first,
    values: {},
    held: birth.held ?? {},
    waiting: null,
    check: birth.check ?? [],
    clocks: {},
    at: { [first]: at },
    path: [],
    tallies: {},
    approval: null,
    extra: birth.extra ?? {},
    source: birth.source,
    created: { at, by: birth.by },
    updated: { at: now, by: birth.by },
    undo: null,
    row: 0,
    deleted: null,
    fired: [],
    names: {},
    cancelled: [],
  };
  addRecord(draft, rec, row);
  step(
    draft,
    rec,
    {
      action: birth.source.kind === 'form' ? 'submit' : birth.source.kind,
      actor: birth.by,
      ...(birth.source.ref ? { why: birth.source.ref } : {}),
      // The state of its birth is told too: the mirror is the fold of the journal.
      extra: { $state: first },
    },
    () => {
      for (const field of register.fields) rec.values[field.key] = given[field.key] ?? null;
      giveKey(register, rec, n);
      // Rows of the set-up itself are the office account's; an imported one waits like any other.
      if (birth.source.kind !== 'setup' && birth.source.ref !== 'opening-balance')
        awaitConfirmation(draft, register, rec, filledKeys(register, rec), birth.by);
      fillFrom(draft, register, rec, imported ? null : birth.by);
      rec.path = [{ at, state: first, ...(typeof rec.values.tier === 'string' ? { tier: rec.values.tier } : {}) }];
      if (!birth.state) moveClocks(register, rec, null, first, at, ref);
      computeFields(draft, register, rec);
    },
  );
  // Mid-life entry: it counts, but no rule opens or tells anything about what happened elsewhere.
  if (imported) moveTallies(draft, register, null, rec);
  else settle(draft, register, null, rec, null, { by: birth.by, via: 'form', quiet: birth.quiet });
  if (birth.state) return rec;
  if (!imported && !birth.quiet) makeDocuments(draft, register, rec);
  if (Object.keys(rec.held).length === 0 && rec.check.length === 0)
    say(rec, {
      sign: '✓',
      words: {
        code:
          birth.source.kind === 'form'
            ? 'new.received'
            : birth.source.kind === 'copied'
              ? 'new.copied'
              : 'new.registered',
        params: { from: birth.source.ref ?? '' },
      },
      at: now,
      by: birth.by,
    });
  if (!birth.quiet) acknowledge(draft, register, rec);
  return rec;
}

/**
 * What an office adds in a setup tab gets a key of ours, made once, that no pack will ever use (configuration: Layers); not even one
 * made of what another office exported, hence more than the number.
 */
function giveKey(register: Register, rec: Rec, n: number): void {
  if (register.shipped && register.fields.some((f) => f.key === 'key' && f.system) && rec.values.key === null)
    rec.values.key = `x_${n}_${fingerprint(`${rec.created.at}${register.key}${n}`).slice(0, 4)}`;
}
const filledKeys = (register: Register, rec: Rec): string[] =>
  register.fields.map((f) => f.key).filter((key) => rec.values[key] != null);

/** Blank fields from the sender, a linked record, or the default. */
export function fillFrom(draft: Draft, register: Register, rec: Rec, sender: string | null): void {
  for (const field of register.fields) {
    if (rec.values[field.key] != null || field.key in rec.held) continue;
    if (field.from === 'sender')
      rec.values[field.key] = rec.source.kind === 'form' && rec.source.unverified ? null : sender;
    else if (field.from) rec.values[field.key] = clone(valueAt(draft, register, rec, field.from).value);
    if (rec.values[field.key] == null && field.default !== undefined)
      rec.values[field.key] = initial(draft, field, rec);
  }
}

/** The value a new row begins with. What is entered late, from an old ledger, does not begin now. */
function initial(draft: Draft, field: Field, rec: Rec): Value {
  const { now, ref } = draft.facts;
  if (!isMoment(field.default) || (field.type !== 'time' && field.type !== 'date')) return field.default ?? null;
  if (rec.source.kind === 'import') return null;
  return momentValue(field.default, field.type, (rec.created as Rec['created'] | undefined)?.at ?? now, ref.zone);
}

/** The handler's list; an urgent one at once (register sheet: Mail). */
function newCase(draft: Draft, register: Register, rec: Rec): void {
  const handler = register.fields.find((f) => f.type === 'person' && f.role);
  const cause = `${rec.source.kind === 'form' ? rec.source.ref : `new@${draft.facts.cause}`}:list`;
  for (const reader of readers(draft, register, rec, handler?.key ?? register.accountable))
    mailTo(draft, rec, 'handler_list', reader, {
      by: rec.created.by,
      cause,
      ...(handler && rec.values[handler.key] == null ? { wanted: { untaken: handler.key } } : {}),
      ...(rec.values.urgency === 'urgent' ? { urgent: true } : {}),
    });
}

/** "Received", with the number and the expected time; or what is still wanted (B.16 rule 1). */
export function acknowledge(draft: Draft, register: Register, rec: Rec): void {
  const requester = rec.values.requester as string | null;
  if (register.pattern === 'request' && rec.source.kind !== 'rule') newCase(draft, register, rec);
  if (!requester || register.pattern !== 'request') return;
  const held = Object.keys(rec.held).length > 0;
  const cause = rec.source.ref ?? `new@${draft.facts.cause}`;
  const due = nearestDue(register, rec);
  const params: Record<string, number> = due && due !== 'paused' ? { expectedAt: due.due } : {};
  mailTo(draft, rec, held ? 'needs_you' : 'received', { email: requester }, { by: null, cause, even: true, params });
}
