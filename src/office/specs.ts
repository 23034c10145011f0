/** What the sheets of a workbook look like: header, widths, formats, dropdowns, colours (register sheet: Anatomy). Pure. */
import { moneyDecimals } from '../engine/values-number';
import { birthOrder, columnLabel, type Columns } from '../engine/columns';
import { pick } from '../engine/project';
import type { Ref } from '../engine/types';
import type { Field, Lang, Register, StateKind } from '../model/types';
import { optionsFor } from './dropdowns';
import { MACHINE_TITLES, SETUP_TITLES, SHEET, type RegisterPlace } from './layout';
import type { SheetSpec } from './ports';

type Header = SheetSpec['header'][number];

const WIDTH: Record<string, number> = {
  $number: 104,
  $state: 84,
  $next: 104,
  $check: 190,
  $due: 120,
  $files: 70,
  $updated: 120,
};
const FIELD_WIDTH: Partial<Record<Field['type'], number>> = {
  'long text': 220,
  text: 140,
  person: 110,
  link: 170,
  number: 80,
  money: 90,
  date: 92,
  'yes-no': 60,
  choice: 110,
  department: 100,
};

/** Ground and ink by the kind of a state, always beside the word. */
const KIND: Record<StateKind, { ground?: string; ink?: string; strike?: boolean }> = {
  todo: { ground: '#d3e3fd', ink: '#0b3d91' },
  active: { ground: '#c4eed0', ink: '#0d5425' },
  paused: { ground: '#e3e3e3', ink: '#3c4043' },
  done: { ground: '#e6f4ea', ink: '#1e6b34' },
  closed: { ink: '#5f6368' },
  void: { ink: '#5f6368', strike: true },
};

const NOTES: Record<string, Record<Lang, string>> = {
  $number: {
    'zh-TW': '由系統給；舊編號請填「原編號」',
    'zh-CN': '由系统给；旧编号请填“原编号”',
    en: 'Given by the system',
  },
  $state: {
    'zh-TW': '用「下一步」改；打字也可以，只要剛好一個動作到那裡',
    'zh-CN': '用“下一步”改；直接输入也可以，只要刚好一个动作到那里',
    en: 'Changed by Next step; typing works where exactly one action leads there',
  },
  $next: {
    'zh-TW': '選要做的事。缺什麼，檢核會說，補齊就自動完成。要寫原因：「作廢：原因」',
    'zh-CN': '选要做的事。缺什么，检核会说，补齐就自动完成。要写原因：“作废：原因”',
    en: 'Choose what to do. Check says what is missing; the last value runs it. With words: “Void: why”',
  },
  $check: {
    'zh-TW': '系統的回答：✓ 完成 ✎ 等你補 ✗ 沒收下 ⏳ 等別人 ⏸ 凍結',
    'zh-CN': '系统的回答：✓ 完成 ✎ 等你补 ✗ 没收下 ⏳ 等别人 ⏸ 冻结',
    en: 'The answer: ✓ done ✎ waits for you ✗ not taken ⏳ waits for others ⏸ frozen',
  },
  $due: {
    'zh-TW': '最近的期限，暫停時寫「暫停」',
    'zh-CN': '最近的期限，暂停时写“暂停”',
    en: 'The nearest running clock',
  },
  $files: {
    'zh-TW': '照片、表單、文件的連結',
    'zh-CN': '照片、表单、文件的链接',
    en: 'Links to photos, forms, documents',
  },
  $updated: { 'zh-TW': '最後一次異動', 'zh-CN': '最后一次变动', en: 'Last change' },
};

const format = (field: Field | undefined, key: string): Header['format'] => {
  if (key === '$due') return 'datetime';
  if (!field) return 'text';
  if (field.type === 'date') return 'date';
  if (field.type === 'time') return 'time';
  if (field.type === 'number') return 'number';
  if (field.type === 'money') return 'money';
  return 'text';
};

/** Where the columns of a live sheet are now, 0-based; people move them and put their own between. */
export type Live = Pick<Columns, 'at' | 'headerRow'>;

