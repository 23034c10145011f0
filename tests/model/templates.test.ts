// The shipped templates: they compile without a fault and hold what the first milestone needs.
import { lineOf } from '../../src/model/pack-build';
import { compiledTemplates } from './office-model';

test('the shipped templates compile without any fault or warning', () => {
  expect(compiledTemplates().faults.map(lineOf)).toEqual([]);
});
