/** The packs the build ships (Node only): templates compiled to one JSON file; any error stops the build with its places. */
import * as OpenCC from 'opencc-js';
import { compile, type Compiled } from './compile';
import type { Fault } from './types';
import { readTemplates, type TemplateFile } from './yaml-source';

let toSimplified: ((text: string) => string) | undefined;

/** zh-TW to zh-CN for labels nobody has written by hand yet. */
export function deriveSimplified(zhTW: string): string {
  toSimplified ??= OpenCC.Converter({ from: 'twp', to: 'cn' });
  return toSimplified(zhTW).replace(/「/g, '“').replace(/」/g, '”');
}

/**
 * Compiles template files as the build does: with derived zh-CN labels, each listed among the warnings. `office`: what an office
 * exported (`setup({export: true})`); laid over the templates it travels as a pack, and another office may tune it like the rest.
 */
export function compileTemplates(files: readonly TemplateFile[], office: readonly TemplateFile[] = []): Compiled {
  const { sources, faults } = readTemplates(files);
  const layer = readTemplates(office);
  const compiled = compile(sources, layer.sources, { derive: deriveSimplified, ship: true });
  return { model: compiled.model, faults: [...faults, ...layer.faults, ...compiled.faults] };
}

/** @throws Error that lists every error with its place; warnings go to `warn`. */
export function buildPacks(
  files: readonly TemplateFile[],
  office: readonly TemplateFile[] = [],
  warn: (line: string) => void = () => undefined,
): { name: string; json: string }[] {
  const { model, faults } = compileTemplates(files, office);
  const errors = faults.filter((fault) => fault.severity === 'error');
  for (const fault of faults) if (fault.severity === 'warning') warn(lineOf(fault));
  if (errors.length > 0) throw new Error(`${errors.length} faults in the templates:\n${errors.map(lineOf).join('\n')}`);
  return [{ name: 'office', json: JSON.stringify(model) }];
}

export function lineOf(fault: Fault): string {
  return `${fault.where} ${fault.words.en ?? fault.code}`;
}
