/** `side_by_side`: the records that point at this one as lines of a text, so that who decides sees all of them at once (R152). */
import { childrenName } from '../../model/count-names';
import type { SideBySide } from '../../model/procedures';
import type { Field, Register } from '../../model/types';
import { look, registerOf, step, type Draft } from '../draft';
import { calledOf, pick, showContext } from '../project';
import { stateOf } from '../record-clocks';
import { formatShown } from '../shown';
import type { Rec } from '../types';
import { showCell } from '../values';

/** Smallest first; the smallest of those still in is marked. Void ones are left out, closed ones stand last with their state. */
export function sideBySide(draft: Draft, register: Register, rec: Rec, run: SideBySide): void {
  const { language: lang } = draft.facts.ref;
  const [child = '', back = ''] = run.children.split('.');
  const other = registerOf(draft, child);
  const prefix = `${childrenName(child, back)}:`;
  const kind = (one: Rec): string => stateOf(other, one.state)?.kind ?? 'active';
  const out = (one: Rec): boolean => kind(one) === 'closed' || kind(one) === 'paused';
  const amount = (one: Rec): number =>
    typeof one.values[run.by] === 'number' ? (one.values[run.by] as number) : Infinity;
  const all = Object.keys(rec.tallies)
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => look(draft, child, key.slice(prefix.length)) ?? [])
    .sort((a, b) => Number(out(a)) - Number(out(b)) || amount(a) - amount(b) || (a.id < b.id ? -1 : 1));
  const fields = run.shows.flatMap((key) => other.fields.find((f) => f.key === key) ?? []);
  const lines = all.map((one, i) =>
    [
      `${i === 0 && !out(one) ? '✓ ' : `${i + 1}. `}${one.id}`,
      ...fields.map((field) => shown(draft, one, field)).filter((text) => text !== ''),
      pick(stateOf(other, one.state)?.label, lang),
    ].join('｜'),
  );
  step(draft, rec, { action: run.name, actor: null }, () => {
    rec.values[run.into] = lines.length > 0 ? lines.join('\n') : null;
    delete rec.held[run.into];
  });
}

/** 「單價 7,600」; a link by the name of what it points at. */
function shown(draft: Draft, one: Rec, field: Field): string {
  const { ref, now } = draft.facts;
  const value = one.values[field.key] ?? null;
  if (value === null) return '';
  const linked = field.to && typeof value === 'string' ? look(draft, field.to, value) : null;
  const names = linked
    ? { ...one.names, [linked.id]: calledOf(draft, registerOf(draft, linked.register), linked, ref.language) }
    : one.names;
  const said = formatShown(showCell(field, value, showContext(ref, now, ref.language, names)));
  return `${pick(field.label, ref.language)} ${said}`;
}
