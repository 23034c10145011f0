/**
 * The CEL library, loaded when the first condition is met. Apps Script evaluates the whole bundle for every execution, and the
 * library's own tables are most of that time: a quiet tick, an edit without rules, a page never need them.
 */
import type * as Cel from '@marcbachmann/cel-js';

// The bundlers know this call; an import would be evaluated while the script loads.
declare const require: (name: '@marcbachmann/cel-js') => typeof Cel;

export const celLibrary = (): typeof Cel => require('@marcbachmann/cel-js');
