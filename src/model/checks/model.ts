/** Everything that can only be checked when all parts are known: references, labels, cycles, conditions. */
import type { Reading } from '../reading';
import type { Model } from '../types';
import { checkConditions } from './conditions';
import { checkCycles } from './cycles';
import { checkFields } from './fields';
import { checkFlow } from './flow';
import { checkLabels } from './labels';
import { checkTables } from './tables';
import { checkUses } from './uses';

export function checkModel(reading: Reading, model: Model): void {
  checkTables(reading, model);
  for (const register of Object.values(model.registers)) {
    checkLabels(reading, register);
    checkFields(reading, model, register);
    checkFlow(reading, model, register);
    checkUses(reading, model, register);
    checkConditions(reading, model, register);
  }
  checkCycles(reading, model);
}
