/** The flow of a register: states, actions, approvals and clocks refer to things that are there. */
import { RELATIVE } from '../chain-rows';
import { JOBS } from '../jobs';
import type { Reading } from '../reading';
import { checkProcedure } from './procedures';
import type { Action, Approval, Model, Register, Tell } from '../types';

/** Readers and actors that are no role: they depend on the record. */
const ACTORS = ['requester', 'holder', 'everyone'];

export function checkFlow(reading: Reading, model: Model, register: Register): void {
  const standing = new Set(register.actions.filter((action) => action.standing).map((action) => action.key));
  for (const action of register.actions) {
    if (!action.standing && standing.has(action.key))
      reading.faultAt('twice-key', `${register.key}.actions.${action.key}`, { key: action.key });
    checkAction(reading, model, register, action);
  }
  for (const approval of register.approvals) checkApproval(reading, model, register, approval);
  checkAlerts(reading, model, register);
  checkDigests(reading, model, register);
  for (const clock of register.clocks) {
    const at = `${register.key}.clocks.${clock.key}`;
    stateKnown(reading, register, clock.starts, `${at}.starts`);
    stateKnown(reading, register, clock.stops, `${at}.stops`);
    settingKnown(reading, model, clock.within, `${at}.within`);
    if (clock.until !== undefined) timeOfDay(reading, model, clock.until, `${at}.until`);
    if (clock.warn) settingKnown(reading, model, clock.warn.at, `${at}.warn.at`);
    if (clock.warn?.after !== undefined) settingKnown(reading, model, clock.warn.after, `${at}.warn.after`);
    checkTells(reading, model, register, clock.warn?.tells ?? [], `${at}.warn`);
    checkTells(reading, model, register, clock.late?.tells ?? [], `${at}.late`);
  }
}

function checkAction(reading: Reading, model: Model, register: Register, action: Action): void {
  const at = `${register.key}.actions.${action.key}`;
  for (const state of action.from) stateKnown(reading, register, state, `${at}.from`);
  if (action.to !== undefined) stateKnown(reading, register, action.to, `${at}.to`);
  // Who takes a standing verb follows from the accountable role, which is answered where it is written.
  for (const who of action.standing ? [] : action.who)
    if (!ACTORS.includes(who))
      reading.known('unknown-role', `${at}.who`, who, [
        ...Object.keys(model.roles),
        ...ACTORS,
        ...personFields(register),
      ]);
  // A field that is called like a role would give whoever is typed into it what the role may.
  for (const who of action.who)
    if (who in model.roles && register.fields.some(({ key }) => key === who))
      reading.faultAt('twice-key', `${register.key}.fields.${who}`, { key: who });
  for (const key of action.asks) askable(reading, register, key, `${at}.asks`);
  if (action.words !== undefined) askable(reading, register, action.words, `${at}.words`);
  checkSets(reading, model, register, action.sets, at);
  checkTells(reading, model, register, action.tells, at);
  checkLinked(reading, model, register, action.and, at);
  checkGives(reading, model, register, action, at);
  if (action.job !== undefined && reading.known('unknown-job', `${at}.job`, action.job, Object.keys(JOBS)))
    for (const key of JOBS[action.job]!)
      reading.known('unknown-register', `${at}.job`, key, Object.keys(model.registers));
  if (action.through !== undefined)
    reading.known('unknown-register', `${at}.through`, action.through, Object.keys(model.registers));
  checkProcedure(reading, model, register, action.run, at);
  if (action.approval !== undefined)
    reading.known(
      'unknown-approval',
      `${at}.approval`,
      action.approval,
      register.approvals.map((one) => one.key),
    );
  if (
    action.survey !== undefined &&
    reading.known('unknown-survey', `${at}.survey`, action.survey, Object.keys(model.surveys))
  ) {
    const survey = model.surveys[action.survey]!;
    for (const field of [survey.sets, survey.comment])
      if (field !== undefined) fieldKnown(reading, register, field, `${at}.survey`);
  }
  const { at: date, after } = action.byItself ?? {};
  if (date !== undefined && fieldKnown(reading, register, date, `${at}.by-itself.at`)) {
    const { type } = register.fields.find((field) => field.key === date)!;
    if (type !== 'date') reading.faultAt('wrong-type', `${at}.by-itself.at`, { name: date, is: type, need: 'date' });
  }
  if (after !== undefined) settingKnown(reading, model, after, `${at}.by-itself.after`);
}

