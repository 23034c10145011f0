/** 首頁 Home: what the workbook wants to tell everybody who opens it, each line with its tick boxes (register sheet: Front door). */
import type { Meta } from '../engine/meta';
import { pick } from '../engine/project';
import type { Cell, Notice, NoticeAction, Ref, Words } from '../engine/types';
import { render } from '../engine/words';
import type { Lang, Register } from '../model/types';
import { SHEET, TABS_COL } from './layout';
import type { Put, Write } from './ports';

/** First row of the notices (0-based), and how many rows are ours below it. */
export const HOME_FIRST = 5;
const HOME_ROWS = 60;

export type HomeLine = { notice: Notice; action?: NonNullable<Notice['action']> };

/** One line a notice, then one a tick box. The row of a tick follows from the notices alone. */
export function homeLines(notices: Notice[]): HomeLine[] {
  const out: HomeLine[] = [];
  for (const notice of [...notices].sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0) || b.at - a.at)) {
    out.push({ notice });
    if (notice.action) out.push({ notice, action: notice.action });
    if (notice.action2) out.push({ notice, action: notice.action2 });
  }
  return out.slice(0, HOME_ROWS);
}

const ACTION_WORDS: Record<NoticeAction['kind'], string> = {
  'put-back': 'notice.scramble.put-back',
  accept: 'notice.scramble.accept',
  'send-batch': 'notice.batch.send',
  'undo-batch': 'notice.batch.undo',
  newest: 'notice.restored.newest',
  'keep-restored': 'notice.restored.keep',
  repair: 'notice.repair',
  'restore-row': 'notice.restore-row',
  handover: 'handover.go',
  'handover-cancel': 'handover.cancel',
  'put-question-back': 'notice.form-question.put-back',
  'rebuild-form': 'notice.rebuild',
  'undo-import': 'notice.imported.undo',
  'directory-add': 'directory.go',
  rebuild: 'notice.rebuild',
  remove: 'notice.remove',
  heal: 'notice.repair',
  dismiss: 'notice.done',
  preview: 'setup.preview',
  apply: 'setup.apply',
  'upgrade-preview': 'setup.preview',
  upgrade: 'setup.apply',
  'limits-new': 'setup.limits-new',
  'limits-open': 'setup.limits-open',
  'module-on': 'setup.module-on',
};
export const actionCode = (kind: NoticeAction['kind']): string => ACTION_WORDS[kind];
export const actionWords = (kind: NoticeAction['kind'], notice: Notice): Words => ({
  code: ACTION_WORDS[kind],
  params: notice.words.params,
});

export function homeWrites(meta: Meta, ref: Ref): Write[] {
  const lang = ref.language;
  const lines = homeLines(meta.notices);
  const times = { zone: ref.zone, now: meta.commit.at };
  const text = (value: string, link?: string): Put => ({ kind: 'text', value, ...(link ? { link } : {}) });
  const blank: Put = { kind: 'blank', value: '' };
  const rows: Put[][] = lines.map((l) =>
    l.action
      ? [{ kind: 'boolean', value: false }, text(render(actionWords(l.action.kind, l.notice), lang, undefined, times))]
      : [blank, text(render(l.notice.words, lang, undefined, times), l.notice.url)],
  );
  if (rows.length === 0) rows.push([blank, text(render({ code: 'notice.fine' }, lang))]);
  const used = rows.length;
  return [
    { do: 'cells', sheet: SHEET.home, row: HOME_FIRST, col: 0, rows },
    { do: 'clear', sheet: SHEET.home, row: HOME_FIRST + used, rows: HOME_ROWS - used + 1, cols: 2 },
  ];
}

/** Row of the box that shows the tab 匯入 (0-based). */
export const SHOW_ROW = 4;
/** To the right of the notices: a box for every tab that is hidden at birth, from this row (0-based) and column on. */
const TABS_ROW = SHOW_ROW;
const TABS_ROWS = 40;
/** Columns of 首頁 that are ours. */
export const HOME_COLS = TABS_COL + 2;

/** Boxes that show tabs: 匯入, and registers that stand in no tab row until somebody wants them (register sheet: Front door). */
export function showWrites(lang: Lang, registers: readonly Register[]): Write[] {
  const text = (value: string): Put => ({ kind: 'text', value });
  const box: Put = { kind: 'boolean', value: false };
  const cells = (row: number, col: number, rows: Put[][]): Write => ({
    do: 'cells',
    sheet: SHEET.home,
    row,
    col,
    rows,
  });
  const tabs = hiddenTabs(registers);
  const words = render({ code: 'home.tabs' }, lang);
  return [
    cells(SHOW_ROW, 0, [[box, text(render({ code: 'home.import' }, lang))]]),
    ...(tabs.length > 0
      ? [
          cells(TABS_ROW - 1, TABS_COL + 1, [[text(words)]]),
          cells(
            TABS_ROW,
            TABS_COL,
            tabs.map(({ name }) => [box, text(pick(name, lang))]),
          ),
        ]
      : []),
    {
      do: 'clear',
      sheet: SHEET.home,
      row: TABS_ROW + tabs.length,
      rows: TABS_ROWS - tabs.length,
      cols: 2,
      col: TABS_COL,
    },
  ];
}

/** In the order of their keys, whoever asks. */
const hiddenTabs = (registers: readonly Register[]): Register[] =>
  registers.filter(({ hidden }) => hidden).sort((a, b) => (a.key < b.key ? -1 : 1));

/** Registers whose box is ticked. */
export const tabsTicked = (cells: Cell[][], registers: readonly Register[]): Register[] =>
  hiddenTabs(registers).filter((_, i) => cells[TABS_ROW + i]?.[TABS_COL] === true);

/** Row of the counts (0-based): one line a register that has clocks; at most two, in the order of their keys. */
const COUNT_ROW = 2;

/** 「報修單：未結 5 逾期 2 待回應 1」, for the registers at hand; the others' lines stand. */
export function countWrites(meta: Meta, lang: Lang, registers: Record<string, Register>): Write[] {
  return Object.keys(meta.counts ?? {})
    .sort()
    .slice(0, 2)
    .flatMap((key, i): Write[] => {
      const register = registers[key];
      if (!register) return [];
      const { open, ...rest } = meta.counts![key]!;
      const some = Object.fromEntries(Object.entries(rest).filter(([, n]) => n > 0));
      const words = { code: 'home.counts', params: { register: register.name, open, ...some } };
      return [
        {
          do: 'cells',
          sheet: SHEET.home,
          row: COUNT_ROW + i,
          col: 1,
          rows: [[{ kind: 'text', value: render(words, lang) }]],
        },
      ];
    });
}
