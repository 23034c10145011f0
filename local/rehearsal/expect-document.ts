// Expectations on documents of the office: the file a record links to, where it lies, what it says, how many there are.
import { inBin, pathOf, textOf, type DriveFile } from '../runtime/store/papers.ts';
import { containsAll, countMatches, textMatches } from './match.ts';
import { need, StepFailure, type Stage } from './stage.ts';

type Fields = Record<string, unknown>;

/** All a document or PDF says, header and footer too. */
export function paperText(file: DriveFile): string {
  const { content } = file;
  return content ? [...(content.header ?? []), ...content.body, ...(content.footer ?? [])].map(textOf).join('\n') : '';
}

/**
 * `{ register, id, document, kind?, says?, not?, name?, folder?, locked?, count? }`: the file the record's link leads to. `folder`: its
 * path, outermost first, below the office's; `count`: finished files in Drive of that number, bin left out; 0 = there is none.
 */
export function expectDocument(stage: Stage, wanted: unknown): void {
  const w = wanted as Fields;
  const [register, id, key] = [need(w, 'register'), need(w, 'id'), need(w, 'document')];
  const drive = stage.office.runtime.store.state.drive ?? {};
  const mine = Object.values(drive).filter(
    (f) => ['pdf', 'doc'].includes(f.appProperties.part ?? '') && f.name.startsWith(`${id} `) && !inBin(drive, f),
  );
  const listed = mine.map((f) => `${[...pathOf(drive, f), f.name].join('/')} ${f.appProperties.part}`);
  if (w.count !== undefined && !countMatches(w.count, mine.length))
    throw new StepFailure(`files of ${id}`, w.count, listed);
  const link = stage.office.record(register, id)?.documents?.[key];
  if (!link) {
    if (w.count === 0 || w.exists === false) return;
    throw new StepFailure(`${id} has no document "${key}"`, 'a link', listed);
  }
  if (w.exists === false) throw new StepFailure(`${id} has a document "${key}"`, 'none', link);
  const file = drive[link.id];
  if (!file) throw new StepFailure(`the file of ${id} "${key}" is gone`, link.name, listed);
  const path = pathOf(drive, file).slice(1).join('/');
  if (w.kind !== undefined && link.kind !== w.kind) throw new StepFailure(`${id} ${key}: kind`, w.kind, link.kind);
  if (w.name !== undefined && !textMatches(w.name, file.name))
    throw new StepFailure(`${id} ${key}: name`, w.name, file.name);
  if (w.folder !== undefined && !textMatches(w.folder, path))
    throw new StepFailure(`${id} ${key}: folder`, w.folder, path);
  if (w.locked !== undefined && file.readOnly !== w.locked)
    throw new StepFailure(`${id} ${key}: locked`, w.locked, file.readOnly);
  const text = paperText(file);
  const missing = w.says === undefined ? null : containsAll(w.says, text);
  if (missing !== null) throw new StepFailure(`${id} ${key} does not say`, missing, text);
  for (const word of [w.not ?? []].flat())
    if (containsAll(word, text) === null) throw new StepFailure(`${id} ${key} says`, `not ${String(word)}`, text);
}
