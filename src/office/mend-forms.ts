/**
 * What somebody ticked on 首頁 about a form: a question put back with its words and choices, or the form made anew. Ticked in one
 * workbook, done outside of it: the wish stands in a property until it is done, so a run that dies is followed by another.
 */
import { begunItem, placeFor, type FormItem } from '../engine/questions';
import type { NoticeAction } from '../engine/types';
import type { Model } from '../model/types';
import { lostNotice, questionNotice, sayRebuilt, tellBooks, unsay } from './form-notices';
import { formMap, readTold, type Told } from './form-spec';
import { keepForm, installForm, prefillOf } from './install-forms';
import { PROP, type FormMap } from './layout';
import type { FormQuestion, Ports } from './ports';

interface Wish {
  put?: string[];
  rebuild?: boolean;
}

/** Notes the wish; `ids`: form, and the question's key. */
export function askToMend(ports: Ports, action: NoticeAction): void {
  const [form, key] = action.ids ?? [];
  if (!form) return;
  const wish = JSON.parse(ports.props.get(PROP.mend + form) ?? '{}') as Wish;
  if (action.kind === 'rebuild-form') wish.rebuild = true;
  else if (key) wish.put = [...new Set([...(wish.put ?? []), key])];
  ports.props.set(PROP.mend + form, JSON.stringify(wish));
}

/** Does what is wished for. What cannot be done now waits for the next tick. */
export function mendForms(ports: Ports, props = ports.props.all()): void {
  for (const [property, text] of Object.entries(props)) {
    if (!property.startsWith(PROP.mend)) continue;
    const id = property.slice(PROP.mend.length);
    const wish = JSON.parse(text) as Wish;
    if (wish.rebuild ? rebuild(ports, id) : putBack(ports, id, wish.put ?? [])) ports.props.remove(property);
  }
}

/** True when there is nothing left to do. */
function putBack(ports: Ports, id: string, keys: string[]): boolean {
  const found = formMap(ports, id);
  const told = found && readTold(ports, found);
  if (!found || !told) return true;
  const done = ports.locked(20_000, () => {
    for (const key of keys) {
      const form = formMap(ports, id)!;
      const q = told.wanted.spec.questions.find((one) => one.key === key);
      const items = itemsOf(ports, id);
      // The form itself is gone: that is said, with a tick of its own.
      if (!items) return;
      if (q && !items.some((i) => form.items[i.item] === key)) addBack(ports, form, told, q, items);
    }
  });
  if (done === 'busy') return false;
  return tellBooks(ports, found, `mend:${id}`, (draft) => keys.forEach((key) => unsay(draft, questionNotice(id, key))));
}

function itemsOf(ports: Ports, id: string): FormItem[] | null {
  try {
    return ports.forms.items(id);
  } catch {
    return null;
  }
}

/** A run that died on the way left its question whole, or blank: that one is taken before another is made. */
function addBack(ports: Ports, form: FormMap, told: Told, q: FormQuestion, items: FormItem[]): void {
  const { spec, prefill } = told.wanted;
  const begun = begunItem(items, q, (item) => item in form.items || item in (form.was ?? {}));
  const whole = begun?.title === q.title ? begun : undefined;
  const half = whole ? undefined : begun;
  const asked = spec.questions.map((one) => one.key);
  const at = placeFor(
    q.key,
    asked,
    told.gate,
    form,
    items.filter((i) => i !== half),
  );
  const item = whole?.item ?? ports.forms.addQuestion(form.id, gated(q, form, told), at, half?.item ?? null);
  form.items[item] = q.key;
  form.missing = (form.missing ?? []).filter((k) => k !== q.key);
  if (prefill.includes(q.key)) Object.assign(form, prefillOf(ports, form, spec, prefill));
  keepForm(ports, form);
}

/** The gate leads to its pages again, as far as they are known. */
function gated(q: FormQuestion, form: FormMap, told: Told): FormQuestion {
  if (q.key !== told.gate || !form.pages || !q.offers) return q;
  const pages = form.pages;
  const leads = Object.fromEntries(q.offers.flatMap((o) => (pages[o.key] ? [[o.label, pages[o.key]!]] : [])));
  return { ...q, required: true, leads: { '': pages[''] ?? '', ...leads } };
}

/** A form in place of one that does not open. The old one's last answers stay in its tab. */
function rebuild(ports: Ports, id: string): boolean {
  const old = formMap(ports, id);
  if (!old) return true;
  if (ports.forms.look(id)) return tellBooks(ports, old, `mend:${id}`, (draft) => unsay(draft, lostNotice(id)));
  const told = readTold(ports, old, (JSON.parse(ports.pack()) as Model).help);
  if (!told) return true;
  const { base, spec, prefill } = told.wanted;
  const made = ports.locked(20_000, () => successor(ports, old) ?? installForm(ports, base, spec, prefill, true));
  if (made === 'busy') return false;
  const said = tellBooks(ports, old, `mend:${id}`, (draft) => {
    for (const key of [lostNotice(id), ...(old.missing ?? []).map((k) => questionNotice(id, k))]) unsay(draft, key);
    if (made) sayRebuilt(draft, made, told.title);
  });
  if (!said) return false;
  const spent = [PROP.found + id, PROP.cursor + id, PROP.lost + id, `${PROP.making}${old.kind}:${old.key}`];
  for (const key of Object.keys(ports.props.all()))
    if (spent.includes(key) || key.startsWith(`${PROP.choices}${id}:`)) ports.props.remove(key);
  ports.props.remove(PROP.form + id);
  return true;
}

/** The form made in its place by a run that died afterwards. */
const successor = (ports: Ports, old: FormMap): FormMap | undefined =>
  Object.entries(ports.props.all())
    .filter(([k]) => k.startsWith(PROP.form))
    .map(([, text]) => JSON.parse(text) as FormMap)
    .find((f) => f.kind === old.kind && f.key === old.key && f.id !== old.id);