/** The spec of a register's sheet: at birth, or with colours and views for the columns where they now are. */
export function registerSpec(register: Register, place: RegisterPlace, ref: Ref, live?: Live): SheetSpec {
  const lang = ref.language;
  const keys = birthOrder(register);
  const col = (key: string): number => (live ? (live.at[key] ?? -1) : keys.indexOf(key));
  const header: Header[] = keys.map((key) => {
    const field = register.fields.find((f) => f.key === key);
    const label = pick(columnLabel(register, key), lang);
    const options = field && !field.is && !field.system ? optionsFor(field, ref, register) : null;
    return {
      text: label,
      note: noteFor(key, field, lang),
      width: WIDTH[key] ?? FIELD_WIDTH[field?.type ?? 'text'] ?? 120,
      grey: (key.startsWith('$') && key !== '$next' && key !== '$state') || !!field?.is || !!field?.system,
      format: format(field, key),
      ...(field?.type === 'money' ? { decimals: moneyDecimals(ref.settings) } : {}),
      ...(options ? { options } : {}),
      ...(key === '$next'
        ? {
            options: register.actions.filter((a) => a.standing === 'register').map((a) => pick(a.label, lang)),
            rowwise: true,
          }
        : {}),
    };
  });
  return {
    sheet: place.live,
    title: pick(register.name, lang),
    hidden: !!register.hidden,
    machine: false,
    header,
    colours: colours(register, col, (live?.headerRow ?? 0) + 2, lang).filter((c) => c.col >= 0),
    views: views(register, place, col, lang),
    frozenColumns: 2,
    rows: 1000,
    tabColour: DUTY[register.duty],
  };
}

const VIEWS: { title: Record<Lang, string>; kinds: StateKind[] }[] = [
  {
    title: { 'zh-TW': '未結（依期限）', 'zh-CN': '未结（按期限）', en: 'Open, by due' },
    kinds: ['todo', 'active', 'paused'],
  },
  { title: { 'zh-TW': '等待中', 'zh-CN': '等待中', en: 'Waiting' }, kinds: ['paused'] },
  { title: { 'zh-TW': '已結', 'zh-CN': '已结', en: 'Closed' }, kinds: ['done', 'closed'] },
];
/** Filter views have ids of their own, far above the commit numbers that serve as fence. */
const VIEW_IDS = 1_000_000_000;

/** Filter views only, never a basic filter, which would hide rows for everybody (register sheet: Anatomy). */
function views(
  register: Register,
  place: RegisterPlace,
  col: (key: string) => number,
  lang: Lang,
): NonNullable<SheetSpec['views']> {
  if (register.clocks.length === 0 || col('$state') < 0 || col('$due') < 0) return [];
  return VIEWS.filter((v) => register.states.some((s) => v.kinds.includes(s.kind))).map((v, i) => ({
    id: VIEW_IDS + place.live * 10 + i,
    title: v.title[lang],
    col: col('$state'),
    hidden: register.states.filter((s) => !v.kinds.includes(s.kind)).map((s) => pick(s.label, lang)),
    sort: col('$due'),
  }));
}

const DUTY: Record<Register['duty'], string> = {
  coordination: '#4285f4',
  policy: '#a142f4',
  resources: '#12a37f',
  risk: '#e8710a',
  advancement: '#d01884',
  office: '#5f6368',
};

function noteFor(key: string, field: Field | undefined, lang: Lang): string {
  if (key.startsWith('$')) return NOTES[key]?.[lang] ?? '';
  const parts = [pick(field?.help, lang)];
  if (field?.required) parts.push(REQUIRED[lang]);
  if (field?.type === 'date') parts.push(DATE[lang]);
  return parts.filter(Boolean).join('\n');
}
const REQUIRED: Record<Lang, string> = { 'zh-TW': '必填', 'zh-CN': '必填', en: 'Required' };
const DATE: Record<Lang, string> = {
  'zh-TW': '例：2026/3/5、3/5、115/3/5',
  'zh-CN': '例：2026/3/5、3/5',
  en: 'E.g. 2026/3/5 or 3/5',
};

