/**
 * Plain values as YAML text that YAML 1.1 and 1.2 read alike: a block for what has many parts, one line for one thing. Only what
 * templates hold (maps, lists, texts, numbers, booleans, null), so no library is needed where the office exports itself.
 */

/** Words some reader takes for a boolean or nothing. */
const WORDS = /^(y|yes|n|no|on|off|true|false|null|~|nan|inf)$/i;
/** Texts that need no quotes anywhere, not even inside `[…]`. */
const BARE = /^[\p{L}_][\p{L}\p{N}_]*([ ./-][\p{L}\p{N}_]+)*$/u;
/** Levels written as blocks; deeper ones stand on one line. */
const BLOCKS = 2;

/** A document of one map. Keys stand in the order given; `undefined` is left out. */
export function yamlText(document: Record<string, unknown>): string {
  return block(document, 0);
}

function block(map: Record<string, unknown>, depth: number): string {
  const indent = '  '.repeat(depth);
  return Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) =>
      depth < BLOCKS && isMap(value) && Object.keys(value).length > 0 && Object.values(value).some(isMap)
        ? `${indent}${scalar(key)}:\n${block(value, depth + 1)}`
        : `${indent}${scalar(key)}: ${flow(value)}\n`,
    )
    .join('');
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (!isMap(value)) return scalar(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length === 0
    ? '{}'
    : `{ ${entries.map(([key, item]) => `${scalar(key)}: ${flow(item)}`).join(', ')} }`;
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  if (BARE.test(value) && !WORDS.test(value)) return value;
  // JSON's quotes are YAML's; characters no reader shows are written by their number.
  return JSON.stringify(value).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
