/**
 * The plan: what an apply would make or change, in sentences, before anything is touched (design: Templates and the office
 * layer). Compares the pack with what was last applied to each workbook; reads only.
 */
import { canonicalJson } from '../engine/digest';
import { openDraft } from '../engine/draft';
import type { Words } from '../engine/types';
import { render } from '../engine/words';
import { effective } from '../model/modules';
import { withRegion } from '../model/regions';
import type { Label, Lang, Model, Register } from '../model/types';
import { keptYours, valuesMoved } from './accept';
import { factsOf, readFirst } from './book';
import { followPack } from './follow-pack';
import { forms } from './intake';
import { PROP, type BookMap, type FormMap } from './layout';
import type { Ports } from './ports';
import { asStaged, readSetup, wantedPack, type SetupState } from './setup-state';

/** The sentences of an apply of this pack over what the office wrote, in a language. `region`: the one to be in from then on. */
export function planOffice(ports: Ports, lang: Lang, region?: string): string[] {
  const said = planPack(ports, region);
  return (said.length > 0 ? said : [{ code: 'plan.nothing' }]).map((words) => render(words, lang));
}

/** The same as words; none when an apply would change nothing. */
export function planPack(ports: Ports, region?: string): Words[] {
  const pack = JSON.parse(ports.pack()) as Model;
  const state = readSetup(ports);
  const out: Words[] = [];
  if (state?.pack) {
    const wanted = wantedPack(state, pack, region);
    out.push(...planUpgrade(ports, state, withRegion(pack, wanted.region ?? '')));
    out.push(...planModel(ports, asStaged(state, wanted).model));
  } else out.push(...planModel(ports, effective(withRegion(pack, region ?? ''))));
  return out;
}

/** Values that follow a new pack or region; and what both the office and the pack changed: the office's stays, and is said. */
export function planUpgrade(ports: Ports, state: SetupState, pack: Model): Words[] {
  if (state.pack!.version === pack.version) return [];
  const draft = openDraft(factsOf(state.first, ports.now(), 'plan'));
  const kept = followPack(draft, state.pack, pack, state.recs).map((both) => keptYours(draft, state, both));
  return [...valuesMoved(draft, state), ...kept];
}

/** What every workbook would get, against what was last applied to it. */
export function planModel(ports: Ports, model: Model): Words[] {
  const props = ports.props.all();
  const out: Words[] = [];
  for (const workbook of Object.values(model.workbooks)) {
    const wanted = Object.values(model.registers).filter((r) => r.workbook === workbook.key);
    const text = props[PROP.book + workbook.key];
    if (!text) {
      out.push({ code: 'plan.book', params: { name: workbook.name, n: wanted.length } });
      continue;
    }
    const book = JSON.parse(text) as BookMap;
    const applied = readFirst(ports, book, { registers: Object.keys(book.registers) }).registers;
    out.push(...planRegisters(applied, wanted, Object.keys(book.off ?? {}), model));
  }
  out.push(...planForms(model, forms(ports, props)));
  return out;
}

/** Pure: what differs between the registers as applied and as the pack has them. */
export function planRegisters(
  applied: Record<string, Register>,
  wanted: Register[],
  off: readonly string[] = [],
  model?: Model,
): Words[] {
  const out: Words[] = [];
  for (const was of Object.values(applied))
    if (!wanted.some((register) => register.key === was.key))
      out.push({ code: 'plan.register-off', params: { name: was.name } });
  for (const register of wanted) {
    const was = applied[register.key];
    const name = register.name;
    if (!was) {
      if (off.includes(register.key)) out.push({ code: 'plan.register-on', params: { name } });
      else
        out.push({ code: 'plan.register', params: { name, n: register.fields.length } }, ...planNew(register, model));
      continue;
    }
    if (canonicalJson(was) === canonicalJson(register)) continue;
    const before = out.length;
    for (const field of register.fields)
      if (!was.fields.some((f) => f.key === field.key))
        out.push({ code: 'plan.field', params: { name, field: field.label } });
    for (const field of was.fields)
      if (!register.fields.some((f) => f.key === field.key))
        out.push({ code: 'plan.field-gone', params: { name, field: field.label } });
    for (const part of ['states', 'actions', 'clocks', 'checks', 'rules', 'metrics'] as const)
      if (canonicalJson(was[part]) !== canonicalJson(register[part]))
        out.push({ code: `plan.${part}`, params: { name } });
    if (out.length === before) out.push({ code: 'plan.changed', params: { name } });
  }
  return out;
}

/** What a new register brings beside its tab: clocks, mails, figures, how long rows stay. */
function planNew(register: Register, model: Model | undefined): Words[] {
  const out: Words[] = [];
  for (const clock of register.clocks)
    out.push({
      code: 'plan.clock-new',
      params: { clock: clock.label, when: clock.until ?? hoursText(clock.within, model) },
    });
  const mails = [
    ...new Set(
      [
        ...register.actions.flatMap((action) => action.tells),
        ...register.clocks.flatMap((clock) => [...(clock.warn?.tells ?? []), ...(clock.late?.tells ?? [])]),
        ...register.rules.flatMap((rule) => rule.tells),
      ].map((tell) => tell.mail),
    ),
  ];
  const told = mails.flatMap((key) => (model?.mails[key] ? [model.mails[key].answer] : []));
  if (told.length > 0)
    out.push({
      code: 'plan.mails-new',
      params: { list: quoted(told.map((label) => plainWords(label))) },
    });
  if (register.metrics.length > 0)
    out.push({ code: 'plan.figures-new', params: { list: quoted(register.metrics.map((metric) => metric.label)) } });
  if (register.keepOpen !== undefined) out.push({ code: 'plan.keeps', params: { days: register.keepOpen } });
  return out;
}

const hoursText = (within: string | number, model: Model | undefined): string =>
  `${typeof within === 'number' ? within : String(model?.settings[within]?.value ?? within)} h`;

/** Several labels as one, each in quotes. */
function quoted(labels: Label[]): Label {
  const one = (lang: Lang, open: string, close: string, and: string): string =>
    labels.map((label) => `${open}${label[lang] ?? label['zh-TW'] ?? ''}${close}`).join(and);
  return {
    'zh-TW': one('zh-TW', '「', '」', '、'),
    'zh-CN': one('zh-CN', '“', '”', '、'),
    en: one('en', '“', '”', ', '),
  };
}

/** A mail's first line without its placeholders. */
const plainWords = (label: Label): Label =>
  Object.fromEntries(
    Object.entries(label).map(([lang, words]) => [
      lang,
      (words ?? '').replace(/\{\{[^}]*\}\}+/g, '…').replace(/(…\s*)+/g, '…'),
    ]),
  );

/** Pure: forms to be made, and questions an existing form gets. What people reworded is not looked at: it stays. */
export function planForms(model: Model, known: FormMap[]): Words[] {
  return Object.values(model.registers).flatMap((register): Words[] => {
    if (!register.form) return [];
    const form = known.find((f) => f.kind === 'intake' && f.key === register.key);
    if (!form) return [{ code: 'plan.form-new', params: { name: register.form.title, n: register.form.asks.length } }];
    const have = new Set(Object.values(form.items));
    return register.form.asks
      .map((key) => register.fields.find((f) => f.key === key))
      .filter((f) => f !== undefined && f.type !== 'file' && f.type !== 'files' && !have.has(f.key))
      .map((f) => ({ code: 'plan.question', params: { name: register.form!.title, field: f!.label } }));
  });
}
