// Scopes of a manifest against the services its sources name: none missing, and the unused ones told.
const auth = 'https://www.googleapis.com/auth/';

/** Any one of the scopes suffices. Services not listed need none. */
const needed = {
  SpreadsheetApp: ['spreadsheets', 'spreadsheets.currentonly'],
  Sheets: ['spreadsheets', 'drive.file'],
  FormApp: ['forms', 'forms.currentonly'],
  MailApp: ['script.send_mail'],
  ScriptApp: ['script.scriptapp'],
  Session: ['userinfo.email'],
  People: ['directory.readonly'],
  CalendarApp: ['calendar'],
  Calendar: ['calendar.events', 'calendar'],
  DocumentApp: ['documents', 'documents.currentonly'],
  Docs: ['documents', 'drive.file'],
  Drive: ['drive.file'],
  Forms: ['forms.body', 'drive.file'],
  UrlFetchApp: ['script.external_request'],
};
/** Scopes behind methods rather than services. */
const byMethod = { Freebusy: 'calendar.freebusy', getUi: 'script.container.ui', userLocale: 'script.locale' };
/** A scope this product never takes, whatever names the service. */
const refused = /^(drive|drive\.readonly|drive\.metadata.*|gmail.*|script\.external_request)$/;

/**
 * @param {{oauthScopes?: string[], addOns?: {calendar?: object}}} manifest
 * @param {Set<string>} services Google services the project's sources name
 * @param {Set<string>} methods property names the sources use
 * @returns {{problems: string[], unused: string[]}}
 */
export function scopeProblems(manifest, services, methods) {
  const declared = (manifest.oauthScopes ?? []).map((scope) => scope.replace(auth, ''));
  const problems = declared.filter((scope) => refused.test(scope)).map((scope) => `takes the scope ${scope}`);
  const used = new Set();
  // Asked for by the manifest itself, not by a service: an add-on beside Calendar does not run without it.
  if (manifest.addOns?.calendar) used.add('calendar.addons.execute');
  for (const service of services) {
    const choices = needed[service] ?? [];
    if (choices.length === 0) continue;
    const found = choices.filter((scope) => declared.includes(scope));
    found.forEach((scope) => used.add(scope));
    if (found.length === 0) problems.push(`${service} needs the scope ${choices.join(' or ')}`);
  }
  for (const [method, scope] of Object.entries(byMethod)) {
    if (!methods.has(method)) continue;
    used.add(scope);
  }
  return { problems, unused: declared.filter((scope) => !used.has(scope)) };
}