function checkApproval(reading: Reading, model: Model, register: Register, approval: Approval): void {
  const at = `${register.key}.approvals.${approval.key}`;
  for (const path of approval.shows) fieldKnown(reading, register, path.split('.')[0]!, `${at}.shows`);
  for (const key of approval.binds) fieldKnown(reading, register, key, `${at}.binds`);
  if (approval.amount !== undefined) fieldKnown(reading, register, approval.amount.split('.')[0]!, `${at}.amount`);
  for (const step of approval.steps) {
    const here = `${at}.steps.${step.key}`;
    if (!step.who.includes('@'))
      reading.known('unknown-role', `${here}.who`, step.who, [...Object.keys(model.roles), ...RELATIVE]);
    for (const key of step.asks ?? []) askable(reading, register, key, `${here}.asks`);
  }
  for (const verdict of ['passed', 'returned', 'rejected'] as const) {
    const { to, tells, and } = approval[verdict];
    if (to !== undefined) stateKnown(reading, register, to, `${at}.${verdict}.to`);
    checkTells(reading, model, register, tells ?? [], `${at}.${verdict}`);
    checkLinked(reading, model, register, and ?? [], `${at}.${verdict}`);
  }
  checkTells(reading, model, register, approval.late?.tells ?? [], `${at}.late`, ['step']);
}

/** Whoever such a field of the record names may act, too. */
const personFields = (register: Register): string[] =>
  register.fields.filter((field) => field.type === 'person').map((field) => field.key);

/** Readers are roles, the sender or holder, or a field that holds somebody a mail can reach. */
export function checkTells(
  reading: Reading,
  model: Model,
  register: Register,
  tells: readonly Tell[],
  at: string,
  also: string[] = [],
): void {
  for (const { who, mail } of tells) {
    reading.known('unknown-mail', `${at}.tells.${who}`, mail, Object.keys(model.mails));
    const fields = register.fields.filter((field) => ['person', 'link', 'department'].includes(field.type));
    const known = [
      ...Object.keys(model.roles),
      'requester',
      'holder',
      'sender',
      ...fields.map((field) => field.key),
      ...also,
    ];
    reading.known('unknown-who', `${at}.tells.${who}`, who, known);
  }
}

export function checkSets(reading: Reading, model: Model, register: Register, sets: Action['sets'], at: string): void {
  for (const [key, value] of Object.entries(sets)) {
    const here = `${at}.sets.${key}`;
    if (!fieldKnown(reading, register, key, here)) continue;
    const field = register.fields.find((candidate) => candidate.key === key)!;
    const entries = field.list === undefined ? undefined : model.lists[field.list]?.entries;
    if (entries && typeof value === 'string')
      reading.known(
        'unknown-entry',
        here,
        value,
        entries.map((entry) => entry.key),
        { list: field.list },
      );
    const moment = { me: ['person'], now: ['date', 'time'], today: ['date'] }[value as 'me'];
    if (moment && !moment.includes(field.type))
      reading.faultAt('wrong-type', here, { name: key, is: field.type, need: moment.join(' / ') });
  }
}

function checkLinked(reading: Reading, model: Model, register: Register, linked: Action['and'], at: string): void {
  for (const { link, action } of linked) {
    const [child, back] = link.split('.') as [string, string | undefined];
    if (back !== undefined) {
      checkChildren(reading, model, register, { child, back, action }, `${at}.and`);
      continue;
    }
    const field = register.fields.find((candidate) => candidate.key === link);
    if (!fieldKnown(reading, register, link, `${at}.and.${link}`) || !field) continue;
    if (field.type !== 'link')
      reading.faultAt('wrong-type', `${at}.and.${link}`, { name: link, is: field.type, need: 'link' });
    const target = model.registers[field.to ?? ''];
    if (target)
      reading.known(
        'unknown-action',
        `${at}.and.${link}`,
        action,
        target.actions.map((one) => one.key),
      );
  }
}

