// How a scenario's expectation is compared with what was found: text, subset of an object, counts.

/**
 * `/…/` (flags allowed) is a regular expression; a lone sign of Check (✓ ✎ ✗ ⏳ ⏸) matches a text that begins with it;
 * anything else must be equal.
 */
export function textMatches(expected: unknown, found: unknown): boolean {
  const text = found === null || found === undefined ? '' : String(found);
  if (expected === null) return text === '';
  const wanted = String(expected);
  const pattern = /^\/(.*)\/([a-z]*)$/s.exec(wanted);
  if (pattern) return new RegExp(pattern[1]!, pattern[2]).test(text);
  if (/^[✓✎✗⏳⏸]$/u.test(wanted)) return text.startsWith(wanted);
  return text === wanted;
}

/** Is every `part` contained in the text? A part written `/…/` is a regular expression. */
export function containsAll(parts: unknown, found: string): string | null {
  for (const part of Array.isArray(parts) ? parts : [parts]) {
    const text = String(part);
    const pattern = /^\/(.*)\/([a-z]*)$/s.exec(text);
    if (pattern ? !new RegExp(pattern[1]!, pattern[2]).test(found) : !found.includes(text)) return text;
  }
  return null;
}

/**
 * Path of the first place where `found` does not hold `expected`, or null. Objects: every key of `expected`, an empty one is empty; lists:
 * equal length; `/…/` for texts; `{ gte, lte, gt, lt }` for numbers.
 */
export function subsetMiss(
  expected: unknown,
  found: unknown,
  path = '',
): { path: string; expected: unknown; found: unknown } | null {
  const miss = { path, expected, found };
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return miss;
    for (const [i, item] of expected.entries()) {
      const inner = subsetMiss(item, found[i], `${path}[${i}]`);
      if (inner) return inner;
    }
    return null;
  }
  if (expected && typeof expected === 'object') {
    const bounds = Object.keys(expected);
    if (bounds.length === 0) return found && typeof found === 'object' && Object.keys(found).length === 0 ? null : miss;
    if (bounds.length && bounds.every((key) => ['gte', 'lte', 'gt', 'lt'].includes(key)))
      return withinBounds(expected as Bounds, found) ? null : miss;
    if (!found || typeof found !== 'object') return miss;
    for (const [key, value] of Object.entries(expected)) {
      const inner = subsetMiss(value, (found as Record<string, unknown>)[key], path ? `${path}.${key}` : key);
      if (inner) return inner;
    }
    return null;
  }
  if (typeof expected === 'string')
    return textMatches(expected, found) && (expected === '' || found !== null) ? null : miss;
  if (expected === null) return found === null || found === undefined ? null : miss;
  return Object.is(expected, found) ? null : miss;
}

interface Bounds {
  gte?: number;
  lte?: number;
  gt?: number;
  lt?: number;
}

export function withinBounds(bounds: Bounds, found: unknown): boolean {
  if (typeof found !== 'number') return false;
  return (
    (bounds.gte === undefined || found >= bounds.gte) &&
    (bounds.lte === undefined || found <= bounds.lte) &&
    (bounds.gt === undefined || found > bounds.gt) &&
    (bounds.lt === undefined || found < bounds.lt)
  );
}

/** A count as a number or as bounds. */
export function countMatches(expected: unknown, found: number): boolean {
  return typeof expected === 'number' ? expected === found : withinBounds(expected as Bounds, found);
}
