/** The projection of a record: what each column of its live row shows, in the sheet's language. Pure of layout: by column key. */
import type { Label, Lang, Register } from '../model/types';
import { formatShown } from './shown';
import { alertedDate } from './alerts';
import { formatMoment, serialOf, serialOfMoment } from './civil';
import { look, type Draft } from './draft';
import { personOf } from './people';
import { nearestDue, stateOf } from './record-clocks';
import type { Rec, Ref } from './types';
import { showCell, type Shown } from './values';
import { checkCell, render } from './words';

export type { Shown };
export type Row = Record<string, Shown>;

export const pick = (label: Label | undefined, lang: Lang): string =>
  label?.[lang] ?? label?.['zh-TW'] ?? label?.en ?? label?.['zh-CN'] ?? '';

const text = (value: string): Shown => ({ kind: 'text', value });

/** How a record is named in links, mails and dropdowns: its number and `called`. */
export function calledOf(draft: Draft, register: Register, rec: Rec, lang: Lang): string {
  return register.called
    .replace(/\{([a-z_]+)\}/g, (_all, key: string) => {
      const field = register.fields.find((f) => f.key === key);
      if (!field) return '';
      return formatShown(
        showCell(field, rec.values[key] ?? null, showContext(draft.facts.ref, draft.facts.now, lang, rec.names)),
      );
    })
    .replace(/\s+/g, ' ')
    .trim();
}

export function showContext(
  ref: Ref,
  now: number,
  lang: Lang,
  names: Record<string, string> = {},
): { ref: Ref; now: number; lang: Lang; linkName: (id: string) => string } {
  return { ref, now, lang, linkName: (id) => names[id] ?? '' };
}

/** Remembers how linked records are called, where they were read, so that a row can be shown without reading them again. */
export function rememberNames(draft: Draft, register: Register, rec: Rec): void {
  for (const field of register.fields) {
    const id = rec.values[field.key];
    if (field.type !== 'link' || !field.to || typeof id !== 'string') continue;
    const other = draft.facts.registers[field.to];
    const linked = other && look(draft, field.to, id);
    if (other && linked) rec.names[id] = calledOf(draft, other, linked, draft.facts.ref.language);
  }
}

/** The whole row. Held cells show what was typed. */
export function project(register: Register, rec: Rec, ref: Ref, now: number): Row {
  const lang = ref.language;
  const row: Row = {};
  const ctx = showContext(ref, now, lang, rec.names);
  row.$number = text(rec.id);
  row.$state = text(pick(stateOf(register, rec.state)?.label, lang));
  row.$next = text(waitingText(register, rec, lang));
  row.$check = text(checkCell(rec.check, lang, ref.zone));
  for (const field of register.fields) {
    if (field.noColumn) continue;
    const held = rec.held[field.key];
    row[field.key] = held
      ? typeof held.typed === 'number'
        ? { kind: 'number', value: held.typed }
        : text(String(held.typed))
      : showCell(field, rec.values[field.key] ?? null, ctx);
  }
  const due = nearestDue(register, rec);
  const alerted = due === null ? alertedDate(register, rec) : null;
  row.$due =
    alerted !== null
      ? { kind: 'date', value: serialOf(alerted) }
      : due === null
        ? text('')
        : due === 'paused'
          ? text(render({ code: 'due.paused' }, lang))
          : { kind: 'datetime', value: serialOfMoment(due.due, ref.zone) };
  row.$files = text(
    filesOf(register, rec, lang)
      .map((file) => file.label)
      .join(' · '),
  );
  const by = rec.updated.by
    ? (personOf(ref, rec.updated.by)?.name ?? rec.updated.by)
    : render({ code: 'by.system' }, lang);
  row.$updated = text(`${formatMoment(rec.updated.at, ref.zone, lang, rec.updated.at)} ${by}`);
  return row;
}

/** A record's documents as people call them, in template order; what the template no longer names by its file's name. */
export function filesOf(register: Register, rec: Rec, lang: Lang): { label: string; url: string }[] {
  const order = (register.documents ?? []).map((d) => d.key);
  return Object.entries(rec.documents ?? {})
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([key, file]) => {
      const label = register.documents?.find((d) => d.key === key)?.label;
      const code = file.kind === 'pdf' ? 'paper.pdf' : 'paper.living';
      return { label: label ? render({ code, params: { label } }, lang) : file.name, url: file.url };
    });
}

function waitingText(register: Register, rec: Rec, lang: Lang): string {
  if (!rec.waiting) return '';
  const action = register.actions.find((a) => a.key === rec.waiting!.action);
  const label = pick(action?.label, lang);
  return rec.waiting.reason ? `${label}：${rec.waiting.reason}` : label;
}

/** Fingerprint source: the row as text, by column key, without the engine's own moments. */
export function rowText(row: Row): string {
  return Object.keys(row)
    .sort()
    .filter((k) => k !== '$check' && k !== '$updated' && k !== '$due')
    .map((k) => `${k}=${String(row[k]!.value)}`)
    .join('\u0001');
}
