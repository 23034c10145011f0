/**
 * A look at the forms, a few at each tick: questions people added become news, deleted ones are named on 首頁 with 「放回」, forms
 * that do not open with 「重建」. A look that shows nothing new reads no workbook (design: Time).
 */
import { readQuestions, unmoved, type FormItem, type FormNews } from '../engine/questions';
import { lostNotice, questionNotice, sayLost, sayMissing, tellBooks, unsay } from './form-notices';
import { formMap, readTold, type Told } from './form-spec';
import { addFound, foundOf } from './found-fields';
import { keepForm, prefillOf } from './install-forms';
import { PROP, type FormMap } from './layout';
import { isOverdue, lostSince, markTold, notOpening, recountTab } from './lost-forms';
import type { Ports } from './ports';

/** Forms a tick looks at; the others have their turn at the next ones. */
const AT_ONCE = 6;
const TICK = 600_000;

/** Up to six forms, in turn. */
export function lookAtForms(ports: Ports, all: FormMap[], props: Record<string, string>): void {
  const from = all.length > AT_ONCE ? Math.floor(ports.now() / TICK) * AT_ONCE : 0;
  for (let i = 0; i < Math.min(AT_ONCE, all.length); i++) lookAtForm(ports, all[(from + i) % all.length]!, props);
}

/** One form; `props`: all script properties as just read. */
export function lookAtForm(ports: Ports, form: FormMap, props = ports.props.all()): void {
  let items: FormItem[];
  try {
    items = ports.forms.items(form.id);
  } catch {
    shut(ports, form, props);
    return;
  }
  if (lostSince(props, form.id)) open(ports, form, props);
  const told = foundOf(props, form.id);
  if (
    unmoved(
      form,
      items,
      told.map((q) => q.item),
    )
  )
    return;
  const news = settle(ports, form.id, items);
  const found = news?.found.filter((q) => !told.some((k) => k.item === q.item)) ?? [];
  if (news && found.length > 0) addFound(ports, news.form, found);
}

/**
 * Notices first, then what the office keeps of the form: a run that dies between says the same again. What is kept is judged
 * anew under the lock; where somebody mended the form meanwhile, the next look has its turn. Null = not now.
 */
function settle(ports: Ports, id: string, items: FormItem[]): (FormNews & { form: FormMap }) | null {
  const form = formMap(ports, id);
  const told = form && readTold(ports, form);
  if (!form || !told) return null;
  const news = judge(form, told, items);
  const was = form.missing ?? [];
  const lost = news.missing.filter((k) => !was.includes(k));
  const back = was.filter((k) => !news.missing.includes(k));
  if (lost.length + back.length > 0) {
    const said = tellBooks(ports, form, `form:${id}`, (draft) => {
      for (const key of lost) sayMissing(draft, form, told.title, key, told.label(key));
      for (const key of back) unsay(draft, questionNotice(id, key));
    });
    if (!said) return null;
  }
  const kept = ports.locked(20_000, () => {
    const now = formMap(ports, id);
    if (!now) return null;
    const sure = judge(now, told, ports.forms.items(id));
    if (sure.missing.join() !== news.missing.join()) return null;
    const next: FormMap = { ...now, ...sure.bound };
    const { prefill, spec } = told.wanted;
    if (prefill.some((key) => itemsOf(now, key) !== itemsOf(next, key)))
      Object.assign(next, prefillOf(ports, next, spec, prefill));
    keepForm(ports, next);
    return { ...sure, form: next };
  });
  return kept === 'busy' ? null : kept;
}

function judge(form: FormMap, told: Told, items: FormItem[]): FormNews {
  const asked = told.wanted.spec.questions.map((q) => q.key);
  return readQuestions(form, items, form.kind === 'intake' ? told.register.fields : [], asked);
}

const itemsOf = (form: FormMap, key: string): string =>
  Object.keys(form.items)
    .filter((item) => form.items[item] === key)
    .join();

function shut(ports: Ports, form: FormMap, props: Record<string, string>): void {
  const lost = lostSince(props, form.id);
  if (!lost) notOpening(ports, form);
  else if (isOverdue(lost, ports.now())) {
    const told = readTold(ports, form);
    if (told && tellBooks(ports, form, `lost:${form.id}`, (draft) => sayLost(draft, form, told.title)))
      markTold(ports, form.id, lost);
  }
}

/** It opens again: what came meanwhile is counted anew, lists are followed up. */
function open(ports: Ports, form: FormMap, props: Record<string, string>): void {
  if (
    lostSince(props, form.id)!.told &&
    !tellBooks(ports, form, `open:${form.id}`, (d) => unsay(d, lostNotice(form.id)))
  )
    return;
  recountTab(ports, form.id);
  ports.props.remove('lists');
  ports.props.remove(PROP.lost + form.id);
}
