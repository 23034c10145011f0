/**
 * A register's figures for one month (tab 指標): count, sum, average, share, whole and by group. A record belongs to the month
 * in which it was made, or to that of a date of its own (`dated`); void ones do not count. Every figure says how many rows it was counted from, so that it equals a COUNTIF.
 */
import type { Metric, Register } from '../model/types';
import { toCivil } from './civil';
import { conditionFacts, valueAt } from './condition-facts';
import { evaluate } from './condition';
import type { Draft } from './draft';
import { displayOf } from './people';
import { calledOf, pick } from './project';
import { stateOf } from './record-clocks';
import type { Rec } from './types';

export interface Figure {
  month: string;
  register: string;
  label: string;
  kind: Metric['kind'];
  by: string;
  group: string;
  value: number | null;
  shown: string;
  counted: number;
  target: string | null;
  met: boolean | null;
}

export function figures(draft: Draft, register: Register, recs: Rec[], month: string): Figure[] {
  const zone = draft.facts.ref.zone;
  const alive = recs.filter((r) => !r.deleted && stateOf(register, r.state)?.kind !== 'void');
  const made = alive.filter((r) => toCivil(r.created.at, zone).date.slice(0, 7) === month);
  const within = ({ dated }: Metric): Rec[] =>
    dated === undefined ? made : alive.filter((r) => String(r.values[dated] ?? '').slice(0, 7) === month);
  const lang = draft.facts.ref.language;
  return register.metrics
    .filter((m) => m.per === 'month')
    .flatMap((metric) => {
      const mine = within(metric);
      if (mine.length === 0) return [];
      const rows = metric.if
        ? mine.filter((r) => {
            const a = evaluate(metric.if!, conditionFacts(draft, register, r));
            return !('undecidable' in a) && a.value === true;
          })
        : mine;
      const label = pick(metric.label, lang);
      const one = (by: string, group: string, part: Rec[], department: string | null = null): Figure => {
        const { value, counted } = perHead(draft, metric, measure(metric, part), department);
        return {
          month,
          register: register.key,
          label,
          kind: metric.kind,
          by,
          group,
          value,
          shown: shown(metric, value),
          counted,
          target: metric.target ?? null,
          met: met(metric, value),
        };
      };
      const out = [one('', '', rows)];
      for (const path of metric.by) {
        const groups = new Map<string, Rec[]>();
        const departments = new Map<string, string>();
        for (const r of rows) {
          const g = groupOf(draft, register, r, path);
          groups.set(g, [...(groups.get(g) ?? []), r]);
          const { type, value } = valueAt(draft, register, r, path);
          if (type === 'department' && typeof value === 'string') departments.set(g, value);
        }
        const name = pathLabel(draft, register, path);
        for (const [group, part] of groups) if (group !== '') out.push(one(name, group, part, departments.get(group)));
      }
      return out;
    });
}

function measure(metric: Metric, recs: Rec[]): { value: number | null; counted: number } {
  if (metric.kind === 'count') return { value: recs.length, counted: recs.length };
  if (metric.kind === 'share') {
    const clock = /^clocks\.(\w+)\.met$/.exec(metric.of ?? '')?.[1] ?? '';
    // A running clock that is already late counts as missed; one that still has time is left out.
    const judged = recs.map((r) => r.clocks[clock]).filter((c) => c && (c.met !== null || c.breached));
    const good = judged.filter((c) => c!.met === true).length;
    return {
      value: judged.length === 0 ? null : Math.round((good / judged.length) * 1000) / 10,
      counted: judged.length,
    };
  }
  const numbers = recs.map((r) => r.values[metric.of ?? '']).filter((v): v is number => typeof v === 'number');
  const sum = numbers.reduce((a, b) => a + b, 0);
  if (metric.kind === 'sum') return { value: Math.round(sum * 100) / 100, counted: numbers.length };
  return {
    value: numbers.length === 0 ? null : Math.round((sum / numbers.length) * 100) / 100,
    counted: numbers.length,
  };
}

/** Divided by the people who are here: of the department, else of the office (R180). */
function perHead(
  draft: Draft,
  metric: Metric,
  measured: ReturnType<typeof measure>,
  department: string | null,
): ReturnType<typeof measure> {
  if (metric.each !== 'head' || measured.value === null) return measured;
  const heads = draft.facts.ref.people.filter(
    (person) => person.active && (department === null || person.department === department),
  ).length;
  return { ...measured, value: heads === 0 ? null : Math.round((measured.value / heads) * 100) / 100 };
}

const shown = (metric: Metric, value: number | null): string =>
  value === null
    ? '—'
    : `${String(value).replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',')}${metric.kind === 'share' ? '%' : ''}`;

/** `>= 95%` against a share in per cent. */
function met(metric: Metric, value: number | null): boolean | null {
  const m = /^\s*(>=|<=|>|<)\s*([\d.]+)\s*%?\s*$/.exec(metric.target ?? '');
  if (!m || value === null) return null;
  const limit = Number(m[2]);
  return m[1] === '>=' ? value >= limit : m[1] === '<=' ? value <= limit : m[1] === '>' ? value > limit : value < limit;
}

function groupOf(draft: Draft, register: Register, rec: Rec, path: string): string {
  const { type, value } = valueAt(draft, register, rec, path);
  if (value === null || value === '') return '';
  const lang = draft.facts.ref.language;
  const last = fieldAt(draft, register, path);
  if (type === 'choice' && last?.list)
    return pick(draft.facts.ref.lists[last.list]?.find((e) => e.key === value)?.label, lang) || String(value);
  if (type === 'department')
    return pick(draft.facts.ref.departments.find((d) => d.key === value)?.label, lang) || String(value);
  if (type === 'person') return displayOf(draft.facts.ref, String(value));
  if (type === 'link' && last?.to) {
    const linked = draft.facts.records[`${last.to}/${String(value)}`];
    const target = draft.facts.registers[last.to];
    return linked && target ? `${linked.id} ${calledOf(draft, target, linked, lang)}` : String(value);
  }
  return String(value);
}

function fieldAt(draft: Draft, register: Register, path: string): Register['fields'][number] | undefined {
  const [head, ...rest] = path.split('.');
  const field = register.fields.find((f) => f.key === head);
  if (!field || rest.length === 0) return field;
  const next = field.to ? draft.facts.registers[field.to] : undefined;
  return next ? fieldAt(draft, next, rest.join('.')) : undefined;
}

const DEPARTMENT = { 'zh-TW': '部門', 'zh-CN': '部门', en: 'Department' };

function pathLabel(draft: Draft, register: Register, path: string): string {
  const field = fieldAt(draft, register, path);
  const lang = draft.facts.ref.language;
  if (field) return pick(field.label, lang);
  return /department$/.test(path) ? pick(DEPARTMENT, lang) : path;
}
