// Loads a built script with ECMAScript's own globals only, as at the start of every Apps Script execution.
import vm from 'node:vm';

/** What the encoding shim may add to the global scope. */
const shims = ['TextEncoder', 'TextDecoder'];

/**
 * @param {string} code text of Code.js
 * @param {string[]} names functions that must be there
 * @returns {string[]} problems: what failed to load, what is missing or left an empty stub, what is too much
 */
export function bareProblems(code, names) {
  const context = vm.createContext({});
  const before = new Set(vm.runInContext('Object.getOwnPropertyNames(globalThis)', context));
  try {
    vm.runInContext(code, context, { filename: 'Code.js' });
  } catch (error) {
    return [`does not load with ECMAScript globals only: ${error.message}`];
  }
  const problems = [];
  for (const name of names) {
    const text = vm.runInContext(`typeof ${name} === 'function' ? String(${name}) : ''`, context);
    if (text === '') problems.push(`${name} is not a function after loading`);
    else if (/^function \w+\([^)]*\) \{\s*\}$/.test(text))
      problems.push(`${name} was declared but never given its body`);
  }
  for (const name of vm.runInContext('Object.getOwnPropertyNames(globalThis)', context)) {
    if (!before.has(name) && !names.includes(name) && !shims.includes(name)) {
      problems.push(`puts ${name} into the global scope: anybody could call it`);
    }
  }
  return problems;
}

/**
 * Milliseconds to load the compiled script once more in a fresh context: the median, warm.
 * Every execution pays this before its first line.
 */
export function loadMilliseconds(code, rounds = 11) {
  const first = new vm.Script(code, { filename: 'Code.js' });
  first.runInContext(vm.createContext({}));
  const cachedData = first.createCachedData();
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const context = vm.createContext({});
    const begun = performance.now();
    new vm.Script(code, { filename: 'Code.js', cachedData }).runInContext(context);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
}
