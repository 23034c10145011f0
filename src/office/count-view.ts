/**
 * Counting with the thumb (R175): what the stocktake under way still looks for at a place, one thing after the other. Reading only; a click is
 * the line's own action, judged as in its row. Three reads at any size.
 */
import { openDraft } from '../engine/draft';
import { may, personOf } from '../engine/people';
import { calledOf, pick, showContext } from '../engine/project';
import { showCell } from '../engine/values';
import { formatShown } from '../engine/shown';
import type { Cell, Rec } from '../engine/types';
import type { Lang } from '../model/types';
import { act, type PageAnswer } from './act-page';
import { factsOf, readFirst } from './book';
import { MIRROR_COLUMNS, type BookMap } from './layout';
import { readMark } from './mark';
import { recsOf, wholeMirror } from './mirror';
import type { Area, Ports } from './ports';
import { bookWith, refusal, type RefusalView } from './views';

export interface CountView {
  kind: 'count';
  lang: Lang;
  office: string;
  me: string;
  /** What is counted: the stocktake, and the place or the one thing asked for; '' = wherever this person may count. */
  called: string;
  place: string;
  /** Lines still to be counted, the one asked for first. `facts`: what the book says of it. */
  left: { id: string; asset: string; called: string; facts: { label: string; value: string }[]; codes: string[] }[];
  /** How many lines there are, counted ones too. */
  of: number;
  /** What may be said of a line. */
  actions: { key: string; label: string; asks: ('found_place' | 'comment')[] }[];
  places: { key: string; label: string }[];
  labels: { found_place: string; comment: string };
}

const STOCKTAKES = 'stocktakes';
const COUNTS = 'counts';
/** What the page offers of a line's actions, in this order. */
const OFFERED = ['here', 'elsewhere', 'not_here', 'differs'];
/** Lines of one page: a place with more is counted in turns. */
const MOST = 120;

/** The newest stocktakes of a workbook, as an area of a read; none where the office has none. */
export function stocktakes(ports: Ports, book: BookMap): Area[] {
  const sheet = book.registers[STOCKTAKES]?.mirror;
  const rows = readMark(ports, book.key).counters[STOCKTAKES]?.rows ?? 0;
  const row = Math.max(1, rows - 9);
  return sheet === undefined || rows === 0 ? [] : [{ sheet, row, rows: rows - row + 1, col: 0, cols: MIRROR_COLUMNS }];
}

export const counting = (cells: Cell[][] = []): Rec | undefined =>
  recsOf({ cells }).find((rec) => rec.state === 'counting' && !rec.deleted);

/** @param at a thing's number or a place's key, or neither */
export function countView(ports: Ports, at: { asset: string; place: string }): CountView | RefusalView {
  const me = ports.caller();
  const book = bookWith(ports, COUNTS);
  if (!me || !book) return refusal(null, me ? 'count.none' : 'page.no-account', me, 'zh-TW');
  const extra = stocktakes(ports, book);
  const first = readFirst(ports, book, { registers: [COUNTS, STOCKTAKES], extra });
  const { ref } = first;
  const lang = personOf(ref, me)?.language ?? ref.language;
  if (!personOf(ref, me)) return refusal(first, 'page.wrong-account', me, lang);
  const stocktake = counting(first.extra[0]?.cells);
  if (!stocktake) return refusal(first, 'count.none', me, lang);
  const all = (key: string): Rec[] => wholeMirror(ports, book, key, first.meta.counters[key]?.rows ?? 0);
  const lines = all(COUNTS).filter((rec) => !rec.deleted && rec.values.stocktake === stocktake.id && rec.values.asset);
  const asked = lines.find((rec) => rec.values.asset === at.asset);
  const place = at.place || String(asked?.values.place ?? '');
  const register = first.registers[COUNTS]!;
  const actions = OFFERED.flatMap((key) => register.actions.find((a) => a.key === key) ?? []);
  const mine = lines.filter(
    (rec) => (!place || rec.values.place === place) && actions.some((a) => may(ref, rec, a.who, me)),
  );
  if (mine.length === 0) return refusal(first, lines.length === 0 ? 'count.none' : 'count.not-here', me, lang);
  const open = mine.filter((rec) => rec.state === 'open');
  const draft = openDraft(factsOf(first, ports.now(), 'view'));
  const things = new Map(open.length > 0 ? all('assets').map((rec) => [rec.id, rec]) : []);
  for (const rec of things.values()) draft.facts.records[`assets/${rec.id}`] = rec;
  const ledger = first.registers.assets!;
  const sorted = [...open].sort((a, b) => Number(b === asked) - Number(a === asked));
  const list = register.fields.find((f) => f.key === 'found_place')?.list ?? '';
  const label = (key: string): string => pick(register.fields.find((f) => f.key === key)?.label, lang);
  return {
    kind: 'count',
    lang,
    office: ref.office,
    me,
    called: calledOf(draft, first.registers[STOCKTAKES]!, stocktake, lang),
    place: place && pick(ref.lists[list]?.find((e) => e.key === place)?.label, lang),
    left: sorted.slice(0, MOST).map((rec) => {
      const thing = things.get(String(rec.values.asset));
      const facts = [
        ...(thing ? shown(ledger, thing, ['model', 'serial', 'other_number']) : []),
        ...shown(register, rec, ['place', 'holder', 'department']),
      ];
      return {
        id: rec.id,
        asset: String(rec.values.asset),
        called: thing ? calledOf(draft, ledger, thing, lang) : '',
        facts,
        codes: [thing?.values.serial, thing?.values.other_number].flatMap((code) => (code ? [String(code)] : [])),
      };
    }),
    of: mine.length,
    actions: actions.map((a) => ({
      key: a.key,
      label: pick(a.label, lang),
      asks: a.asks.filter((k): k is 'found_place' | 'comment' => k === 'found_place' || k === 'comment'),
    })),
    places: (ref.lists[list] ?? []).filter((e) => e.on).map((e) => ({ key: e.key, label: pick(e.label, lang) })),
    labels: { found_place: label('found_place'), comment: label('comment') },
  };

  function shown(of: typeof register, rec: Rec, keys: string[]): { label: string; value: string }[] {
    const ctx = showContext(ref, ports.now(), lang, rec.names);
    return keys.flatMap((key) => {
      const field = of.fields.find((f) => f.key === key);
      const value = rec.values[key];
      return field && value != null
        ? [{ label: pick(field.label, lang), value: formatShown(showCell(field, value, ctx)) }]
        : [];
    });
  }
}

/** What somebody says of one line: its own action with the same answers as in its row; a word may always stand beside it. */
export function count(ports: Ports, id: string, action: string, typed: Record<string, string>): PageAnswer {
  if (!OFFERED.includes(action)) return { ok: false, words: 'UNKNOWN_METHOD' };
  return act(ports, { register: COUNTS, id }, action, typed, '', ['comment']);
}
