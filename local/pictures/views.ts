// The views worth a picture: whose eyes, and where in the lived office. What an office does not have is left out.

import type { LocalOffice } from '../office.ts';

export interface Shot {
  name: string;
  who: string;
  /** On a wide window, inside the desk. */
  wide: string;
  /** On a phone: a page of the bundle stands alone there, as a link in a mail opens it. */
  narrow: string;
  /** What must be there before the picture is taken. */
  ready?: string;
}

const LIN = 'lin@demo.example';
const WU = 'wu@demo.example';
const SIGNERS = ['facilities-head@demo.example', 'gm@demo.example', 'finance@demo.example', 'manager@demo.example'];

const page = (name: string, who: string, query: string): Shot => ({
  name,
  who,
  wide: `/page?${query}`,
  narrow: `/page-content?${query}`,
});
const desk = (name: string, who: string, path: string, ready?: string): Shot => ({
  name,
  who,
  wide: path,
  narrow: path,
  ...(ready ? { ready } : {}),
});

export function shotsOf(office: LocalOffice): Shot[] {
  const tickets = office.records('tickets');
  const ticket = tickets.findLast((rec) => rec.state === 'working') ?? tickets.findLast((rec) => rec.state !== 'void');
  const signer = SIGNERS.find((who) =>
    office.runtime.person(who).page({ p: 'approvals' }).html.includes('class="turn"'),
  );
  // The paper with most on it tells most.
  const [paper] = Object.values(office.runtime.store.state.drive ?? {})
    .filter((file) => file.content && file.readOnly)
    .sort((a, b) => JSON.stringify(b.content).length - JSON.stringify(a.content).length);
  const head = SIGNERS[0]!;
  const mails = office.mails({ to: head });
  const mail = mails.findLast((one) => /\[PUR|\[TRF/.test(one.subject)) ?? mails.at(-1);
  const { spreadsheetId, live } = office.sheet('tickets');
  return [
    desk('start', LIN, '/'),
    page('portal', LIN, 'p=desk'),
    desk('register', WU, `/book/${spreadsheetId}/${live}`, '#canvas-grid:not([aria-busy]), #grid'),
    ...(ticket ? [page('record', WU, `p=record&r=tickets&id=${ticket.id}`)] : []),
    ...(signer ? [page('approvals', signer, 'p=approvals')] : []),
    page('requests', LIN, 'p=mine'),
    ...(mail ? [desk('mailbox', head, `/mail/${mail.id}`, '.mail-body')] : []),
    ...(paper ? [desk('document', WU, `/docs/${paper.id}`)] : []),
    desk('form', LIN, `/form/${office.form('tickets').id}`),
    ...(ticket ? [desk('why-due', WU, `/hood/clocks?register=tickets&id=${ticket.id}`)] : []),
    page('health', 'manager@demo.example', 'p=health'),
  ];
}
