// The tests of one workflow: a fault before and after every service call, a kill, and a person who
// sorts at every call; long workflows at a spread of the places in the code (`sites`).
import { faultLoop } from '../../local/rehearsal/faults/loop';
import { FAULT_KINDS, type FaultKind } from '../../local/rehearsal/faults/throwing';
import { workflows, workshop } from '../../local/rehearsal/faults/workflows';
import { openDemo, type LocalOffice } from '../../local/office';

/** One file a workflow, so that they run side by side. */
export function everyCall(name: string, kinds: readonly (FaultKind | 'sort')[] = [...FAULT_KINDS, 'sort']): void {
  const workflow = workflows.find((one) => one.name === name)!;
  let prepared: LocalOffice | undefined;
  it.each(kinds)(
    `${name} loses and doubles nothing with a fault of kind %s at every call`,
    (kind) => {
      const result = faultLoop((prepared ??= workshop(openDemo())), workflow, kind);
      expect(result.findings.slice(0, 12)).toEqual([]);
      expect(result.points).toBeGreaterThan(workflow.sites ? 2 : 8);
    },
    process.env.CHANCERY_EVERY_CALL ? 7_200_000 : 300_000,
  );
}
