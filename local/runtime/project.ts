// An installed script project: its files compiled once and evaluated afresh in every execution (EXE-1, GLB-1).

import vm from 'node:vm';
import type { ProjectFiles } from './store/state.ts';

interface Manifest {
  timeZone?: string;
  oauthScopes?: string[];
  dependencies?: { enabledAdvancedServices?: { userSymbol: string; serviceId: string; version: string }[] };
  webapp?: { access?: string; executeAs?: string };
}

const compiled = new Map<string, vm.Script>();

export class Project {
  readonly manifest: Manifest;
  private readonly scripts: vm.Script[];
  private readonly finders = new Map<string, vm.Script>();

  /** `files` by name: 'Code.js' or '.gs' scripts, '.html' pages, 'appsscript.json'. */
  constructor(readonly files: ProjectFiles) {
    this.manifest = JSON.parse(files['appsscript.json'] ?? '{}') as Manifest;
    this.scripts = Object.keys(files)
      .filter((name) => /\.(js|gs)$/.test(name))
      .sort()
      .map((name) => compile(name, files[name]!));
  }

  /** Scopes the manifest declares; undefined when it leaves them to Google. */
  get scopes(): readonly string[] | undefined {
    return this.manifest.oauthScopes;
  }

  get timeZone(): string | undefined {
    return this.manifest.timeZone;
  }

  /** Whether an advanced service is switched on. Without a manifest everything is. */
  hasAdvanced(symbol: string): boolean {
    if (!this.files['appsscript.json']) return true;
    return (this.manifest.dependencies?.enabledAdvancedServices ?? []).some((s) => s.userSymbol === symbol);
  }

  /** Text of an HTML file by its name without '.html'. */
  html(name: string): string | undefined {
    return this.files[`${name}.html`] ?? this.files[name];
  }

  load(context: vm.Context): void {
    for (const script of this.scripts) script.runInContext(context);
  }

  /** A function by name, also one declared `const f = () =>` (RLM-2). */
  find(context: vm.Context, name: string): ((...args: unknown[]) => unknown) | undefined {
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return undefined;
    let finder = this.finders.get(name);
    if (!finder) {
      finder = new vm.Script(`typeof ${name} === 'function' ? ${name} : undefined`);
      this.finders.set(name, finder);
    }
    return finder.runInContext(context) as ((...args: unknown[]) => unknown) | undefined;
  }
}

function compile(name: string, source: string): vm.Script {
  const key = `${name}\n${source}`;
  let script = compiled.get(key);
  if (!script) {
    if (compiled.size > 20) compiled.clear();
    compiled.set(key, (script = new vm.Script(source, { filename: name })));
  }
  return script;
}
