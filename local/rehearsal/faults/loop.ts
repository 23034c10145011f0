// A fault at the first service call, then at the second, and so on until the workflow ends before its fault comes; each run
// is compared with one that had no fault. The same with a person sorting the sheet at every call.
import type { LocalOffice } from '../../office.ts';
import type { CallHook, HookCall } from '../../runtime/index.ts';
import { essence, mailDifference, violations } from './invariants.ts';
import { failAround, FAULT_KINDS, type FaultKind } from './throwing.ts';
import type { Workflow } from './workflows.ts';

export interface Finding {
  n: number;
  call: string;
  problem: string;
}
export interface LoopResult {
  workflow: string;
  kind: string;
  points: number;
  findings: Finding[];
}

const TWO_TICKS = 21 * 60_000;
/** A lease ends and what waited for it leaves. */
const HORIZON = 11 * 60_000;

/** `every`: at each call; `kind` sort = a person sorts the whole register at that call and nothing is thrown. */
export function faultLoop(from: LocalOffice, workflow: Workflow, kind: FaultKind | 'sort', limit = 2000): LoopResult {
  const base = from.fork();
  workflow.prepare?.(base);
  const oracle = base.fork();
  workflow.body(oracle);
  oracle.runtime.wait(TWO_TICKS + HORIZON);
  const wanted = wantedOf(workflow, oracle, base);
  const findings: Finding[] = [];
  let points = 0;
  for (const n of pointsOf(base, workflow, kind, limit)) {
    const { call, problems } = strikeOnce(base, wanted, workflow, kind, n);
    if (call === '') break;
    points++;
    findings.push(...problems.map((problem) => ({ n, call, problem })));
  }
  return { workflow: workflow.name, kind, points, findings };
}

/**
 * Which calls are struck, counted as the kind counts them. All of a short workflow; of a long one (`sites`) a spread of the places in the
 * code: a run that ends right after a write at twelve places that write, the other kinds at five. CHANCERY_EVERY_CALL=1: all calls.
 */
function pointsOf(base: LocalOffice, workflow: Workflow, kind: FaultKind | 'sort', limit: number): number[] {
  if (!workflow.sites || process.env.CHANCERY_EVERY_CALL) return Array.from({ length: limit }, (_, i) => i + 1);
  const probe = base.fork();
  const places = new Map<string, { n: number; writes: boolean }>();
  let n = 0;
  probe.runtime.hook((call, proceed) => {
    if (!call.free && (!onlyWrites(workflow, kind) || lasting(call))) {
      n++;
      const place = placeOf(call);
      if (!places.has(place)) places.set(place, { n, writes: lasting(call) });
    }
    return proceed();
  });
  workflow.body(probe);
  probe.runtime.hook(null);
  const all = [...places.values()].filter(({ writes }) => writes || kind !== 'kill-after').map((one) => one.n);
  // As many as the suite has time for, spread over the whole, beginning elsewhere for each kind.
  const most = kind === 'kill-after' ? 12 : 5;
  const shift = [...FAULT_KINDS, 'sort'].indexOf(kind);
  return [
    ...new Set(
      Array.from({ length: most }, (_, i) => all[(Math.floor((i * all.length) / most) + shift) % all.length]!),
    ),
  ].sort((a, b) => a - b);
}

/** Where in the code a call stands, as far as it can be told from what it asks: without numbers, ids and texts. */
function placeOf(call: HookCall): string {
  const [first, second] = call.args;
  const kinds = (first as { requests?: object[] } | undefined)?.requests?.map((one) => Object.keys(one)[0]);
  const what = kinds ? [...new Set(kinds)].join() : typeof first === 'string' ? first.split(':')[0]! : '';
  return `${call.service}.${call.method} ${what.slice(0, 60)} ${typeof second === 'string' && kinds ? second : ''}`;
}

/** What a run without a fault comes to. */
export interface Wanted {
  oracle: LocalOffice;
  essence: string[];
  /** What is said against it too is no fault's doing: rows that were written before their register changed. */
  usual: string[];
}
export const wantedOf = (workflow: Workflow, oracle: LocalOffice, base: LocalOffice): Wanted => ({
  oracle,
  essence: essenceOf(workflow, oracle),
  usual: [oracle, base].flatMap((office) => violations(office, workflow.register)),
});

