/** Where a path of a condition, a source or a metric leads: `cost`, `asset.model`, `requester.department`, `at.solved`. */
import { nearest } from './near';
import type { Field, FieldType, Label, Model, Register } from './types';

/** What can be read of a person by a path, with the type it has there. */
export const PERSON_PATHS: Readonly<Record<string, FieldType>> = {
  name: 'text',
  display: 'text',
  email: 'text',
  english: 'text',
  employee: 'text',
  department: 'department',
  manager: 'person',
  language: 'choice',
  active: 'yes-no',
};
/** What can be read of a department: `headcount` is what the office says, else the people it has. */
export const DEPARTMENT_PATHS: Readonly<Record<string, FieldType>> = { head: 'person', headcount: 'number' };
/** What can be read of every record beside its fields. */
export const RECORD_PATHS: Readonly<Record<string, FieldType>> = { id: 'text', state: 'choice' };

/** Who acts: known to checks of an action alone, to no rule and no computed field. */
export const ACTOR = 'actor';

export interface Resolved {
  ok: true;
  type: FieldType | 'moment';
  /** The last field of the path, unless it ends in `state`, `id`, `at.…` or a person's part. */
  field?: Field;
  /** Register the last part belongs to. */
  register?: Register;
  /** Keys a literal compared with it may have: entries of its list, states of its register. */
  keys?: string[];
}
export type Unresolved = { ok: false; why: Label; near?: string };

const why = (zhTW: string, zhCN: string, en: string): Label => ({ 'zh-TW': zhTW, 'zh-CN': zhCN, en });

/** Follows a path from a register over its links, at most three steps deep. */
export function resolvePath(model: Model, register: Register, path: string): Resolved | Unresolved {
  const [head, ...rest] = path.split('.') as [string, ...string[]];
  if (head === 'at') return moment(register, rest);
  if (head === ACTOR) return rest.length === 0 ? { ok: true, type: 'person' } : personPart(rest);
  const field = register.fields.find((candidate) => candidate.key === head);
  if (!field) return recordPart(register, head, rest);
  if (rest.length === 0) return { ok: true, type: field.type, field, register, keys: keysOf(model, field) };
  if (field.type === 'person') return personPart(rest);
  const part = field.type === 'department' && rest.length === 1 ? DEPARTMENT_PATHS[rest[0]!] : undefined;
  if (part !== undefined) return { ok: true, type: part };
  const target = field.type === 'link' ? model.registers[field.to ?? ''] : undefined;
  if (!target)
    return {
      ok: false,
      why: why(
        `「${head}」不是連結，後面不能再接`,
        `“${head}”不是链接，后面不能再接`,
        `"${head}" is no link, nothing follows it`,
      ),
    };
  if (rest.length > 2) return { ok: false, why: why('最多接兩層', '最多接两层', 'a path follows two links at most') };
  return resolvePath(model, target, rest.join('.'));
}

function recordPart(register: Register, head: string, rest: string[]): Resolved | Unresolved {
  const type = RECORD_PATHS[head];
  if (type !== undefined && rest.length === 0)
    return { ok: true, type, register, keys: head === 'state' ? register.states.map((state) => state.key) : undefined };
  const known = register.fields.map((field) => field.key);
  return {
    ok: false,
    near: nearest(head, known),
    why: why(
      `「${register.key}」沒有欄位「${head}」`,
      `“${register.key}”没有字段“${head}”`,
      `"${register.key}" has no field "${head}"`,
    ),
  };
}

function moment(register: Register, rest: string[]): Resolved | Unresolved {
  const [state] = rest;
  const known = register.states.map((candidate) => candidate.key);
  if (rest.length === 1 && known.includes(state!)) return { ok: true, type: 'moment', register };
  return {
    ok: false,
    near: state === undefined ? undefined : prefixed('at.', nearest(state, known)),
    why: why(`沒有狀態「${state ?? ''}」`, `没有状态“${state ?? ''}”`, `there is no state "${state ?? ''}"`),
  };
}

function personPart(rest: string[]): Resolved | Unresolved {
  const [part, ...more] = rest;
  const type = PERSON_PATHS[part!];
  if (type === 'person' && more.length > 0 && more.length < 2) return personPart(more);
  if (type !== undefined && more.length === 0) return { ok: true, type };
  return {
    ok: false,
    near: nearest(part!, Object.keys(PERSON_PATHS)),
    why: why(`人員沒有「${rest.join('.')}」`, `人员没有“${rest.join('.')}”`, `a person has no "${rest.join('.')}"`),
  };
}

function keysOf(model: Model, field: Field): string[] | undefined {
  if (field.list === undefined) return undefined;
  return model.lists[field.list]?.entries.map((entry) => entry.key);
}

function prefixed(prefix: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : prefix + name;
}
