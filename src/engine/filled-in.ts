/** Words of a template with values of the record in braces: 「剩 {item.on_hand}，要領 {quantity}」. */
import { formatShown } from './shown';
import { pathOf, parseCondition } from '../model/conditions';
import { LANGS, type Field, type Label, type Lang, type Register } from '../model/types';
import { evaluate } from './condition';
import { conditionFacts, valueAt } from './condition-facts';
import { registerOf, type Draft } from './draft';
import { pick, showContext } from './project';
import type { Rec } from './types';
import { showCell } from './values';

/** A path is shown as people read it, any other condition as its value. What cannot be read stays as it is written. */
export function filledIn(draft: Draft, register: Register, rec: Rec, words: Label): Label {
  if (!Object.values(words).some((text) => text.includes('{'))) return words;
  return Object.fromEntries(
    LANGS.map((lang) => [
      lang,
      pick(words, lang).replace(
        /\{([^{}]+)\}/g,
        (whole, text: string) => one(draft, register, rec, text, lang) ?? whole,
      ),
    ]),
  );
}

function one(draft: Draft, register: Register, rec: Rec, text: string, lang: Lang): string | null {
  const condition = parseCondition(text);
  if (!condition.ok) return null;
  const path = pathOf(condition.ast);
  const field = path === undefined ? undefined : fieldAt(draft, register, path);
  if (path !== undefined && field) {
    const value = valueAt(draft, register, rec, path).value;
    const names = showContext(draft.facts.ref, draft.facts.now, lang, rec.names);
    return value === null ? '—' : formatShown(showCell(field, value, names));
  }
  const answer = evaluate(text, conditionFacts(draft, register, rec));
  return 'value' in answer ? shown(answer.value) : '—';
}

const shown = (value: unknown): string => String(typeof value === 'number' ? Math.round(value * 100) / 100 : value);

function fieldAt(draft: Draft, register: Register, path: string): Field | undefined {
  const [head, ...rest] = path.split('.');
  const field = register.fields.find((one_) => one_.key === head);
  if (!field || rest.length === 0) return field;
  return field.to && draft.facts.registers[field.to]
    ? fieldAt(draft, registerOf(draft, field.to), rest.join('.'))
    : undefined;
}
