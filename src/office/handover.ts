/**
 * Somebody leaves (W8): what points at her is counted in every workbook and 首頁 of the setup workbook asks; ticked, it moves to the
 * successor in batches; roles, managers, deputies and approvals follow once a second manager confirmed; then she has left. The person's
 * own record says how far it is. A property holds the place of the work, so that a run that dies or runs out of time is taken up by the
 * next tick; what was moved no longer points, so nothing is done twice.
 */
import { enter } from '../engine/act';
import { dropNotice, keyOf, notice, openDraft, step, touch, type Draft } from '../engine/draft';
import { askSecond, secondManager } from '../engine/governed';
import { handOver, mayPoint, pointing, type Handover } from '../engine/handover';
import { joinLabels } from '../engine/words';
import { displayOf, personOf, sameMail } from '../engine/people';
import { mailTo } from '../engine/tell';
import type { NoticeAction, Rec, Words } from '../engine/types';
import type { Label } from '../model/types';
import { allBooks, bookMap, factsOf, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { PROP, type BookMap } from './layout';
import { mirrorPiece, PIECE } from './mirror';
import { publish } from './publish';
import { restored } from './restored';
import type { Ports } from './ports';
import { lowerNext } from './write';

/** Records moved in one commit. */
const BATCH = 100;
const PEOPLE = 'people';

/** How far it is, kept with the person: asked on 首頁, records move, a second manager is awaited, the rest moves. */
interface Progress {
  phase: 'asked' | 'moving' | 'confirm' | 'finish' | 'done';
  /** When the verb was chosen, and who was to take over: another answer means counting anew. */
  since: number;
  to: string;
  by: string;
  counts: Counts;
}
/** Open records by register; running approvals; rows of roles; people led and days stood in for. */
interface Counts {
  records: Record<string, number>;
  approvals: number;
  roles: number;
  people: number;
}
/** `handover:<person>`: what is to be done, and where the last run stopped. */
interface Work {
  do: 'count' | 'move' | 'finish';
  book: number;
  register: number;
  row: number;
  counts: Counts;
  /** finish: the governed rows of the setup workbook have moved. */
  roles?: boolean;
}
const NO_COUNTS: Counts = { records: {}, approvals: 0, roles: 0, people: 0 };

const progressOf = (rec: Rec): Progress | null => {
  const kept = rec.extra.$handover;
  const progress = kept ? (JSON.parse(kept.value) as Progress) : null;
  return progress && progress.since === rec.at.leaving ? progress : null;
};
const keep = (rec: Rec, progress: Progress): void => {
  rec.extra.$handover = { title: 'handover', value: JSON.stringify(progress) };
};

/** Seen whenever the setup workbook moved: who is being handed over, and what has to be done next. */
export function noteLeaving(ports: Ports, people: Rec[]): void {
  for (const rec of people) {
    if (rec.state !== 'leaving' || rec.deleted) continue;
    const what = nextWork(rec);
    const known = ports.props.get(PROP.handover + rec.id);
    if (what && (known === null || (JSON.parse(known) as Work).do !== what))
      ports.props.set(PROP.handover + rec.id, JSON.stringify(fresh(what)));
  }
}

/** What the record itself says is to be done; a property left by a run that died after its commit is behind it. */
function nextWork(rec: Rec): Work['do'] | null {
  const progress = progressOf(rec);
  if (!progress || (progress.phase === 'asked' && progress.to !== (rec.values.successor ?? ''))) return 'count';
  if (progress.phase === 'moving') return 'move';
  return progress.phase === 'finish' || (progress.phase === 'confirm' && !rec.values.pending) ? 'finish' : null;
}

const fresh = (what: Work['do']): Work => ({ do: what, book: 0, register: 0, row: 1, counts: NO_COUNTS });

/** The tick's part: every handover that has work, until `end`. */
export function handOverAll(ports: Ports, props: Record<string, string>, end: number): void {
  for (const [key, text] of Object.entries(props))
    if (key.startsWith(PROP.handover)) advance(ports, key.slice(PROP.handover.length), JSON.parse(text) as Work, end);
}

function advance(ports: Ports, id: string, work: Work, end: number): void {
  const person = readPerson(ports, id);
  const from = person?.rec.values.email;
  if (!person || person.rec.state !== 'leaving' || typeof from !== 'string' || nextWork(person.rec) !== work.do) {
    ports.props.remove(PROP.handover + id);
    return;
  }
  const { rec, first } = person;
  // Once it was ticked, what was shown then is what is done.
  const to = work.do === 'count' ? rec.values.successor : progressOf(rec)!.to;
  const fits = typeof to === 'string' && !sameMail(to, from) && personOf(first.ref, to)?.active === true;
  if (work.do === 'count') {
    if (
      fits &&
      !walk(ports, id, work, end, (book, register, row) => countPiece(ports, book, register, row, from, work))
    )
      return;
    ask(ports, id, work.do, from, fits, work.counts);
  } else if (fits) {
    const progress = progressOf(rec)!;
    const h: Handover = { from, to, by: progress.by, governed: work.do === 'finish' };
    if (h.governed) {
      h.second = rec.values.confirmed as string | null;
      h.above = (rec.values.manager as string | null) ?? null;
      if (!work.roles) {
        // The roles go first, and every workbook hears of them: whoever decides now is asked below.
        if (!movePieces(ports, bookMap(ports, 'setup'), h, id)) return;
        publish(ports);
        work.roles = true;
        ports.props.set(PROP.handover + id, JSON.stringify(work));
      }
    }
    if (!walk(ports, id, work, end, (book, register, row) => movePiece(ports, book, register, row, h, id))) return;
    if (h.governed) leave(ports, id, h);
    else moved(ports, id, progress);
  } else ask(ports, id, work.do, from, false, NO_COUNTS);
  ports.props.remove(PROP.handover + id);
}

interface Person {
  first: First;
  rec: Rec;
}
function readPerson(ports: Ports, id: string): Person | null {
  const at = { register: PEOPLE, id };
  const first = readFirst(ports, bookMap(ports, 'setup'), { registers: [PEOPLE], ids: [at] });
  readMore(ports, first, [at]);
  const rec = first.records[keyOf(PEOPLE, id)];
  return rec ? { first, rec } : null;
}

/** Every piece of every register once, from where the last run stopped. False when time is over, or a workbook is held. */
function walk(
  ports: Ports,
  id: string,
  work: Work,
  end: number,
  piece: (book: BookMap, register: string, row: number) => 'more' | 'end' | 'later',
): boolean {
  const books = allBooks(ports).filter((b) => b.key !== 'intake');
  for (; work.book < books.length; work.book++, work.register = 0, work.row = 1) {
    const book = books[work.book]!;
    const registers = Object.keys(book.registers);
    if (ports.now() > end) return false;
    const { registers: models, meta } = readFirst(ports, book, { registers });
    for (; work.register < registers.length; work.register++, work.row = 1)
      for (;;) {
        const key = registers[work.register]!;
        if (!mayPoint(models[key]!) || (meta.counters[key]?.rows ?? 0) === 0) break;
        if (ports.now() > end) return false;
        const answer = piece(book, key, work.row);
        if (answer === 'later') return false;
        if (answer === 'end') break;
        work.row += PIECE;
        ports.props.set(PROP.handover + id, JSON.stringify(work));
      }
  }
  return true;
}

function countPiece(
  ports: Ports,
  book: BookMap,
  key: string,
  row: number,
  email: string,
  work: Work,
): 'more' | 'end' | 'later' {
  const first = readFirst(ports, book, { registers: [key] });
  if (restored(ports, first, [])) return 'later';
  const register = first.registers[key]!;
  const rows = first.meta.counters[key]?.rows ?? 0;
  if (!mayPoint(register) || row > rows) return 'end';
  const counts = JSON.parse(JSON.stringify(work.counts)) as Counts;
  for (const rec of mirrorPiece(ports, book, key, row, rows)) {
    const found = pointing(register, rec, email);
    if (found.fields.length > 0) counts.records[key] = (counts.records[key] ?? 0) + 1;
    if (found.governed.length > 0) counts[register.shipped === 'roles' ? 'roles' : 'people'] += 1;
    if (found.approval) counts.approvals += 1;
  }
  work.counts = counts;
  return 'more';
}

/** One piece of one register, in commits of BATCH records. What moved no longer points, so the piece is looked at until it is quiet. */
function movePiece(
  ports: Ports,
  book: BookMap,
  key: string,
  row: number,
  h: Handover,
  id: string,
): 'more' | 'end' | 'later' {
  for (;;) {
    const answer = deciding(ports, 20_000, (): 'more' | 'end' | 'later' | 'again' => {
      const first = readFirst(ports, book, { registers: [key] });
      if (restored(ports, first, [])) return 'later';
      const register = first.registers[key]!;
      const rows = first.meta.counters[key]?.rows ?? 0;
      if (!mayPoint(register) || row > rows) return 'end';
      const draft = openDraft(factsOf(first, ports.now(), `handover:${id}:${key}:${first.meta.commit.n}`));
      let n = 0;
      for (const rec of mirrorPiece(ports, book, key, row, rows)) {
        if (n === BATCH) break;
        draft.facts.records[keyOf(key, rec.id)] = rec;
        if (handOver(draft, register, rec.id, h)) n += 1;
      }
      lookSoon(ports, first, draft);
      commit(ports, first, draft, {});
      return n === BATCH ? 'again' : 'more';
    });
    if (answer === 'busy') return 'later';
    if (answer !== 'again') return answer;
  }
}

/** All of one small workbook at once: the registers of the setup workbook. */
function movePieces(ports: Ports, book: BookMap, h: Handover, id: string): boolean {
  const { registers } = readFirst(ports, book, { registers: Object.keys(book.registers) });
  for (const key of Object.keys(book.registers).filter((k) => mayPoint(registers[k]!)))
    for (let row = 1; ; row += PIECE) {
      const answer = movePiece(ports, book, key, row, h, id);
      if (answer === 'later') return false;
      if (answer === 'end') break;
    }
  return true;
}

// ---- the person's own record, and 首頁 ---------------------------------------------------------------

function onPerson(
  ports: Ports,
  id: string,
  what: Work['do'],
  work: (draft: Draft, rec: Rec, first: First) => void,
): void {
  deciding(ports, 20_000, () => {
    const person = readPerson(ports, id);
    if (!person || person.rec.state !== 'leaving' || restored(ports, person.first, [])) return;
    if (nextWork(person.rec) !== what) return;
    const draft = openDraft(factsOf(person.first, ports.now(), `handover:${id}:${person.rec.rev}`));
    work(draft, touch(draft, PEOPLE, id), person.first);
    lookSoon(ports, person.first, draft);
    commit(ports, person.first, draft, {});
  });
}

/** No bell stands for this work: a run that dies right after its commit must leave the tick a reason to look for the mails. */
function lookSoon(ports: Ports, first: First, draft: Draft): void {
  if (draft.effects.length > 0) lowerNext(ports, first.book.key, ports.now());
}

/** The preview: 「林小華 離職，交給 陳怡君：財產清冊 63、報修單 12、簽核 3、角色 2」, with 交接 and 取消. */
function ask(ports: Ports, id: string, what: Work['do'], from: string, fits: boolean, counts: Counts): void {
  const list = fits ? listed(ports, counts) : null;
  onPerson(ports, id, what, (draft, rec, first) => {
    const to = (rec.values.successor as string | null) ?? '';
    const names = { from: displayOf(first.ref, from), to: displayOf(first.ref, to) };
    step(draft, rec, { action: 'handover-asked', actor: null, extra: { ...counts.records } }, () =>
      keep(rec, { phase: 'asked', since: rec.at.leaving!, to, by: '', counts }),
    );
    // From here 取消 is the way back.
    rec.undo = null;
    const cancel: NoticeAction = { kind: 'handover-cancel', ids: [id] };
    notice(draft, {
      key: `handover:${id}`,
      at: draft.facts.now,
      words: { code: fits ? 'handover.ask' : 'handover.nobody', params: { ...names, ...(list ? { list } : {}) } },
      ...(fits ? { action: { kind: 'handover', ids: [id] }, action2: cancel } : { action: cancel }),
    });
  });
}

/** The records have moved. With a second manager about, the rest waits for her word; otherwise it goes on by itself. */
function moved(ports: Ports, id: string, was: Progress): void {
  const { approvals, roles, people } = was.counts;
  onPerson(ports, id, 'move', (draft, rec, first) => {
    const waits = approvals + roles + people > 0 && secondManager(draft);
    step(draft, rec, { action: 'handover-moved', actor: was.by, extra: { ...was.counts.records } }, () => {
      keep(rec, { ...was, phase: waits ? 'confirm' : 'finish' });
      if (waits) askSecond(draft, first.registers[PEOPLE]!, rec, was.by);
    });
    const names = { from: displayOf(first.ref, rec.values.email as string), to: displayOf(first.ref, was.to) };
    notice(draft, {
      key: `handover:${id}`,
      at: draft.facts.now,
      words: waits
        ? { code: 'handover.confirm', params: { ...names, approvals, roles: roles + people } }
        : { code: 'handover.running', params: names },
    });
  });
}

/** Nothing points at her any more. */
function leave(ports: Ports, id: string, h: Handover): void {
  const progress = { list: null as Label | null };
  const person = readPerson(ports, id);
  const counts = person && progressOf(person.rec)?.counts;
  if (counts) progress.list = listed(ports, counts);
  onPerson(ports, id, 'finish', (draft, rec, first) => {
    const register = first.registers[PEOPLE]!;
    const names = { from: displayOf(first.ref, h.from), to: displayOf(first.ref, h.to) };
    step(draft, rec, { action: 'left', actor: h.by }, () => {
      keep(rec, { ...progressOf(rec)!, phase: 'done' });
      rec.values.successor = h.to;
      enter(draft, register, rec, 'left', h.by);
    });
    rec.undo = null;
    rec.check = [{ sign: '✓', words: { code: 'handover.record', params: names }, at: draft.facts.now, by: h.by }];
    dropNotice(draft, `handover:${id}`);
    const words: Words = {
      code: 'handover.done',
      params: { ...names, ...(progress.list ? { list: progress.list } : {}) },
    };
    notice(draft, { key: `handed:${id}`, at: draft.facts.now, words, action: { kind: 'dismiss' } });
    const lang = personOf(first.ref, h.to)?.language ?? first.ref.language;
    mailTo(
      draft,
      rec,
      'handover_told',
      { email: h.to },
      { by: null, cause: `handover@${rec.at.leaving}`, params: { lines: progress.list?.[lang] ?? '—' } },
    );
  });
}

/** 「財產清冊 63、報修單 12、簽核 3、角色 2」 in each language; null when there is nothing. */
function listed(ports: Ports, counts: Counts): Label | null {
  const parts: Label[] = [];
  for (const book of allBooks(ports).filter((b) => b.key !== 'intake')) {
    const mine = Object.keys(counts.records).filter((key) => book.registers[key]);
    if (mine.length === 0) continue;
    const { registers } = readFirst(ports, book, { registers: mine });
    parts.push(...mine.map((key) => numbered(registers[key]!.name, counts.records[key]!)));
  }
  const more: [Label, number][] = [
    [{ 'zh-TW': '簽核', 'zh-CN': '审批', en: 'Approvals' }, counts.approvals],
    [{ 'zh-TW': '角色', 'zh-CN': '角色', en: 'Roles' }, counts.roles],
    [{ 'zh-TW': '部屬與代理', 'zh-CN': '下属与代理', en: 'People led or stood in for' }, counts.people],
  ];
  parts.push(...more.filter(([, n]) => n > 0).map(([label, n]) => numbered(label, n)));
  return parts.length > 0 ? joinLabels(parts) : null;
}

const numbered = (label: Label, n: number): Label =>
  Object.fromEntries(Object.entries(label).map(([lang, word]) => [lang, `${word} ${n}`]));

// ---- ticks on 首頁 -----------------------------------------------------------------------------------

/** 「交接」: the work begins with the next tick, in the name of who ticked. False when the preview is no longer true. */
export function goAhead(draft: Draft, id: string, by: string): boolean {
  const seen = draft.facts.records[keyOf(PEOPLE, id)];
  const progress = seen && progressOf(seen);
  if (seen?.state !== 'leaving' || progress?.phase !== 'asked') return false;
  if (progress.to === '' || progress.to !== seen.values.successor) return false;
  const rec = touch(draft, PEOPLE, id);
  step(draft, rec, { action: 'handover-go', actor: by, extra: { $to: progress.to } }, () =>
    keep(rec, { ...progress, phase: 'moving', by }),
  );
  rec.undo = null;
  rec.updated = { at: draft.facts.now, by };
  notice(draft, {
    key: `handover:${id}`,
    at: draft.facts.now,
    words: {
      code: 'handover.running',
      params: {
        from: displayOf(draft.facts.ref, seen.values.email as string),
        to: displayOf(draft.facts.ref, progress.to),
      },
    },
  });
  return true;
}

/** 「取消」: nothing has moved yet; she stays. */
export function callOff(draft: Draft, id: string, by: string): void {
  const seen = draft.facts.records[keyOf(PEOPLE, id)];
  if (seen?.state !== 'leaving' || !['asked', undefined].includes(progressOf(seen)?.phase)) return;
  const rec = touch(draft, PEOPLE, id);
  step(draft, rec, { action: 'handover-cancel', actor: by }, () => {
    delete rec.extra.$handover;
    rec.values.successor = null;
    enter(draft, draft.facts.registers[PEOPLE]!, rec, 'active', by);
  });
  rec.undo = null;
  rec.updated = { at: draft.facts.now, by };
  rec.check = [{ sign: '✓', words: { code: 'handover.cancelled' }, at: draft.facts.now, by }];
}
