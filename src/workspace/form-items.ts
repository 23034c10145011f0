/** Items of a form over FormApp: read, made, dressed, and their choices with the sections they lead to. */
import type { Choice } from '../engine/choices';
import type { FormItem } from '../engine/questions';
import type { FormQuestion } from '../office/ports';

type Form = GoogleAppsScript.Forms.Form;
type Item = GoogleAppsScript.Forms.Item;
type Page = GoogleAppsScript.Forms.PageBreakItem;
type Listed = GoogleAppsScript.Forms.ListItem;
type Ticked = GoogleAppsScript.Forms.CheckboxItem;
/** What all questions have in common. */
interface Question {
  getId(): number;
  setTitle(title: string): unknown;
  setHelpText(text: string): unknown;
  setRequired(enabled: boolean): unknown;
  isRequired(): boolean;
}

/** The name of an item's kind. Names, not values: a kind the typings lack is still told apart. */
const kindOf = (item: Item): string => String(item.getType());

/** An item as its kind; null for kinds that are read by title alone (grids, files, pictures). */
function asKind(item: Item): Question | null {
  switch (kindOf(item)) {
    case 'TEXT':
      return item.asTextItem();
    case 'PARAGRAPH_TEXT':
      return item.asParagraphTextItem();
    case 'LIST':
      return item.asListItem();
    case 'MULTIPLE_CHOICE':
      return item.asMultipleChoiceItem();
    case 'CHECKBOX':
      return item.asCheckboxItem();
    case 'DATE':
      return item.asDateItem();
    case 'TIME':
      return item.asTimeItem();
    case 'SCALE':
      return item.asScaleItem();
    default:
      return null;
  }
}

const hasChoices = (item: Item): boolean => ['LIST', 'MULTIPLE_CHOICE', 'CHECKBOX'].includes(kindOf(item));

export function readItem(item: Item): FormItem {
  const kind = asKind(item);
  return {
    item: String(item.getId()),
    type: kindOf(item),
    title: item.getTitle(),
    help: item.getHelpText(),
    required: kind?.isRequired() ?? false,
    choices: hasChoices(item) ? (kind as unknown as Listed).getChoices().map((c) => c.getValue()) : [],
  };
}

/** A blank item of the question's kind at the end of the form. */
export function make(form: Form, q: FormQuestion): Question {
  switch (q.type) {
    case 'paragraph':
      return form.addParagraphTextItem();
    case 'date':
      return form.addDateItem();
    case 'time':
      return form.addTimeItem();
    case 'list':
      return form.addListItem();
    case 'choice':
      return form.addMultipleChoiceItem();
    case 'checkbox':
      return form.addCheckboxItem();
    case 'scale':
      return form.addScaleItem();
    default:
      return form.addTextItem();
  }
}

/** An item that was begun, as what it is. */
export const half = (form: Form, id: string): Question => asKind(form.getItemById(Number(id)))!;

/** Everything but the title. */
function fill(form: Form, item: Question, q: FormQuestion): void {
  item.setHelpText(q.help);
  item.setRequired(q.required);
  if (q.type === 'scale') (item as unknown as GoogleAppsScript.Forms.ScaleItem).setBounds(1, q.scale ?? 5);
  const options = q.options ?? [];
  if (options.length === 0 || !['list', 'choice', 'checkbox'].includes(q.type)) return;
  const { leads } = q;
  if (!leads) {
    (item as unknown as Ticked).setChoiceValues(options);
    return;
  }
  const listed = item as unknown as Listed;
  listed.setChoices(options.map((o) => choice(listed, o, pageOf(form, leads[o] ?? leads['']) ?? onward())));
}

export function dress(form: Form, item: Question, q: FormQuestion): string {
  fill(form, item, q);
  item.setTitle(q.title);
  return String(item.getId());
}

/** The title comes last: an item without one is known to be half made. */
export function insert(form: Form, q: FormQuestion, at: number, half: string | null): string {
  const begun = half === null ? null : form.getItemById(Number(half));
  const made = begun ? asKind(begun)! : make(form, q);
  fill(form, made, q);
  const item = form.getItemById(made.getId());
  if (item.getIndex() !== at) form.moveItem(item, at);
  made.setTitle(q.title);
  return String(made.getId());
}

const onward = (): GoogleAppsScript.Forms.PageNavigationType => FormApp.PageNavigationType.CONTINUE;
type Target = Page | GoogleAppsScript.Forms.PageNavigationType;

const choice = (item: Listed, value: string, to: Target): GoogleAppsScript.Forms.Choice =>
  item.createChoice(value, to as Page);

function pageOf(form: Form, id: string | null | undefined): Page | null {
  const item = id ? form.getItemById(Number(id)) : null;
  return item && kindOf(item) === 'PAGE_BREAK' ? item.asPageBreakItem() : null;
}

/** Choices that lead somewhere cannot stand beside such that do not: where one leads, all do. */
export function rewrite(form: Form, id: string, choices: Choice[], rest: string | null): void {
  const item = form.getItemById(Number(id));
  if (!item || !hasChoices(item)) return;
  const values = choices.map((c) => c.label);
  if (kindOf(item) === 'CHECKBOX') {
    item.asCheckboxItem().setChoiceValues(values);
    return;
  }
  const listed = asKind(item) as unknown as Listed;
  const leads = new Map(listed.getChoices().map((c) => [c.getValue(), targetOf(c)] as const));
  if ([...leads.values()].every((to) => to === null)) {
    listed.setChoiceValues(values);
    return;
  }
  const others = pageOf(form, rest) ?? onward();
  listed.setChoices(
    choices.map((c) => choice(listed, c.label, c.was === undefined ? others : (leads.get(c.was) ?? onward()))),
  );
}

function targetOf(c: GoogleAppsScript.Forms.Choice): Target | null {
  const type = c.getPageNavigationType() as GoogleAppsScript.Forms.PageNavigationType | null;
  return c.getGotoPage() ?? type;
}
