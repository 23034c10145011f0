/** Forms over FormApp: installed with verified e-mail and edits off, read by response id, prefilled by template (design: Intake). */
import type { Forms, FormSpec, Response } from '../office/ports';
import { retrying } from './books';
import { begunItem } from '../engine/questions';
import { dress, half, insert, make, readItem, rewrite } from './form-items';

type Form = GoogleAppsScript.Forms.Form;
/** Methods the typings lack (they lag the service). */
interface Creator {
  create(title: string, published: boolean): Form;
}
interface Newer {
  setEmailCollectionType?(type: unknown): void;
  getEmailCollectionType?(): unknown;
  setPublished?(published: boolean): void;
  supportsAdvancedResponderPermissions?(): boolean;
  isPublished?(): boolean;
}

export function forms(sleep: (ms: number) => void): Forms {
  return {
    install(existing, spec, items, making) {
      const unfinished = existing ? null : (making?.unfinished ?? null);
      const form = existing
        ? FormApp.openById(existing)
        : ((unfinished ? opened(unfinished) : null) ?? (FormApp as unknown as Creator).create(spec.title, true));
      if (!existing) {
        making?.begun(form.getId());
        // Nobody has answered it yet: what a broken run left in it goes.
        for (const item of form.getItems().reverse()) form.deleteItem(item);
        form
          .setTitle(spec.title)
          .setDescription(spec.description)
          .setConfirmationMessage(spec.confirmation)
          .setAllowResponseEdits(false);
        if (spec.verified) verified(form);
        if (spec.destination && destinationOf(form) !== spec.destination)
          form.setDestination(FormApp.DestinationType.SPREADSHEET, spec.destination);
      }
      const made = existing ? { items: keep(form, spec, items), pages: {} } : build(form, spec);
      return {
        id: form.getId(),
        ...made,
        tab: spec.destination ? tabOf(spec.destination, form.getId()) : null,
        url: form.getPublishedUrl(),
      };
    },
    items: (id) => retrying(sleep, () => FormApp.openById(id).getItems()).map(readItem),
    look(id) {
      const form = opened(id);
      if (!form) return null;
      const types = (FormApp as unknown as { EmailCollectionType?: { VERIFIED: unknown } }).EmailCollectionType;
      return {
        accepting: form.isAcceptingResponses(),
        published: form.isPublished?.() ?? true,
        verified: form.getEmailCollectionType
          ? form.getEmailCollectionType() === types?.VERIFIED
          : form.collectsEmail(),
        destination: destinationOf(form),
        edits: form.canEditResponse(),
      };
    },
    mend(id, wantsVerified, target) {
      const form = opened(id);
      if (!form) return null;
      if (form.isPublished?.() === false) form.setPublished?.(true);
      if (!form.isAcceptingResponses()) form.setAcceptingResponses(true);
      if (form.canEditResponse()) form.setAllowResponseEdits(false);
      if (wantsVerified) verified(form);
      if (destinationOf(form) !== target) form.setDestination(FormApp.DestinationType.SPREADSHEET, target);
      return tabOf(target, form.getId());
    },
    addQuestion: (id, question, at, half) => insert(FormApp.openById(id), question, at, half),
    setChoices(id, item, choices, rest) {
      rewrite(FormApp.openById(id), item, choices, rest);
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
      const marks: Record<string, string> = {};
      for (const [item, text] of Object.entries(answers)) {
        const found = form.getItemById(Number(item));
        if (!found) continue;
        const type = found.getType();
        if (type === FormApp.ItemType.TEXT) response.withItemResponse(found.asTextItem().createResponse(text));
        else if (type === FormApp.ItemType.LIST) {
          const list = found.asListItem();
          const values = list.getChoices().map((c) => c.getValue());
          const mark = values.includes(text) ? text : values[0]!;
          response.withItemResponse(list.createResponse(mark));
          marks[item] = mark;
          continue;
        } else continue;
        marks[item] = text;
      }
      return { url: response.toPrefilledUrl(), marks };
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

/** The form, or null when it does not open. */
function opened(id: string): (Form & Newer) | null {
  try {
    return FormApp.openById(id);
  } catch {
    return null;
  }
}

/** Spreadsheet the answers go to; null when there is none (the service throws then). */
function destinationOf(form: Form): string | null {
  try {
    return form.getDestinationId();
  } catch {
    return null;
  }
}

/** New form: questions in order; behind the gate question a page of self-help for each choice that has one. */
function build(form: Form, spec: FormSpec): { items: Record<string, string>; pages: Record<string, string> } {
  const keys: Record<string, string> = {};
  const at = spec.gate ? spec.questions.findIndex((q) => q.key === spec.gate!.key) : -1;
  const before = at < 0 ? spec.questions : spec.questions.slice(0, at + 1);
  const after = at < 0 ? [] : spec.questions.slice(at + 1);
  let gate: GoogleAppsScript.Forms.ListItem | null = null;
  for (const q of before) {
    if (spec.gate && q.key === spec.gate.key) {
      gate = form.addListItem().setTitle(q.title).setHelpText(q.help).setRequired(true);
      keys[q.key] = String(gate.getId());
    } else keys[q.key] = dress(form, make(form, q), q);
  }
  if (!spec.gate || !gate) return { items: keys, pages: {} };
  const pages = spec.gate.help.map((help) => {
    const page = form.addPageBreakItem().setTitle(help.title).setHelpText(help.text);
    const choice = form
      .addMultipleChoiceItem()
      .setTitle(help.title.split('：')[0] ?? help.title)
      .setRequired(true);
    keys[`${spec.gate!.solvedKey}:${help.when}`] = String(choice.getId());
    return { ...help, page, choice };
  });
  const rest = form.addPageBreakItem().setTitle(spec.title);
  for (const q of after) keys[q.key] = dress(form, make(form, q), q);
  for (const p of pages)
    p.choice.setChoices([
      p.choice.createChoice(p.solved, FormApp.PageNavigationType.SUBMIT),
      p.choice.createChoice(p.goOn, rest),
    ]);
  const options = spec.questions[at]!.options ?? [];
  gate.setChoices(options.map((o) => gate.createChoice(o, pages.find((p) => p.when === o)?.page ?? rest)));
  const leads: Record<string, string> = { '': String(rest.getId()) };
  for (const p of pages) leads[p.key] = String(p.page.getId());
  return { items: keys, pages: leads };
}

/** A form that is there: what people reworded stays; only questions that never existed are added. */
function keep(form: Form, spec: FormSpec, items: Record<string, string>): Record<string, string> {
  const keys = { ...items };
  const missing = spec.questions.filter((q) => !keys[q.key]);
  const there = missing.length > 0 ? form.getItems().map(readItem) : [];
  for (const q of missing) {
    const begun = begunItem(there, q, (item) => Object.values(keys).includes(item));
    keys[q.key] = dress(form, begun ? half(form, begun.item) : make(form, q), q);
  }
  return keys;
}

/** Sheet id of the form's own answers in the intake workbook. */
function tabOf(spreadsheet: string, formId: string): number | null {
  for (const sheet of SpreadsheetApp.openById(spreadsheet).getSheets())
    if (sheet.getFormUrl()?.includes(formId)) return sheet.getSheetId();
  return null;
}
