// Expectations on mails: to whom, about which case, with which words, how many.
import { containsAll, countMatches } from './match.ts';
import { StepFailure, type Stage } from './stage.ts';
import { civilText } from './when.ts';
import type { Mail } from '../runtime/index.ts';

interface Wanted {
  to?: string;
  about?: string;
  subject?: unknown;
  says?: unknown;
  not?: unknown;
  count?: unknown;
  none?: boolean;
  since?: 'act' | 'start';
  text?: unknown;
}

/**
 * `{ to, about, subject, says, not, count, none, since: act }`. Without `count` at least one such mail must have been
 * sent; `none: true` means none. `since: act` looks only at mails after the last act began.
 */
export function expectMails(stage: Stage, value: unknown): void {
  const wanted = value as Wanted;
  const sent = stage.office.mails().slice(wanted.since === 'act' ? stage.mailsBefore : 0);
  const text = (mail: Mail) => `${mail.subject}\n${mail.body}`;
  const found = sent.filter(
    (mail) =>
      (wanted.to === undefined || mail.to.includes(wanted.to)) &&
      (wanted.about === undefined || text(mail).includes(wanted.about)) &&
      (wanted.subject === undefined || containsAll(wanted.subject, mail.subject) === null) &&
      (wanted.says === undefined || containsAll(wanted.says, text(mail)) === null) &&
      (wanted.not === undefined || [wanted.not].flat().every((word) => containsAll(word, text(mail)) !== null)),
  );
  const count = wanted.none ? 0 : (wanted.count ?? { gte: 1 });
  if (countMatches(count, found.length)) return;
  const list = sent
    .slice(-8)
    .map(
      (mail) =>
        `${civilText(mail.at, stage.zone)} to ${mail.to.join(',')}: ${mail.subject}${wanted.says === undefined ? '' : `\n${mail.body}`}`,
    );
  throw new StepFailure(
    `mails ${JSON.stringify({ ...wanted, count: undefined })}`,
    wanted.none ? 'none' : (wanted.count ?? 'at least 1'),
    `${found.length}; the last ones sent are\n${list.join('\n') || 'none'}`,
  );
}
