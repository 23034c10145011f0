/** Modules: what an office has switched on. A pack holds the registers of all of them, the effective model those that are on. */
import type { Model } from './types';
import { versionOf } from './version';

/** Keys of the modules a new office begins with. */
export function shippedModules(pack: Model): string[] {
  return Object.values(pack.modules)
    .filter((module) => module.on)
    .map((module) => module.key);
}

/**
 * The pack without the registers of modules that are off, and without what they count on records of others. Registers of no
 * module are always there; lists, mails and numbers stay, nobody sees them unused. Keys nobody knows are left aside.
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
  const model = { ...pack, modules, registers };
  return { ...model, version: versionOf(model) };
}