/** `row`: the first row below the header, 1-based, as formulas name it. A column that is not there (-1) has no colour. */
function colours(register: Register, col: (key: string) => number, row: number, lang: Lang): SheetSpec['colours'] {
  const out: SheetSpec['colours'] = [];
  for (const state of register.states)
    out.push({ col: col('$state'), cols: 1, when: { equals: pick(state.label, lang) }, ...KIND[state.kind] });
  const cell = (key: string): string => `$${a1(col(key))}${row}`;
  const check = cell('$check');
  for (const field of register.fields) {
    if (field.noColumn || field.is || field.system || col('$check') < 0) continue;
    const label = pick(field.label, lang);
    // Asked cells yellow, held cells light red: the rules read the row's Check, so they travel with a sort.
    out.push({
      col: col(field.key),
      cols: 1,
      when: { formula: `=AND(ISNUMBER(SEARCH("✎",${check})),ISNUMBER(SEARCH("${quoted(label)}",${check})))` },
      ground: '#fff3b0',
    });
    out.push({
      col: col(field.key),
      cols: 1,
      when: { formula: `=ISNUMBER(SEARCH("✗ ${quoted(label)}${COLON[lang]}",${check}))` },
      ground: '#fce8e6',
    });
  }
  const due = cell('$due');
  out.push({
    col: col('$due'),
    cols: 1,
    when: { formula: `=AND(ISNUMBER(${due}),${due}<NOW())` },
    ground: '#f9dedc',
    ink: '#a50e0e',
    bold: true,
  });
  out.push({
    col: col('$due'),
    cols: 1,
    when: { formula: `=AND(ISNUMBER(${due}),${due}<NOW()+1/24)` },
    ground: '#feefc3',
    ink: '#7a4f01',
  });
  for (const [sign, ground, ink] of [
    ['✗', '#fce8e6', '#a50e0e'],
    ['✎', '#fff3b0', '#5f4b00'],
    ['⏳', '#e8eaed', '#3c4043'],
    ['⏸', '#feefc3', '#7a4f01'],
  ] as const)
    out.push({ col: col('$check'), cols: 1, when: { startsWith: sign }, ground, ink });
  return out;
}

const COLON: Record<Lang, string> = { 'zh-TW': '：', 'zh-CN': '：', en: ':' };
const quoted = (text: string): string => text.replace(/"/g, '""');

/** Column letters; only for formulas of conditional formats, never for reading. */
export function a1(index: number): string {
  let n = index + 1;
  let out = '';
  while (n > 0) {
    out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
    n = Math.floor((n - 1) / 26);
  }
  return out;
}

/** The hidden, hard-protected sheets of a workbook. */
export function machineSpecs(registers: { key: string; place: RegisterPlace }[], setup = false): SheetSpec[] {
  const plain = (sheet: number, title: string, columns: string[], rows: number): SheetSpec => ({
    sheet,
    title,
    hidden: true,
    machine: true,
    header: columns.map((text) => ({ text, note: '', width: 120, grey: true, format: 'any' as const })),
    colours: [],
    frozenColumns: 0,
    rows,
  });
  return [
    plain(SHEET.meta, MACHINE_TITLES.meta, [], 20),
    plain(SHEET.ref, MACHINE_TITLES.ref, [], 400),
    plain(SHEET.model, MACHINE_TITLES.model, [], 80),
    plain(SHEET.clocks, MACHINE_TITLES.clocks, ['due', 'register', 'id', 'rev', 'clock', 'moment'], 2000),
    plain(
      SHEET.journal,
      MACHINE_TITLES.journal,
      ['n', 'at', 'commit', 'digest', 'what', 'actor', 'payload', 'salt'],
      2000,
    ),
    plain(
      SHEET.outbox,
      MACHINE_TITLES.outbox,
      ['seq', 'key', 'kind', 'not before', 'lease', 'tries', 'payload', 'MAC'],
      2000,
    ),
    plain(SHEET.intake, MACHINE_TITLES.intake, ['seq', 'form', 'response', 'hash', 'record', 'at'], 2000),
    ...(setup
      ? [plain(SHEET.pack, SETUP_TITLES.pack, [], 120), plain(SHEET.versions, SETUP_TITLES.versions, [], 400)]
      : []),
    plain(SHEET.imported, MACHINE_TITLES.imported, ['batch', 'digest', 'id', 'at'], 200),
    ...registers.map((r) => plain(r.place.mirror, `_${r.key}`, ['id', 'rev', 'fp', 'row', 'record'], 1000)),
  ];
}

export function homeSpec(title: string): SheetSpec {
  return {
    sheet: SHEET.home,
    title,
    hidden: false,
    machine: false,
    header: [],
    colours: [],
    frozenColumns: 0,
    rows: 200,
    tabColour: '#0b57d0',
  };
}
