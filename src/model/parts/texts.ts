/** Texts people get: mails, surveys and the self-help shown before a form is sent. */
import { listItems, type Reading } from '../reading';
import { child, type SourceNode } from '../source';
import type { MailText, SelfHelp, Survey } from '../types';

const READERS: readonly MailText['reader'][] = ['sender', 'handler', 'head', 'leader', 'everyone', 'outsider'];
const WHEN: readonly MailText['when'][] = ['at once', 'bundled', 'never'];
const BUTTONS = ['record', 'survey', 'approve', 'order', 'work'] as const;
const MAIL_WORDS = ['reader', 'when', 'emergency', 'clock', 'together', 'answer', 'body', 'button', 'why'] as const;

export function readMails(reading: Reading, node: SourceNode): MailText[] {
  return reading.named(node, 'mails', true).flatMap(({ key, node: spec }) => {
    const at = `mails.${key}`;
    const map = reading.map(spec, at, MAIL_WORDS);
    if (!map) return [];
    const button = reading.map(child(map, 'button'), `${at}.button`, ['label', 'to']);
    return [
      {
        key,
        reader: reading.required(reading.oneOf(map, 'reader', READERS), at, 'reader') ?? 'everyone',
        when: reading.required(reading.oneOf(map, 'when', WHEN), at, 'when') ?? 'at once',
        emergency: reading.flag(map, 'emergency') || undefined,
        clock: reading.flag(map, 'clock') || undefined,
        together: reading.flag(map, 'together') || undefined,
        answer: reading.label(child(map, 'answer'), `${at}.answer`),
        body: reading.label(child(map, 'body'), `${at}.body`, 'optional'),
        button: button
          ? {
              label: reading.label(child(button, 'label'), `${at}.button.label`),
              to: reading.required(reading.oneOf(button, 'to', BUTTONS), `${at}.button`, 'to') ?? 'record',
            }
          : undefined,
        why: reading.label(child(map, 'why'), `${at}.why`),
      },
    ];
  });
}

export function readSurveys(reading: Reading, node: SourceNode): Survey[] {
  return reading.named(node, 'surveys').flatMap(({ key, node: spec }) => {
    const at = `surveys.${key}`;
    const map = reading.map(spec, at, ['title', 'question', 'scale', 'sets', 'comment']);
    if (!map) return [];
    return [
      {
        key,
        title: reading.label(child(map, 'title'), `${at}.title`),
        question: reading.label(child(map, 'question'), `${at}.question`),
        scale: reading.number(map, 'scale') ?? 5,
        sets: reading.required(reading.text(map, 'sets'), at, 'sets') ?? '',
        comment: reading.text(map, 'comment'),
      },
    ];
  });
}

/** `help: { self_help: { printer: [[…], […], […]] } }`: short steps by the key of a list entry. */
export function readHelp(reading: Reading, node: SourceNode): SelfHelp[] {
  return reading.named(node, 'help').map(({ key, node: topic }) => {
    const entries: SelfHelp['entries'] = {};
    for (const { key: entry, node: steps } of reading.named(topic, `help.${key}`)) {
      const at = `help.${key}.${entry}`;
      if (steps.kind !== 'list') reading.fault('not-a-list', steps.where, { key: entry });
      entries[entry] = { steps: listItems(steps).map((step, i) => reading.label(step, `${at}.${i + 1}`)) };
    }
    return { key, entries };
  });
}
