// CellData of the Sheets API to and from a stored cell.

import { ServiceError, notImplemented } from '../errors.ts';
import {
  cellOf,
  internFormat,
  slotOf,
  type Cell,
  type Format,
  type Run,
  type Slot,
  type Validation,
  type Value,
} from '../store/cells.ts';
import { displayOf, isDatePattern } from '../store/display.ts';
import { below, checkMask, wants, type Mask } from './mask.ts';

export interface ExtendedValue {
  stringValue?: string;
  numberValue?: number;
  boolValue?: boolean;
  formulaValue?: string;
}

export interface CellData {
  userEnteredValue?: ExtendedValue;
  userEnteredFormat?: Record<string, unknown>;
  textFormatRuns?: { startIndex?: number; format?: Record<string, unknown> }[];
  dataValidation?: Validation;
  note?: string;
}

export const CELL_FIELDS = [
  'userEnteredValue',
  'userEnteredFormat',
  'textFormatRuns',
  'dataValidation',
  'note',
] as const;
const FORMAT_FIELDS = [
  'numberFormat',
  'backgroundColor',
  'backgroundColorStyle',
  'textFormat',
  'wrapStrategy',
  'horizontalAlignment',
  'verticalAlignment',
  'borders',
  'padding',
  'hyperlinkDisplayType',
  'textRotation',
  'textDirection',
];

type Color = { red?: number; green?: number; blue?: number };

