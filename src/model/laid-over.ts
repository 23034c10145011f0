/** What a pack drops and an office uses becomes the office's own (configuration: Layers and the merge). Pure. */
import type { Model } from './types';

/**
 * A pack as an office that followed another one has it: registers and lists it no longer ships stay the office's own, as they were, and
 * what fields were called before is understood still, because conditions and mail texts of the office name them so.
 */
export function laidOver(base: Model | null, pack: Model): Model {
  if (!base) return pack;
  const out = JSON.parse(JSON.stringify(pack)) as Model;
  for (const register of Object.values(base.registers)) {
    const next = out.registers[register.key];
    if (next) {
      for (const field of next.fields) {
        const was = register.fields.find((one) => one.key === field.key);
        const now = Object.values(field.label);
        const words = [...(was?.former ?? []), ...Object.values(was?.label ?? {})];
        const former = [...new Set(words)].filter((word) => !now.includes(word)).sort();
        if (former.length > 0) field.former = former;
      }
      continue;
    }
    const module = register.module !== undefined && pack.modules[register.module] ? register.module : undefined;
    out.registers[register.key] = { ...register, ...(module === undefined ? { module: undefined } : {}) };
  }
  for (const list of Object.values(base.lists)) if (!list.fixed) out.lists[list.key] ??= list;
  return JSON.parse(JSON.stringify(out)) as Model;
}
