// What must hold whatever happened (I1-I5, I8 of the proof): each sentence a check over the store, no service call.
import { actorHash, chainDigest, fingerprint, payloadDigest } from '../../../src/engine/digest';
import { PROP, SHEET } from '../../../src/office/layout';
import type { LocalOffice } from '../../office.ts';
import { valueOf } from '../../runtime/store/cells.ts';
import { rowsBetween } from '../../runtime/store/grid.ts';

const BOOK = 'facilities';
const REGISTER = 'tickets';

/** Sentences that do not hold; empty when all is well. `register`: whose records and rows are compared. */
export function violations(office: LocalOffice, register = REGISTER): string[] {
  return [
    ...identity(office, register),
    ...intake(office),
    ...rows(office, register),
    ...chain(office),
    ...leftovers(office),
  ];
}

/** I2: no number twice, neither in the mirror nor on the sheet. */
function identity(office: LocalOffice, register: string): string[] {
  const mirror = office.records(register).map((rec) => rec.id);
  const live = liveNumbers(office, register);
  return [
    ...doubled(mirror).map((id) => `I2: ${id} stands twice in the mirror`),
    ...doubled(live).map((id) => `I2: ${id} stands twice on the sheet`),
  ];
}

/** I1: every answer of the form belongs to exactly one record, and the ledger says so once. */
function intake(office: LocalOffice): string[] {
  const form = office.runtime.store.forms[office.form(REGISTER).id]!;
  const records = office.records(REGISTER);
  const found: string[] = [];
  for (const { id } of form.responses.list()) {
    const owners = records.filter((rec) => rec.source.kind === 'form' && rec.source.ref?.endsWith(`:${id}`));
    if (owners.length !== 1) found.push(`I1: answer ${id} has ${owners.length} records`);
  }
  const ledger = plain(office, SHEET.intake)
    .filter((row) => typeof row[0] === 'number')
    .map((row) => `${String(row[1])} ${String(row[2])}`);
  return [...found, ...doubled(ledger).map((key) => `I1: the intake ledger holds ${key} twice`)];
}

/** I3, I4: each record's row is on the sheet once and shows what the mirror says. */
function rows(office: LocalOffice, register: string): string[] {
  const { spreadsheetId, live, mirror } = office.sheet(register);
  const prints = new Map(
    values(office, spreadsheetId, mirror)
      .filter((row) => typeof row[4] === 'string')
      .map((row) => [String(row[0]), String(row[2])]),
  );
  const keys = [
    '$number',
    '$state',
    '$next',
    '$files',
    ...office.model.registers[register]!.fields.filter((field) => !field.noColumn).map((field) => field.key),
  ].sort();
  const cols = new Map(keys.map((key) => [key, office.col(register, key) - 1]));
  const sheet = values(office, spreadsheetId, live);
  const found: string[] = [];
  for (const rec of office.records(register)) {
    const at = office.row(register, rec.id);
    if (rec.deleted || rec.archived) continue;
    if (at === null) {
      found.push(`I4: ${rec.id} is not on the sheet`);
      continue;
    }
    const cells = sheet[at - 1] ?? [];
    const print = fingerprint(keys.map((key) => `${key}=${String(cells[cols.get(key)!] ?? '')}`).join('\u0001'));
    if (print !== prints.get(rec.id))
      found.push(
        `I3: the row of ${rec.id} does not show its record: ${keys.map((key) => `${key}=${String(cells[cols.get(key)!] ?? '')}`).join(' ')} | ${JSON.stringify(rec.values)} ${rec.state}`,
      );
  }
  return found;
}