/** '#rrggbb' of an API colour. */
export function hexOf(color: Color | undefined): string | undefined {
  if (!color) return undefined;
  const two = (n: number | undefined): string =>
    Math.round((n ?? 0) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${two(color.red)}${two(color.green)}${two(color.blue)}`;
}

const colors = new Map<string, Color>();

/** API colour of '#rrggbb'. */
export function colorOf(hex: string): Color {
  let color = colors.get(hex);
  if (!color) colors.set(hex, (color = Object.freeze(colorRead(hex))));
  return color;
}

function colorRead(hex: string): Color {
  const part = (i: number): number => Math.round((parseInt(hex.slice(i, i + 2), 16) / 255) * 1e6) / 1e6;
  const [red, green, blue] = [part(1), part(3), part(5)];
  return { ...(red ? { red } : {}), ...(green ? { green } : {}), ...(blue ? { blue } : {}) };
}

function styled(plain: unknown, style: unknown): string | undefined {
  const s = style as { rgbColor?: Color; themeColor?: string } | undefined;
  if (s?.themeColor) throw notImplemented('Sheets.ColorStyle.themeColor');
  return hexOf(s?.rgbColor ?? (plain as Color | undefined));
}

/** Text format members the mask names, over what there was. */
function textFormat(old: Format, data: Record<string, unknown>, mask: Mask): Format {
  const next = { ...old };
  const has = (field: string): boolean => wants(mask, field);
  if (has('bold')) next.bold = data['bold'] as boolean;
  if (has('italic')) next.italic = data['italic'] as boolean;
  if (has('underline')) next.underline = data['underline'] as boolean;
  if (has('strikethrough')) next.strikethrough = data['strikethrough'] as boolean;
  if (has('fontSize')) next.size = data['fontSize'] as number;
  if (has('fontFamily')) next.font = data['fontFamily'] as string;
  if (has('foregroundColor') || has('foregroundColorStyle'))
    next.color = styled(data['foregroundColor'], data['foregroundColorStyle']) as string;
  return next;
}

/** A stored cell after CellData was written over it; the mask says which members, missing ones are cleared. */
export function applyCellData(
  slot: Slot,
  data: CellData,
  mask: Mask,
  evaluate: (formula: string) => Value,
  limit: number,
): Slot {
  checkMask(mask, CELL_FIELDS);
  const cell: Cell = { ...cellOf(slot) };
  if (wants(mask, 'userEnteredValue')) {
    setValue(cell, data.userEnteredValue, evaluate, limit);
    delete cell.runs;
    delete cell.link;
  }
  const format = below(mask, 'userEnteredFormat');
  if (format !== undefined) applyFormat(cell, data.userEnteredFormat ?? {}, format);
  if (wants(mask, 'textFormatRuns')) {
    const runs = (data.textFormatRuns ?? []).map(runOf);
    if (runs.length) cell.runs = runs;
    else delete cell.runs;
  }
  if (wants(mask, 'note')) {
    if (data.note) cell.note = data.note;
    else delete cell.note;
  }
  if (wants(mask, 'dataValidation')) {
    if (data.dataValidation) cell.dv = data.dataValidation;
    else delete cell.dv;
  }
  return slotOf(cell);
}

function setValue(
  cell: Cell,
  value: ExtendedValue | undefined,
  evaluate: (formula: string) => Value,
  limit: number,
): void {
  delete cell.f;
  cell.v = null;
  if (!value) return;
  if (value.formulaValue !== undefined) {
    cell.f = value.formulaValue;
    cell.v = evaluate(value.formulaValue);
  } else if (value.stringValue !== undefined) {
    const text = String(value.stringValue);
    if (text.length > limit)
      throw new ServiceError(`Your input contains more than the maximum of ${limit} characters in a single cell.`);
    cell.v = text;
  } else if (value.numberValue !== undefined) {
    if (typeof value.numberValue !== 'number') throw new ServiceError('Invalid value: numberValue must be a number');
    cell.v = value.numberValue;
  } else if (value.boolValue !== undefined) {
    cell.v = Boolean(value.boolValue);
  }
}

function applyFormat(cell: Cell, data: Record<string, unknown>, mask: Mask): void {
  checkMask(mask, FORMAT_FIELDS);
  let next: Format = mask === true ? {} : { ...cell.fmt };
  if (wants(mask, 'numberFormat')) {
    const number = data['numberFormat'] as { type?: string; pattern?: string } | undefined;
    const pattern =
      number?.type === 'TEXT' ? '@' : (number?.pattern ?? (number?.type ? DEFAULT_PATTERNS[number.type] : undefined));
    if (pattern) cell.nf = pattern;
    else delete cell.nf;
  }
  if (wants(mask, 'backgroundColor') || wants(mask, 'backgroundColorStyle'))
    next.bg = styled(data['backgroundColor'], data['backgroundColorStyle']) as string;
  const text = below(mask, 'textFormat');
  if (text !== undefined) {
    const value = (data['textFormat'] ?? {}) as Record<string, unknown>;
    next = textFormat(next, value, text);
    if (wants(text, 'link')) {
      const uri = (value['link'] as { uri?: string } | undefined)?.uri;
      if (uri) cell.link = uri;
      else delete cell.link;
    }
  }
  if (wants(mask, 'wrapStrategy')) next.wrap = data['wrapStrategy'] as string;
  if (wants(mask, 'horizontalAlignment')) next.h = data['horizontalAlignment'] as string;
  if (wants(mask, 'verticalAlignment')) next.v = data['verticalAlignment'] as string;
  const fmt = internFormat(next);
  if (fmt) cell.fmt = fmt;
  else delete cell.fmt;
}

const DEFAULT_PATTERNS: Record<string, string> = {
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  CURRENCY: '"NT$"#,##0.00',
  DATE: 'yyyy/m/d',
  TIME: 'h:mm:ss',
  DATE_TIME: 'yyyy/m/d h:mm:ss',
  SCIENTIFIC: '0.00E+00',
};

function runOf(run: { startIndex?: number; format?: Record<string, unknown> }): Run {
  const format = internFormat(textFormat({}, run.format ?? {}, true));
  const link = (run.format?.['link'] as { uri?: string } | undefined)?.uri;
  return { start: run.startIndex ?? 0, ...(format ? { format } : {}), ...(link ? { link } : {}) };
}

function textFormatData(format: Format | undefined, link: string | undefined): Record<string, unknown> | undefined {
  const out: Record<string, unknown> = {};
  if (format?.bold) out['bold'] = true;
  if (format?.italic) out['italic'] = true;
  if (format?.underline) out['underline'] = true;
  if (format?.strikethrough) out['strikethrough'] = true;
  if (format?.size) out['fontSize'] = format.size;
  if (format?.font) out['fontFamily'] = format.font;
  if (format?.color) {
    out['foregroundColor'] = colorOf(format.color);
    out['foregroundColorStyle'] = { rgbColor: colorOf(format.color) };
  }
  if (link) out['link'] = { uri: link };
  return Object.keys(out).length ? out : undefined;
}

function typeOfPattern(pattern: string): string {
  if (pattern === '@') return 'TEXT';
  if (isDatePattern(pattern)) {
    const day = /[yd]/i.test(pattern);
    const clock = /[hs]/i.test(pattern);
    return day && clock ? 'DATE_TIME' : clock ? 'TIME' : 'DATE';
  }
  return pattern.includes('%') ? 'PERCENT' : 'NUMBER';
}

export function extendedValue(v: Value, f?: string): ExtendedValue | undefined {
  if (f !== undefined) return { formulaValue: f };
  if (v === null) return undefined;
  if (typeof v === 'number') return { numberValue: v };
  if (typeof v === 'boolean') return { boolValue: v };
  return { stringValue: v };
}

/** CellData of a stored cell, the members the mask asks for. */
export function cellDataOf(slot: Slot, mask: Mask): Record<string, unknown> {
  if (slot === undefined) return {};
  const cell = cellOf(slot);
  const out: Record<string, unknown> = {};
  const put = (field: string, value: unknown): void => {
    if (value !== undefined && wants(mask, field)) out[field] = value;
  };
  put('userEnteredValue', extendedValue(cell.v, cell.f));
  put('effectiveValue', extendedValue(cell.v));
  if (wants(mask, 'formattedValue') && cell.v !== null) out['formattedValue'] = displayOf(slot);
  if (wants(mask, 'userEnteredFormat') || wants(mask, 'effectiveFormat')) {
    const format: Record<string, unknown> = {};
    if (cell.nf) format['numberFormat'] = { type: typeOfPattern(cell.nf), pattern: cell.nf };
    if (cell.fmt?.bg) {
      format['backgroundColor'] = colorOf(cell.fmt.bg);
      format['backgroundColorStyle'] = { rgbColor: colorOf(cell.fmt.bg) };
    }
    const text = textFormatData(cell.fmt, cell.link);
    if (text) format['textFormat'] = text;
    if (cell.fmt?.wrap) format['wrapStrategy'] = cell.fmt.wrap;
    if (cell.fmt?.h) format['horizontalAlignment'] = cell.fmt.h;
    if (cell.fmt?.v) format['verticalAlignment'] = cell.fmt.v;
    if (Object.keys(format).length) {
      put('userEnteredFormat', format);
      put('effectiveFormat', format);
    }
  }
  put('hyperlink', cell.link ?? cell.runs?.find((r) => r.link)?.link);
  put('note', cell.note);
  put('dataValidation', cell.dv);
  put(
    'textFormatRuns',
    cell.runs?.map((run) => ({ startIndex: run.start, format: textFormatData(run.format, run.link) ?? {} })),
  );
  return out;
}
