// A document as a .docx file: the same small tree that the page and the PDF are made from.

import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageBreak,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { CellNode, DocContent, PaperNode, ParagraphNode, TableNode } from '../../runtime/store/papers.ts';

/** Word measures in twentieths of a point. */
const twips = (points: number): number => Math.round(points * 20);
const colour = (hex: string): string => hex.replace('#', '');

const ALIGN = {
  LEFT: AlignmentType.LEFT,
  CENTER: AlignmentType.CENTER,
  RIGHT: AlignmentType.RIGHT,
  JUSTIFY: AlignmentType.JUSTIFIED,
} as const;
const HEADINGS: Record<string, (typeof HeadingLevel)[keyof typeof HeadingLevel]> = {
  TITLE: HeadingLevel.TITLE,
  HEADING1: HeadingLevel.HEADING_1,
  HEADING2: HeadingLevel.HEADING_2,
  HEADING3: HeadingLevel.HEADING_3,
};
const NUMBERS = 'numbers';

export function paperFile(content: DocContent, title: string): Promise<Buffer> {
  const { page } = content;
  const document = new Document({
    title,
    styles: { default: { document: { run: { font: 'Noto Sans TC', size: 22 } } } },
    numbering: {
      config: [
        {
          reference: NUMBERS,
          levels: [0, 1, 2].map((level) => ({
            level,
            format: LevelFormat.DECIMAL,
            text: `%${level + 1}.`,
            alignment: AlignmentType.LEFT,
            style: { paragraph: { indent: { left: twips(18 * (level + 1)), hanging: twips(18) } } },
          })),
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              top: twips(page.top),
              bottom: twips(page.bottom),
              left: twips(page.left),
              right: twips(page.right),
            },
          },
        },
        ...(content.header ? { headers: { default: new Header({ children: nodes(content.header) }) } } : {}),
        ...(content.footer ? { footers: { default: new Footer({ children: nodes(content.footer) }) } } : {}),
        children: nodes(content.body),
      },
    ],
  });
  return Packer.toBuffer(document);
}

const nodes = (list: readonly PaperNode[]): (Paragraph | Table)[] =>
  list.map((node) =>
    node.t === 'table'
      ? table(node)
      : node.t === 'page'
        ? new Paragraph({ children: [new PageBreak()] })
        : paragraph(node),
  );

function paragraph(node: ParagraphNode): Paragraph {
  const heading = HEADINGS[node.heading];
  const { list } = node;
  return new Paragraph({
    ...(heading ? { heading } : {}),
    alignment: ALIGN[node.align],
    spacing: {
      before: twips(node.before),
      after: twips(node.after),
      ...(node.line ? { line: Math.round(240 * node.line) } : {}),
    },
    ...(list
      ? list.glyph === 'NUMBER'
        ? { numbering: { reference: NUMBERS, level: Math.min(2, list.level) } }
        : { bullet: { level: list.level } }
      : {}),
    children: node.runs.flatMap((run) =>
      run.text.split('\n').map(
        (text, line) =>
          new TextRun({
            text,
            ...(line > 0 ? { break: 1 } : {}),
            ...(run.bold === undefined ? {} : { bold: run.bold }),
            ...(run.italic === undefined ? {} : { italics: run.italic }),
            ...(run.size ? { size: Math.round(run.size * 2) } : {}),
            ...(run.color ? { color: colour(run.color) } : {}),
          }),
      ),
    ),
  });
}

function table(node: TableNode): Table {
  const known = node.widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const line =
    node.border.width > 0
      ? { style: BorderStyle.SINGLE, size: Math.max(2, node.border.width * 8), color: colour(node.border.color) }
      : { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return new Table({
    ...(known > 0 ? { columnWidths: node.widths.map((width) => twips(width ?? 0)) } : {}),
    width: known > 0 ? { size: twips(known), type: WidthType.DXA } : { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: node.rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          ...(row.height > 0 ? { height: { value: twips(row.height), rule: 'atLeast' as const } } : {}),
          children: row.cells.map((cell, i) => tableCell(cell, node.widths[i] ?? null)),
        }),
    ),
  });
}

function tableCell(cell: CellNode, width: number | null): TableCell {
  const [top, right, bottom, left] = cell.pad;
  return new TableCell({
    ...(width ? { width: { size: twips(width), type: WidthType.DXA } } : {}),
    ...(cell.background ? { shading: { type: ShadingType.CLEAR, fill: colour(cell.background), color: 'auto' } } : {}),
    verticalAlign:
      cell.valign === 'CENTER'
        ? VerticalAlign.CENTER
        : cell.valign === 'BOTTOM'
          ? VerticalAlign.BOTTOM
          : VerticalAlign.TOP,
    margins: { top: twips(top), right: twips(right), bottom: twips(bottom), left: twips(left) },
    children: cell.children.map(paragraph),
  });
}
