// Somebody leaves, as far as the tick does it: records that move to the successor, then roles, people and approvals once confirmed.
import type { LocalOffice } from '../../office.ts';
import { SHEET } from '../../../src/office/layout';
import type { Workflow } from './workflows.ts';

const LEAVER = 'facilities-head@demo.example';
const MANAGER = 'manager@demo.example';

/** The facilities head is to hand over to Chou: she handles two tickets and is asked to decide about one. 首頁 has asked. */
function asked(office: LocalOffice): void {
  const { runtime } = office;
  const [first, second] = office.records('tickets').map((rec) => rec.id);
  type(office, 'tickets', first!, 'handler', '王淑芬');
  type(office, 'tickets', first!, 'why', '過保');
  type(office, 'tickets', first!, 'vendor', 'VEN-001');
  type(office, 'tickets', first!, 'cost', '9000');
  type(office, 'tickets', first!, '$next', '轉第三方');
  type(office, 'tickets', second!, 'handler', '王淑芬');
  const head = office.records('people').find((rec) => rec.values.email === LEAVER)!.id;
  type(office, 'people', head, '$next', '離職交接：周雅婷', MANAGER);
  runtime.wait(25 * 60_000);
}

function go(office: LocalOffice): void {
  const row = office.home('setup').find((line) => line.boxes.length > 0 && line.texts.includes('交接'));
  if (!row) throw new Error('首頁 does not ask');
  office.runtime.person(MANAGER).edit(office.books.setup!, SHEET.home, row.row, row.boxes[0]!, true);
  office.runtime.wait(10_000);
}

function confirm(office: LocalOffice): void {
  const head = office.records('people').find((rec) => rec.values.email === LEAVER)!.id;
  const answer = office.runtime
    .person('manager2@demo.example')
    .call('api', 'act', { register: 'people', id: head, action: 'confirm' }) as { ok: boolean; words: string };
  if (!answer.ok) throw new Error(answer.words);
}

const twoTicks = (office: LocalOffice): void => office.runtime.wait(21 * 60_000);

export const handovers: readonly Workflow[] = [
  {
    name: 'handover',
    edits: false,
    prepare: (office) => {
      asked(office);
      go(office);
    },
    body: twoTicks,
    essence,
    sites: true,
  },
  {
    name: 'handover-confirmed',
    edits: false,
    prepare: (office) => {
      asked(office);
      go(office);
      twoTicks(office);
      // Between two bundles of approval mails: one that is queued a tick later leaves with the same bundle.
      office.runtime.wait(Date.parse('2026-03-02T10:45:00+08:00') - office.runtime.now);
      confirm(office);
    },
    body: twoTicks,
    essence,
    sites: true,
  },
];

/** Who stands where, and every history entry of the handover: one that stands twice is a difference. */
function essence(office: LocalOffice): string[] {
  const registers = ['tickets', 'assets', 'people', 'roles', 'departments'];
  const records = registers.flatMap((key) =>
    office.records(key).map((rec) => {
      const { down: _down, ...values } = rec.values;
      return JSON.stringify({ id: rec.id, state: rec.state, values, waits: rec.approval?.waitingFor });
    }),
  );
  const history = ['setup', 'facilities'].flatMap((book) =>
    office
      .journal(book)
      .filter((entry) => /^(handover|leave|left|ask-again)/.test(entry.action))
      .map((entry) => `${entry.id} ${entry.action} ${entry.actor}`),
  );
  const counted = new Map<string, number>();
  for (const line of history) counted.set(line, (counted.get(line) ?? 0) + 1);
  const notices = office
    .notices('setup')
    .map((notice) => `${notice.key} ${notice.words.code}`)
    .filter((line) => line.startsWith('hand'));
  const queued = office
    .outbox('facilities')
    .filter((row) => !row.done)
    .map((row) => `queued ${row.key.replace(/@[^@]*?:(?=[^:]*$)/, ':')}`);
  return [...queued, ...records, ...[...counted].map(([line, n]) => `${line} × ${n}`), ...notices].sort();
}

function type(office: LocalOffice, register: string, id: string, key: string, text: string, who = 'wu@demo.example') {
  const { spreadsheetId, live } = office.sheet(register);
  office.runtime.person(who).edit(spreadsheetId, live, office.row(register, id)!, office.col(register, key), text);
  office.runtime.wait(10_000);
}
