// A document of the local office as a sheet of paper: HTML at its true size, and a PDF of it printed by the machine's own Chromium.
import { existsSync } from 'node:fs';
import { markup, trusted, type Markup, type Part } from './desk/html.ts';
import type { CellNode, DocContent, PaperNode, ParagraphNode, TableNode } from './runtime/store/papers.ts';

/** Where Debian has it; another place is told by CHROMIUM. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** Fonts of Docs and what stands in for them here. */
const FONTS = "'Noto Sans TC', 'Noto Sans CJK TC', 'Noto Sans SC', 'Noto Sans CJK SC', Arial, sans-serif";

const STYLE = `
* { box-sizing: border-box; }
body { margin: 0; font: 11pt/1.15 ${FONTS}; color: #111; }
p, h1, h2, h3, li { margin: 0; font-size: inherit; font-weight: inherit; overflow-wrap: anywhere; }
p, h1, h2, h3, li { white-space: pre-wrap; min-height: 1em; }
h1, h2, h3 { break-after: avoid; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 0; }
td { vertical-align: top; }
tr { break-inside: avoid; }
ul, ol { margin: 0; padding-left: 1.6em; }
.page { break-after: page; }
@media screen {
  body { background: #e5e7eb; padding: 24px 0; }
  .sheet { background: #fff; margin: 0 auto; box-shadow: 0 1px 4px #0003, 0 8px 24px #0002; position: relative; }
  .edge { position: absolute; left: 0; right: 0; }
}
/* A phone is half as wide as the sheet: the whole of it is shown, smaller. */
@media screen and (max-width: 640px) { body { padding: 10px 0; } .sheet { zoom: 0.42; } }
@media print { .edge { display: none; } .sheet { padding: 0 !important; width: auto !important; min-height: 0 !important; } }
`;

/** The whole page, standing alone. `lang` chooses among the shapes of a character. */
export function paperHtml(content: DocContent, title: string, lang = 'zh-TW'): string {
  const { page } = content;
  const size = `@page { size: ${page.width}pt ${page.height}pt; margin: ${page.top}pt ${page.right}pt ${page.bottom}pt ${page.left}pt; }`;
  const sheet = `width:${page.width}pt;min-height:${page.height}pt;padding:${page.top}pt ${page.right}pt ${page.bottom}pt ${page.left}pt`;
  return markup`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title><style>${trusted(STYLE)}${trusted(size)}</style></head>
<body><div class="sheet" style="${sheet}"><div class="edge" style="top:${page.top / 2 - 6}pt">${nodes(content.header ?? [])}</div>${nodes(content.body)}<div class="edge" style="bottom:${page.bottom / 2 - 6}pt">${nodes(content.footer ?? [])}</div></div></body></html>`
    .text;
}

/** Items of one list stand together. */
function nodes(list: readonly PaperNode[]): Part {
  const out: Part[] = [];
  for (let i = 0; i < list.length; i++) {
    const node = list[i]!;
    if (node.t === 'page') out.push(markup`<div class="page"></div>`);
    else if (node.t === 'table') out.push(table(node));
    else if (!node.list) out.push(line(node));
    else {
      const items: ParagraphNode[] = [];
      for (let at = list[i]; at?.t === 'p' && at.list; at = list[++i]) items.push(at);
      i--;
      out.push(listed(items));
    }
  }
  return out;
}

function listed(items: readonly ParagraphNode[]): Markup {
  const ordered = items[0]!.list!.glyph === 'NUMBER';
  const inner = items.map(
    (item) => markup`<li style="${styleOf(item)};margin-left:${item.list!.level * 18}pt">${runs(item)}</li>`,
  );
  return ordered ? markup`<ol>${inner}</ol>` : markup`<ul>${inner}</ul>`;
}

function line(node: ParagraphNode): Markup {
  const style = styleOf(node);
  if (node.heading === 'HEADING1' || node.heading === 'TITLE') return markup`<h1 style="${style}">${runs(node)}</h1>`;
  if (node.heading === 'HEADING2') return markup`<h2 style="${style}">${runs(node)}</h2>`;
  if (node.heading === 'HEADING3') return markup`<h3 style="${style}">${runs(node)}</h3>`;
  return markup`<p style="${style}">${runs(node)}</p>`;
}

const styleOf = (p: ParagraphNode): string =>
  [
    `text-align:${p.align.toLowerCase()}`,
    `margin:${p.before}pt 0 ${p.after}pt`,
    ...(p.line ? [`line-height:${1.15 * p.line}`] : []),
  ].join(';');

const runs = (p: ParagraphNode): Part =>
  p.runs.map((run) => {
    const style = [
      ...(run.bold ? ['font-weight:700'] : []),
      ...(run.italic ? ['font-style:italic'] : []),
      ...(run.size ? [`font-size:${run.size}pt`] : []),
      ...(run.color ? [`color:${run.color}`] : []),
    ].join(';');
    return style ? markup`<span style="${style}">${run.text}</span>` : run.text;
  });

function table(node: TableNode): Markup {
  const total = node.widths.reduce<number>((sum, w) => sum + (w ?? 0), 0);
  const border = `border:${node.border.width}pt solid ${node.border.color}`;
  const columns = node.widths.map((w) => markup`<col style="width:${((w ?? 0) / (total || 1)) * 100}%">`);
  const rows = node.rows.map(
    (row) =>
      markup`<tr style="height:${row.height}pt">${row.cells.map((cell) => markup`<td style="${cellStyle(cell)};${border}">${cell.children.map(line)}</td>`)}</tr>`,
  );
  return markup`<table style="${total ? `width:${total}pt` : ''}">${columns}${rows}</table>`;
}

const cellStyle = (cell: CellNode): string =>
  [
    `padding:${cell.pad.map((n) => `${n}pt`).join(' ')}`,
    ...(cell.background ? [`background:${cell.background}`] : []),
    `vertical-align:${cell.valign === 'CENTER' ? 'middle' : cell.valign === 'BOTTOM' ? 'bottom' : 'top'}`,
  ].join(';');

/** Is there a browser to print with? */
export const canPrint = (): boolean => existsSync(CHROMIUM);

/** Prints a document with its header and footer on every page. Throws when there is no browser. */
export async function paperPdf(content: DocContent, title: string, lang = 'zh-TW'): Promise<Buffer> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.setContent(paperHtml(content, title, lang), { waitUntil: 'load' });
    const edge = (list: readonly PaperNode[] | null): string =>
      markup`<div style="font-family:${trusted(FONTS.replace(/'/g, ''))};width:100%;-webkit-print-color-adjust:exact">${nodes(list ?? [])}</div>`
        .text;
    return await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: edge(content.header),
      footerTemplate: edge(content.footer),
    });
  } finally {
    await browser.close();
  }
}
