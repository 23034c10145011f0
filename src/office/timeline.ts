/**
 * The tab of bars over the weeks, drawn by the tick when a record on it changed, and by night when a week has gone. It holds nothing of its
 * own: drawn twice it is the same.
 */
import { columnLabel } from '../engine/columns';
import { dateAt, serialOf } from '../engine/civil';
import { pick } from '../engine/project';
import { barsOf, MARK, WEEKS, weeksAt } from '../engine/timeline';
import type { Rec } from '../engine/types';
import type { Register, Timeline } from '../model/types';
import { readFirst, type First } from './book';
import { PROP, SHEET, type BookMap } from './layout';
import { wholeMirror } from './mirror';
import type { Ports, Put, SheetSpec } from './ports';
import { text } from './write';

/** Columns before the weeks: number, what, who, due, state. */
const FIXED = 5;
const HEADER_ROWS = 1;
/** Rows drawn: beyond them a chart says nothing. */
const MANY = 400;

const withTimeline = (registers: Record<string, Register>): Register | undefined =>
  Object.values(registers).find((register) => register.timeline);

/** Part of every commit: notes that something on the tab changed. */
export function askToDraw(ports: Ports, first: First, records: Iterable<Rec>): void {
  for (const rec of records)
    if (first.registers[rec.register]?.timeline) {
      ports.props.set(PROP.draw + first.book.key, String(ports.now()));
      return;
    }
}

/** Draws it anew when somebody asked; two reads, one write. */
export function drawTimeline(ports: Ports, book: BookMap): void {
  const asked = ports.props.get(PROP.draw + book.key);
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  const register = withTimeline(first.registers);
  if (register) {
    const recs = wholeMirror(ports, book, register.key, first.meta.counters[register.key]?.rows ?? 0);
    const timeline = register.timeline!;
    // Not there yet, or deleted by somebody.
    if (!ports.structures.sheetIds(book.id).some(({ sheet }) => sheet === SHEET.timeline))
      ports.structures.shape(book.id, [timelineSpec(register, timeline, first)], []);
    paint(ports, first, register, timeline, recs);
    ports.props.set(PROP.drawn + book.key, String(ports.now()));
  }
  if (ports.props.get(PROP.draw + book.key) === asked) ports.props.remove(PROP.draw + book.key);
}

function paint(ports: Ports, first: First, register: Register, timeline: Timeline, recs: Rec[]): void {
  const now = ports.now();
  const bars = barsOf(register, timeline, recs, first.ref, now).slice(0, MANY);
  const weeks = weeksAt(dateAt(now, first.ref.zone));
  const day = (date: string): Put => ({ kind: 'date', value: serialOf(date) });
  const rows: Put[][] = bars.map((bar) => [
    text(bar.id),
    text(bar.what),
    text(bar.who),
    day(bar.due),
    text(bar.state),
    ...bar.weeks.map(text),
  ]);
  ports.books.write(first.book.id, [
    { do: 'clear', sheet: SHEET.timeline, row: HEADER_ROWS, rows: MANY, cols: FIXED + WEEKS },
    {
      do: 'cells',
      sheet: SHEET.timeline,
      row: 0,
      col: FIXED,
      rows: [weeks.map((week) => text(`${Number(week.slice(5, 7))}/${Number(week.slice(8, 10))}`))],
    },
    ...(rows.length > 0 ? [{ do: 'cells' as const, sheet: SHEET.timeline, row: HEADER_ROWS, col: 0, rows }] : []),
  ]);
}

function timelineSpec(register: Register, timeline: Timeline, first: First): SheetSpec {
  const lang = first.ref.language;
  const label = (key: string): string =>
    key.startsWith('$')
      ? pick(columnLabel(register, key), lang)
      : pick(register.fields.find((field) => field.key === key)?.label, lang);
  const column = (words: string, width: number, format: SheetSpec['header'][number]['format'] = 'text') => ({
    text: words,
    note: '',
    width,
    grey: true,
    format,
  });
  const band = { col: FIXED, cols: WEEKS };
  // Sign and ground are of one colour: a bar to the eye, a sign to whoever cannot see the colour.
  const bar = (mark: string, ground: string): SheetSpec['colours'][number] => ({
    ...band,
    when: { equals: mark },
    ground,
    ink: ground,
  });
  return {
    sheet: SHEET.timeline,
    title: pick(timeline.label, lang),
    hidden: false,
    machine: false,
    header: [
      column(label('$number'), 104),
      column(label(timeline.what), 220),
      column(label(timeline.who), 100),
      column(label(timeline.to), 92, 'date'),
      column(label('$state'), 84),
      ...Array.from({ length: WEEKS }, () => column('', 44)),
    ],
    colours: [
      bar(MARK.done, '#5bb974'),
      bar(MARK.doing, '#8ab4f8'),
      bar(MARK.planned, '#c6dafc'),
      bar(MARK.late, '#ee9d97'),
    ],
    frozenColumns: 2,
    rows: MANY + HEADER_ROWS,
    columns: FIXED + WEEKS,
    tabColour: '#4285f4',
  };
}
