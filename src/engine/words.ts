/**
 * Every sentence the engine says, by code, in the reader's language; and the Check cell composed of them. Nothing here
 * throws: a code without a sentence shows as the code, so that a missing word never stops a commit.
 */
import type { Label, Lang } from '../model/types';
import { toCivil } from './civil';
import { labelIn } from './spelling';
import type { CheckLine, Words } from './types';
import { APPROVALS } from './words/approvals';
import { CHECK } from './words/check';
import { EVENTS } from './words/events';
import { FORMS } from './words/forms';
import { NOTICES } from './words/notices';
import { PAGES } from './words/pages';
import { PAPER } from './words/paper';
import { rest } from './words/rest';
import { fillTemplate, naming, type Catalogue, type Names, type Times } from './words/template';

export { labelIn, naming };
export type { Names, Times };

const PARTS: readonly Catalogue[] = [CHECK, APPROVALS, EVENTS, NOTICES, FORMS, PAGES, PAPER];

/** Every sentence by code. Not joined while the script loads: a run says few of them, and most runs none. */
export const catalogue = (): Catalogue => Object.assign({}, rest(), ...PARTS) as Catalogue;

const has = (part: Catalogue, code: string): boolean => Object.prototype.hasOwnProperty.call(part, code);

const PLACE_OF: Record<Lang, 0 | 1 | 2> = { 'zh-TW': 0, 'zh-CN': 1, en: 2 };

/**
 * The sentence in a language. Parameters are words, labels, numbers, or keys marked by `naming`, which `names` turns into
 * words. `times` is needed by the few sentences that tell a moment.
 */
export function render(words: Words, lang: Lang, names?: Names, times?: Times): string {
  const sentence = (PARTS.find((part) => has(part, words.code)) ?? rest())[words.code];
  return sentence ? fillTemplate(sentence[PLACE_OF[lang]], words.params ?? {}, lang, names, times) : words.code;
}

/** Several labels as one: 「處理結果、費用」, "What was done, Cost". */
export function joinLabels(labels: Label[]): Label {
  const joined = (lang: Lang): string => labels.map((label) => labelIn(label, lang)).join(lang === 'en' ? ', ' : '、');
  return { 'zh-TW': joined('zh-TW'), 'zh-CN': joined('zh-CN'), en: joined('en') };
}

const GRAVITY: Record<CheckLine['sign'], number> = { '⏸': 0, '✗': 1, '✎': 2, '⏳': 3, '✓': 4 };

/** Lines in the order they are shown: the gravest first, of one sign the newest first. */
export function orderLines(lines: readonly CheckLine[]): CheckLine[] {
  return [...lines].sort((a, b) => GRAVITY[a.sign] - GRAVITY[b.sign] || b.at - a.at);
}

/** One line: 「✓ 10:32 結案」, 「✗ 費用：「abc」不是金額，例：1200」. Only what is done has a time; the zone is the workbook's. */
export function checkLine(line: CheckLine, lang: Lang, zone: string, names?: Names): string {
  const said = render(line.words, lang, names, { zone, now: line.at });
  return line.sign === '✓' ? `✓ ${toCivil(line.at, zone).time} ${said}` : `${line.sign} ${said}`;
}

/**
 * The Check cell: the gravest line first, then the others, each behind its sign, so that the conditional formats find
 * every held and asked field in it. Of what is done only the last is told. '' without lines.
 */
export function checkCell(lines: readonly CheckLine[], lang: Lang, zone: string, names?: Names): string {
  const ordered = orderLines(lines);
  const lastDone = ordered.find((line) => line.sign === '✓');
  const shown = ordered.filter((line) => line.sign !== '✓' || line === lastDone);
  return [...new Set(shown.map((line) => checkLine(line, lang, zone, names)))].join(' ');
}
