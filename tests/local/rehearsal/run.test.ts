// The runner on the real bundle: a scenario passes, and it fails where it should, with words a person can use.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenario } from '../../../local/rehearsal/scenario';
import { runScenario } from '../../../local/rehearsal/run';
import type { Model } from '../../../src/model/types';

const intake = 'scenarios/tickets/intake.yaml';
const text = readFileSync(intake, 'utf8');

describe('a scenario run against the bundle', () => {
  it('passes as it is written', () => {
    expect(runScenario(readScenario(intake)).failure).toBeUndefined();
  }, 60_000);

  it('fails at the step whose expectation does not hold, naming both sides', () => {
    const wrong = text.replace('$state: 待回應', '$state: 處理中');
    const { passed, failure } = runScenario(readScenario('wrong.yaml', wrong));
    expect(passed).toBe(false);
    expect(failure).toMatchObject({ step: 'expect', expected: '處理中', found: '待回應' });
    expect(failure?.line).toBe(text.slice(0, text.indexOf('  - expect:')).split('\n').length);
    expect(failure?.check).toMatch(/^✓ .*收件/);
  }, 60_000);

  it('fails when nobody of that name is asked, or a step is unknown', () => {
    const lost = runScenario(readScenario('lost.yaml', 'scenario: x\nsteps:\n  - sumbit: tickets\n'));
    expect(lost.failure?.message).toContain('unknown step "sumbit"');
    const nobody = runScenario(
      readScenario('nobody.yaml', 'scenario: x\nsteps:\n  - submit: tickets\n    with: { fault: x }\n'),
    );
    expect(nobody.failure?.message).toContain('who does it?');
  }, 60_000);

  it('fails when one number of the pack is another', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pack-'));
    try {
      cpSync('dist/engine', folder, { recursive: true });
      const pack = JSON.parse(readFileSync(join(folder, 'pack-office.html'), 'utf8')) as Model;
      pack.settings['ticket.first_response_hours']!.value = 2;
      writeFileSync(join(folder, 'pack-office.html'), JSON.stringify(pack));
      expect(runScenario(readScenario(intake), folder).failure).toMatchObject({
        expected: '2026-03-02T10:00',
        found: '2026-03-02T11:00',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
