// The Drive advanced service (v3) as far as documents need it: files of this app alone, marks, folders, the bin, locks.

import { createHash } from 'node:crypto';
import { Api } from '../api.ts';
import { JSON_TEXT } from '../bridge.ts';
import { apiError, notImplemented } from '../errors.ts';
import { take } from '../quotas.ts';
import { randomId } from '../random.ts';
import { blankDoc, DOC, FOLDER, inBin, PDF, type DocContent, type DriveFile } from '../store/papers.ts';
import { matcher } from './drive-query.ts';
import { type Blob } from './utilities.ts';

interface Resource {
  name?: string;
  mimeType?: string;
  parents?: string[];
  appProperties?: Record<string, string>;
  trashed?: boolean;
  contentRestrictions?: { readOnly?: boolean; ownerRestricted?: boolean }[];
}
interface Options {
  fields?: string;
  q?: string;
  pageSize?: number;
  orderBy?: string;
  addParents?: string;
  removeParents?: string;
}
type Answer = { [JSON_TEXT]: string };

/** What a local PDF holds instead of ink: the document as it was printed. */
export const PRINTED = '%PDF-local\n';

class Files extends Api {
  readonly _class = 'Drive.Files';

  private get all(): Readonly<Record<string, DriveFile>> {
    return this._x.runtime.store.state.drive ?? {};
  }
  private put(file: DriveFile): void {
    this._x.runtime.store.set({ drive: { ...this.all, [file.id]: file } });
  }
  private found(method: string, id: string): DriveFile {
    const file = this.all[id];
    if (!file) throw apiError(`drive.files.${method}`, 404, `File not found: ${id}.`);
    return file;
  }

  create(resource: Resource = {}, media: Blob | null = null, options: Options = {}): Answer {
    return this.add('create', resource, media ? undefined : contentFor(resource.mimeType), media, options);
  }

  copy(resource: Resource, id: string, options: Options = {}): Answer {
    const from = this.found('copy', id);
    if (from.mimeType !== DOC) throw notImplemented(`drive.files.copy of ${from.mimeType}`);
    return this.add('copy', { ...resource, mimeType: DOC }, structuredClone(from.content), null, options);
  }

  private add(
    method: string,
    resource: Resource,
    content: DocContent | undefined,
    media: Blob | null,
    options: Options,
  ): Answer {
    const { runtime, random, effective, clock } = this._x;
    for (const parent of resource.parents ?? []) this.found(method, parent);
    checkMarks(method, resource.appProperties ?? {});
    const mimeType = resource.mimeType ?? media?.getContentType() ?? 'application/octet-stream';
    if (mimeType === DOC) take(runtime.store, `documents:${effective}`, 'documents create', 1500, 1, clock);
    const bytes = media?._bytes;
    const printed = bytes && mimeType === PDF ? bytes.toString('utf8') : '';
    const file: DriveFile = {
      id: randomId(random, 33),
      name: resource.name ?? 'Untitled',
      mimeType,
      parents: resource.parents ?? [],
      appProperties: resource.appProperties ?? {},
      trashed: false,
      created: clock,
      modified: clock,
      owner: effective,
      readOnly: false,
      ...(content ? { content } : {}),
      ...(printed.startsWith(PRINTED) ? { content: JSON.parse(printed.slice(PRINTED.length)) as DocContent } : {}),
      ...(bytes ? { sha256: createHash('sha256').update(bytes).digest('hex') } : {}),
      ...(bytes && mimeType.startsWith('image/') ? { picture: bytes.toString('base64') } : {}),
    };
    this.put(file);
    return this.told(file, options);
  }

  update(resource: Resource, id: string, media: Blob | null = null, options: Options = {}): Answer {
    const file = this.found('update', id);
    if (media) throw notImplemented('drive.files.update with media');
    for (const parent of parts(options.addParents)) this.found('update', parent);
    checkMarks('update', resource.appProperties ?? {});
    const gone = parts(options.removeParents);
    const restriction = resource.contentRestrictions?.[0];
    const next: DriveFile = {
      ...file,
      name: resource.name ?? file.name,
      trashed: resource.trashed ?? file.trashed,
      appProperties: { ...file.appProperties, ...resource.appProperties },
      parents: [...file.parents.filter((p) => !gone.includes(p)), ...parts(options.addParents)],
      readOnly: restriction ? restriction.readOnly === true : file.readOnly,
      modified: this._x.clock,
    };
    this.put(next);
    return this.told(next, options);
  }

  get(id: string, options: Options = {}): Answer {
    return this.told(this.found('get', id), options);
  }

  /** One page; more than fit in it are said to be more. */
  list(options: Options = {}): Answer {
    const fits = matcher(options.q ?? '');
    const size = options.pageSize ?? 100;
    const files = Object.values(this.all)
      .map((file) => ({ ...file, trashed: inBin(this.all, file) }))
      .filter(fits)
      .sort((a, b) => (options.orderBy === 'createdTime' ? a.created - b.created : 0));
    const fields = /files\((.*)\)/.exec(options.fields ?? '')?.[1] ?? 'id,name,mimeType,kind';
    const next = files.length > size ? { nextPageToken: String(size) } : {};
    return { [JSON_TEXT]: JSON.stringify({ files: files.slice(0, size).map((f) => this.shown(f, fields)), ...next }) };
  }

