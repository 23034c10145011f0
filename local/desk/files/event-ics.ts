// Events as an iCalendar file (RFC 5545): folded lines, escaped texts, moments in UTC so that no zone has to be described.

import type { Answer, CalendarEvent } from '../../runtime/store/events.ts';

const PARTSTAT: Record<Answer, string> = {
  needsAction: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
};

export function eventsFile(events: readonly CalendarEvent[], nameOf: (email: string) => string): Buffer {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Chancery//Desk//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events.flatMap((event) => linesOf(event, nameOf)),
    'END:VCALENDAR',
  ];
  return Buffer.from(lines.map((line) => `${folded(line)}\r\n`).join(''));
}

function linesOf(event: CalendarEvent, nameOf: (email: string) => string): string[] {
  const person = (name: string, email: string, more = ''): string =>
    `${name};CN=${quoted(nameOf(email))}${more}:mailto:${email}`;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.iCalUID)}`,
    `DTSTAMP:${utc(event.updated)}`,
    `CREATED:${utc(event.created)}`,
    `SEQUENCE:${event.sequence}`,
    ...(event.date
      ? [`DTSTART;VALUE=DATE:${plain(event.date[0])}`, `DTEND;VALUE=DATE:${plain(event.date[1])}`]
      : [`DTSTART:${utc(event.from)}`, `DTEND:${utc(event.until)}`]),
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
    ...(event.location ? [`LOCATION:${escaped(event.location)}`] : []),
    `STATUS:${event.status.toUpperCase()}`,
    `TRANSP:${event.free ? 'TRANSPARENT' : 'OPAQUE'}`,
    person('ORGANIZER', event.organizer),
    ...event.guests.map((guest) =>
      person(
        'ATTENDEE',
        guest.email,
        `;CUTYPE=${guest.resource ? 'ROOM' : 'INDIVIDUAL'};PARTSTAT=${PARTSTAT[guest.answer]}`,
      ),
    ),
    'END:VEVENT',
  ];
}

const plain = (text: string): string => text.replace(/[-:]/g, '');
const utc = (epoch: number): string => `${plain(new Date(epoch).toISOString()).slice(0, 15)}Z`;
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
/** A parameter's value: no quotes and no control characters can stand in it. */
const quoted = (text: string): string => `"${[...text].filter((c) => c >= ' ' && c !== '"').join('')}"`;

/** At most 75 octets a line, never through the middle of a letter. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += letter;
    octets += size;
  }
  return out;
}
