/** Doubled labels: two columns, states or verbs of a register that a person could not tell apart. */
import type { Reading } from '../reading';
import { ENGINE_COLUMNS } from '../patterns';
import { LANGS, type Label, type List, type Register } from '../types';

export function checkLabels(reading: Reading, register: Register): void {
  for (const lang of LANGS) {
    const taken = new Set(Object.values(ENGINE_COLUMNS).map((label) => fold(label[lang] ?? '')));
    for (const field of register.fields)
      if (field.label[lang] !== undefined && taken.has(fold(field.label[lang])))
        reading.faultAt('label-engine', `${register.key}.fields.${field.key}`, { label: field.label[lang] });
  }
  const groups = { fields: register.fields, states: register.states, actions: register.actions };
  for (const [part, items] of Object.entries(groups)) doubled(reading, items, `${register.key}.${part}`);
}

/** Two registers of one name: the dropdowns and links that name one would mean either. */
export function checkRegisterNames(reading: Reading, registers: readonly Register[]): void {
  doubled(
    reading,
    registers.map(({ key, name }) => ({ key, label: name })),
    (key) => `${key}.name`,
  );
}

/** `among`: entries whose words are in question; absent = all. */
export function checkListLabels(reading: Reading, list: List, among?: ReadonlySet<string>): void {
  doubled(reading, list.entries, `lists.${list.key}`, (a, b) => !among || among.has(a) || among.has(b));
}

function doubled(
  reading: Reading,
  items: readonly { key: string; label: Label; aliases?: string[] }[],
  path: string | ((key: string) => string),
  asked: (key: string, other: string) => boolean = () => true,
): void {
  const pathOf = typeof path === 'string' ? (key: string): string => `${path}.${key}` : path;
  const seen = new Map<string, string>();
  const told = new Set<string>();
  for (const { key, label, aliases = [] } of items) {
    for (const text of [...LANGS.flatMap((lang) => label[lang] ?? []), ...aliases]) {
      const other = seen.get(fold(text));
      if (other === undefined) seen.set(fold(text), key);
      else if (other !== key && !told.has(`${other} ${key}`) && asked(key, other)) {
        told.add(`${other} ${key}`);
        // Of two, the one that was written where we were told of: what a pack ships is not what somebody just typed.
        const at = reading.placed(pathOf(key)) || !reading.placed(pathOf(other)) ? key : other;
        reading.faultAt('label-twice', pathOf(at), { label: text, key, other });
      }
    }
  }
}

/** As people compare: full and half width alike, capitals and spaces aside. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
