// What the server tells the grid on the canvas. Rows and columns are 0-based, as the grid counts them.

export interface GridLook {
  bg?: string;
  color?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strikethrough?: boolean;
  size?: number;
  wrap?: string;
  h?: string;
  v?: string;
}

export interface GridCell {
  text: string;
  /** Number in `looks`. */
  look?: number;
  /** What the editor starts with where it is not the text: the formula. */
  edit?: string;
  note?: string;
  /** Offers a list of entries. */
  choices?: true;
  /** A tick box, and whether it is ticked. */
  ticked?: boolean;
  /** Pieces of the text that lead to a page of the desk. */
  links?: { text: string; path: string }[];
}

export type GridRow = readonly (GridCell | string | null)[];

export interface GridShape {
  title: string;
  rows: number;
  cols: number;
  frozenRows: number;
  frozenCols: number;
  /** px by column where it is not the usual 100; 0 is hidden. */
  widths: Record<number, number>;
  hiddenRows: number[];
  /** Half-open. */
  merges: { top: number; left: number; bottom: number; right: number }[];
  gridlines: boolean;
  readonly: boolean;
}

export interface GridAnswer {
  /** Given back with the next question, so that only what changed is sent. */
  token: string;
  /** The rows are all there are, not only the changed ones. */
  whole: boolean;
  shape: GridShape;
  looks: readonly GridLook[];
  /** By row; an empty one shows nothing. */
  rows: Record<number, GridRow>;
}
