/** Computed fields (`is`): evaluated after every change of their record; blank while not decidable. */
import type { Register } from '../model/types';
import { evaluate } from './condition';
import { conditionFacts } from './condition-facts';
import type { Draft } from './draft';
import type { Rec, Value } from './types';

export function computeFields(draft: Draft, register: Register, rec: Rec): void {
  for (const field of register.fields) {
    if (!field.is) continue;
    const result = evaluate(field.is, conditionFacts(draft, register, rec));
    if ('undecidable' in result) {
      rec.values[field.key] = null;
      continue;
    }
    const value = result.value as Value;
    rec.values[field.key] = typeof value === 'number' ? Math.round(value * 100) / 100 : value;
  }
}
