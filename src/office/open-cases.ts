/**
 * Approvals that wait for somebody: their rows of `_clocks` name them, the mirror says which are hers. One read where nothing runs in
 * a workbook, two where something does.
 */
import { approvalOf, runningWords, seatsFor } from '../engine/approve';
import { formatMoment } from '../engine/civil';
import { keyOf, openDraft, type Draft } from '../engine/draft';
import { displayOf, personOf } from '../engine/people';
import { calledOf, pick } from '../engine/project';
import { lateMoment } from '../engine/approval-late';
import type { Rec, Ref } from '../engine/types';
import type { Lang } from '../model/types';
import { render } from '../engine/words';
import { allBooks, factsOf, readFirst } from './book';
import { CLOCK_COLUMNS, SHEET, type BookMap } from './layout';
import type { Links } from './letters';
import { readMark } from './mark';
import type { Ports } from './ports';
import { recordView, refusal, type ListView, type View } from './views';

/** More than this many are never shown at once. */
const MOST = 60;

/** The running approvals of a workbook in which this person has a say, the longest waiting first. */
export function openCases(ports: Ports, book: BookMap, me: string): { draft: Draft; cases: Rec[] } | null {
  const mark = readMark(ports, book.key);
  const extra = [{ sheet: SHEET.clocks, row: mark.sizes.clocks[0], col: 0, cols: CLOCK_COLUMNS }];
  const rows = readFirst(ports, book, { registers: [], extra }).extra[0]!.cells;
  const named = new Map<string, { register: string; id: string }>();
  for (const c of rows)
    if (c[4] === '@approval' && Object.prototype.hasOwnProperty.call(book.registers, String(c[1])))
      named.set(keyOf(String(c[1]), String(c[2])), { register: String(c[1]), id: String(c[2]) });
  if (named.size === 0) return null;
  const ids = [...named.values()];
  const first = readFirst(ports, book, { registers: [...new Set(ids.map((i) => i.register))], ids });
  const draft = openDraft(factsOf(first, ports.now(), 'view'));
  const cases = ids
    .flatMap(({ register, id }) => first.records[keyOf(register, id)] ?? [])
    .filter((rec) => {
      const register = first.registers[rec.register]!;
      const approval = approvalOf(register, rec);
      return !!approval && !rec.deleted && seatsFor(draft, register, approval, rec, me).length > 0;
    })
    .sort((a, b) => a.approval!.at - b.approval!.at);
  return { draft, cases };
}

/**
 * The page 「等我簽的」 of whoever opens it, over all workbooks: the case that waits longest, complete, ready to be decided; with `all`
 * the list of them.
 */
export function approvalsView(ports: Ports, links: Links, all: boolean): View {
  const view = waitingList(ports, links);
  const first = view.kind === 'list' && !all ? view.items[0] : undefined;
  const record = first && recordView(ports, first.register, first.id, links);
  return record?.kind === 'record'
    ? { ...record, turn: { of: (view as ListView).items.length, all: `${links.approvals}&all=1` } }
    : view;
}

function waitingList(ports: Ports, links: Links): View {
  const me = ports.caller();
  if (!me) return refusal(null, 'page.no-account', me, 'zh-TW');
  let view: ListView | null = null;
  const items: ListView['items'] = [];
  const listFor = (ref: Ref, lang: Lang): ListView => ({
    kind: 'list',
    lang,
    office: ref.office,
    title: '',
    items,
    me,
    away: '',
    decides: true,
    home: links.portal,
  });
  for (const book of allBooks(ports)) {
    if (book.key === 'intake' || book.key === 'setup') continue;
    const open = openCases(ports, book, me);
    if (!open) continue;
    const { ref, now, registers } = open.draft.facts;
    const lang = personOf(ref, me)?.language ?? ref.language;
    view ??= listFor(ref, lang);
    for (const rec of open.cases) {
      const register = registers[rec.register]!;
      const late = lateMoment(register, rec, ref);
      items.push({
        id: rec.id,
        register: rec.register,
        title: calledOf(open.draft, register, rec, lang),
        state: render(runningWords(open.draft, register, rec), lang),
        due: late ? formatMoment(late.due, ref.zone, lang, now) : '',
        text: `${pick(register.name, lang)} · ${displayOf(ref, rec.approval!.by)}`,
        url: links.record(rec),
      });
    }
  }
  if (!view) {
    const book = allBooks(ports).find((b) => b.key !== 'intake')!;
    const { ref } = readFirst(ports, book, { registers: [] });
    const lang = personOf(ref, me)?.language ?? ref.language;
    view = listFor(ref, lang);
  }
  items.splice(MOST);
  view.title = render({ code: 'approval.mine' }, view.lang);
  return view;
}
