/** Forms over FormApp: installed with verified e-mail and edits off, read by response id, prefilled by template (design: Intake). */
import type { FormQuestion, Forms, FormSpec, Response } from '../office/ports';
import { retrying } from './books';

type Form = GoogleAppsScript.Forms.Form;
/** Methods the typings lack (they lag the service). */
interface Creator {
  create(title: string, published: boolean): Form;
}
interface Newer {
  setEmailCollectionType?(type: unknown): void;
  setPublished?(published: boolean): void;
  supportsAdvancedResponderPermissions?(): boolean;
  isPublished?(): boolean;
}

export function forms(sleep: (ms: number) => void): Forms {
  return {
    install(existing, spec, items) {
      const form = existing ? FormApp.openById(existing) : (FormApp as unknown as Creator).create(spec.title, true);
      if (!existing) {
        form
          .setTitle(spec.title)
          .setDescription(spec.description)
          .setConfirmationMessage(spec.confirmation)
          .setAllowResponseEdits(false);
        if (spec.verified) verified(form);
        if (spec.destination) form.setDestination(FormApp.DestinationType.SPREADSHEET, spec.destination);
      }
      const keys = existing ? keep(form, spec, items) : build(form, spec);
      return {
        id: form.getId(),
        items: keys,
        tab: spec.destination ? tabOf(spec.destination, form.getId()) : null,
        url: form.getPublishedUrl(),
      };
    },
    setChoices(id, item, options) {
      const found = FormApp.openById(id).getItemById(Number(item));
      if (found && found.getType() === FormApp.ItemType.LIST) found.asListItem().setChoiceValues(options);
    },
    responses(id, since) {
      return retrying(sleep, () => FormApp.openById(id).getResponses(new Date(since))).map((r): Response => ({
        id: r.getId(),
        at: r.getTimestamp().getTime(),
        email: r.getRespondentEmail() || null,
        answers: r.getItemResponses().map((a) => ({
          item: String(a.getItem().getId()),
          title: a.getItem().getTitle(),
          value: texts(a.getResponse()),
        })),
      }));
    },
    prefilled(id, answers) {
      const form = FormApp.openById(id);
      const response = form.createResponse();
      for (const [item, text] of Object.entries(answers)) {
        const found = form.getItemById(Number(item));
        if (!found) continue;
        const type = found.getType();
        if (type === FormApp.ItemType.TEXT) response.withItemResponse(found.asTextItem().createResponse(text));
        else if (type === FormApp.ItemType.LIST) response.withItemResponse(found.asListItem().createResponse(text));
      }
      return response.toPrefilledUrl();
    },
  };
}

function texts(value: string | string[] | string[][]): string | string[] {
  return Array.isArray(value) ? value.map((v) => (Array.isArray(v) ? v.join('、') : String(v))) : String(value);
}

function verified(form: Form & Newer): void {
  const types = (FormApp as unknown as { EmailCollectionType?: { VERIFIED: unknown } }).EmailCollectionType;
  if (!form.setEmailCollectionType || !types)
    throw new Error('In the form: Settings > Responses > Collect email addresses > Verified. Then run setup again.');
  form.setEmailCollectionType(types.VERIFIED);
}

/** New form: questions in order; behind the gate question a page of self-help for each choice that has one. */
function build(form: Form, spec: FormSpec): Record<string, string> {
  const keys: Record<string, string> = {};
  const at = spec.gate ? spec.questions.findIndex((q) => q.key === spec.gate!.key) : -1;
  const before = at < 0 ? spec.questions : spec.questions.slice(0, at + 1);
  const after = at < 0 ? [] : spec.questions.slice(at + 1);
  let gate: GoogleAppsScript.Forms.ListItem | null = null;
  for (const q of before) {
    if (spec.gate && q.key === spec.gate.key) {
      gate = form.addListItem().setTitle(q.title).setHelpText(q.help).setRequired(true);
      keys[q.key] = String(gate.getId());
    } else keys[q.key] = add(form, q);
  }
  if (!spec.gate || !gate) return keys;
  const pages: {
    when: string;
    page: GoogleAppsScript.Forms.PageBreakItem;
    choice: GoogleAppsScript.Forms.MultipleChoiceItem;
    solved: string;
    goOn: string;
  }[] = [];
  for (const help of spec.gate.help) {
    const page = form.addPageBreakItem().setTitle(help.title).setHelpText(help.text);
    const choice = form
      .addMultipleChoiceItem()
      .setTitle(help.title.split('：')[0] ?? help.title)
      .setRequired(true);
    keys[`${spec.gate.solvedKey}:${help.when}`] = String(choice.getId());
    pages.push({ when: help.when, page, choice, solved: help.solved, goOn: help.goOn });
  }
  const rest = form.addPageBreakItem().setTitle(spec.title);
  for (const q of after) keys[q.key] = add(form, q);
  for (const p of pages)
    p.choice.setChoices([
      p.choice.createChoice(p.solved, FormApp.PageNavigationType.SUBMIT),
      p.choice.createChoice(p.goOn, rest),
    ]);
  const options = spec.questions[at]!.options ?? [];
  gate.setChoices(options.map((o) => gate.createChoice(o, pages.find((p) => p.when === o)?.page ?? rest)));
  return keys;
}

/** A form that is there: what people reworded stays; only questions that never existed are added. */
function keep(form: Form, spec: FormSpec, items: Record<string, string>): Record<string, string> {
  const keys = { ...items };
  for (const q of spec.questions) if (!keys[q.key]) keys[q.key] = add(form, q);
  return keys;
}

function add(form: Form, q: FormQuestion): string {
  switch (q.type) {
    case 'paragraph':
      return id(form.addParagraphTextItem().setTitle(q.title).setHelpText(q.help).setRequired(q.required));
    case 'date':
      return id(form.addDateItem().setTitle(q.title).setHelpText(q.help).setRequired(q.required));
    case 'time':
      return id(form.addTimeItem().setTitle(q.title).setHelpText(q.help).setRequired(q.required));
    case 'list':
      return id(
        form
          .addListItem()
          .setTitle(q.title)
          .setHelpText(q.help)
          .setRequired(q.required)
          .setChoiceValues(q.options ?? []),
      );
    case 'choice':
      return id(
        form
          .addMultipleChoiceItem()
          .setTitle(q.title)
          .setHelpText(q.help)
          .setRequired(q.required)
          .setChoiceValues(q.options ?? []),
      );
    case 'checkbox':
      return id(
        form
          .addCheckboxItem()
          .setTitle(q.title)
          .setHelpText(q.help)
          .setRequired(q.required)
          .setChoiceValues(q.options ?? []),
      );
    case 'scale':
      return id(
        form
          .addScaleItem()
          .setTitle(q.title)
          .setHelpText(q.help)
          .setRequired(q.required)
          .setBounds(1, q.scale ?? 5),
      );
    default:
      return id(form.addTextItem().setTitle(q.title).setHelpText(q.help).setRequired(q.required));
  }
}

const id = (item: { getId(): number }): string => String(item.getId());

/** Sheet id of the form's own answers in the intake workbook. */
function tabOf(spreadsheet: string, formId: string): number | null {
  for (const sheet of SpreadsheetApp.openById(spreadsheet).getSheets())
    if (sheet.getFormUrl()?.includes(formId)) return sheet.getSheetId();
  return null;
}
