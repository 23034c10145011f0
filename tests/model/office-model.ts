/** The demo office's model for everybody's tests: the shipped templates, read from disk and compiled once a worker. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileTemplates } from '../../src/model/pack-build';
import type { Model } from '../../src/model/types';
import type { TemplateFile } from '../../src/model/yaml-source';

export const TEMPLATES = resolve(__dirname, '../../sheets-templates');

/** Every template file with its path inside `sheets-templates`. */
export function templateFiles(folder = TEMPLATES, inside = ''): TemplateFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    const full = join(folder, entry.name);
    return entry.isDirectory() ? templateFiles(full, path) : [{ path, text: readFileSync(full, 'utf8') }];
  });
}

let compiled: ReturnType<typeof compileTemplates> | undefined;

export function compiledTemplates(): ReturnType<typeof compileTemplates> {
  return (compiled ??= compileTemplates(templateFiles()));
}

let json: string | undefined;

/** A fresh copy every time, so that a test may change it. */
export function demoModel(): Model {
  return JSON.parse((json ??= JSON.stringify(compiledTemplates().model))) as Model;
}
