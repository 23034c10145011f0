/**
 * Documents over Drive and Docs: folders and files of our own alone (`drive.file`), each marked with its cause. What is not finished lies
 * in the work folder; one call puts it into its place.
 */
import type { Binned, Documents, Paper, PaperFile } from '../office/ports';
import { retrying } from './books';
import { writeLetterhead, writePaper } from './paper-doc';

type File = GoogleAppsScript.Drive_v3.Drive.V3.Schema.File;
interface Files {
  create(resource: File, media?: GoogleAppsScript.Base.Blob | null, options?: object): File;
  copy(resource: File, id: string, options?: object): File;
  update(resource: File, id: string, media?: null, options?: object): File;
  get(id: string, options?: object): File;
  list(options: object): { files?: File[]; nextPageToken?: string };
  remove(id: string): void;
}

interface Permissions {
  list(id: string, options: object): { permissions?: { emailAddress?: string }[] };
  create(resource: object, id: string, options: object): void;
}
type Marks = Pick<Paper, 'cause' | 'name' | 'book'>;

/** Cause and part of the one Doc that all others are copies of. */
const LETTERHEAD = 'letterhead';
const DOC = 'application/vnd.google-apps.document';
const FOLDER = 'application/vnd.google-apps.folder';
const PDF = 'application/pdf';
const FIELDS = 'id,name,mimeType,webViewLink,appProperties,sha256Checksum,createdTime,contentRestrictions';

const files = (): Files => {
  const found = Drive?.Files;
  if (!found) throw new Error('The Drive service is not enabled for this project');
  return found;
};

/** Drive's own quotes in a query. */
const quoted = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
const marked = (key: string, value: string): string =>
  `appProperties has { key=${quoted(key)} and value=${quoted(value)} }`;

