// Under the hood: triggers, executions with their calls, quotas and the journal of each workbook.

import { markup, type Markup, type Part } from '../html.ts';
import type { Page } from '../shell.ts';
import type { Visit } from '../visit.ts';
import type { Schedule, Trigger } from '../../runtime/store/state.ts';
import type { Execution } from '../../runtime/index.ts';

function sheet(v: Visit, title: string, body: Part): Page {
  return {
    title,
    body: markup`<section class="hood"><h1>${title}</h1><p class="quiet">${v.t('hoodLead')}</p>${body}</section>`,
  };
}

export function triggersPage(v: Visit): Page {
  const { t } = v;
  const { triggers } = v.office.runtime.store.state;
  return sheet(
    v,
    t('triggers'),
    markup`<div class="scroll"><table class="plain-table"><thead><tr><th>${t('handler')}</th><th>${t('source')}</th><th>${t('nextRun')}</th></tr></thead><tbody>${triggers.map(
      (g) =>
        markup`<tr><td><code>${g.handler}</code></td><td>${sourceOf(v, g)}</td><td>${g.disabled ? t('disabled') : g.next ? markup`<span class="live" id="t-${g.id}">${v.times.long(g.next)}</span>` : t('byEvent')}</td></tr>`,
    )}</tbody></table></div>`,
  );
}

function sourceOf(v: Visit, g: Trigger): string {
  const { store } = v.office.runtime;
  if (g.source === 'CLOCK') return g.schedule ? scheduleWords(v, g.schedule) : g.event;
  const name = store.spreadsheets[g.sourceId]?.name ?? store.forms[g.sourceId]?.title ?? g.sourceId;
  return `${name} · ${g.event}`;
}

function scheduleWords(v: Visit, s: Schedule): string {
  const { t } = v;
  const every = (n: number | undefined, unit: 'minutes' | 'hours' | 'days' | 'weeks'): string =>
    n ? t('every', { n, unit: t(unit) }) : '';
  const parts = [
    every(s.everyMinutes, 'minutes'),
    every(s.everyHours, 'hours'),
    every(s.everyDays, 'days'),
    every(s.everyWeeks, 'weeks'),
  ];
  if (s.hour !== undefined) parts.push(t('atHour', { hour: s.hour }));
  return parts.filter(Boolean).join(' · ');
}

export function executionsPage(v: Visit): Page {
  const { t } = v;
  const runs = v.office.runtime.executions.slice(-150).reverse();
  return sheet(
    v,
    t('executions'),
    runs.length === 0
      ? markup`<p class="empty">${t('noExecutions')}</p>`
      : markup`<div class="runs">${runs.map((run) => execution(v, run))}</div>`,
  );
}

function execution(v: Visit, run: Execution): Markup {
  const { t, times } = v;
  const priced = run.calls.filter((c) => !c.free);
  return markup`<details class="run ${run.error ? 'bad' : ''}" id="x-${run.id}"><summary><time>${times.short(run.startedAt)}</time><code>${run.fn}</code><span>${run.trigger}</span>
    <span>${t('calls')} ${priced.length}</span><span>${times.span((run.endedAt ?? run.startedAt) - run.startedAt)}</span><b class="${run.error ? 'bad' : 'good'}">${run.error ? t('failed') : t('ok')}</b></summary>
    <p class="quiet">${t('activeUser')}：${run.active || '—'} · ${t('effectiveUser')}：${run.effective}</p>
    ${run.error ? markup`<pre class="trouble">${run.error.name}: ${run.error.message}</pre>` : ''}
    <table class="plain-table"><thead><tr><th>${t('callService')}</th><th class="num">${t('callTimes')}</th><th class="num">${t('callMs')}</th></tr></thead><tbody>${byMethod(
      run,
    ).map(
      ({ name, n, ms }) =>
        markup`<tr><td><code>${name}</code></td><td class="num">${n}</td><td class="num">${Math.round(ms)} ms</td></tr>`,
    )}</tbody></table>
    ${run.log.length ? markup`<p class="quiet">${t('logged')}</p><pre>${run.log.slice(0, 60).join('\n')}</pre>` : ''}</details>`;
}

function byMethod(run: Execution): { name: string; n: number; ms: number }[] {
  const sums = new Map<string, { name: string; n: number; ms: number }>();
  for (const call of run.calls) {
    if (call.free) continue;
    const name = `${call.service}.${call.method}`;
    const sum = sums.get(name) ?? { name, n: 0, ms: 0 };
    sum.n++;
    sum.ms += call.ms;
    sums.set(name, sum);
  }
  return [...sums.values()];
}

export function quotasPage(v: Visit): Page {
  const { t } = v;
  const use = Object.entries(v.office.runtime.store.state.quotaUse);
  return sheet(
    v,
    t('quotas'),
    use.length === 0
      ? markup`<p class="empty">${t('quotaNone')}</p>`
      : markup`<div class="scroll"><table class="plain-table"><thead><tr><th>${t('quotaName')}</th><th class="num">${t('quotaUsed')}</th><th>${t('quotaSince')}</th></tr></thead><tbody>${use.map(
          ([name, { since, used }]) =>
            markup`<tr><td><code>${name}</code></td><td class="num">${name.startsWith('triggerMs') ? v.times.span(used) : used.toLocaleString('en-US')}</td><td>${v.times.long(since)}</td></tr>`,
        )}</tbody></table></div>`,
  );
}

export function journalPage(v: Visit, book: string | undefined): Page {
  const { t, office } = v;
  const books = Object.keys(office.books);
  const chosen = book && books.includes(book) ? book : (books.find((b) => b === 'facilities') ?? books[0] ?? '');
  const rows = journalOf(v, chosen).slice(-200).reverse();
  return sheet(
    v,
    t('journal'),
    markup`<p class="switch">${books.map((b) => markup`<a href="/hood/journal?book=${b}" ${b === chosen ? markup`aria-current="page"` : ''}>${office.runtime.store.spreadsheets[office.books[b]!]?.name ?? b}</a>`)}</p>
    ${
      rows.length === 0
        ? markup`<p class="empty">${t('journalNone')}</p>`
        : markup`<div class="scroll"><table class="plain-table journal"><thead><tr><th>#</th><th>${t('when')}</th><th>${t('record')}</th><th>${t('what')}</th><th>${t('activeUser')}</th><th>${t('before')} → ${t('after')}</th><th>${t('digest')}</th></tr></thead><tbody>${rows.map(
            (r) =>
              markup`<tr class="live" id="j-${r.n}"><td class="num">${r.n}</td><td>${v.times.short(r.at)}</td><td>${r.id ? markup`<a href="/hood/clocks?register=${r.register}&amp;id=${r.id}">${r.id}</a> <small>r${r.rev}</small>` : ''}</td><td>${r.action}</td><td>${v.nameOf(r.actor)}</td><td class="changes">${changes(r.payload)}</td><td><code title="${r.digest}">${r.digest.slice(0, 8)}</code></td></tr>`,
          )}</tbody></table></div>`
    }`,
  );
}

function journalOf(v: Visit, book: string) {
  try {
    return v.office.journal(book);
  } catch {
    return [];
  }
}

function changes(payload: Record<string, unknown> | null): Part {
  const before = (payload?.['before'] ?? {}) as Record<string, unknown>;
  const after = (payload?.['after'] ?? {}) as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const show = (x: unknown): string =>
    x === null || x === undefined || x === '' ? '∅' : typeof x === 'object' ? JSON.stringify(x) : String(x);
  return keys.slice(0, 12).map((key) => markup`<span><b>${key}</b> ${show(before[key])} → ${show(after[key])}</span> `);
}
