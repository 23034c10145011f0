// A form as Google Forms shows it: sections one after the other, required questions, branching by choices, prefilled answers.

import { markup, type Markup, type Part } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../shell.ts';
import type { Visit } from '../visit.ts';
import type { Form, FormItem } from '../../runtime/store/state.ts';

/** A page of the form: the break that opens it (none for the first) and its items. */
export interface Section {
  /** Id of its page break; 0 for the first. */
  id: number;
  opener: FormItem | null;
  items: FormItem[];
}

export function sectionsOf(form: Form): Section[] {
  const out: Section[] = [{ id: 0, opener: null, items: [] }];
  for (const item of form.items) {
    if (item.type === 'PAGE_BREAK') out.push({ id: item.id, opener: item, items: [] });
    else out.at(-1)!.items.push(item);
  }
  return out;
}

/** A goTo in one spelling: section id, 'next', 'start' or 'submit'. */
export function goal(goTo: string | number | undefined): string {
  if (goTo === undefined || goTo === 'CONTINUE') return 'next';
  if (goTo === 'SUBMIT') return 'submit';
  if (goTo === 'RESTART') return 'start';
  return String(goTo);
}

/** Answers as typed in the browser: entry.<item id> -> values. */
export type Typed = Record<string, string[]>;

/** Sections a person with these answers comes through, in order; a loop ends where it closes. */
export function route(form: Form, typed: Typed): Section[] {
  const sections = sectionsOf(form);
  const out: Section[] = [];
  for (let at: number | null = 0; at !== null && at < sections.length && out.length < 50;) {
    const section: Section = sections[at]!;
    if (out.includes(section)) break;
    out.push(section);
    at = after(sections, at, typed);
  }
  return out;
}

function after(sections: Section[], at: number, typed: Typed): number | null {
  let to = goal(sections[at + 1]?.opener?.goTo);
  for (const item of sections[at]!.items) {
    const answer = typed[String(item.id)]?.[0];
    const choice = item.choices?.find((c) => c.value === answer);
    if (choice?.goTo !== undefined) to = goal(choice.goTo);
  }
  if (to === 'submit') return null;
  if (to === 'start') return 0;
  if (to === 'next') return at + 1;
  const index = sections.findIndex((s) => String(s.id) === to);
  return index < 0 ? at + 1 : index;
}

export interface FormState {
  typed: Typed;
  /** Item ids with a required answer missing. */
  missing: Set<number>;
  trouble?: string;
}

export function formPage(v: Visit, form: Form, state: FormState): Page {
  const { t } = v;
  const title = form.title || form.name;
  if (!form.published || !form.accepting) {
    return {
      title,
      still: true,
      body: markup`<div class="forms"><div class="form-card head"><h1>${title}</h1><p>${form.closedMessage || t('formClosed')}</p></div></div>`,
    };
  }
  const sections = sectionsOf(form);
  const asked = sections.some((s) => s.items.some((i) => i.required));
  return {
    title,
    still: true,
    body: markup`<form class="forms" id="form" method="post" action="/form/${form.id}" novalidate data-sections="${sections.length}">
      <div class="form-card head"><h1>${title}</h1>${form.description ? markup`<p class="pre">${form.description}</p>` : ''}
        <p class="sender">${form.emailCollection === 'DO_NOT_COLLECT' ? '' : markup`${icon('person', 16)} ${t('sentAs', { email: v.me?.email ?? '' })}`}</p>
        ${asked ? markup`<p class="must">${t('requiredMark')}</p>` : ''}
        ${state.trouble ? markup`<p class="trouble" role="alert">${state.trouble}</p>` : ''}</div>
      ${sections.map((section, i) => sectionMarkup(v, sections, section, i, state))}
      <div class="form-foot">
        <button type="button" class="ghost" id="form-back" hidden>${t('back')}</button>
        <button type="button" class="primary" id="form-next" hidden>${t('next')}</button>
        <button type="submit" class="primary" id="form-send">${t('submit')}</button>
        <span id="form-page" class="quiet"></span>
      </div>
    </form>${v.me?.roles.includes('office_manager') ? editing(v, form) : ''}`,
  };
}

