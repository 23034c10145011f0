// HtmlService and ContentService: what a page consists of; the desk and tests show it.

import { Api, EnumType } from '../api.ts';
import { ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';

export class HtmlOutput extends Api {
  readonly _class = 'HtmlOutput';
  private title = '';
  readonly _meta: { name: string; content: string }[] = [];
  constructor(
    x: Execution,
    private content: string,
  ) {
    super(x);
  }
  append(text: string): this {
    this.content += text;
    return this;
  }
  clear(): this {
    this.content = '';
    return this;
  }
  getContent(): string {
    return this.content;
  }
  setContent(content: string): this {
    this.content = content;
    return this;
  }
  getTitle(): string {
    return this.title;
  }
  setTitle(title: string): this {
    this.title = title;
    return this;
  }
  addMetaTag(name: string, content: string): this {
    if (
      !['apple-mobile-web-app-capable', 'google-site-verification', 'mobile-web-app-capable', 'viewport'].includes(name)
    ) {
      throw new ServiceError('The meta tag is not allowed.');
    }
    this._meta.push({ name, content });
    return this;
  }
  setXFrameOptionsMode(_mode: unknown): this {
    return this;
  }
  setFaviconUrl(_url: string): this {
    return this;
  }
  setWidth(_width: number): this {
    return this;
  }
  setHeight(_height: number): this {
    return this;
  }
}

export class HtmlService extends Api {
  readonly _class = 'HtmlService';
  readonly XFrameOptionsMode = new EnumType('XFrameOptionsMode', ['DEFAULT', 'ALLOWALL']);
  readonly SandboxMode = new EnumType('SandboxMode', ['EMULATED', 'IFRAME', 'NATIVE']);

  createHtmlOutput(html: string = ''): HtmlOutput {
    return new HtmlOutput(this._x, String(html));
  }

  createHtmlOutputFromFile(name: string): HtmlOutput {
    const text = this._x.project.html(name);
    if (text === undefined) throw new ServiceError(`No HTML file named ${name} was found.`);
    return new HtmlOutput(this._x, text);
  }
}

class TextOutput extends Api {
  readonly _class = 'TextOutput';
  private mime: unknown = null;
  constructor(
    x: Execution,
    private content: string,
  ) {
    super(x);
  }
  getContent(): string {
    return this.content;
  }
  setContent(content: string): this {
    this.content = content;
    return this;
  }
  setMimeType(mime: unknown): this {
    this.mime = mime;
    return this;
  }
  getMimeType(): unknown {
    return this.mime;
  }
}

export class ContentService extends Api {
  readonly _class = 'ContentService';
  readonly MimeType = new EnumType('MimeType', ['CSV', 'ICAL', 'JAVASCRIPT', 'JSON', 'TEXT', 'VCARD', 'XML']);
  createTextOutput(content: string = ''): TextOutput {
    return new TextOutput(this._x, content);
  }
}
