/** What 首頁 says about forms: in the workbook of the register and in the setup workbook, so that whoever may mend it sees it. */
import { canonicalJson } from '../engine/digest';
import { dropNotice, notice, openDraft, type Draft } from '../engine/draft';
import type { Label } from '../model/types';
import { allBooks, factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import type { FormMap } from './layout';
import type { Ports } from './ports';
import { restored } from './restored';

export const questionNotice = (form: string, key: string): string => `question:${form}:${key}`;
export const lostNotice = (form: string): string => `lost:${form}`;

/** 「表單「我要報修」少了「地點」這題，先用預設」 with 「放回」. */
export function sayMissing(draft: Draft, form: FormMap, title: Label, key: string, label: Label): void {
  notice(draft, {
    key: questionNotice(form.id, key),
    at: draft.facts.now,
    words: { code: 'notice.form-question', params: { form: title, field: label } },
    action: { kind: 'put-question-back', register: form.register, ids: [form.id, key] },
    action2: { kind: 'dismiss' },
  });
}

export function sayLost(draft: Draft, form: FormMap, title: Label): void {
  notice(draft, {
    key: lostNotice(form.id),
    at: draft.facts.now,
    words: { code: 'notice.form-lost', params: { form: title } },
    action: { kind: 'rebuild-form', register: form.register, ids: [form.id] },
    action2: { kind: 'dismiss' },
  });
}

export function sayRebuilt(draft: Draft, form: FormMap, title: Label): void {
  notice(draft, {
    key: `rebuilt:${form.id}`,
    at: draft.facts.now,
    words: { code: 'notice.form-rebuilt', params: { form: title } },
    action: { kind: 'dismiss' },
  });
}

export const unsay = (draft: Draft, key: string): void => dropNotice(draft, key);

/**
 * Changes the notices of the register's workbook and of the setup workbook; nothing is written where nothing changes. False
 * when one of them could not be reached now: whoever calls tries again, saying the same twice is saying it once.
 */
export function tellBooks(ports: Ports, form: FormMap, cause: string, change: (draft: Draft) => void): boolean {
  const books = allBooks(ports).filter((b) => b.key === form.workbook || b.key === 'setup');
  return books.every((book) => {
    const answer = deciding(ports, 20_000, () => {
      const first = readFirst(ports, book, { registers: [] });
      if (restored(ports, first, [])) return false;
      const draft = openDraft(factsOf(first, ports.now(), `${cause}:${first.meta.commit.n}`));
      change(draft);
      const moment = (d: Draft): unknown => d.meta.notices.map((n) => ({ ...n, at: 0 }));
      const stood = draft.facts.meta.notices.map((n) => ({ ...n, at: 0 }));
      if (canonicalJson(moment(draft)) === canonicalJson(stood)) return true;
      commit(ports, first, draft, {});
      return true;
    });
    return answer === true;
  });
}
