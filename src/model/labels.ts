/** `labels.<lang>.csv` tables gathered into one book, and the words in it that no part of the model asked for. */
import { nearest } from './near';
import type { LabelBook, Reading } from './reading';
import type { SourceFile } from './source';

/** Path of a part -> its words, from every file that is a table of labels. */
export function labelBook(files: readonly SourceFile[]): LabelBook {
  const book: LabelBook = new Map();
  for (const file of files) {
    if (!file.lang || file.root.kind !== 'map') continue;
    for (const { key, where, node } of file.root.entries) {
      if (node.kind !== 'scalar' || node.value === null) continue;
      const words = book.get(key) ?? [];
      words.push({ lang: file.lang, text: String(node.value), where, used: false });
      book.set(key, words);
    }
  }
  return book;
}

/** A row nobody uses is a mistyped path: said with the nearest path that has no word yet in the book. */
export function reportUnused(reading: Reading, paths: Iterable<string>): void {
  const known = [...paths];
  for (const [key, words] of reading.book)
    for (const word of words)
      if (!word.used) reading.fault('label-unused', word.where, { key, near: nearest(key, known) });
}
