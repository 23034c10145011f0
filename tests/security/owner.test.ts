// Every way in runs as the recorded office account or not at all: under another one it reads the owner's name and stops (S10).
import type { HookCall } from '../../local/runtime/index';
import { expectUnmoved, HEAD, morning, OWNER, standing, submit, WU } from '../office/hands';

const ENTRIES: [string, unknown[]][] = [
  ['onEdit_', [{}]],
  ['onSubmit_', [{}]],
  ['tick_', [{}]],
  ['nightly_', [{}]],
  ['heartbeat_', [{}]],
  ['setup', [{}]],
  ['doGet', [{ parameter: { p: 'record', r: 'tickets', id: 'TKT-2026-0001' } }]],
  ['api', ['act', { register: 'tickets', id: 'TKT-2026-0001', action: 'respond' }]],
];

test.each(ENTRIES)('%s', (entry, args) => {
  const office = morning();
  submit(office);
  const before = standing(office);
  const seen: string[] = [];
  office.runtime.hook((asked: HookCall, proceed) => {
    if (!asked.free) seen.push(`${asked.service}.${asked.method}(${String(asked.args[0] ?? '')})`);
    return proceed();
  });
  for (const effective of [WU, HEAD]) {
    const run = office.runtime.run(entry, args, { active: OWNER, effective });
    expect(run.error?.message).toContain('wrong-account');
  }
  office.runtime.hook(null);
  expectUnmoved(office, before);
  const allowed =
    /^(Properties\.getProperty\(owner\)|\w*Session\.\w+\(\)|User\.getEmail\(\)|PropertiesService\.\w+\(\))$/;
  expect(seen.filter((one) => !allowed.test(one))).toEqual([]);
});

test('and under the owner each of them runs', () => {
  const office = morning();
  submit(office);
  for (const [entry, args] of ENTRIES) {
    const run = office.runtime.run(entry, args, { active: OWNER, effective: OWNER });
    expect(run.error).toBeUndefined();
  }
});
