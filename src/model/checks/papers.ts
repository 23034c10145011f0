/** Texts of documents: in every language, and only with words that something fills. */
import type { Reading } from '../reading';
import { nearest } from '../near';
import { LANGS, type DocumentText, type Model, type Register } from '../types';

/** Words every record has beside its fields, and words of the document alone. */
const OF_RECORD = ['number', 'called', 'state'];
const OF_PAPER = ['office', 'register', 'label', 'today', 'roc', 'signatures'];
const OF_PERSON = ['name', 'department', 'employee'];
const HOPS = 2;

export interface Unfilled {
  code: 'text-placeholder' | 'text-section';
  placeholder: string;
  near?: string;
}

type Registers = Pick<Model, 'registers'>;

/** The first word of a text that nothing fills, or a part that is not closed; null = all is well. */
export function unfilled(model: Registers, register: Register, text: string): Unfilled | null {
  const open: { name: string; register: Register }[] = [];
  const inner = (): Register => open.at(-1)?.register ?? register;
  for (const [, sign = '', name = ''] of text.matchAll(/\{\{\{?\s*([#^/&!>=]?)\s*([^}]*?)\s*\}\}/g)) {
    if (sign === '/') {
      if (open.pop()?.name !== name) return { code: 'text-section', placeholder: `/${name}` };
      continue;
    }
    const listed = /^related\.(\w+)(?:\.(\w+))?$/.exec(name);
    const other = listed ? relatedOf(model, register, listed[1]!, listed[2]) : undefined;
    const lists = sign === '#' || sign === '^';
    const fine =
      !['>', '=', '!'].includes(sign) &&
      (listed
        ? lists && other !== undefined
        : filled(model, inner(), name, HOPS) ||
          (inner() !== register && (name === 'i' || filled(model, register, name, HOPS))) ||
          ofPaper(model, register, name));
    if (!fine) {
      const near = nearest(name, [...OF_RECORD, ...OF_PAPER, ...inner().fields.map((f) => f.key)]);
      return { code: 'text-placeholder', placeholder: `${sign}${name}`, ...(near === undefined ? {} : { near }) };
    }
    if (lists) open.push({ name, register: sign === '#' && other ? other : inner() });
  }
  const left = open.at(-1);
  return left ? { code: 'text-section', placeholder: `#${left.name}` } : null;
}

/** A register of the same workbook whose records point at this one. */
function relatedOf(model: Registers, register: Register, key: string, state?: string): Register | undefined {
  const other = model.registers[key];
  if (!other || other.workbook !== register.workbook) return undefined;
  if (!other.fields.some((f) => f.type === 'link' && f.to === register.key)) return undefined;
  return state === undefined || other.states.some((s) => s.key === state) ? other : undefined;
}

function filled(model: Registers, register: Register, path: string, hops: number): boolean {
  const [head = '', ...rest] = path.split('.');
  if (head === 'fields') return rest.length === 1 && register.fields.some((f) => f.key === rest[0]);
  const field = register.fields.find((f) => f.key === head);
  if (rest.length === 0) return OF_RECORD.includes(head) || field !== undefined;
  if (field?.type === 'person') return rest.length === 1 && OF_PERSON.includes(rest[0]!);
  const target = field?.to === undefined ? undefined : model.registers[field.to];
  return target !== undefined && hops > 0 && filled(model, target, rest.join('.'), hops - 1);
}

function ofPaper(model: Registers, register: Register, path: string): boolean {
  const [head = '', key, part] = path.split('.');
  if (key === undefined) return OF_PAPER.includes(head);
  const state = register.states.some((s) => s.key === key);
  if (part === undefined && head === 'at') return state;
  if (part === undefined && head === 'roc')
    return state || key === 'today' || register.fields.some((f) => f.key === key && f.type === 'date');
  const other = relatedOf(model, register, key, head === 'count' ? part : undefined);
  if (head === 'count') return other !== undefined;
  return (
    head === 'sum' &&
    other !== undefined &&
    other.fields.some((f) => f.key === part && (f.type === 'number' || f.type === 'money'))
  );
}

/** Shipped texts; those of an office are judged at their rows. */
export function checkText(reading: Reading, model: Model, text: DocumentText): void {
  const at = `texts.${text.key}`;
  if (!reading.known('unknown-register', `${at}.register`, text.register, Object.keys(model.registers))) return;
  if (text.name !== undefined) return;
  for (const language of LANGS) {
    const words = text.words[language];
    if (!words) {
      reading.faultAt('text-language', at, { name: text.key, language });
      continue;
    }
    const wrong = unfilled(model, model.registers[text.register]!, words);
    if (wrong) {
      const { code, ...params } = wrong;
      reading.faultAt(code, `${at}.${language}`, { name: text.key, ...params });
    }
  }
}
