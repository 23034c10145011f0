// A fault before and after every service call of the everyday workflows, and a person who sorts at every call.
import { faultLoop } from '../../local/rehearsal/faults/loop';
import { FAULT_KINDS } from '../../local/rehearsal/faults/throwing';
import { workflows, workshop } from '../../local/rehearsal/faults/workflows';
import { openDemo, type LocalOffice } from '../../local/office';

let prepared: LocalOffice | undefined;
const base = () => (prepared ??= workshop(openDemo()));

describe.each(workflows.map((workflow) => [workflow.name, workflow] as const))('%s', (_name, workflow) => {
  it.each([...FAULT_KINDS, 'sort'] as const)(
    'loses and doubles nothing with a fault of kind %s at every call',
    (kind) => {
      const result = faultLoop(base(), workflow, kind);
      expect(result.findings.slice(0, 12)).toEqual([]);
      expect(result.points).toBeGreaterThan(8);
    },
    300_000,
  );
});
