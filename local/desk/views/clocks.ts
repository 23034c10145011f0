// "Why is it due then?": the kept arithmetic of a record's clocks, span by span.

import { markup, type Markup, type Part } from '../html.ts';
import { word } from '../people.ts';
import type { Page } from '../shell.ts';
import type { Visit } from '../visit.ts';
import { hasWord, type WordKey } from '../words.ts';
import type { ClockState, Rec } from '../../../src/engine/types';

export function clocksPage(v: Visit, register: string | undefined, id: string | undefined): Page {
  const { t, office } = v;
  const wanted = (id ?? '').trim();
  const record = wanted ? find(v, register, wanted) : null;
  return {
    title: t('whyDue'),
    body: markup`<section class="hood"><h1>${t('whyDue')}</h1>
      <form class="find" method="get" action="/hood/clocks"><label for="id">${t('findRecord')}</label><input id="id" name="id" value="${wanted}" placeholder="TKT-2026-00001"><button class="primary">${t('find')}</button></form>
      ${record ? detail(v, record) : wanted ? markup`<p class="empty">${t('noRecord', { id: wanted })}</p>` : ''}
      <h2>${t('openRecords')}</h2><ul class="open-list">${Object.keys(office.model.registers).flatMap((key) => running(v, key))}</ul></section>`,
  };
}

function recordsOf(v: Visit, register: string): Rec[] {
  try {
    return v.office.records(register);
  } catch {
    return []; // Registers without a workbook here have no records.
  }
}

function find(v: Visit, register: string | undefined, id: string): Rec | null {
  const keys = register ? [register] : Object.keys(v.office.model.registers);
  for (const key of keys) {
    const found = recordsOf(v, key).find((rec) => rec.id === id);
    if (found) return found;
  }
  return null;
}

function running(v: Visit, register: string): Markup[] {
  return recordsOf(v, register)
    .filter((rec) => Object.values(rec.clocks).some((clock) => clock.stopped === null))
    .slice(-50)
    .map((rec) => {
      const dues = Object.values(rec.clocks).flatMap((c) => (c.stopped === null && c.due !== null ? [c.due] : []));
      return markup`<li class="live" id="k-${rec.id}"><a href="/hood/clocks?register=${register}&amp;id=${rec.id}">${rec.id}</a> <span>${stateWord(v, rec)}</span> <time>${dues.length ? v.times.long(Math.min(...dues)) : v.t('clockPaused')}</time></li>`;
    });
}

function stateWord(v: Visit, rec: Rec): string {
  const state = v.office.model.registers[rec.register]?.states.find((s) => s.key === rec.state);
  return word(state?.label, v.lang, rec.state);
}

function detail(v: Visit, rec: Rec): Markup {
  const clocks = Object.entries(rec.clocks);
  return markup`<article class="card"><h2>${rec.id} · ${stateWord(v, rec)}</h2>${
    clocks.length === 0 ? markup`<p>${v.t('noClocks')}</p>` : clocks.map(([key, clock]) => one(v, rec, key, clock))
  }</article>`;
}

function one(v: Visit, rec: Rec, key: string, clock: ClockState): Markup {
  const { t, times } = v;
  const label = word(v.office.model.registers[rec.register]?.clocks.find((c) => c.key === key)?.label, v.lang, key);
  const outcome =
    clock.stopped !== null
      ? t(clock.met === false ? 'clockLate' : 'clockMet')
      : clock.due === null
        ? t('clockPaused')
        : clock.due < v.office.runtime.now
          ? t('clockLate')
          : t('clockRunning');
  const row = (name: WordKey, at: number | null): Part =>
    at === null ? '' : markup`<dt>${t(name)}</dt><dd>${times.long(at)}</dd>`;
  return markup`<section class="ledger"><h3>${label} <span class="chip">${outcome}</span></h3>
    <dl>${row('clockStarted', clock.started)}${row('clockWarn', clock.warn)}${row('clockDue', clock.due)}${row('clockStopped', clock.stopped)}<dt>${t('clockRule')}</dt><dd>${clock.rule} · ${times.span(clock.allowed)}</dd></dl>
    ${bars(clock)}
    <div class="scroll"><table class="plain-table"><thead><tr><th>${t('spanFrom')}</th><th>${t('spanTo')}</th><th>${t('spanWhy')}</th><th class="num">${t('spanCounted')}</th></tr></thead><tbody>${clock.ledger.map(
      (span) =>
        markup`<tr class="${span.counted ? 'counts' : ''}"><td>${times.short(span.from)}</td><td>${times.short(span.to)}</td><td>${whyWord(v, span.why)}</td><td class="num">${span.counted ? times.span(span.counted) : '—'}</td></tr>`,
    )}</tbody></table></div></section>`;
}

function whyWord(v: Visit, why: string): string {
  const key = `why_${why}`;
  return hasWord(key) ? v.t(key) : why;
}

/** The ledger as one line: counted time dark, the rest pale. */
function bars(clock: ClockState): Part {
  const first = clock.ledger[0];
  const last = clock.ledger.at(-1);
  if (!first || !last || last.to <= first.from) return '';
  const width = (ms: number): string => ((ms / (last.to - first.from)) * 1000).toFixed(1);
  let x = 0;
  return markup`<svg class="ledger-bar" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">${clock.ledger.map(
    (span) => {
      const at = x;
      x += ((span.to - span.from) / (last.to - first.from)) * 1000;
      return markup`<rect x="${at.toFixed(1)}" y="0" width="${width(span.to - span.from)}" height="14" class="${span.counted ? 'yes' : 'no'}"/>`;
    },
  )}</svg>`;
}
