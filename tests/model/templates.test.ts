// The shipped templates: they compile without a fault and hold what the first milestone needs.
import { readFileSync } from 'node:fs';
import { ACTION_WORDS } from '../../src/model/parts/actions';
import { FIELD_TYPES, FIELD_WORDS } from '../../src/model/parts/fields';
import { PATTERNS, REGISTER_WORDS } from '../../src/model/parts/register';
import { CONDITION_FUNCTIONS } from '../../src/model/conditions';
import { buildPacks, lineOf } from '../../src/model/pack-build';
import { LANGS, type Label, type Model } from '../../src/model/types';
import { versionOf } from '../../src/model/version';
import { compiledTemplates, demoModel, TEMPLATES, templateFiles } from './office-model';

test('the shipped templates compile without any fault or warning: every label is written by hand', () => {
  expect(compiledTemplates().faults.map(lineOf)).toEqual([]);
});

test('every label and text speaks all three languages', () => {
  const silent: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') return;
    const label = value as Label;
    const spoken = LANGS.filter((lang) => label[lang]);
    if (spoken.length > 0 && spoken.length < LANGS.length) silent.push(path);
    if (spoken.length === 0) for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`);
  };
  walk(demoModel(), 'model');
  expect(silent).toEqual([]);
});

test('one pack file holds the whole model; broken templates stop the build with their places', () => {
  const [pack] = buildPacks(templateFiles());
  expect(JSON.parse(pack!.json)).toEqual(demoModel());
  const broken = templateFiles().map((file) =>
    file.path === 'facilities/tickets.yaml' ? { ...file, text: file.text.replace('to: vendors', 'to: vendor') } : file,
  );
  expect(() => buildPacks(broken)).toThrow(
    /facilities\/tickets\.yaml:\d+ There is no register "vendor"\. Did you mean "vendors"\?/,
  );
});

test('a zh-CN label nobody wrote is derived, and the build lists it', () => {
  const lines: string[] = [];
  const files = templateFiles().map((file) =>
    file.path.endsWith('labels.zh-CN.csv')
      ? { ...file, text: file.text.replace(/tickets\.fields\.photo.*\n/, '') }
      : file,
  );
  const [pack] = buildPacks(files, [], (line) => lines.push(line));
  expect(lines).toEqual([
    expect.stringMatching(/tickets\.yaml:\d+ zh-CN of "tickets\.fields\.photo" is derived from zh-TW: 照片/),
  ]);
  expect(fieldOf(JSON.parse(pack!.json) as Model, 'tickets', 'photo').label['zh-CN']).toBe('照片');
});

test('the model is plain JSON and its version follows its content', () => {
  const model = demoModel();
  expect(versionOf(model)).toBe(model.version);
  model.settings['ticket.first_response_hours']!.value = 2;
  expect(versionOf(model)).not.toBe(model.version);
});

test('tickets keep the words of the office: form, flow, clocks and the report of the month', () => {
  const { tickets } = demoModel().registers;
  expect(tickets!.fields.slice(0, 7).map((field) => field.label['zh-CN'])).toEqual([
    '报修人',
    '设备',
    '地点',
    '类别',
    '故障描述',
    '照片',
    '紧急程度',
  ]);
  expect(tickets!.clocks.map((clock) => clock.within)).toEqual(['ticket.first_response_hours', 'ticket.solve_hours']);
  expect(tickets!.covers).toContain('R095');
  const reported = tickets!.metrics.find((metric) => metric.key === 'reported')!;
  expect(reported.by).toEqual(expect.arrayContaining(['asset', 'model', 'tier', 'requester.department']));
  expect(tickets!.approvals[0]).toMatchObject({
    binds: ['vendor', 'cost'],
    chain: 'outside_repair',
    steps: [{ who: 'facilities_head' }],
  });
});

test('repairs of a month are counted on the asset and on the model, which the ticket takes over from the asset', () => {
  const { assets, models, tickets } = demoModel().registers;
  expect(tickets!.fields.find((field) => field.key === 'model')).toMatchObject({ to: 'models', from: 'asset.model' });
  expect(assets!.tallies).toContainEqual({
    name: 'tickets.asset.month',
    register: 'tickets',
    link: 'asset',
    count: 'month',
  });
  expect(models!.tallies).toEqual([
    { name: 'tickets.model.month', register: 'tickets', link: 'model', count: 'month' },
  ]);
});

test('every register has the standing verbs, the void state, and a first state', () => {
  for (const register of Object.values(demoModel().registers)) {
    const verbs = register.actions.filter((action) => action.standing).map((action) => action.key);
    expect(verbs).toEqual(expect.arrayContaining(['register', 'undo', 'void', 'correct']));
    expect(register.states.find((state) => state.key === 'void')?.kind).toBe('void');
    expect(register.states[0]!.kind).not.toBe('void');
  }
});

test('void belongs to the accountable role, correcting to its head or the office manager', () => {
  const { tickets, people } = demoModel().registers;
  const who = (register: typeof tickets, verb: string): string[] =>
    register!.actions.find((action) => action.key === verb)!.who;
  expect([who(tickets, 'void'), who(tickets, 'correct')]).toEqual([['facilities'], ['facilities_head']]);
  expect(who(people, 'correct')).toEqual(['office_manager']);
  expect(tickets!.actions.find((action) => action.key === 'correct')!.from).toEqual(['closed']);
});

test('the shipped numbers are those of the acceptance list', () => {
  const { settings } = demoModel();
  const shipped = Object.fromEntries(Object.values(settings).map((setting) => [setting.key, setting.value]));
  expect(shipped).toMatchObject({
    'ticket.first_response_hours': 1,
    'move.network_ready_hours': 24,
    'minutes.publish_hours': 24,
    'transfer.handover_hours': 24,
    'emergency.supplies_hours': 24,
    'emergency.remote_tools_hours': 24,
    'meeting.confirm_attendees_days_before': 3,
    'task.owner_update_days': 7,
    'purchase.min_quotes': 3,
    'acceptance.min_people': 2,
    'stocktake.max_variance_pct': 1,
    'maintenance.tiers': 3,
    'policy.modules': 3,
    'inspection.per_day_normal': 1,
    'inspection.per_day_raised': 3,
    'vendor.satisfaction_floor_pct': 85,
    'vendor.deduction_pct_of_fee': 5,
    'asset.repairs_per_month_replace_first': 5,
    'contract.warranty_years': 1,
    'contract.return_days': 7,
    'clock.warn_pct': 75,
    'mail.grace_minutes': 3,
    'undo.minutes': 10,
    'row.quiet_minutes': 2,
    'import.undo_days': 7,
    'bin.days': 90,
    'register.keep_open_days': 60,
    'survey.min_responses': 5,
    'minutes.remind_hours': 20,
    'inspection.recovery_scores': 2,
    'keytask.report_interval_days': 7,
  });
});

test('every kind of fault but "other" has three steps to try first', () => {
  const { lists, help } = demoModel();
  const kinds = lists.fault_categories!.entries.map((entry) => entry.key).filter((key) => key !== 'other');
  expect(Object.keys(help.self_help!.entries).sort()).toEqual(kinds.sort());
  for (const { steps } of Object.values(help.self_help!.entries)) expect(steps).toHaveLength(3);
});

test('the roles an office can hand out are the roles the model knows', () => {
  const { lists, roles } = demoModel();
  expect(lists.roles!.entries.map((entry) => [entry.key, entry.label])).toEqual(
    Object.values(roles).map((role) => [role.key, role.label]),
  );
});

test('the guide beside the templates explains every word the compiler accepts', () => {
  const guide = readFileSync(`${TEMPLATES}/README.md`, 'utf8');
  const words = [...REGISTER_WORDS, ...FIELD_WORDS, ...FIELD_TYPES, ...ACTION_WORDS, ...PATTERNS];
  const silent = words.filter((word) => word !== 'by' && word !== 'type' && !guide.includes(`\`${word}\``));
  expect(silent.filter((word) => word !== 'shipped')).toEqual([]);
  for (const name of Object.keys(CONDITION_FUNCTIONS)) expect(guide).toContain(`${name}(`);
});

function fieldOf(model: Model, register: string, key: string): { label: Label } {
  return model.registers[register]!.fields.find((field) => field.key === key)!;
}
