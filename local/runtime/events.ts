// Event objects of triggers in their documented shapes (EDT-1 … EDT-4, SUB-1, CLK-2).

import { clockEvent } from './clock.ts';
import type { Execution } from './execution.ts';
import { Form, FormApp, FormResponse } from './services/form-app.ts';
import { Range } from './services/range.ts';
import { ScriptApp } from './services/script-app.ts';
import { User } from './services/session.ts';
import { Sheet } from './services/sheet.ts';
import { Spreadsheet } from './services/spreadsheet-app.ts';
import type { EventPayload, Trigger } from './store/state.ts';

/** First argument of a trigger's handler; undefined for a blank event. */
export function eventArgument(x: Execution, trigger: Trigger, payload: EventPayload | undefined, at: number): unknown {
  const authMode = new ScriptApp(x).AuthMode['FULL'];
  if (!payload) return { ...clockEvent(x.project.timeZone ?? x.runtime.zone, at, trigger.id), authMode };
  const common = { authMode, triggerUid: trigger.id };
  switch (payload.kind) {
    case 'blank':
      return undefined;
    case 'edit': {
      const source = new Spreadsheet(x, payload.spreadsheetId);
      const [top, left, bottom, right] = payload.range;
      return {
        ...common,
        source,
        range: new Range(x, new Sheet(x, source, payload.sheetId), { top, left, bottom, right }),
        ...person(x, payload.user),
        ...(payload.value === undefined ? {} : { value: payload.value }),
        ...(payload.oldValue === undefined ? {} : { oldValue: payload.oldValue }),
      };
    }
    case 'change':
      return {
        ...common,
        source: new Spreadsheet(x, payload.spreadsheetId),
        changeType: payload.changeType,
        ...person(x, payload.user),
      };
    case 'open':
      return { ...common, source: new Spreadsheet(x, payload.spreadsheetId), ...person(x, payload.user) };
    case 'sheetSubmit': {
      const source = new Spreadsheet(x, payload.spreadsheetId);
      return {
        ...common,
        source,
        range: new Range(x, new Sheet(x, source, payload.sheetId), {
          top: payload.row - 1,
          left: 0,
          bottom: payload.row,
          right: Math.max(1, payload.values.length),
        }),
        values: payload.values,
        namedValues: payload.namedValues,
      };
    }
    case 'calendar':
      return { ...common, calendarId: payload.calendarId };
    case 'formSubmit': {
      const form = new Form(x, payload.formId, new FormApp(x));
      const saved = form._state.responses.list().find((r) => r.id === payload.responseId);
      return { ...common, source: form, response: new FormResponse(x, form, saved) };
    }
  }
}

/** `e.user` where Google says who it was (B.4). */
function person(x: Execution, email: string): { user?: User } {
  return x.runtime.switches.editUser === 'given' && email ? { user: new User(x, email) } : {};
}
