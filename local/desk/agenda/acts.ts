// What somebody does in a calendar on the desk, from a posted form to the runtime's acts.

import type { Context } from 'hono';
import type { Person } from '../../runtime/index.ts';
import type { Outcome } from '../desk.ts';
import { safePath } from '../guard.ts';
import { refusal } from '../refusal.ts';
import { shell } from '../shell.ts';
import { calendarPage } from '../views/calendar.ts';
import type { Visit } from '../visit.ts';
import { answer } from '../writes.ts';
import { epochOfWallText } from './days.ts';

const ANSWERS = ['accepted', 'declined', 'tentative'] as const;

/** The office's calendar is acted in as the office account, any other as oneself. */
function doing(v: Visit, fields: Record<string, string>): Outcome<void> {
  const { runtime } = v.office;
  const who = fields['of'] === runtime.owner ? runtime.owner : (v.me?.email ?? '');
  return v.desk.act(() => perform(runtime.person(who), fields, runtime.zone));
}

function perform(person: Person, fields: Record<string, string>, zone: string): void {
  const id = fields['event'] ?? '';
  const at = (name: string): number => epochOfWallText(fields[name] ?? '', zone);
  const verdict = ANSWERS.find((one) => one === fields['answer']);
  switch (fields['deed']) {
    case 'respond':
      if (verdict) person.respond(id, verdict, fields['comment'] || undefined);
      return;
    case 'move':
      return person.moveEvent(id, at('from'), fields['until'] ? at('until') : undefined);
    case 'delete':
      return person.deleteEvent(id);
    case 'create':
      person.createEvent({
        title: fields['title'] ?? '',
        from: at('from'),
        until: at('until'),
        guests: `${fields['guests'] ?? ''},${fields['room'] ?? ''}`.split(/[\s,;，；、]+/).filter(Boolean),
      });
      return;
    default:
      throw new Error(`no such deed: ${String(fields['deed'])}`);
  }
}

/** Answers a script in JSON, and a plain form with the page it came from. */
export async function actOnCalendar(v: Visit, c: Context): Promise<Response> {
  const fields = Object.fromEntries(
    Object.entries(await c.req.parseBody()).map(([name, value]) => [name, String(value)]),
  );
  if ((c.req.header('accept') ?? '').includes('application/json')) return answer(v, c, () => doing(v, fields));
  const to = safePath(fields['to'] ?? '/calendar');
  try {
    doing(v, fields);
    return c.redirect(to, 303);
  } catch (error) {
    const trouble = refusal(v.t, v.me?.name ?? '', error as Error);
    return c.html(
      shell(v, calendarPage(v, { ...Object.fromEntries(new URL(to, c.req.url).searchParams), trouble })).text,
      422,
    );
  }
}
