/**
 * From the setup workbook's records to the snapshot every workbook decides on (`_ref`): people, departments, roles, numbers,
 * lists, calendar (configuration: The setup workbook). Built at the tick after the setup workbook moved; a workbook keeps its
 * version until the new one is committed there.
 */
import { openDraft } from '../engine/draft';
import { parseHours } from '../engine/calendar';
import { timeOf } from '../engine/civil';
import { displayNames, fixedName, formerNames } from '../engine/display-names';
import { valuesInForce } from '../engine/governed';
import type { Rec, Ref, RefDay } from '../engine/types';
import type { Lang, ListEntry, Model } from '../model/types';
import { askAgainIn } from './ask-again';
import { allBooks, bookMap, factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import { dropdownWrites } from './dropdowns';
import { refRows } from './effective';
import { noteLeaving } from './handover';
import { giveNames } from './names';
import { MIRROR_COLUMNS, PROP, SHEET } from './layout';
import type { Ports } from './ports';
import { readMark } from './mark';
import { restored } from './restored';
import { replan } from './tick';

const LANG: Record<string, Lang> = { zh_tw: 'zh-TW', zh_cn: 'zh-CN', en: 'en' };
const SETUP = ['people', 'departments', 'roles', 'numbers', 'lists', 'calendar', 'deputies'] as const;

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

/** Publishes the setup workbook's state to every workbook that holds an older one. One property read when nothing moved. */
export function offerRef(ports: Ports, named = false): void {
  const props = ports.props.all();
  const setup = allBooks(ports, props).find((b) => b.key === 'setup');
  if (!setup) return;
  const mark = JSON.parse(props[`${PROP.mark}setup`] ?? '{"n":0}') as { n: number };
  if (Number(props.ref ?? -1) === mark.n) return;
  // An office that was set up before a tab existed gets it with its next set-up.
  const tabs = SETUP.filter((k) => setup.registers[k]);
  const first = readFirst(ports, setup, {
    registers: [],
    extra: tabs.map((k) => ({ sheet: setup.registers[k]!.mirror, row: 1, col: 0, cols: MIRROR_COLUMNS })),
  });
  if (restored(ports, first, [])) return;
  const rows: Rows = {};
  tabs.forEach((k, i) => {
    rows[k] = first.extra[i]!.cells.filter((c) => c[0]).map((c) => JSON.parse(String(c[4])) as Rec);
  });
  noteLeaving(ports, rows.people ?? []);
  if (!named && giveNames(ports, first.ref, rows.people ?? [])) {
    offerRef(ports, true);
    return;
  }
  const version = first.meta.commit.n;
  let all = true;
  for (const book of allBooks(ports)) {
    if (book.key === 'intake') continue;
    all = publish(ports, book.key, (language, zone) => buildRef(rows, first.shared, version, zone, language)) && all;
  }
  // The setup workbook's own snapshot is one commit of ours; anything beyond it is somebody's edit and waits for the next tick.
  const after = book0(ports);
  if (all && after <= version + 1) ports.props.set('ref', String(after));
}

const book0 = (ports: Ports): number => readMark(ports, 'setup').n;

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

function publish(ports: Ports, key: string, make: (language: Lang, zone: string) => Ref): boolean {
  const book = bookMap(ports, key);
  let moved: RefDay[] | null = null;
  let deciders = false;
  const answer = deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: [] });
    if (restored(ports, first, [])) return false;
    const ref = make(first.meta.office.language, first.meta.office.zone);
    const strip = (r: Ref): string => JSON.stringify({ ...r, version: 0 });
    if (strip(ref) === strip(first.ref)) return true;
    moved = calendarMoved(first.ref, ref);
    deciders = whoDecides(first.ref) !== whoDecides(ref);
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
  if (answer !== true) return false;
  if (moved && Object.keys(book.registers).length > 0 && key !== 'setup') replan(ports, key, moved);
  if (deciders && key !== 'setup') deciding(ports, 20_000, () => askAgainIn(ports, book));
  return true;
}