/** The workflow with its n-th call struck, and what is wrong afterwards. `call` '' when it made fewer. */
export function strikeOnce(
  base: LocalOffice,
  wanted: Wanted,
  workflow: Workflow,
  kind: FaultKind | 'sort',
  n: number,
): { call: string; problems: string[] } {
  const office = base.fork();
  const struck = strikeAt(office, n, kind, workflow);
  workflow.body(office);
  office.runtime.hook(null);
  const problems = struck.call === '' ? [] : (workflow.atOnce?.(office, base, wanted.essence) ?? []);
  if (struck.call !== '') converge(office, wanted, workflow, struck, kind, (problem) => problems.push(problem));
  return { call: struck.call, problems };
}

const essenceOf = (workflow: Workflow, office: LocalOffice): string[] => (workflow.essence ?? essence)(office);

interface Struck {
  /** The call belongs to a delivery: its outcome may be unknown, and one mail may then be missing or twice. */
  sending: boolean;
  call: string;
  count: number;
  bell: boolean;
}

function strikeAt(office: LocalOffice, n: number, kind: FaultKind | 'sort', workflow: Workflow): Struck {
  const struck: Struck = { sending: false, call: '', count: 0, bell: false };
  const writes = onlyWrites(workflow, kind);
  const hook: CallHook = (call, proceed) => {
    if (call.free || (writes && !lasting(call))) return proceed();
    struck.count++;
    if (struck.count === n) {
      struck.call = `${call.service}.${call.method}`;
      struck.sending = /^Mail/.test(call.service) || String(call.args[0]).startsWith('sent:');
      if (kind !== 'sort') return failAround(kind, call, proceed);
      (workflow.sort ?? sortAll)(office, n);
    }
    const value = proceed();
    if (/setProperty$/.test(call.method) && String(call.args[0]).startsWith('bell:')) struck.bell = true;
    return value;
  };
  office.runtime.hook(hook);
  return struck;
}

/** Between two writes nothing changes: a run that is killed there ends as it would after the first of them. */
const onlyWrites = (workflow: Workflow, kind: string): boolean => !!workflow.writes && kind.startsWith('kill');

const lasting = (call: HookCall): boolean => call.write && !/^(Utilities|LockService|CacheService)/.test(call.service);

/** A person sorts the whole register, number column included: by the fault text, up or down in turn. */
function sortAll(office: LocalOffice, n: number): void {
  const { spreadsheetId, live } = office.sheet('tickets');
  const { colCount } = office.runtime.store.sheet(spreadsheetId, live);
  const top = office.headerRow('tickets') + 1;
  const range = { row: top, col: 1, rows: office.endRow('tickets') - top, cols: colCount };
  office.runtime
    .person('chou@demo.example')
    .sort(spreadsheetId, live, range, office.col('tickets', 'fault'), n % 2 === 0);
}

function converge(
  office: LocalOffice,
  wanted: Wanted,
  workflow: Workflow,
  struck: Struck,
  kind: string,
  report: (problem: string) => void,
): void {
  office.runtime.wait(TWO_TICKS);
  // A run that died before it left its bell has told nobody: its edit waits for the night, and nothing else may have happened.
  const unheard = workflow.edits && !struck.bell;
  if (!unheard) differences(office, workflow, wanted.essence, report);
  office.runtime.wait(HORIZON);
  if (unheard) {
    const { owner } = office.runtime;
    office.runtime.run('nightly_', [{}], { active: owner, effective: owner });
    office.runtime.wait(TWO_TICKS);
  }
  violations(office, workflow.register)
    .filter((one) => !wanted.usual.includes(one))
    .forEach(report);
  if (unheard) return;
  workflow.holds?.(office.fork()).forEach(report);
  const { more, fewer } = mailDifference(office, wanted.oracle);
  const unknown = struck.sending;
  if (more.length > (unknown ? 1 : 0)) report(`I5: mails more than once: ${more.join('; ')}`);
  if (fewer.length > (unknown ? 1 : 0)) report(`I5: mails that never left: ${fewer.join('; ')}`);
  if (
    fewer.length > 0 &&
    !['facilities', 'setup'].some((book) => office.notices(book).some((notice) => notice.key.startsWith('unknown:')))
  ) {
    report(`I5: a mail never left and nobody is told: ${fewer.join('; ')}`);
  }
  if (kind === 'sort') differences(office, workflow, wanted.essence, report);
}

function differences(
  office: LocalOffice,
  workflow: Workflow,
  wanted: string[],
  report: (problem: string) => void,
): void {
  const found = essenceOf(workflow, office);
  for (const line of wanted) if (!found.includes(line)) report(`I9: lost ${line}`);
  for (const line of found) if (!wanted.includes(line)) report(`I9: instead ${line}`);
}
