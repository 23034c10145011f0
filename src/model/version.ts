/** The version of a model: the digest of everything in it, so that equal models are known to be equal. */
import { sha256 } from '../engine/digest';
import type { Model } from './types';

/** 16 hex digits; independent of the order in which keys were written, but not of the order of fields and actions. */
export function versionOf(model: Model): string {
  return sha256(canonical({ ...model, version: '' })).slice(0, 16);
}

/** Written in one go: a model has a hundred thousand parts, and a change of the setup asks for several versions. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  let out = '';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) out += (i > 0 ? ',' : '') + canonical(value[i]);
    return `[${out}]`;
  }
  const from = value as Record<string, unknown>;
  for (const key of Object.keys(from).sort())
    if (from[key] !== undefined) out += `${(out === '' ? '' : ',') + JSON.stringify(key)}:${canonical(from[key])}`;
  return `{${out}}`;
}