  /** For good, whatever lies in it too. */
  remove(id: string): undefined {
    this.found('delete', id);
    const gone = new Set([id]);
    for (let before = 0; before !== gone.size;) {
      before = gone.size;
      for (const file of Object.values(this.all)) if (file.parents.some((p) => gone.has(p))) gone.add(file.id);
    }
    this._x.runtime.store.set({
      drive: Object.fromEntries(Object.entries(this.all).filter(([key]) => !gone.has(key))),
    });
    return undefined;
  }

  /** As everywhere with this scope and this service: no contents over `alt=media`. */
  export(_id: string, mimeType: string): never {
    throw apiError(
      'drive.files.export',
      403,
      `Export requires alt=media to download the exported content. (${mimeType})`,
    );
  }

  private told(file: DriveFile, options: Options): Answer {
    const shown = this.shown({ ...file, trashed: inBin(this.all, file) }, options.fields ?? 'id,name,mimeType,kind');
    return { [JSON_TEXT]: JSON.stringify(shown) };
  }

  private shown(file: DriveFile, fields: string): Record<string, unknown> {
    const all: Record<string, unknown> = {
      id: file.id,
      name: file.name,
      mimeType: file.mimeType,
      kind: 'drive#file',
      parents: file.parents,
      trashed: file.trashed,
      appProperties: file.appProperties,
      webViewLink: linkOf(file),
      createdTime: new Date(file.created).toISOString(),
      modifiedTime: new Date(file.modified).toISOString(),
      ...(file.sha256 ? { sha256Checksum: file.sha256 } : {}),
      ...(file.readOnly ? { contentRestrictions: [{ readOnly: true, ownerRestricted: true }] } : {}),
    };
    const asked = fields.split(',').map((f) => f.trim());
    const unknown = asked.find((f) => !(f in all) && !['sha256Checksum', 'contentRestrictions'].includes(f));
    if (unknown !== undefined) throw notImplemented(`drive.files: field ${unknown}`);
    return Object.fromEntries(Object.entries(all).filter(([key]) => asked.includes(key)));
  }
}

export function linkOf(file: DriveFile): string {
  if (file.mimeType === DOC) return `https://docs.google.com/document/d/${file.id}/edit`;
  if (file.mimeType === FOLDER) return `https://drive.google.com/drive/folders/${file.id}`;
  return `https://drive.google.com/file/d/${file.id}/view`;
}

function contentFor(mimeType: string | undefined): DocContent | undefined {
  if (mimeType === FOLDER) return undefined;
  if (mimeType === DOC) return blankDoc();
  throw notImplemented(`drive.files.create of ${String(mimeType)} without media`);
}

/** A key and its value together hold at most 124 bytes. */
function checkMarks(method: string, marks: Record<string, string>): void {
  for (const [key, value] of Object.entries(marks))
    if (Buffer.byteLength(key + value) > 124)
      throw apiError(`drive.files.${method}`, 400, 'The limit of 124 bytes for a property was exceeded.');
}

const parts = (list: string | undefined): string[] => (list ?? '').split(',').filter(Boolean);

class Permissions extends Api {
  readonly _class = 'Drive.Permissions';

  private file(method: string, id: string): DriveFile {
    const file = this._x.runtime.store.state.drive?.[id];
    if (!file) throw apiError(`drive.permissions.${method}`, 404, `File not found: ${id}.`);
    return file;
  }
  list(id: string): Answer {
    const file = this.file('list', id);
    const permissions = [{ email: file.owner, role: 'owner' }, ...(file.shared ?? [])].map(({ email, role }) => ({
      emailAddress: email,
      role,
      type: 'user',
    }));
    return { [JSON_TEXT]: JSON.stringify({ permissions }) };
  }
  create(resource: { type?: string; role?: string; emailAddress?: string }, id: string): Answer {
    const file = this.file('create', id);
    const { type, role, emailAddress } = resource;
    if (type !== 'user' || !emailAddress || (role !== 'reader' && role !== 'writer'))
      throw notImplemented(`drive.permissions.create of ${String(type)} ${String(role)}`);
    const email = emailAddress.toLowerCase();
    const shared = [...(file.shared ?? []).filter((one) => one.email !== email), { email, role } as const];
    const { store } = this._x.runtime;
    store.set({ drive: { ...store.state.drive, [id]: { ...file, shared } } });
    return { [JSON_TEXT]: JSON.stringify({ type, role, emailAddress: email }) };
  }
}

/** Global `Drive`, when the manifest switches the advanced service on. */
export class DriveService extends Api {
  readonly _class = 'Drive';
  readonly Files = new Files(this._x);
  readonly Permissions = new Permissions(this._x);
}
