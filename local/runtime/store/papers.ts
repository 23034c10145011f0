// Files of Drive that are no sheets and no forms: folders, documents, PDFs. What stands in a document is a small tree.

export type Align = 'LEFT' | 'CENTER' | 'RIGHT' | 'JUSTIFY';

export interface TextRun {
  text: string;
  bold?: boolean;
  italic?: boolean;
  size?: number;
  font?: string;
  color?: string;
}
export interface ParagraphNode {
  t: 'p';
  runs: TextRun[];
  /** NORMAL, HEADING1 …, TITLE. */
  heading: string;
  align: Align;
  before: number;
  after: number;
  /** 0: as the document has it. */
  line: number;
  /** A list item. */
  list?: { glyph: string; level: number };
}
export interface CellNode {
  children: ParagraphNode[];
  background?: string;
  valign?: string;
  /** Points: top, right, bottom, left. */
  pad: [number, number, number, number];
}
export interface TableNode {
  t: 'table';
  rows: { cells: CellNode[]; height: number }[];
  widths: (number | null)[];
  border: { color: string; width: number };
}
export type PaperNode = ParagraphNode | TableNode | { t: 'page' };

/** Points. */
export interface PageSize {
  width: number;
  height: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
}
export interface DocContent {
  page: PageSize;
  header: PaperNode[] | null;
  footer: PaperNode[] | null;
  body: PaperNode[];
}

export interface DriveFile {
  id: string;
  name: string;
  mimeType: string;
  parents: readonly string[];
  appProperties: Readonly<Record<string, string>>;
  trashed: boolean;
  created: number;
  modified: number;
  owner: string;
  readOnly: boolean;
  /** Beside the owner; a folder's count for what lies in it. */
  shared?: readonly { email: string; role: 'reader' | 'writer' }[];
  /** What stands in a document, or stood in it when the PDF was printed. */
  content?: DocContent;
  /** Of files with bytes. */
  sha256?: string;
  /** A picture's bytes in base64. */
  picture?: string;
}

export const DOC = 'application/vnd.google-apps.document';
export const FOLDER = 'application/vnd.google-apps.folder';
export const PDF = 'application/pdf';

export const paragraph = (text = ''): ParagraphNode => ({
  t: 'p',
  runs: text === '' ? [] : [{ text }],
  heading: 'NORMAL',
  align: 'LEFT',
  before: 0,
  after: 0,
  line: 0,
});

/** A new document: US letter as Google makes it where the account says nothing else, one blank line (DOC-1). */
export const blankDoc = (): DocContent => ({
  page: { width: 612, height: 792, top: 72, bottom: 72, left: 72, right: 72 },
  header: null,
  footer: null,
  body: [paragraph()],
});

export const textOf = (node: PaperNode): string =>
  node.t === 'p'
    ? node.runs.map((run) => run.text).join('')
    : node.t === 'table'
      ? node.rows.map((row) => row.cells.map((cell) => cell.children.map(textOf).join('\n')).join('\t')).join('\n')
      : '';

/** In the bin itself, or in a folder that is. */
export function inBin(files: Readonly<Record<string, DriveFile>>, file: DriveFile): boolean {
  return file.trashed || file.parents.some((id) => files[id] !== undefined && inBin(files, files[id]));
}

/** What somebody may do with a file, by itself or by the folders it lies in. */
export function roleOf(
  files: Readonly<Record<string, DriveFile>>,
  file: DriveFile,
  email: string,
): 'owner' | 'writer' | 'reader' | null {
  if (file.owner === email) return 'owner';
  const roles = [
    ...(file.shared ?? []).filter((one) => one.email === email).map((one) => one.role),
    ...file.parents.flatMap((id) => (files[id] ? [roleOf(files, files[id], email)] : [])),
  ];
  return roles.includes('writer') ? 'writer' : roles.includes('reader') ? 'reader' : null;
}

/** Names of the folders it lies in, outermost first. */
export function pathOf(files: Readonly<Record<string, DriveFile>>, file: DriveFile): string[] {
  const parent = files[file.parents[0] ?? ''];
  return parent ? [...pathOf(files, parent), parent.name] : [];
}