export function documents(sleep: (ms: number) => void): Documents {
  const call = <T>(work: () => T): T => retrying(sleep, work);
  /** Oldest first: of two that a service's slow index let happen, all runs mean the same one. */
  const search = (query: string): File[] =>
    call(() => files().list({ q: query, fields: `files(${FIELDS})`, pageSize: 100, orderBy: 'createdTime' })).files ??
    [];
  const madeFor = (cause: string, part: string): File | undefined =>
    search(`${marked('cause', cause)} and trashed = false`).find((f) => f.appProperties?.part === part);

  /** Nobody rewrites it, and only the office account may change that. Asked twice it does nothing. */
  const lock = (file: File): void => {
    if (file.contentRestrictions?.some((r) => r.readOnly)) return;
    call(() => files().update({ contentRestrictions: [{ readOnly: true, ownerRestricted: true }] }, file.id!, null));
  };
  const told = (file: File): PaperFile => ({
    id: file.id!,
    url: file.webViewLink ?? `https://drive.google.com/file/d/${file.id!}/view`,
    name: file.name ?? '',
    kind: file.mimeType === PDF ? 'pdf' : 'doc',
    ...(file.sha256Checksum ? { digest: file.sha256Checksum } : {}),
  });

  /** A document's present state as a PDF of its own. */
  const print = (doc: string, { cause, name, book }: Marks, folder: string): File => {
    const blob = call(() => DocumentApp.openById(doc).getAs(PDF)).setName(`${name}.pdf`);
    // Not tried again here: an answer that got lost is found by its cause in the next run.
    return files().create(
      { name: `${name}.pdf`, mimeType: PDF, parents: [folder], appProperties: { cause, part: 'pdf', book } },
      blob,
      { fields: FIELDS },
    );
  };

  /** What a broken run left in the work folder goes: nobody has written in it. */
  const sweep = (cause: string): void => {
    for (const left of search(`${marked('cause', cause)} and trashed = false`))
      if (left.appProperties?.part === 'draft') call(() => files().remove(left.id!));
  };

  /** A fresh document in the work folder. */
  const begin = (paper: Paper, work: string, letterhead: string): string => {
    sweep(paper.cause);
    const resource: File = {
      name: paper.name,
      mimeType: DOC,
      parents: [work],
      appProperties: { cause: paper.cause, part: 'draft', book: paper.book },
    };
    const made = files().copy(resource, letterhead, { fields: 'id' });
    writePaper(made.id!, paper);
    return made.id!;
  };

  return {
    folder(name, parent, mark) {
      const found = search(`${marked('folder', mark)} and trashed = false`)[0];
      if (found) return found.id!;
      return files().create(
        { name, mimeType: FOLDER, appProperties: { folder: mark }, ...(parent ? { parents: [parent] } : {}) },
        null,
        { fields: 'id' },
      ).id!;
    },
    stands(id) {
      try {
        return call(() => files().get(id, { fields: 'id,trashed' })).trashed !== true;
      } catch (error) {
        if (missing(error)) return false;
        throw error;
      }
    },
    letterhead(name, office, parent) {
      const before = madeFor(LETTERHEAD, LETTERHEAD);
      if (before) return before.id!;
      sweep(LETTERHEAD);
      const appProperties = { cause: LETTERHEAD, part: 'draft', book: 'setup' };
      const made = files().create({ name, mimeType: DOC, parents: [parent], appProperties }, null, { fields: 'id' });
      writeLetterhead(made.id!, office);
      files().update({ appProperties: { part: LETTERHEAD } }, made.id!, null, { fields: 'id' });
      return made.id!;
    },
    make(paper, kind, folder, work, letterhead) {
      const before = madeFor(paper.cause, kind);
      if (before) {
        if (kind === 'pdf') lock(before);
        sweep(paper.cause);
        return told(before);
      }
      const draft = begin(paper, work, letterhead);
      if (kind === 'doc')
        return told(
          files().update({ appProperties: { part: 'doc' } }, draft, null, {
            addParents: folder,
            removeParents: work,
            fields: FIELDS,
          }),
        );
      const pdf = print(draft, paper, folder);
      lock(pdf);
      call(() => files().remove(draft));
      return told(pdf);
    },
    keep({ cause, name, book }, mime, base64, folder) {
      const before = madeFor(cause, 'kept');
      if (before) return { id: before.id! };
      const blob = Utilities.newBlob(Utilities.base64Decode(base64), mime, name);
      const appProperties = { cause, part: 'kept', book };
      // Not tried again here: sent once more, it is found by its cause.
      return {
        id: files().create({ name, mimeType: mime, parents: [folder], appProperties }, blob, { fields: 'id' }).id!,
      };
    },
    freeze(id, paper, folder) {
      const before = madeFor(paper.cause, 'pdf');
      try {
        const pdf = before ?? print(id, paper, folder);
        lock(pdf);
        lock(call(() => files().get(id, { fields: FIELDS })));
        return told(pdf);
      } catch (error) {
        if (!missing(error)) throw error;
        return before ? told(before) : null;
      }
    },
    binned(): Binned[] {
      return search(
        `trashed = true and (${['pdf', 'doc', 'letterhead'].map((part) => marked('part', part)).join(' or ')})`,
      ).map((f) => ({
        id: f.id!,
        name: f.name ?? '',
        book: String(f.appProperties?.book ?? ''),
      }));
    },
    unbin(id) {
      call(() => files().update({ trashed: false }, id, null));
    },
    share(id, emails, role) {
      const may = Drive?.Permissions as unknown as Permissions | undefined;
      if (!may) throw new Error('The Drive service is not enabled for this project');
      const list = call(() => may.list(id, { fields: 'permissions(emailAddress,role)', pageSize: 100 }));
      const known = list.permissions ?? [];
      for (const emailAddress of emails)
        if (!known.some((p) => p.emailAddress?.toLowerCase() === emailAddress.toLowerCase()))
          call(() => may.create({ type: 'user', role, emailAddress }, id, { sendNotificationEmail: false }));
    },
  };
}

const missing = (error: unknown): boolean =>
  /File not found|is missing|\bnotFound\b/i.test(String((error as Error)?.message ?? error));
