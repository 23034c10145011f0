// A person in Drive and in a document: writes a line, puts a file into the bin. No trigger hears of it.

import { Refused } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { inBin, paragraph, roleOf, type DriveFile } from '../store/papers.ts';

export function paperActs(runtime: Runtime, email: string) {
  const { store } = runtime;
  const all = (): Readonly<Record<string, DriveFile>> => store.state.drive ?? {};
  const fileOf = (id: string): DriveFile => {
    const file = all()[id];
    if (!file || roleOf(all(), file, email) === null) throw new Refused(`you need access to ${id}`);
    return file;
  };
  const put = (file: DriveFile): void => store.set({ drive: { ...all(), [file.id]: file } });
  return {
    write(id: string, text: string): void {
      const file = fileOf(id);
      if (!file.content || file.readOnly || roleOf(all(), file, email) === 'reader' || inBin(all(), file))
        throw new Refused('view only');
      const body = [...file.content.body, paragraph(text)];
      put({ ...file, content: { ...file.content, body }, modified: runtime.now });
    },
    bin(id: string, binned: boolean): void {
      const file = fileOf(id);
      if (file.owner !== email) throw new Refused('only its owner may delete it');
      put({ ...file, trashed: binned });
    },
  };
}
