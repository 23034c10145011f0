/** Blocks written into a Google Doc: headings, lines, lists, tables, boxes to sign; page, header and footer are the letterhead's. */
import type { Block, Box, PaperCell, Run } from '../engine/paper';
import type { Paper } from '../office/ports';

type Body = GoogleAppsScript.Document.Body;
type Paragraph = GoogleAppsScript.Document.Paragraph;

/** Points. */
const A4 = { width: 595, height: 842, top: 62, bottom: 56, side: 62 };
const INNER = A4.width - 2 * A4.side;
const LINE = '#6b7280';
const SHADE = '#f3f4f6';
const BOX_HEIGHT = 74;
const FONT = 'Noto Sans TC';

/** Where a document's number and name stand in header or footer of a letterhead. */
const NAME = '{{document}}';

/** A plain letterhead: A4, the office above, the document's name below. */
export function writeLetterhead(id: string, office: string): void {
  const doc = DocumentApp.openById(id);
  const body = doc.getBody();
  body.setPageWidth(A4.width).setPageHeight(A4.height);
  body.setMarginTop(A4.top).setMarginBottom(A4.bottom).setMarginLeft(A4.side).setMarginRight(A4.side);
  const edge = (section: { appendParagraph(text: string): Paragraph }, text: string, size: number): void => {
    const p = section.appendParagraph('');
    p.appendText(text).setFontFamily(FONT).setFontSize(size).setForegroundColor(LINE);
    p.setAlignment(DocumentApp.HorizontalAlignment.CENTER);
  };
  edge(doc.addHeader(), office, 10);
  edge(doc.addFooter(), NAME, 8);
  doc.saveAndClose();
}

/** Fills a fresh copy of the letterhead and saves it. */
export function writePaper(id: string, paper: Paper): void {
  const doc = DocumentApp.openById(id);
  const body = doc.getBody();
  // The pattern is a regular expression; the name has no sign that means something in a replacement.
  for (const edge of [doc.getHeader(), doc.getFooter()])
    edge?.replaceText('\\{\\{document\\}\\}', paper.name.replace(/[\\$]/g, ' '));
  paper.blocks.forEach((block, i) => {
    const above = paper.blocks[i - 1]?.kind;
    if (above !== undefined && above !== 'heading' && (block.kind === 'table' || block.kind === 'boxes')) gap(body);
    write(body, block);
    if (paper.blocks[i + 1]?.kind === 'line' && (block.kind === 'table' || block.kind === 'boxes')) gap(body);
  });
  // A document is born with a blank line, which would stand above the title.
  if (body.getNumChildren() > 1 && body.getChild(0).asParagraph().getText() === '') body.removeChild(body.getChild(0));
  doc.saveAndClose();
}

function write(body: Body, block: Block): void {
  switch (block.kind) {
    case 'heading': {
      const level = [
        DocumentApp.ParagraphHeading.HEADING1,
        DocumentApp.ParagraphHeading.HEADING2,
        DocumentApp.ParagraphHeading.HEADING3,
      ][block.level - 1]!;
      const p = worded(body.appendParagraph(''), block.runs).setHeading(level);
      p.setSpacingBefore(block.level === 1 ? 0 : 12).setSpacingAfter(block.level === 1 ? 10 : 4);
      if (block.level === 1) p.setAlignment(DocumentApp.HorizontalAlignment.CENTER);
      p.editAsText()
        .setFontFamily(FONT)
        .setFontSize([20, 13, 11.5][block.level - 1]!)
        .setBold(true)
        .setForegroundColor('#111827');
      return;
    }
    case 'line': {
      const p = worded(body.appendParagraph(''), block.runs);
      p.setSpacingBefore(block.tight ? 0 : 6)
        .setSpacingAfter(0)
        .setLineSpacing(1.35);
      if (block.side === 'right') p.setAlignment(DocumentApp.HorizontalAlignment.RIGHT);
      return;
    }
    case 'item': {
      const item = body.appendListItem('');
      item.setGlyphType(block.ordered ? DocumentApp.GlyphType.NUMBER : DocumentApp.GlyphType.BULLET);
      item.setNestingLevel(block.depth).setSpacingBefore(2).setSpacingAfter(0).setLineSpacing(1.35);
      worded(item, block.runs);
      return;
    }
    case 'table':
      writeTable(body, block);
      return;
    case 'boxes':
      writeBoxes(body, block.boxes);
      return;
    case 'page':
      body.appendPageBreak();
  }
}

