// Builders for tests of the engine: an office in Taipei with few people, whose every part can be overridden.
import type { Field, FieldType, ListEntry } from '../../src/model/types';
import type { Rec, Ref, RefPerson } from '../../src/engine/types';
import { toEpoch } from '../../src/engine/civil';

export const ZONE = 'Asia/Taipei';

/** Epoch ms of `2026-03-02 10:32` or `2026-03-02T10:32` in the zone. */
export const at = (text: string, zone = ZONE): number =>
  toEpoch(text.slice(0, 10), +text.slice(11, 13) * 60 + +text.slice(14, 16), zone);

export const entry = (key: string, tw: string, en: string, more: Partial<ListEntry> = {}): ListEntry => ({
  key,
  label: { 'zh-TW': tw, en },
  order: 0,
  on: true,
  aliases: [],
  ...more,
});

export const person = (email: string, name: string, more: Partial<RefPerson> = {}): RefPerson => ({
  email,
  name,
  display: name,
  department: null,
  manager: null,
  language: 'zh-TW',
  active: true,
  ...more,
});

/** Monday to Friday 08:30-12:00 and 13:00-17:30. */
export const OFFICE_WEEK: [string, string][][] = [0, 1, 2, 3, 4, 5, 6].map((day) =>
  day < 5
    ? [
        ['08:30', '12:00'],
        ['13:00', '17:30'],
      ]
    : [],
);

export function makeRef(overrides: Partial<Ref> = {}): Ref {
  return {
    version: 1,
    office: 'demo',
    zone: ZONE,
    language: 'zh-TW',
    people: [
      person('chen.sales@demo.example', '陳怡君', { display: '陳怡君(業務)', department: 'sales3', employee: 'E001' }),
      person('chen.legal@demo.example', '陳怡君', { display: '陳怡君(法務)', department: 'legal', employee: 'E002' }),
      person('kevin@demo.example', '陳志明', {
        display: 'Kevin 陳志明',
        english: 'Kevin Chen',
        department: 'it',
        employee: 'E003',
      }),
      person('wu@demo.example', '吳國華', { department: 'admin', english: 'Wu Kuo-hua', employee: 'E004' }),
    ],
    departments: [
      {
        key: 'sales3',
        label: { 'zh-TW': '業務三部', 'zh-CN': '业务三部', en: 'Sales 3' },
        aliases: ['業務三'],
        head: null,
        active: true,
      },
      { key: 'legal', label: { 'zh-TW': '法務', en: 'Legal' }, aliases: [], head: null, active: true },
      { key: 'it', label: { 'zh-TW': '資訊', en: 'IT' }, aliases: [], head: null, active: true },
      {
        key: 'admin',
        label: { 'zh-TW': '行政', en: 'Admin' },
        aliases: ['總務'],
        head: 'wu@demo.example',
        active: true,
      },
    ],
    roles: [{ role: 'facilities', email: 'wu@demo.example' }],
    settings: {},
    lists: {
      fault_categories: [
        entry('printer', '印表機', 'Printer', { aliases: ['列表機'] }),
        entry('toner', '碳粉匣', 'Toner'),
        entry('jam', '卡紙', 'Paper jam'),
      ],
    },
    days: [],
    week: OFFICE_WEEK,
    ...overrides,
  };
}

export function makeField(type: FieldType, more: Partial<Field> = {}): Field {
  return { key: type.replace(/\W/g, '_'), label: { 'zh-TW': '欄位', en: 'Field' }, type, ...more };
}

export function makeRec(more: Partial<Rec> = {}): Rec {
  const created = at('2026-03-02 09:00');
  return {
    register: 'tickets',
    id: 'TKT-2026-00001',
    rev: 1,
    state: 'new',
    values: {},
    held: {},
    waiting: null,
    check: [],
    clocks: {},
    at: { new: created },
    path: [{ at: created, state: 'new' }],
    tallies: {},
    approval: null,
    extra: {},
    source: { kind: 'form' },
    created: { at: created, by: null },
    updated: { at: created, by: null },
    undo: null,
    row: 2,
    deleted: null,
    fired: [],
    names: {},
    cancelled: [],
    ...more,
  };
}
