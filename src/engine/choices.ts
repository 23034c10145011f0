/**
 * Choices of a form's question follow their list: a three-way merge between what the office wrote last, what stands in the
 * form, and what the list says now. People's own choices stay; what they took out stays out.
 */

/** One entry of the list as the form shows it. */
export interface Offer {
  key: string;
  label: string;
}
/** One choice as it shall stand; `was`: the label it has now, so that it keeps the section it leads to. */
export interface Choice {
  label: string;
  was?: string;
}

/**
 * The choices as they shall stand; null = nothing to do. `last`: label by key of what the list offered at the last merge; null = not known,
 * then labels the form and the list share (`all`: also entries no longer offered) are taken for the office's.
 */
export function mergeChoices(
  last: Record<string, string> | null,
  current: string[],
  now: Offer[],
  all: Offer[] = now,
): Choice[] | null {
  const ours = last ?? Object.fromEntries(all.filter((o) => current.includes(o.label)).map((o) => [o.key, o.label]));
  const mine = new Set(Object.values(ours));
  const offered = (o: Offer): Choice | null => {
    const before = ours[o.key];
    if (current.includes(o.label)) return { label: o.label, was: o.label };
    if (before === undefined) return { label: o.label };
    return current.includes(before) ? { label: o.label, was: before } : null;
  };
  const wanted = now.map(offered).filter((c) => c !== null);
  const extras = current
    .filter((c) => !mine.has(c) && !wanted.some((w) => w.label === c))
    .map((c) => ({ label: c, was: c }));
  const merged = inOrder(wanted, extras, current, Object.values(ours));
  // A question cannot stand without a choice, nor with one choice twice.
  const out = merged.filter((c, i) => merged.findIndex((x) => x.label === c.label) === i);
  if (out.length === 0 || JSON.stringify(out.map((c) => c.label)) === JSON.stringify(current)) return null;
  return out;
}

/** The list's order, people's own choices behind it; people's order where they moved ours about. */
function inOrder(wanted: Choice[], extras: Choice[], current: string[], last: string[]): Choice[] {
  const standing = current.filter((c) => last.includes(c));
  const untouched = standing.join('\u0001') === last.filter((c) => standing.includes(c)).join('\u0001');
  if (untouched) return [...wanted, ...extras];
  const at = (c: Choice): number => (c.was === undefined ? Infinity : current.indexOf(c.was));
  return [...wanted, ...extras].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
