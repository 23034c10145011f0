/** The version of a model: the digest of everything in it, so that equal models are known to be equal. */
import { canonicalJson, sha256 } from './canonical';
import type { Model } from './types';

/** 16 hex digits; independent of the order in which keys were written, but not of the order of fields and actions. */
export function versionOf(model: Model): string {
  return sha256(canonicalJson({ ...model, version: '' })).slice(0, 16);
}