/** What the person who keeps the form would do in its editor; only what the tour needs of it. */
function editing(v: Visit, form: Form): Markup {
  return markup`<form class="forms editing" method="post" action="/form/${form.id}/question"><div class="form-card"><h2>${icon('form', 18)} ${v.t('questionHead')}</h2>
      <label for="new-question">${v.t('questionTitle')}</label><input id="new-question" type="text" name="title" required autocomplete="off">
      <p><button class="ghost">${v.t('questionAdd')}</button></p></div></form>`;
}

function sectionMarkup(v: Visit, sections: Section[], section: Section, index: number, state: FormState): Markup {
  const { opener } = section;
  const next = goal(sections[index + 1]?.opener?.goTo);
  return markup`<section class="form-section" data-section="${section.id}" data-next="${next}">
    ${opener && (opener.title || opener.helpText) ? markup`<div class="form-card sub"><h2>${opener.title}</h2>${opener.helpText ? markup`<p class="pre">${opener.helpText}</p>` : ''}</div>` : ''}
    ${section.items.map((item) => question(v, item, state))}</section>`;
}

function question(v: Visit, item: FormItem, state: FormState): Markup {
  if (item.type === 'SECTION_HEADER' || item.type === 'IMAGE' || item.type === 'VIDEO') {
    return markup`<div class="form-card text"><h3>${item.title}</h3>${item.helpText ? markup`<p class="pre">${item.helpText}</p>` : ''}</div>`;
  }
  const missing = state.missing.has(item.id);
  const group = ['MULTIPLE_CHOICE', 'CHECKBOX', 'SCALE', 'RATING', 'GRID', 'CHECKBOX_GRID'].includes(item.type);
  const star = item.required
    ? markup` <span class="star" aria-hidden="true">*</span><span class="hidden">${v.t('required')}</span>`
    : '';
  const help = item.helpText ? markup`<p class="help pre" id="h${item.id}">${item.helpText}</p>` : '';
  const error = markup`<p class="missing" ${missing ? '' : markup`hidden`}>${v.t('missing')}</p>`;
  const frame = (inner: Part): Markup =>
    group
      ? markup`<fieldset class="form-card q${missing ? ' bad' : ''}" data-item="${item.id}" ${item.required ? markup`data-required="1"` : ''}><legend>${item.title}${star}</legend>${help}${inner}${error}</fieldset>`
      : markup`<div class="form-card q${missing ? ' bad' : ''}" data-item="${item.id}" ${item.required ? markup`data-required="1"` : ''}><label for="i${item.id}">${item.title}${star}</label>${help}${inner}${error}</div>`;
  return frame(control(v, item, state.typed[String(item.id)] ?? [], state.typed));
}

