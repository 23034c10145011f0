// Drive's search language, the part the product asks in: marks, the bin, `and`, `or`, brackets. Anything else is not known here.

import { notImplemented } from '../errors.ts';
import type { DriveFile } from '../store/papers.ts';

type Test = (file: DriveFile) => boolean;

const TERMS: readonly [RegExp, (m: RegExpExecArray) => Test][] = [
  [
    /^appProperties has \{ key='((?:[^'\\]|\\.)*)' and value='((?:[^'\\]|\\.)*)' \}/,
    (m) => (file) => file.appProperties[plain(m[1]!)] === plain(m[2]!),
  ],
  [/^trashed = (true|false)/, (m) => (file) => file.trashed === (m[1] === 'true')],
  [/^mimeType = '([^']*)'/, (m) => (file) => file.mimeType === m[1]],
  [/^'([^']*)' in parents/, (m) => (file) => file.parents.includes(m[1]!)],
];

const plain = (quoted: string): string => quoted.replace(/\\(.)/g, '$1');

/** What a query asks of a file. */
export function matcher(query: string): Test {
  let rest = query.trim();
  const eat = (word: string): boolean => {
    if (!rest.startsWith(word)) return false;
    rest = rest.slice(word.length).trimStart();
    return true;
  };
  const either = (): Test => {
    const tests = [both()];
    while (eat('or ')) tests.push(both());
    return (file) => tests.some((test) => test(file));
  };
  const both = (): Test => {
    const tests = [one()];
    while (eat('and ')) tests.push(one());
    return (file) => tests.every((test) => test(file));
  };
  const one = (): Test => {
    if (eat('(')) {
      const inner = either();
      if (!eat(')')) throw notImplemented(`Drive query ${query}`);
      return inner;
    }
    for (const [form, make] of TERMS) {
      const found = form.exec(rest);
      if (!found) continue;
      rest = rest.slice(found[0].length).trimStart();
      return make(found);
    }
    throw notImplemented(`Drive query ${query}`);
  };
  if (rest === '') return () => true;
  const test = either();
  if (rest !== '') throw notImplemented(`Drive query ${query}`);
  return test;
}
