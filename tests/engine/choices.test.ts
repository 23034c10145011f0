// Choices of a question follow their list: what people put in or took out stays theirs.
import { mergeChoices, type Offer } from '../../src/engine/choices';

const offers = (...words: string[]): Offer[] => words.map((label) => ({ key: label.toLowerCase(), label }));
const last = (...words: string[]) => Object.fromEntries(offers(...words).map((o) => [o.key, o.label]));
const labels = (choices: ReturnType<typeof mergeChoices>) => choices?.map((c) => c.label) ?? null;

test('nothing changed: nothing to do', () => {
  expect(mergeChoices(last('A', 'B'), ['A', 'B'], offers('A', 'B'))).toBeNull();
  expect(mergeChoices(last('A', 'B'), ['B', 'A', 'Mine'], offers('A', 'B'))).toBeNull();
});

test('added, switched off, in the list’s order', () => {
  expect(labels(mergeChoices(last('A', 'B'), ['A', 'B'], offers('C', 'A', 'B')))).toEqual(['C', 'A', 'B']);
  expect(labels(mergeChoices(last('A', 'B'), ['A', 'B'], offers('B', 'A')))).toEqual(['B', 'A']);
  expect(labels(mergeChoices(last('A', 'B'), ['A', 'B'], offers('B')))).toEqual(['B']);
});

test('renamed it keeps what it led to', () => {
  expect(mergeChoices(last('A', 'B'), ['A', 'B'], [{ key: 'a', label: 'Alpha' }, ...offers('B')])).toEqual([
    { label: 'Alpha', was: 'A' },
    { label: 'B', was: 'B' },
  ]);
});

test('people’s own choice stays, what they took out or reworded stays so', () => {
  const form = ['B', 'Mine'];
  expect(labels(mergeChoices(last('A', 'B'), form, offers('A', 'B', 'C')))).toEqual(['B', 'C', 'Mine']);
  expect(mergeChoices(last('A', 'B'), form, offers('A', 'B'))).toBeNull();
  // Taken into the list under the same word it is one choice.
  expect(labels(mergeChoices(last('A', 'B'), form, offers('B', 'Mine', 'D')))).toEqual(['B', 'Mine', 'D']);
});

test('people’s order stays where they moved ours about; new ones come last', () => {
  expect(labels(mergeChoices(last('A', 'B', 'C'), ['C', 'Mine', 'A', 'B'], offers('N', 'A', 'B', 'C')))).toEqual([
    'C',
    'Mine',
    'A',
    'B',
    'N',
  ]);
});

test('when nothing is remembered the labels tell which are ours', () => {
  const all = offers('A', 'B', 'Off');
  expect(labels(mergeChoices(null, ['A', 'Off', 'Mine'], offers('A', 'B'), all))).toEqual(['A', 'B', 'Mine']);
});

test('a run that wrote and died before it remembered: the same once more changes nothing', () => {
  const was = last('A', 'B');
  const now = [{ key: 'a', label: 'Alpha' }, ...offers('C')];
  const written = labels(mergeChoices(was, ['A', 'B', 'Mine'], now))!;
  expect(written).toEqual(['Alpha', 'C', 'Mine']);
  expect(mergeChoices(was, written, now)).toBeNull();
});

test('a list without entries leaves the question as it is', () => {
  expect(mergeChoices(last('A'), ['A'], [])).toBeNull();
});
