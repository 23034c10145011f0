/**
 * The second way to decide: the form 「簽核」, prefilled with case and seal, with verified e-mail (register sheet: Approving). It survives
 * several signed-in accounts, where the page's click may fail. Judged exactly as the page: whose address, pending, which seal.
 */
import { canonicalJson, sha256 } from '../engine/digest';
import { mirrorRow, type Meta } from '../engine/meta';
import { catalogue } from '../engine/words';
import { decideCase, intakeArea } from './act-page';
import { allBooks } from './book';
import { PROP, type BookMap, type FormMap } from './layout';
import { readMark } from './mark';
import type { Ports, Response } from './ports';

const DAY = 86_400_000;
const BY_FORM = ['approve', 'return', 'reject'] as const;

/** The case a number names, in whichever workbook it lies. */
function caseNamed(ports: Ports, books: BookMap[], id: string): { book: BookMap; register: string } | null {
  for (const book of books) {
    const mark = readMark(ports, book.key);
    for (const [register, pattern] of Object.entries(mark.patterns ?? {}))
      if (book.registers[register] && mirrorRow({ counters: mark.counters } as Meta, register, pattern, id) !== null)
        return { book, register };
  }
  return null;
}

/** `answers`: what the form has since its cursor, a day of it again. `busy`: somebody holds the lock, the rest waits. */
export function takeDecisions(ports: Ports, form: FormMap, answersOf: (since: number) => Response[]): 'done' | 'busy' {
  const cursor = Number(ports.props.get(PROP.cursor + form.id) ?? 0);
  const answers = answersOf(Math.max(0, cursor - DAY));
  const books = allBooks(ports).filter((b) => b.key !== 'intake');
  const taken: Record<string, Set<string>> = {};
  for (const r of answers) {
    const said = (key: string): string => {
      const value = r.answers.find((a) => (form.items[a.item] ?? form.was?.[a.item]) === key)?.value ?? '';
      return (Array.isArray(value) ? value.join(' ') : value).trim();
    };
    const id = said('$number').toUpperCase();
    const found = caseNamed(ports, books, id);
    const verdict = BY_FORM.find((v) => catalogue()[`said.${v}`]!.includes(said('$decision')));
    if (!found || !verdict || !r.email) continue;
    const { book, register } = found;
    taken[book.key] ??= new Set(
      ports.books
        .read(book.id, [intakeArea(ports, book)])[0]!
        .cells.flatMap((c) => (c[0] === form.id ? [String(c[1])] : [])),
    );
    if (taken[book.key]!.has(r.id)) continue;
    const row = { form: form.id, response: r.id, hash: sha256(canonicalJson(r.answers)).slice(0, 16) };
    const beside = { form: { email: r.email, row } };
    const answer = decideCase(ports, { register, id }, verdict, said('$seal'), said('$comment'), beside);
    if (answer.busy) return 'busy';
  }
  const newest = Math.max(cursor, ...answers.map((r) => r.at));
  if (newest > cursor) ports.props.set(PROP.cursor + form.id, String(newest));
  return 'done';
}
