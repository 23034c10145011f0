/** `events` of a register: its fields are of their types, its lines point back, its actions are there. */
import type { Reading } from '../reading';
import type { EventLines, Field, Model, Register } from '../types';
import { fieldKnown } from './flow';

const keys = (all: readonly { key: string }[]): string[] => all.map(({ key }) => key);

export function checkEvents(reading: Reading, model: Model, register: Register): void {
  for (const event of register.events ?? []) {
    const at = `${register.key}.events.${event.key}`;
    for (const state of event.while) reading.known('unknown-state', `${at}.while`, state, keys(register.states));
    typed(reading, register, event.day, 'date', `${at}.day`);
    typed(reading, register, event.time, 'time', `${at}.time`);
    typed(reading, register, event.minutes, 'number', `${at}.minutes`);
    if (event.room !== undefined) typed(reading, register, event.room, 'link', `${at}.room`);
    for (const guest of event.guests) typed(reading, register, guest, 'person', `${at}.guests`);
    for (const field of event.shows) fieldKnown(reading, register, field, `${at}.shows`);
    if (event.gone !== undefined) reading.known('unknown-action', `${at}.gone`, event.gone, keys(register.actions));
    if (event.lines) checkLines(reading, model, register, event.lines, `${at}.lines`);
  }
  const { timeline } = register;
  if (!timeline) return;
  const at = `${register.key}.timeline`;
  fieldKnown(reading, register, timeline.what, `${at}.what`);
  typed(reading, register, timeline.who, 'person', `${at}.who`);
  typed(reading, register, timeline.from, 'date', `${at}.from`);
  typed(reading, register, timeline.to, 'date', `${at}.to`);
  if (timeline.progress !== undefined) typed(reading, register, timeline.progress, 'number', `${at}.progress`);
}

function checkLines(reading: Reading, model: Model, register: Register, lines: EventLines, at: string): void {
  const [name = '', back = ''] = lines.of.split('.');
  if (!reading.known('unknown-register', `${at}.of`, name, Object.keys(model.registers))) return;
  const child = model.registers[name]!;
  const link = child.fields.find((field) => field.key === back && field.type === 'link');
  if (link?.to !== register.key)
    reading.faultAt('no-link-back', `${at}.of`, { register: name, link: back, target: register.key });
  for (const field of lines.person) typed(reading, child, field, 'person', `${at}.person`);
  for (const state of lines.while) reading.known('unknown-state', `${at}.while`, state, keys(child.states));
  for (const [word, action] of [
    ['accepts', lines.accepts],
    ['declines', lines.declines],
  ] as const)
    if (action !== undefined) reading.known('unknown-action', `${at}.${word}`, action, keys(child.actions));
}

/** The field is there, and of this type. */
export function typed(reading: Reading, register: Register, key: string, need: Field['type'], at: string): void {
  if (!fieldKnown(reading, register, key, at)) return;
  const { type } = register.fields.find((field) => field.key === key)!;
  if (type !== need) reading.faultAt('wrong-type', at, { name: key, is: type, need });
}
