/** Checks, rules, metrics and documents of a register: everything that reads a condition or a state from outside the flow. */
import type { Reading } from '../reading';
import { child, type SourceNode } from '../source';
import type { Alert, Check, Digest, DocumentSpec, Metric, Rule } from '../types';
import { readTells } from './actions';

const METRIC_WORDS = [
  'label',
  'count',
  'sum',
  'average',
  'share',
  'if',
  'per',
  'dated',
  'by',
  'target',
  'better',
  'each',
  'covers',
] as const;
const DIGEST_WORDS = ['mail', 'to', 'every', 'at', 'while', 'if', 'shows', 'sort', 'due', 'updated', 'offers'] as const;
const METRIC_KINDS = ['count', 'sum', 'average', 'share'] as const;
const DOCUMENT_WORDS = ['label', 'at', 'text', 'as', 'until', 'folder', 'signs'] as const;

export function readChecks(reading: Reading, node: SourceNode | undefined, path: string): Check[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, ['at', 'need', 'say']);
    if (!map) return [];
    return [
      {
        key,
        at: reading.required(reading.text(map, 'at'), at, 'at') ?? '',
        need: reading.required(reading.text(map, 'need'), at, 'need') ?? 'true',
        say: reading.label(child(map, 'say'), at),
      },
    ];
  });
}

export function readRules(reading: Reading, node: SourceNode | undefined, path: string): Rule[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, ['if', 'opens', 'with', 'tells', 'sets', 'does', 'once-per', 'each-time']);
    if (!map) return [];
    const values = Object.entries(reading.literals(map, 'with', at)).map(([field, text]): [string, string] => [
      field,
      String(text),
    ]);
    return [
      {
        key,
        if: reading.required(reading.text(map, 'if'), at, 'if') ?? 'false',
        opens: reading.text(map, 'opens'),
        with: values.length > 0 ? Object.fromEntries(values) : undefined,
        tells: readTells(reading, map, at),
        sets: reading.literals(map, 'sets', at),
        does: reading.text(map, 'does'),
        oncePer: reading.words(map, 'once-per'),
        eachTime: reading.flag(map, 'each-time') || undefined,
      },
    ];
  });
}

/** `alerts: { warranty: { label, date: warranty_end, lead: alert.lead_days, tells } }`; `while`: states in which it matters. */
export function readAlerts(reading: Reading, node: SourceNode | undefined, path: string): Alert[] | undefined {
  const alerts = reading.named(node, path).flatMap(({ key, node: spec }): Alert[] => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, ['label', 'date', 'lead', 'while', 'tells']);
    if (!map) return [];
    return [
      {
        key,
        label: reading.label(child(map, 'label'), at),
        date: reading.required(reading.text(map, 'date'), at, 'date') ?? '',
        lead: reading.required(reading.text(map, 'lead'), at, 'lead') ?? '',
        while: reading.words(map, 'while'),
        tells: readTells(reading, map, at),
      },
    ];
  });
  return alerts.length > 0 ? alerts : undefined;
}

/** `digests: { weekly: { mail: work_weekly, to: owner, every: task.owner_update_days, at: task.owner_update_at } }`. */
export function readDigests(reading: Reading, node: SourceNode | undefined, path: string): Digest[] | undefined {
  const digests = reading.named(node, path).flatMap(({ key, node: spec }): Digest[] => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, DIGEST_WORDS);
    if (!map) return [];
    const need = (word: 'mail' | 'to' | 'every' | 'at'): string =>
      reading.required(reading.text(map, word), at, word) ?? '';
    return [
      {
        key,
        mail: need('mail'),
        to: need('to'),
        every: need('every'),
        at: need('at'),
        while: reading.words(map, 'while'),
        if: reading.text(map, 'if'),
        shows: reading.words(map, 'shows'),
        sort: reading.words(map, 'sort'),
        due: reading.text(map, 'due'),
        updated: reading.text(map, 'updated'),
        offers: reading.words(map, 'offers'),
      },
    ];
  });
  return digests.length > 0 ? digests : undefined;
}

export function readMetrics(reading: Reading, node: SourceNode | undefined, path: string): Metric[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, METRIC_WORDS);
    if (!map) return [];
    const kinds = METRIC_KINDS.filter((kind) => child(map, kind));
    const kind = kinds[0];
    if (kind === undefined || kinds.length > 1)
      reading.faultAt('missing', at, { what: at, key: METRIC_KINDS.join(' / ') });
    const of = kind && reading.text(map, kind);
    const target = reading.text(map, 'target');
    if (target !== undefined && !/^(>=|<=|>|<|==)\s*-?\d+(\.\d+)?\s*%?$/.test(target))
      reading.faultAt('bad-target', `${at}.target`, { value: target });
    const covers = reading.words(map, 'covers');
    const metric: Metric = {
      key,
      label: reading.label(child(map, 'label'), at),
      kind: kind ?? 'count',
      of: kind === 'count' ? undefined : of,
      if: reading.text(map, 'if') ?? (kind === 'count' && of !== 'all' ? of : undefined),
      per: reading.oneOf(map, 'per', ['month', 'year']) ?? 'month',
      dated: reading.text(map, 'dated'),
      by: reading.words(map, 'by'),
      target,
      better: reading.oneOf(map, 'better', ['lower', 'higher']),
      each: reading.oneOf(map, 'each', ['head']),
      covers: covers.length > 0 ? covers : undefined,
    };
    return [metric];
  });
}

export function readDocuments(reading: Reading, node: SourceNode | undefined, path: string): DocumentSpec[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, DOCUMENT_WORDS);
    if (!map) return [];
    const need = (word: 'at' | 'text'): string => reading.required(reading.text(map, word), at, word) ?? '';
    return [
      {
        key,
        label: reading.label(child(map, 'label'), at),
        at: need('at'),
        text: need('text'),
        as: reading.required(reading.oneOf(map, 'as', ['frozen', 'living']), at, 'as') ?? 'frozen',
        until: reading.text(map, 'until'),
        folder: reading.text(map, 'folder'),
        signs: reading.words(map, 'signs'),
      },
    ];
  });
}
