/** Modules: what an office has switched on. A pack holds the registers of all of them, the effective model those that are on. */
import type { Model, Register } from './types';
import { versionOf } from './version';

/** Keys of the modules a new office begins with. */
export function shippedModules(pack: Model): string[] {
  return Object.values(pack.modules)
    .filter((module) => module.on)
    .map((module) => module.key);
}

/**
 * The pack without the registers of modules that are off, what they count on records of others, and mails that only they send.
 * Registers of no module are always there; lists and numbers stay, nobody sees them unused. Keys nobody knows are left aside.
 */
export function effective(pack: Model, on: readonly string[] = shippedModules(pack)): Model {
  const there = Object.values(pack.registers).filter(({ module }) => module === undefined || on.includes(module));
  const keys = new Set(there.map((register) => register.key));
  const registers = Object.fromEntries(
    there.map((register) => [
      register.key,
      { ...register, tallies: register.tallies.filter((tally) => keys.has(tally.register)) },
    ]),
  );
  const modules = Object.fromEntries(
    Object.values(pack.modules).map((module) => [module.key, { ...module, on: on.includes(module.key) }]),
  );
  const model = { ...pack, modules, registers, mails: mailsOf(pack, there), ...textsOf(pack, keys) };
  return { ...model, version: versionOf(model) };
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
      registers.flatMap((register) =>
        [
          ...register.actions.map((action) => action.tells),
          ...register.rules.map((rule) => rule.tells),
          ...register.clocks.flatMap((clock) => [clock.warn?.tells, clock.late?.tells]),
          ...register.approvals.flatMap((one) =>
            [one.late, one.passed, one.returned, one.rejected].map((v) => v?.tells),
          ),
        ].flatMap((tells) => (tells ?? []).map(({ mail }) => mail)),
      ),
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
