/**
 * From the setup workbook's records to the snapshot every workbook decides on (`_ref`): people, departments, roles, numbers,
 * lists, calendar (configuration: The setup workbook). Built at the tick after the setup workbook moved; a workbook keeps its
 * version until the new one is committed there.
 */
import { canonicalJson } from '../engine/digest';
import { openDraft } from '../engine/draft';
import { parseHours } from '../engine/calendar';
import { timeOf } from '../engine/civil';
import { displayNames, fixedName, formerNames } from '../engine/display-names';
import { valuesInForce } from '../engine/governed';
import type { Rec, Ref, RefDay } from '../engine/types';
import type { Lang, ListEntry, Model } from '../model/types';
import { SETUP } from '../model/derived';
import { bookMap, factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import { columnsOf, dropdownWrites } from './dropdowns';
import { refRows } from './effective';
import { PROP, SHEET } from './layout';
import type { Ports } from './ports';
import { oldWords, relabel, type OldWords } from './relabel';
import { restored } from './restored';
import { replan } from './tick';

const LANG: Record<string, Lang> = { zh_tw: 'zh-TW', zh_cn: 'zh-CN', en: 'en' };

type Rows = Record<string, Rec[]>;
const text = (v: Rec['values'][string] | undefined): string =>
  v === null || v === undefined ? '' : Array.isArray(v) ? v.join('、') : String(v);
const names = (v: Rec['values'][string] | undefined): string[] =>
  text(v)
    .split(/[、,，;；]/)
    .map((s) => s.trim())
    .filter(Boolean);

/** Pure: records of the setup registers to a snapshot. Void and deleted rows are left out. */
export function buildRef(
  rows: Rows,
  shared: Pick<Model, 'settings'>,
  version: number,
  zone: string,
  language: Lang,
): Ref {
  const live = (key: string): Rec[] => (rows[key] ?? []).filter((r) => !r.deleted && r.state !== 'void');
  const settings: Ref['settings'] = {};
  for (const s of Object.values(shared.settings)) settings[s.key] = s.value;
  for (const r of live('numbers')) {
    const key = text(r.values.key);
    const mine = text(r.values.value);
    if (!key || mine === '' || !(key in settings)) continue;
    settings[key] = typeof settings[key] === 'number' ? Number(mine) : mine;
  }
  const lists: Record<string, ListEntry[]> = {};
  for (const r of live('lists')) {
    const list = text(r.values.list);
    (lists[list] ??= []).push({
      key:
        text(r.values.key) ||
        text(r.values.en || r.values.zh_tw)
          .toLowerCase()
          .replace(/\W+/g, '_'),
      label: {
        'zh-TW': text(r.values.zh_tw),
        'zh-CN': text(r.values.zh_cn) || text(r.values.zh_tw),
        en: text(r.values.en) || text(r.values.zh_tw),
      },
      order: Number(r.values.order ?? 999),
      on: r.values.shown !== false,
      aliases: names(r.values.aliases),
    });
  }
  for (const entries of Object.values(lists)) entries.sort((a, b) => a.order - b.order);
  const departments = live('departments').map((r) => ({
    key: text(r.values.key),
    label: {
      'zh-TW': text(r.values.zh_tw),
      'zh-CN': text(r.values.zh_cn) || text(r.values.zh_tw),
      en: text(r.values.en) || text(r.values.zh_tw),
    },
    aliases: names(r.values.aliases),
    head: r.values.head as string | null,
    ...(typeof r.values.headcount === 'number' ? { headcount: r.values.headcount } : {}),
    active: r.state !== 'closed',
  }));
  const displays = displaysOf(live('people'), departments, language);
  return {
    version,
    office: text(settings['office.name']),
    zone,
    language,
    people: live('people').map((r) => {
      const former = formerNames(r);
      return {
        email: text(r.values.email).toLowerCase(),
        name: text(r.values.name),
        display: displays.get(r)!,
        ...(former.length > 0 ? { former } : {}),
        ...(r.values.english ? { english: text(r.values.english) } : {}),
        ...(r.values.employee ? { employee: text(r.values.employee) } : {}),
        department: (r.values.department as string | null) ?? null,
        manager: (valuesInForce(r)?.manager as string | null | undefined) ?? null,
        language: LANG[text(r.values.language)] ?? language,
        active: r.state !== 'left',
      };
    }),
    departments,
    // A change waits in `pending` until a second manager confirms it; what was confirmed last stays in force (S19).
    roles: live('roles').flatMap((r) => {
      const v = valuesInForce(r);
      const only = Array.isArray(v?.only_place) && v.only_place.length > 0 ? { only: { place: v.only_place } } : {};
      return v ? [{ role: text(v.role), email: text(v.person), ...only }] : [];
    }),
    deputies: live('deputies')
      .filter((r) => r.state !== 'ended')
      .flatMap((r) => {
        const v = valuesInForce(r);
        return v
          ? [
              {
                who: text(v.who),
                deputy: text(v.deputy) || null,
                from: text(v.from),
                to: text(v.to),
                matters: names(v.matters),
              },
            ]
          : [];
      }),
    settings,
    lists,
    days: live('calendar').map((r): RefDay => ({
      date: text(r.values.date),
      open: r.values.open === true,
      hours: r.values.hours ? text(r.values.hours) : null,
      place: text(r.values.place),
      name: text(r.values.name),
    })),
    week: weekOf(text(settings['office.hours']), text(settings['office.weekdays'])),
  };
}

/** The display name a record of 人員, as it should be. */
export function displaysOf(people: Rec[], departments: Ref['departments'], language: Lang): Map<Rec, string> {
  const names_ = displayNames(
    people.map((r, i) => ({
      id: String(i),
      name: text(r.values.name),
      fixed: fixedName(r),
      marks: [
        departments.find((d) => d.key === r.values.department)?.label[language],
        text(r.values.english) || undefined,
        text(r.values.employee) || undefined,
        text(r.values.email).split('@')[0],
      ],
    })),
  );
  return new Map(people.map((r, i) => [r, names_.get(String(i))!]));
}

/** `08:30-12:30, 13:30-17:30` on weekdays `1, 2, 3, 4, 5` (1 = Monday). */
export function weekOf(hours: string, weekdays: string): Ref['week'] {
  const spans = parseHours(hours).map(([a, b]): [string, string] => [timeOf(a), timeOf(b)]);
  const days = weekdays.split(/\D+/).filter(Boolean).map(Number);
  return Array.from({ length: 7 }, (_, i) => (days.includes(i + 1) ? spans : []));
}

/** Days that are new or different, when the calendar changed at all; null = it did not. */
function calendarMoved(was: Ref, is: Ref): RefDay[] | null {
  if (JSON.stringify([was.days, was.week]) === JSON.stringify([is.days, is.week])) return null;
  const same = (a: RefDay, b: RefDay): boolean => JSON.stringify(a) === JSON.stringify(b);
  const [added, gone] = [is.days, was.days].map((days, i) =>
    days.filter((day) => ![was.days, is.days][i]!.some((other) => same(day, other))),
  ) as [RefDay[], RefDay[]];
  return added.length > 0 ? added : gone;
}

/** Everything in a snapshot that says who decides. */
const whoDecides = (ref: Ref): string =>
  JSON.stringify([ref.roles, ref.deputies ?? [], ref.people.map((p) => [p.email, p.active, p.manager])]);

/**
 * Brings a workbook's `_ref` to what `make` says, and does what follows from it: open clocks under another calendar, cells that show
 * a word that is another now. False: try again later.
 */
export function publishRef(ports: Ports, key: string, make: (language: Lang, zone: string) => Ref): boolean {
  // What an earlier run owes is done with the snapshot it belongs to.
  if (!follow(ports, key)) return false;
  const book = bookMap(ports, key);
  let owed: Owed | null = null;
  const answer = deciding(ports, 20_000, (): boolean => {
    const first = readFirst(ports, book, { registers: [] });
    if (restored(ports, first, [])) return false;
    const made = make(first.meta.office.language, first.meta.office.zone);
    const ref: Ref = { ...made, columns: columnsOf(made, first.ref) };
    const strip = (r: Ref): string => canonicalJson({ ...r, version: 0 });
    if (strip(ref) === strip(first.ref)) return true;
    // Noted before the commit: a run that dies after it leaves the asking, the clocks and the words to the next tick.
    if (key !== SETUP && whoDecides(first.ref) !== whoDecides(ref)) ports.props.set(PROP.again + key, '');
    owed = {
      words: oldWords(first.ref, ref),
      days:
        key === SETUP || Object.keys(book.registers).length === 0
          ? null
          : (calendarMoved(first.ref, ref)?.slice(0, 1) ?? null),
    };
    const text = JSON.stringify(owed);
    if ((owed.words || owed.days) && text.length < LONGEST) ports.props.set(PROP.follow + key, text);
    const draft = openDraft(factsOf(first, ports.now(), `ref:${ref.version}`));
    draft.meta.versions = { ...draft.meta.versions, ref: ref.version };
    draft.journal.push({
      register: '',
      id: '',
      rev: 0,
      action: 'ref',
      actor: null,
      before: { version: first.ref.version },
      after: { version: ref.version },
    });
    commit(ports, first, draft, {
      writes: [{ do: 'cells', sheet: SHEET.ref, row: 0, col: 0, rows: refRows(ref) }, ...dropdownWrites(ref)],
    });
    return true;
  });
  return answer === true && follow(ports, key, owed);
}

/** A property's limit is 9 KB: more is done by this run or not at all, and then the night looks at every row. */
const LONGEST = 8000;

/** What a snapshot brings with it beyond its own commit. */
interface Owed {
  words: OldWords | null;
  days: RefDay[] | null;
}

/** Does what is owed. False: somebody holds the lock. */
function follow(ports: Ports, key: string, now: Owed | null = null): boolean {
  const text = ports.props.get(PROP.follow + key);
  const owed = text === null ? now : (JSON.parse(text) as Owed);
  if (!owed) return true;
  const { words, days } = owed;
  if (days && !replan(ports, key, days)) return false;
  if (words && !relabel(ports, key, words)) return false;
  if (text !== null) ports.props.remove(PROP.follow + key);
  return true;
}
