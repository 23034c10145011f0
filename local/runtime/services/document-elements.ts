// What stands in a document: sections, paragraphs, list items, tables and their texts, over the nodes of the shadow.

import { Api, enumName } from '../api.ts';
import { badSignature, notImplemented, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import {
  paragraph,
  textOf,
  type Align,
  type CellNode,
  type PageSize,
  type PaperNode,
  type ParagraphNode,
  type TableNode,
  type TextRun,
} from '../store/papers.ts';

/** Some runs of a paragraph, styled together. */
export class Text extends Api {
  readonly _class = 'Text';
  constructor(
    x: Execution,
    private readonly runs: () => TextRun[],
  ) {
    super(x);
  }
  private set(change: Partial<TextRun>, args: unknown[], method: string): this {
    if (args.length !== 1) throw notImplemented(`Text.${method} over a range`);
    for (const run of this.runs()) Object.assign(run, change);
    return this;
  }
  getText(): string {
    return this.runs()
      .map((run) => run.text)
      .join('');
  }
  setBold(...args: unknown[]): this {
    return this.set({ bold: args[0] === true }, args, 'setBold');
  }
  setItalic(...args: unknown[]): this {
    return this.set({ italic: args[0] === true }, args, 'setItalic');
  }
  setFontSize(...args: unknown[]): this {
    return this.set({ size: Number(args[0]) }, args, 'setFontSize');
  }
  setFontFamily(...args: unknown[]): this {
    return this.set({ font: String(args[0]) }, args, 'setFontFamily');
  }
  setForegroundColor(...args: unknown[]): this {
    return this.set({ color: String(args[0]) }, args, 'setForegroundColor');
  }
}

export class Paragraph extends Api {
  readonly _class: string = 'Paragraph';
  constructor(
    x: Execution,
    readonly _node: ParagraphNode,
  ) {
    super(x);
  }
  appendText(text: string): Text {
    const run: TextRun = { text: String(text) };
    this._node.runs.push(run);
    return new Text(this._x, () => [run]);
  }
  editAsText(): Text {
    return new Text(this._x, () => this._node.runs);
  }
  getText(): string {
    return textOf(this._node);
  }
  asParagraph(): Paragraph {
    if (this._node.list) throw new ServiceError("ListItem can't be cast to Paragraph.");
    return this;
  }
  setHeading(heading: unknown): this {
    const name = enumName(heading);
    if (name === undefined) throw badSignature('DocumentApp.Paragraph.setHeading', [heading]);
    this._node.heading = name;
    return this;
  }
  setAlignment(side: unknown): this {
    const name = enumName(side);
    if (name === undefined) throw badSignature('DocumentApp.Paragraph.setAlignment', [side]);
    this._node.align = name as Align;
    return this;
  }
  setSpacingBefore(points: number): this {
    this._node.before = points;
    return this;
  }
  setSpacingAfter(points: number): this {
    this._node.after = points;
    return this;
  }
  setLineSpacing(lines: number): this {
    this._node.line = lines;
    return this;
  }
}

export class ListItem extends Paragraph {
  override readonly _class = 'ListItem';
  setGlyphType(glyph: unknown): this {
    const name = enumName(glyph);
    if (name === undefined) throw badSignature('DocumentApp.ListItem.setGlyphType', [glyph]);
    this._node.list!.glyph = name;
    return this;
  }
  setNestingLevel(level: number): this {
    this._node.list!.level = level;
    return this;
  }
}

export class PageBreak extends Api {
  readonly _class = 'PageBreak';
  asParagraph(): never {
    throw new ServiceError("PageBreak can't be cast to Paragraph.");
  }
}

export class TableCell extends Api {
  readonly _class = 'TableCell';
  constructor(
    x: Execution,
    private readonly node: CellNode,
  ) {
    super(x);
  }
  getNumChildren(): number {
    return this.node.children.length;
  }
  getChild(index: number): Paragraph {
    const child = this.node.children[index];
    if (!child) throw new ServiceError(`Child index (${index}) must be less than the number of child elements.`);
    return new Paragraph(this._x, child);
  }
  appendParagraph(text: string): Paragraph {
    const node = paragraph(String(text));
    this.node.children.push(node);
    return new Paragraph(this._x, node);
  }
  getText(): string {
    return this.node.children.map(textOf).join('\n');
  }
  setBackgroundColor(color: string): this {
    this.node.background = color;
    return this;
  }
  setVerticalAlignment(side: unknown): this {
    const name = enumName(side);
    if (name === undefined) throw badSignature('DocumentApp.TableCell.setVerticalAlignment', [side]);
    this.node.valign = name;
    return this;
  }
  private pad(side: 0 | 1 | 2 | 3, points: number): this {
    this.node.pad[side] = points;
    return this;
  }
  setPaddingTop(points: number): this {
    return this.pad(0, points);
  }
  setPaddingRight(points: number): this {
    return this.pad(1, points);
  }
  setPaddingBottom(points: number): this {
    return this.pad(2, points);
  }
  setPaddingLeft(points: number): this {
    return this.pad(3, points);
  }
}

export class TableRow extends Api {
  readonly _class = 'TableRow';
  constructor(
    x: Execution,
    private readonly node: TableNode['rows'][number],
  ) {
    super(x);
  }
  getNumCells(): number {
    return this.node.cells.length;
  }
  getCell(index: number): TableCell {
    const cell = this.node.cells[index];
    if (!cell) throw new ServiceError(`Child index (${index}) must be less than the number of child elements.`);
    return new TableCell(this._x, cell);
  }
  setMinimumHeight(points: number): this {
    this.node.height = points;
    return this;
  }
}

export class Table extends Api {
  readonly _class = 'Table';
  constructor(
    x: Execution,
    private readonly node: TableNode,
  ) {
    super(x);
  }
  asParagraph(): never {
    throw new ServiceError("Table can't be cast to Paragraph.");
  }
  getNumRows(): number {
    return this.node.rows.length;
  }
  getRow(index: number): TableRow {
    const row = this.node.rows[index];
    if (!row) throw new ServiceError(`Child index (${index}) must be less than the number of child elements.`);
    return new TableRow(this._x, row);
  }
  setColumnWidth(index: number, points: number): this {
    this.node.widths[index] = points;
    return this;
  }
  setBorderColor(color: string): this {
    this.node.border.color = color;
    return this;
  }
  setBorderWidth(points: number): this {
    this.node.border.width = points;
    return this;
  }
}

/** Body, header or footer. */
export class Section extends Api {
  constructor(
    x: Execution,
    readonly _class: 'Body' | 'HeaderSection' | 'FooterSection',
    private readonly nodes: PaperNode[],
    private readonly page?: PageSize,
  ) {
    super(x);
  }
  private add<T extends PaperNode>(node: T): T {
    this.nodes.push(node);
    return node;
  }
  appendParagraph(text: unknown): Paragraph {
    if (typeof text !== 'string') throw badSignature('DocumentApp.Body.appendParagraph', [text]);
    return new Paragraph(this._x, this.add(paragraph(text)));
  }
  appendListItem(text: unknown): ListItem {
    if (typeof text !== 'string') throw badSignature('DocumentApp.Body.appendListItem', [text]);
    return new ListItem(this._x, this.add({ ...paragraph(text), list: { glyph: 'BULLET', level: 0 } }));
  }
  appendTable(cells: unknown): Table {
    if (!Array.isArray(cells)) throw badSignature('DocumentApp.Body.appendTable', [cells]);
    const rows = (cells as string[][]).map((row) => ({
      height: 0,
      cells: row.map((text): CellNode => ({ children: [paragraph(text)], pad: [5, 5, 5, 5] })),
    }));
    return new Table(
      this._x,
      this.add({ t: 'table', rows, widths: [], border: { color: '#000000', width: 1 } } as TableNode),
    );
  }
  appendPageBreak(): PageBreak {
    this.add({ t: 'page' });
    return new PageBreak(this._x);
  }
  getText(): string {
    return this.nodes.map(textOf).join('\n');
  }
  /** The pattern is a regular expression (DOC-1); only paragraphs are looked through, run by run. */
  replaceText(pattern: string, replacement: string): this {
    for (const node of this.nodes)
      if (node.t === 'p')
        for (const run of node.runs) run.text = run.text.replace(new RegExp(pattern, 'g'), () => replacement);
    return this;
  }
  getNumChildren(): number {
    return this.nodes.length;
  }
  getChild(index: number): Paragraph | Table | PageBreak {
    const node = this.nodes[index];
    if (!node) throw new ServiceError(`Child index (${index}) must be less than the number of child elements.`);
    const child = node.t === 'table' ? new Table(this._x, node) : node.t === 'page' ? new PageBreak(this._x) : null;
    if (child) return Object.assign(child, { _node: node });
    return (node as ParagraphNode).list
      ? new ListItem(this._x, node as ParagraphNode)
      : new Paragraph(this._x, node as ParagraphNode);
  }
  /** The last paragraph cannot go (DOC-1). */
  removeChild(child: unknown): this {
    const node = (child as { _node?: PaperNode })._node;
    const at = this.nodes.findIndex((one) => one === node);
    if (at < 0) throw new ServiceError('Element must be a child of this element.');
    if (at === this.nodes.length - 1 && node?.t === 'p')
      throw new ServiceError("Can't remove the last paragraph in a document section.");
    this.nodes.splice(at, 1);
    return this;
  }

  private size(key: keyof PageSize, points: number): this {
    if (!this.page) throw notImplemented(`${this._class}: page size`);
    this.page[key] = points;
    return this;
  }
  setPageWidth(points: number): this {
    return this.size('width', points);
  }
  setPageHeight(points: number): this {
    return this.size('height', points);
  }
  setMarginTop(points: number): this {
    return this.size('top', points);
  }
  setMarginBottom(points: number): this {
    return this.size('bottom', points);
  }
  setMarginLeft(points: number): this {
    return this.size('left', points);
  }
  setMarginRight(points: number): this {
    return this.size('right', points);
  }
}