/** I8: the chain verifies from its first entry, and `_meta` names its head. */
function chain(office: LocalOffice): string[] {
  const key = office.runtime.store.state.userProperties[office.property(PROP.owner) ?? '']?.['chain:1'];
  if (!key) return ['I8: there is no chain key'];
  const found: string[] = [];
  let head = '';
  let expected = 1;
  for (const entry of office.journal(BOOK)) {
    if (entry.n !== expected++) found.push(`I8: entry ${entry.n} stands where ${expected - 1} belongs`);
    const who = entry.actor === '' ? null : entry.actor;
    const digest = chainDigest(key, head, {
      n: entry.n,
      at: entry.at,
      commit: entry.commit,
      register: entry.register,
      id: entry.id,
      rev: entry.rev,
      action: entry.action,
      actorHash: actorHash(entry.salt, who),
      payloadDigest: payloadDigest(entry.salt, entry.payload),
    });
    if (digest !== entry.digest)
      return [...found, `I8: the chain breaks at entry ${entry.n} (${entry.id} ${entry.action})`];
    head = digest;
  }
  const { sizes } = office.meta(BOOK);
  if (sizes.head !== head) found.push('I8: _meta names another head of the chain');
  if (sizes.journal !== expected - 1)
    found.push(`I8: _meta counts ${sizes.journal} entries, the journal holds ${expected - 1}`);
  return found;
}

/** Nothing waits that should be done: no lock, no bell, no effect past its time. */
function leftovers(office: LocalOffice): string[] {
  const { state } = office.runtime.store;
  const found: string[] = [];
  for (const [name, lock] of Object.entries(state.locks)) if (lock.holder) found.push(`the lock ${name} is still held`);
  for (const key of Object.keys(state.scriptProperties))
    if (key.startsWith(PROP.bell) || key.startsWith(PROP.tab)) found.push(`a bell is left: ${key}`);
  const importing = state.scriptProperties[PROP.import + BOOK];
  if (importing && /"batch"|"next"/.test(importing)) found.push(`an import is left: ${importing}`);
  for (const row of office.outbox(BOOK))
    if (!row.done && row.notBefore < office.runtime.now - 20 * 60_000) found.push(`an effect is left: ${row.key}`);
  return found;
}

/** I5: mails that left more often than in the run without a fault, and mails that never left. */
export function mailDifference(office: LocalOffice, oracle: LocalOffice): { more: string[]; fewer: string[] } {
  const count = (one: LocalOffice): Map<string, number> => {
    const found = new Map<string, number>();
    for (const mail of one.mails()) {
      const key = `${mail.to.join(',')} | ${mail.subject}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    return found;
  };
  const mine = count(office);
  const theirs = count(oracle);
  return {
    more: [...mine].filter(([key, n]) => n > (theirs.get(key) ?? 0)).map(([key]) => key),
    fewer: [...theirs].filter(([key, n]) => n > (mine.get(key) ?? 0)).map(([key]) => key),
  };
}

/** What an office says, without times and revisions: for comparing a run with faults to one without. */
export function essence(office: LocalOffice): string[] {
  return office
    .records(REGISTER)
    .map((rec) => {
      const { down: _down, ...values } = rec.values;
      return JSON.stringify({
        id: rec.id,
        state: rec.state,
        values,
        held: Object.keys(rec.held),
        waiting: rec.waiting?.action ?? null,
        path: rec.path.map((one) => one.state),
      });
    })
    .sort();
}

function liveNumbers(office: LocalOffice, register: string): string[] {
  const { spreadsheetId, live } = office.sheet(register);
  const col = office.col(register, '$number') - 1;
  return values(office, spreadsheetId, live)
    .slice(office.headerRow(register))
    .map((row) => String(row[col] ?? ''))
    .filter((id) => id !== '');
}

const plain = (office: LocalOffice, sheetId: number) => values(office, office.books[BOOK]!, sheetId);

function values(office: LocalOffice, spreadsheetId: string, sheetId: number) {
  const { grid } = office.runtime.store.sheet(spreadsheetId, sheetId);
  return rowsBetween(grid, 0, grid.length).map((row) => Array.from(row, valueOf));
}

function doubled(list: readonly string[]): string[] {
  return [...new Set(list.filter((item, i) => list.indexOf(item) !== i))];
}