function control(v: Visit, item: FormItem, values: string[], typed: Typed): Part {
  const name = `entry.${item.id}`;
  const id = `i${item.id}`;
  const value = values[0] ?? '';
  const described = item.helpText ? markup`aria-describedby="h${item.id}"` : '';
  switch (item.type) {
    case 'PARAGRAPH_TEXT':
      return markup`<textarea id="${id}" name="${name}" rows="3" placeholder="${v.t('yourAnswer')}" ${described}>${value}</textarea>`;
    case 'LIST':
      return markup`<select id="${id}" name="${name}" ${described}><option value="">${v.t('chooseOne')}</option>${(item.choices ?? []).map((c) => markup`<option value="${c.value}" data-goto="${c.goTo === undefined ? '' : goal(c.goTo)}" ${c.value === value ? markup`selected` : ''}>${c.value}</option>`)}</select>`;
    case 'MULTIPLE_CHOICE':
    case 'CHECKBOX':
      return markup`${(item.choices ?? []).map((c) => option(item, name, c.value, values.includes(c.value), c.goTo === undefined ? '' : goal(c.goTo)))}${item.other ? other(v, item, name, values) : ''}`;
    case 'SCALE':
    case 'RATING': {
      const low = item.lower ?? 1;
      const steps = Array.from({ length: (item.upper ?? 5) - low + 1 }, (_, i) => String(low + i));
      return markup`<div class="scale"><span>${item.labels?.[0] ?? ''}</span>${steps.map((n) => markup`<label><span>${n}</span><input type="radio" name="${name}" value="${n}" ${n === value ? markup`checked` : ''}></label>`)}<span>${item.labels?.[1] ?? ''}</span></div>`;
    }
    case 'GRID':
    case 'CHECKBOX_GRID':
      return rowsAndColumns(item, typed);
    case 'DATE':
      return markup`<input id="${id}" type="date" name="${name}" value="${value}" ${described}>`;
    case 'TIME':
      return markup`<input id="${id}" type="time" name="${name}" value="${value}" ${described}>`;
    case 'DATETIME':
      return markup`<input id="${id}" type="datetime-local" name="${name}" value="${value.replace(' ', 'T')}" ${described}>`;
    default:
      return markup`<input id="${id}" type="text" name="${name}" value="${value}" placeholder="${v.t('yourAnswer')}" autocomplete="off" ${described}>`;
  }
}

/** A grid: one choice a row, or several. Each box is called by its row and its column. */
function rowsAndColumns(item: FormItem, typed: Typed): Markup {
  const columns = item.columns ?? [];
  const kind = item.type === 'GRID' ? 'radio' : 'checkbox';
  return markup`<div class="form-grid"><table><thead><tr><td></td>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${(item.rows ?? []).map(
      (row, i) =>
        markup`<tr data-row="${i}"><th scope="row">${row}</th>${columns.map(
          (column) =>
            markup`<td><input type="${kind}" name="entry.${item.id}.${i}" value="${column}" aria-label="${row}：${column}" ${typed[`${item.id}.${i}`]?.includes(column) ? markup`checked` : ''}></td>`,
        )}</tr>`,
    )}</tbody></table></div>`;
}

function option(item: FormItem, name: string, value: string, on: boolean, goTo: string): Markup {
  return markup`<label class="option"><input type="${item.type === 'CHECKBOX' ? 'checkbox' : 'radio'}" name="${name}" value="${value}" data-goto="${goTo}" ${on ? markup`checked` : ''}><span>${value}</span></label>`;
}

/** The free choice of one's own; Forms prefixes nothing, the text itself is the answer. */
function other(v: Visit, item: FormItem, name: string, values: string[]): Markup {
  const own = values.find((x) => !(item.choices ?? []).some((c) => c.value === x)) ?? '';
  return markup`<label class="option"><input type="${item.type === 'CHECKBOX' ? 'checkbox' : 'radio'}" name="${name}" value="__other__" ${own ? markup`checked` : ''}><span>${v.t('other')}</span><input type="text" name="${name}.other" value="${own}" aria-label="${v.t('other')}" autocomplete="off"></label>`;
}

export function sentPage(v: Visit, form: Form, see: string | null): Page {
  const { t } = v;
  return {
    title: t('formSent'),
    still: true,
    body: markup`<div class="forms"><div class="form-card head"><h1>${form.title || form.name}</h1>
      <p class="sent">${icon('check', 22)} <span class="pre">${form.confirmation || t('formSentText')}</span></p>
      <p class="links">${see ? markup`<a class="primary" href="${see}">${t('formSee')}</a>` : ''}<a class="ghost" href="/mail">${t('formMail')}</a><a class="ghost" href="/form/${form.id}">${t('formAgain')}</a></p></div></div>`,
  };
}
