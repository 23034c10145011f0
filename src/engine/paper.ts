/**
 * The text of a document, filled, as blocks: a subset of Markdown that somebody who cannot program can write. Each target has one
 * renderer of these blocks. Values are protected before they are filled in, so that what people typed is never taken for structure.
 */
export interface Run {
  text: string;
  bold?: true;
}
/** What stands in a cell, line by line. `label`: all of it is bold, as the name of what stands beside it. */
export interface PaperCell {
  lines: Run[][];
  label?: true;
}
export type Side = 'left' | 'right' | 'center';
/** `name` and `when` of who signed; blank = to be signed or stamped by hand. */
export interface Box {
  label: string;
  name: string;
  when: string;
  verdict: string;
}
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; runs: Run[] }
  /** `tight`: follows the line above without a gap. */
  | { kind: 'line'; runs: Run[]; side: 'left' | 'right'; tight: boolean }
  | { kind: 'item'; runs: Run[]; ordered: boolean; depth: number }
  /** `head`: the first row names the columns. `widths`: relative; `sides`: by column. */
  | { kind: 'table'; head: boolean; sides: Side[]; widths: number[]; rows: PaperCell[][] }
  | { kind: 'boxes'; boxes: Box[] }
  | { kind: 'page' };

/** Line end within a value. */
const BREAK = '\u2028';
/** Protected characters lie in a private area: what is meant as a letter is no sign of ours. */
const AREA = 0xe000;
const HIDDEN = /[\ue000-\ue0ff]/g;
const BOX_SIGN = '□';
export const SIGNATURES = '\ue0ff';

/** A value as it may stand in a text: signs that mean something here become plain letters. */
export function protect(value: string): string {
  return value
    .replace(HIDDEN, '')
    .replace(/\r\n?|\n|\u2028|\u2029/g, BREAK)
    .replace(/[!-/:-@[-`{-~]/g, (c) => String.fromCharCode(AREA + c.charCodeAt(0)))
    .replace(/□/g, '\ue0fe');
}

const plain = (text: string): string =>
  text.replace(HIDDEN, (c) => (c === '\ue0fe' ? BOX_SIGN : String.fromCharCode(c.charCodeAt(0) - AREA)));

/** `signed`: the boxes that `{{signatures}}` stands for. */
export function parsePaper(text: string, signed: Box[]): Block[] {
  const lines = text.replace(/\\([!-/:-@[-`{-~])/g, (_all, c: string) => protect(c)).split(/\r?\n/);
  const blocks: Block[] = [];
  let gap = true;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.replace(/\s+$/, '');
    const bare = line.trim();
    if (bare === '') {
      gap = true;
      continue;
    }
    if (bare.startsWith('|')) {
      const from = i;
      while (lines[i + 1]?.trim().startsWith('|')) i++;
      blocks.push(table(lines.slice(from, i + 1)));
    } else if (bare === SIGNATURES) blocks.push(...boxRows(signed));
    else if (bare.startsWith(BOX_SIGN))
      blocks.push(
        ...boxRows(
          bare
            .split(BOX_SIGN)
            .slice(1)
            .map((label) => ({ label: plain(label.trim()), name: '', when: '', verdict: '' })),
        ),
      );
    else if (bare === '---') blocks.push({ kind: 'page' });
    else blocks.push(...worded(line, bare, gap));
    gap = false;
  }
  return blocks;
}

function worded(line: string, bare: string, gap: boolean): Block[] {
  const heading = /^(#{1,3})\s+(.*)$/.exec(bare);
  if (heading) return [{ kind: 'heading', level: heading[1]!.length as 1 | 2 | 3, runs: runsOf(oneLine(heading[2]!)) }];
  const item = /^(\s*)(-|\d+\.)\s+(.*)$/.exec(line);
  if (item)
    return [
      {
        kind: 'item',
        runs: runsOf(oneLine(item[3]!)),
        ordered: item[2] !== '-',
        depth: Math.min(2, Math.floor(item[1]!.length / 2)),
      },
    ];
  const right = bare.startsWith('> ');
  const parts = (right ? bare.slice(2) : bare).split(BREAK);
  return parts.map((part, i) => ({
    kind: 'line',
    runs: runsOf(part),
    side: right ? 'right' : 'left',
    tight: i > 0 || !gap,
  }));
}

const oneLine = (text: string): string => text.split(BREAK).join(' ');

/** `**bold**` and the rest. */
function runsOf(text: string): Run[] {
  return text
    .split('**')
    .map((part, i): Run => (i % 2 === 1 ? { text: plain(part), bold: true } : { text: plain(part) }))
    .filter((run) => run.text !== '');
}

const RULE = /^:?-+:?$/;

/** Rows between `|`; a row of dashes gives sides and widths, and above it stand the names of the columns, if anything does. */
function table(lines: string[]): Block {
  const rows = lines.map((line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  );
  const rule = rows.findIndex((row) => row.every((cell) => RULE.test(cell)));
  const marks = rule < 0 ? [] : rows[rule]!;
  const body = rows.filter((_row, i) => i !== rule);
  const columns = Math.max(...rows.map((row) => row.length));
  const each = <T>(make: (mark: string) => T): T[] => Array.from({ length: columns }, (_x, i) => make(marks[i] ?? ''));
  return {
    kind: 'table',
    head: rule === 1,
    sides: each((m) => (m.endsWith(':') ? (m.startsWith(':') ? 'center' : 'right') : 'left')),
    widths: each((m) => Math.max(1, m.replace(/:/g, '').length)),
    rows: body.map((row) => Array.from({ length: columns }, (_x, i) => cellOf(row[i] ?? ''))),
  };
}

function cellOf(text: string): PaperCell {
  const lines = text.split(BREAK).map(runsOf);
  const runs = lines.flat();
  return { lines, ...(runs.length > 0 && runs.every((run) => run.bold) ? { label: true } : {}) };
}

const ACROSS = 4;

/** Boxes to stamp or sign, at most four side by side, rows evenly filled. */
function boxRows(boxes: Box[]): Block[] {
  if (boxes.length === 0) return [];
  const rows = Math.ceil(boxes.length / ACROSS);
  const size = Math.ceil(boxes.length / rows);
  return Array.from({ length: rows }, (_x, i) => ({ kind: 'boxes', boxes: boxes.slice(i * size, (i + 1) * size) }));
}

/** What a block says, as text: for searching and for tests. */
export function saidBy(blocks: Block[]): string {
  const words = (runs: Run[]): string => runs.map((run) => run.text).join('');
  return blocks
    .map((b) => {
      if (b.kind === 'table')
        return b.rows.map((row) => row.map((c) => c.lines.map(words).join(' ')).join(' | ')).join('\n');
      if (b.kind === 'boxes')
        return b.boxes.map((x) => [x.label, x.verdict, x.name, x.when].join(' ').trim()).join('\n');
      return b.kind === 'page' ? '' : words(b.runs);
    })
    .join('\n');
}