/** Runs in one line; the size of a text is the letterhead's own where headings do not set it. */
function worded(p: Paragraph, runs: Run[], size = 11): Paragraph {
  for (const run of runs)
    p.appendText(run.text)
      .setFontFamily(FONT)
      .setFontSize(size)
      .setBold(run.bold === true);
  return p;
}

function writeTable(body: Body, block: Extract<Block, { kind: 'table' }>): void {
  const table = body.appendTable(block.rows.map((row) => row.map(() => '')));
  table.setBorderColor(LINE).setBorderWidth(0.75);
  const total = block.widths.reduce((a, b) => a + b, 0);
  block.widths.forEach((w, i) => table.setColumnWidth(i, Math.floor((INNER * w) / total)));
  block.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      const at = table.getRow(r).getCell(c);
      const head = block.head && r === 0;
      if (head || cell.label) at.setBackgroundColor(SHADE);
      at.setVerticalAlignment(DocumentApp.VerticalAlignment.CENTER);
      pad(at);
      fillCell(at, cell, head, head && block.sides[c] !== 'right' ? 'left' : block.sides[c]!);
    }),
  );
}

const pad = (at: GoogleAppsScript.Document.TableCell): void => {
  at.setPaddingTop(4).setPaddingBottom(4).setPaddingLeft(6).setPaddingRight(6);
};

function fillCell(
  at: GoogleAppsScript.Document.TableCell,
  cell: PaperCell,
  head: boolean,
  side: 'left' | 'right' | 'center',
): void {
  cell.lines.forEach((runs, i) => {
    const p = i === 0 ? at.getChild(0).asParagraph() : at.appendParagraph('');
    worded(p, head ? runs.map((run) => ({ ...run, bold: true })) : runs, 10.5);
    p.setSpacingBefore(0).setSpacingAfter(0);
    if (side !== 'left') p.setAlignment(DocumentApp.HorizontalAlignment[side === 'right' ? 'RIGHT' : 'CENTER']);
  });
}

/** A thin line, so that a table touches neither the words above nor another table. */
function gap(body: Body): void {
  const p = body.appendParagraph('');
  p.appendText('\u200a').setFontSize(5);
  p.setSpacingBefore(0).setSpacingAfter(0);
}

/** One box alone is no wider than of three. */
const FEW = 3;

/** Who signs above, the room to sign or stamp below. */
function writeBoxes(body: Body, boxes: Box[]): void {
  const table = body.appendTable([boxes.map(() => ''), boxes.map(() => '')]);
  table.setBorderColor(LINE).setBorderWidth(0.75);
  table.getRow(1).setMinimumHeight(BOX_HEIGHT);
  boxes.forEach((box, i) => {
    table.setColumnWidth(i, Math.floor(INNER / Math.max(boxes.length, FEW)));
    const head = table.getRow(0).getCell(i).setBackgroundColor(SHADE);
    pad(head);
    fillCell(head, { lines: [[{ text: box.label }]] }, true, 'center');
    const room = table.getRow(1).getCell(i).setVerticalAlignment(DocumentApp.VerticalAlignment.CENTER);
    pad(room);
    const said = [box.verdict, box.name, box.when].filter((text) => text !== '');
    fillCell(room, { lines: said.map((text) => [{ text }]) }, false, 'center');
  });
}
