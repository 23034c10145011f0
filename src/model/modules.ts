/** Modules: what an office has switched on. A pack holds the registers of all of them, the effective model those that are on. */
import type { Model, Register } from './types';
import { resting } from './resting';
import { versionOf } from './version';

/** Keys of the modules a new office begins with. */
export function shippedModules(pack: Model): string[] {
  return Object.values(pack.modules)
    .filter((module) => module.on)
    .map((module) => module.key);
}

/** These modules and all they need. */
export function withNeeded(modules: Model['modules'], on: readonly string[]): string[] {
  const out = new Set<string>();
  const add = (key: string): void => {
    if (out.has(key) || !modules[key]) return;
    out.add(key);
    modules[key].needs?.forEach(add);
  };
  on.forEach(add);
  return [...out];
}

/**
 * The pack without the registers of modules that are off, mails that only they send, and what names them elsewhere (`resting`).
 * Registers of no module are always there; lists and numbers stay, nobody sees them unused. Keys nobody knows are left aside.
 */
export function effective(pack: Model, on: readonly string[] = shippedModules(pack)): Model {
  const model = switchedOn(pack, on);
  return { ...model, version: versionOf(model) };
}

/** The same for who goes on to change the model and numbers it then: its version is still the pack's. */
export function switchedOn(pack: Model, wanted: readonly string[]): Model {
  const on = withNeeded(pack.modules, wanted);
  const there = Object.values(pack.registers).filter(({ module }) => module === undefined || on.includes(module));
  const registers = Object.fromEntries(resting(there).map((register) => [register.key, register]));
  const modules = Object.fromEntries(
    Object.values(pack.modules).map((module) => [module.key, { ...module, on: on.includes(module.key) }]),
  );
  return {
    ...pack,
    modules,
    registers,
    mails: mailsOf(pack, there),
    ...textsOf(pack, new Set(Object.keys(registers))),
  };
}

/** Texts of documents of the registers that are there. */
function textsOf(pack: Model, keys: ReadonlySet<string>): Pick<Model, 'texts'> {
  if (!pack.texts) return {};
  return { texts: Object.fromEntries(Object.entries(pack.texts).filter(([, text]) => keys.has(text.register))) };
}

/** Every mail but those that registers which are not there tell, and nobody else. */
function mailsOf(pack: Model, there: readonly Register[]): Model['mails'] {
  const told = (registers: readonly Register[]): Set<string> =>
    new Set(
      registers.flatMap((register) => [
        // The mail that asks for a survey's answer is named after it.
        ...register.actions.flatMap(({ survey }) => (survey === undefined ? [] : [`survey_${survey}`])),
        ...[
          ...register.actions.map((action) => action.tells),
          ...register.rules.map((rule) => rule.tells),
          ...register.clocks.flatMap((clock) => [clock.warn?.tells, clock.late?.tells]),
          ...(register.alerts ?? []).map((alert) => alert.tells),
          register.digests,
          ...register.approvals.flatMap((one) =>
            [one.late, one.passed, one.returned, one.rejected].map((v) => v?.tells),
          ),
        ].flatMap((tells) => (tells ?? []).map(({ mail }) => mail)),
      ]),
    );
  const needed = told(there);
  const patterns = JSON.stringify(pack.patterns);
  const gone = told(Object.values(pack.registers).filter((register) => !there.includes(register)));
  return Object.fromEntries(
    Object.entries(pack.mails).filter(
      ([key]) => !gone.has(key) || needed.has(key) || patterns.includes(JSON.stringify(key)),
    ),
  );
}