/** `and: { "move_lines.request": carry_out }`: every record of that register whose link is this one. */
function checkChildren(
  reading: Reading,
  model: Model,
  register: Register,
  { child, back, action }: { child: string; back: string; action: string },
  at: string,
): void {
  if (!reading.known('unknown-register', at, child, Object.keys(model.registers))) return;
  const other = model.registers[child]!;
  const link = other.fields.find((field) => field.key === back);
  if (link?.to !== register.key) {
    reading.faultAt('no-link-back', at, { register: child, link: back, target: register.key });
    return;
  }
  reading.known(
    'unknown-action',
    at,
    action,
    other.actions.map((one) => one.key),
  );
}

function checkGives(reading: Reading, model: Model, register: Register, action: Action, at: string): void {
  for (const { link, values } of action.gives ?? []) {
    const here = `${at}.gives.${link}`;
    if (!fieldKnown(reading, register, link, here)) continue;
    const field = register.fields.find((candidate) => candidate.key === link)!;
    const target = model.registers[field.to ?? ''];
    if (target) for (const key of Object.keys(values)) fieldKnown(reading, target, key, `${here}.${key}`);
    else reading.faultAt('wrong-type', here, { name: link, is: field.type, need: 'link' });
  }
}

/** Alerts: a date there is, days that are given, readers that are known. */
function checkAlerts(reading: Reading, model: Model, register: Register): void {
  for (const alert of register.alerts ?? []) {
    const at = `${register.key}.alerts.${alert.key}`;
    if (fieldKnown(reading, register, alert.date, `${at}.date`)) {
      const { type } = register.fields.find((field) => field.key === alert.date)!;
      if (type !== 'date') reading.faultAt('wrong-type', `${at}.date`, { name: alert.date, is: type, need: 'date' });
    }
    if (!/^[\d, ]+$/.test(alert.lead)) settingKnown(reading, model, alert.lead, `${at}.lead`);
    for (const state of alert.while) stateKnown(reading, register, state, `${at}.while`);
    checkTells(reading, model, register, alert.tells, at);
  }
}

function checkDigests(reading: Reading, model: Model, register: Register): void {
  for (const digest of register.digests ?? []) {
    const at = `${register.key}.digests.${digest.key}`;
    checkTells(reading, model, register, [{ who: digest.to, mail: digest.mail }], at);
    settingKnown(reading, model, digest.every, `${at}.every`);
    settingKnown(reading, model, digest.at, `${at}.at`);
    for (const state of digest.while) stateKnown(reading, register, state, `${at}.while`);
    for (const key of [...digest.shows, ...digest.sort]) fieldKnown(reading, register, key, at);
    for (const key of [digest.due, digest.updated]) if (key !== undefined) fieldKnown(reading, register, key, at);
    for (const key of digest.offers)
      reading.known(
        'unknown-action',
        `${at}.offers`,
        key,
        register.actions.map((action) => action.key),
      );
  }
}

/** A field somebody can be asked to fill: neither computed nor written by the engine. */
export function askable(reading: Reading, register: Register, key: string, at: string): void {
  if (!fieldKnown(reading, register, key, at)) return;
  const field = register.fields.find((candidate) => candidate.key === key)!;
  if (field.is !== undefined || field.system) reading.faultAt('not-typed', at, { name: key });
}

export function fieldKnown(reading: Reading, register: Register, key: string, at: string): boolean {
  return reading.known(
    'unknown-field',
    at,
    key,
    register.fields.map((field) => field.key),
  );
}

function stateKnown(reading: Reading, register: Register, key: string, at: string): void {
  if (key !== '')
    reading.known(
      'unknown-state',
      at,
      key,
      register.states.map((state) => state.key),
    );
}

function settingKnown(reading: Reading, model: Model, key: string | number, at: string): void {
  if (typeof key === 'string') reading.known('unknown-setting', at, key, Object.keys(model.settings));
}

/** `18:00`, or a number of the office that holds one. */
function timeOfDay(reading: Reading, model: Model, until: string, at: string): void {
  const value = /^[\d:]+$/.test(until) ? until : model.settings[until]?.value;
  if (value === undefined) settingKnown(reading, model, until, at);
  else if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(String(value))) reading.faultAt('not-a-time', at, { value });
}
