/**
 * Procedures: what an action does in its own commit that no table can say. A template names one under `run` and gives it what it
 * asks for; the same few serve every register, so that a new register needs no code.
 */

/** One record of another register for each line of a long text: ten laptops from one pasted list of serials. */
export interface RecordPerLine {
  name: 'record_per_line';
  /** Long text, one value a line. */
  lines: string;
  /** Register of the records, their field that takes the line, the state they begin in. */
  opens: string;
  field: string;
  state?: string;
  /** Number field with how many lines there must be. */
  count?: string;
  /** Their other values: field -> path or CEL over this record. */
  with: Record<string, string>;
}

/** The records that point at this one as lines of a long text, smallest first: quotes side by side. */
export interface SideBySide {
  name: 'side_by_side';
  /** `quotes.purchase`: the register, and its link to this one. */
  children: string;
  /** Long text of this record that takes the lines. */
  into: string;
  /** Field they are ordered by, and fields that are shown, in this order. */
  by: string;
  shows: string[];
}

export type Procedure = RecordPerLine | SideBySide;

/** Words of each procedure; the first three are needed. */
export const PROCEDURES = {
  record_per_line: ['lines', 'opens', 'field', 'state', 'count', 'with'],
  side_by_side: ['children', 'into', 'by', 'shows'],
} as const;

/** Registers whose records a procedure reads or makes. */
export const reaches = (run: Procedure | undefined): string[] =>
  run === undefined ? [] : [run.name === 'record_per_line' ? run.opens : run.children.split('.')[0]!];
