/** Choices of forms follow the lists of the setup workbook, at the tick after they reached the workbooks (`_ref`). */
import { mergeChoices, type Offer } from '../engine/choices';
import type { FormItem } from '../engine/questions';
import { bookMap, readFirst, type First } from './book';
import { offersOf, rememberChoices } from './install-forms';
import { PROP, type FormMap } from './layout';
import { notOpening } from './lost-forms';
import type { Ports } from './ports';

/** Nothing is read while the snapshot handed out last is the one the forms were brought up to. */
export function followLists(ports: Ports, all: FormMap[]): void {
  const ref = ports.props.get(PROP.published);
  if (ref === null || ports.props.get('lists') === ref) return;
  const forms = all.filter((f) => f.kind === 'intake');
  for (const workbook of new Set(forms.map((f) => f.workbook))) {
    const mine = forms.filter((f) => f.workbook === workbook);
    const first = readFirst(ports, bookMap(ports, workbook), { registers: mine.map((f) => f.register) });
    for (const form of mine) {
      const moved = movedLists(ports, form, first);
      // One writer at a time: two runs that merge one question would each count the other's choices as people's own.
      if (moved.length > 0 && ports.locked(20_000, () => follow(ports, form, first, moved)) === 'busy') return;
    }
  }
  ports.props.set('lists', ref);
}

interface Moved {
  field: string;
  last: Record<string, string> | null;
  now: Offer[];
  all: Offer[];
}

/** Questions whose list is not what it was when they were last brought up to date. */
function movedLists(ports: Ports, form: FormMap, first: First): Moved[] {
  const asked = new Set(Object.values(form.items));
  return (first.registers[form.register]?.fields ?? []).flatMap((field): Moved[] => {
    const now = asked.has(field.key) ? offersOf(field, first.ref) : null;
    if (!now) return [];
    const text = ports.props.get(`${PROP.choices}${form.id}:${field.key}`);
    const last = text === null ? null : (JSON.parse(text) as Record<string, string>);
    const same = last && JSON.stringify(Object.entries(last)) === JSON.stringify(now.map((o) => [o.key, o.label]));
    return same ? [] : [{ field: field.key, last, now, all: offersOf(field, first.ref, true)! }];
  });
}

function follow(ports: Ports, form: FormMap, first: First, moved: Moved[]): void {
  let items: FormItem[];
  try {
    items = ports.forms.items(form.id);
  } catch {
    notOpening(ports, form); // its lists are followed up when it opens again
    return;
  }
  const rest = form.pages?.[''] ?? items.filter((i) => i.type === 'PAGE_BREAK').at(-1)?.item ?? null;
  for (const { field, last, now, all } of moved) {
    for (const item of items.filter((i) => form.items[i.item] === field && i.choices.length > 0)) {
      const choices = mergeChoices(last, item.choices, now, all);
      if (choices) ports.forms.setChoices(form.id, item.item, choices, rest);
    }
    // A list without entries leaves the question as it is, and what was ours stays ours.
    if (now.length > 0) rememberChoices(ports, form.id, field, now);
  }
}
