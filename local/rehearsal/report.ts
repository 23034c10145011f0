// Prints results for people: one line a scenario, and for a failure the place, what was expected and what was found.
import type { ScenarioResult } from './run.ts';

const tty = process.stdout.isTTY;
const paint =
  (code: number) =>
  (text: string): string =>
    tty ? `\u001b[${code}m${text}\u001b[0m` : text;
const green = paint(32);
const red = paint(31);
const grey = paint(90);

export function lineOf(result: ScenarioResult): string {
  const mark = result.passed ? green('pass') : red('FAIL');
  return `${mark}  ${result.title} ${grey(`${result.file} ${result.ms} ms`)}`;
}

export function failureText(result: ScenarioResult): string {
  const f = result.failure;
  if (!f) return '';
  const lines = [`      ${result.file}:${f.line}: ${f.step}: ${f.message}`];
  if (f.expected !== undefined) lines.push(`        expected ${green(show(f.expected))}`);
  if (f.found !== undefined) lines.push(`        found    ${red(show(f.found))}`);
  if (f.check) lines.push(`        Check    ${f.check}`);
  for (const error of f.errors) lines.push(`        failed   ${error}`);
  return lines.join('\n');
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.split('\n').join('\n                 ');
}
