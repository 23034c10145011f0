// Forms as people fill them: branching, required questions, answers of sections that were skipped.

import { answersOf, missingIn, typedFrom } from '../../../local/desk/answers.ts';
import { route } from '../../../local/desk/views/form.ts';
import { FORM, rawOffice } from './raw-office.ts';

const form = rawOffice().runtime.store.forms[FORM]!;
const way = (typed: Record<string, string[]>): number[] => route(form, typed).map((section) => section.id);

test('the way follows the choices', () => {
  expect(way({ '11': ['印表機'], '12': ['還是不行'] })).toEqual([0, 30, 40]);
  expect(way({ '11': ['空調'] })).toEqual([0, 40]);
  expect(way({ '11': ['印表機'], '12': ['好了，不用報修'] })).toEqual([0, 30]);
});

test('only questions on the way are required', () => {
  expect(missingIn(form, { '11': ['空調'] })).toEqual(new Set([13]));
  expect(missingIn(form, {})).toEqual(new Set([11, 12, 13]));
  expect(missingIn(form, { '11': ['印表機'], '12': ['好了，不用報修'] })).toEqual(new Set());
});

test('answers of skipped sections are not sent; several choices and one’s own text are', () => {
  const typed = typedFrom(
    new URLSearchParams(
      'entry.11=空調&entry.12=還是不行&entry.13=不冷&entry.14=漏水&entry.14=__other__&entry.14.other=滴水聲&entry.15=&other=1',
    ),
  );
  expect(answersOf(form, typed)).toEqual({ '11': '空調', '13': '不冷', '14': ['漏水', '滴水聲'] });
});
