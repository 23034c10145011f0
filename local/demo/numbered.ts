// Makes opening rows fit the model: links named by name become the numbers the rows will get, unknown fields are left out.
import type { Model } from '../../src/model/types';
import type { Opening, OpeningRow } from './opening.ts';

/**
 * Rows for `setup`, by field key. A link written as another row's name becomes that row's number: setup numbers opening
 * rows in their order, so `V-0001` is the first vendor. Registers and fields the model does not know are dropped.
 */
export function openingRows(opening: Opening, model: Model): Opening {
  const out: Opening = {};
  for (const [key, rows] of Object.entries(opening)) {
    const register = model.registers[key];
    if (!register) continue;
    const fields = new Map(register.fields.map((field) => [field.key, field]));
    out[key] = rows.map((row) => {
      const fitted: OpeningRow = {};
      for (const [name, value] of Object.entries(row)) {
        const field = fields.get(name);
        if (name === 'state') fitted[name] = value;
        else if (field)
          fitted[name] = field.type === 'link' && field.to ? numberOf(opening, model, field.to, String(value)) : value;
      }
      return fitted;
    });
  }
  return out;
}

function numberOf(opening: Opening, model: Model, register: string, name: string): string {
  const index = (opening[register] ?? []).findIndex((row) => row.name === name);
  const pattern = model.registers[register]?.number;
  if (index < 0 || !pattern) return name;
  return pattern.replace(/\{(0+)\}/, (_, zeros: string) => String(index + 1).padStart(zeros.length, '0'));
}
