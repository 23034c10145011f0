// DocumentApp: documents by id, written through a shadow that is kept at saveAndClose or at the end of the run (BUF-4).

import { Api, EnumType } from '../api.ts';
import { badSignature, notImplemented, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { DOC, PDF, type DocContent, type DriveFile } from '../store/papers.ts';
import { linkOf, PRINTED } from './drive.ts';
import { Section } from './document-elements.ts';
import { Blob } from './utilities.ts';

export class Document extends Api {
  readonly _class = 'Document';
  private readonly shadow: DocContent;
  /** As it was opened: who only looks writes nothing back. */
  private readonly opened: string;
  private closed = false;
  constructor(
    x: Execution,
    private readonly id: string,
  ) {
    super(x);
    const file = this.file;
    this.shadow = structuredClone(file.content!);
    this.opened = JSON.stringify(this.shadow);
    // What was not saved is kept when the run ends well, and lost with a run that is killed.
    x.buffers.push({ flush: () => this.keep(), abandon: () => undefined });
  }

  private get file(): DriveFile {
    const all = this._x.runtime.store.state.drive ?? {};
    const file = all[this.id];
    if (file?.mimeType !== DOC)
      throw new ServiceError(`Document ${this.id} is missing (perhaps it was deleted, or you don't have read access?)`);
    return file;
  }
  private keep(): void {
    if (this.closed) return;
    const { store } = this._x.runtime;
    const all = store.state.drive ?? {};
    const file = all[this.id];
    if (!file || this.opened === JSON.stringify(this.shadow)) return;
    if (file.readOnly) throw new ServiceError('The document is locked and cannot be edited.');
    store.set({
      drive: { ...all, [this.id]: { ...file, content: structuredClone(this.shadow), modified: this._x.clock } },
    });
  }
  private get open(): DocContent {
    if (this.closed) throw new ServiceError('Document is closed, its contents cannot be updated.');
    return this.shadow;
  }

  getId(): string {
    return this.id;
  }
  getName(): string {
    return this.file.name;
  }
  getUrl(): string {
    return linkOf(this.file);
  }
  getBody(): Section {
    return new Section(this._x, 'Body', this.open.body, this.open.page);
  }
  getHeader(): Section | null {
    return this.open.header ? new Section(this._x, 'HeaderSection', this.open.header) : null;
  }
  addHeader(): Section {
    if (this.open.header) throw new ServiceError('Document already contains a header.');
    this.open.header = [];
    return new Section(this._x, 'HeaderSection', this.open.header);
  }
  getFooter(): Section | null {
    return this.open.footer ? new Section(this._x, 'FooterSection', this.open.footer) : null;
  }
  addFooter(): Section {
    if (this.open.footer) throw new ServiceError('Document already contains a footer.');
    this.open.footer = [];
    return new Section(this._x, 'FooterSection', this.open.footer);
  }
  saveAndClose(): undefined {
    this.keep();
    this.closed = true;
    return undefined;
  }
  /** The saved state printed; what is in the shadow is not in it. */
  getAs(type: string): Blob {
    if (type !== PDF) throw notImplemented(`Document.getAs ${type}`);
    return new Blob(this._x, Buffer.from(PRINTED + JSON.stringify(this.file.content)), PDF, `${this.file.name}.pdf`);
  }
  getBlob(): Blob {
    return this.getAs(PDF);
  }
}

export class DocumentApp extends Api {
  readonly _class = 'DocumentApp';
  readonly ParagraphHeading = new EnumType('ParagraphHeading', [
    'NORMAL',
    'HEADING1',
    'HEADING2',
    'HEADING3',
    'HEADING4',
    'HEADING5',
    'HEADING6',
    'TITLE',
    'SUBTITLE',
  ]);
  readonly HorizontalAlignment = new EnumType('HorizontalAlignment', ['LEFT', 'CENTER', 'RIGHT', 'JUSTIFY']);
  readonly VerticalAlignment = new EnumType('VerticalAlignment', ['BOTTOM', 'CENTER', 'TOP']);
  readonly GlyphType = new EnumType('GlyphType', [
    'BULLET',
    'HOLLOW_BULLET',
    'SQUARE_BULLET',
    'NUMBER',
    'LATIN_UPPER',
    'LATIN_LOWER',
    'ROMAN_UPPER',
    'ROMAN_LOWER',
  ]);

  openById(id: unknown): Document {
    if (typeof id !== 'string') throw badSignature('DocumentApp.openById', [id]);
    return new Document(this._x, id);
  }
}
