// Between the desk's shell and the grid's own chunk: what the shell lends it, and what it may ask the grid for.

import type { Target } from '../menu';

export interface Spot {
  /** 1-based, as everywhere outside the grid. */
  row: number;
  col: number;
}

export interface Choices {
  open(at: DOMRect, entries: string[], pick: (entry: string) => void): void;
  close(): void;
  filter(text: string): void;
  move(by: 1 | -1): void;
  standsOn(): string | null;
  isOpen(): boolean;
}

export interface Bridge {
  /** The element the grid fills. */
  host: HTMLElement;
  lang: string;
  place(): { book: string; sheet: number };
  readonly(): boolean;
  /** Sends one act; resolves when the office has answered. */
  act(request: Record<string, unknown>): Promise<boolean>;
  say(key: string, params?: Record<string, string | number>): string;
  toast(text: string, bad?: boolean): void;
  /** The menu of a row or of a column, at a point of the window. */
  menu(target: Target, at: { x: number; y: number }, back: () => void): void;
  choices: Choices;
  /** Tells the shell that no editor is open any more, so that what waited may be shown. */
  released(): void;
}

export interface GridHandle {
  /** Asks the office what changed and shows it. */
  refresh(): Promise<void>;
  isEditing(): boolean;
  /** Opens the editor of a cell on what stands in it. */
  edit(spot: Spot): void;
  filter(): void;
}
