// Base of everything a script can hold: one class of this kind for each interface of Apps Script.

import type { Execution } from './execution.ts';

/**
 * Public methods are the Apps Script methods of the same name; what begins with `_` is the host's own.
 * `_class` is the interface name, which is also what hooks and counters see as `service`.
 */
export abstract class Api {
  abstract readonly _class: string;
  /** Shared objects keep their identity inside the script (`===` of enum values). */
  readonly _shared: boolean = false;
  /** Members that are plain values in the script, e.g. `e.range.rowStart`. */
  readonly _fields: readonly string[] = [];
  constructor(readonly _x: Execution) {}
}

/** A value of an enum, e.g. `FormApp.ItemType.TEXT`: one object per execution, so `===` works. */
export class EnumValue {
  readonly _shared = true;
  constructor(
    readonly _class: string,
    readonly _name: string,
    readonly _ordinal: number,
  ) {}
  toString(): string {
    return this._name;
  }
  name(): string {
    return this._name;
  }
  ordinal(): number {
    return this._ordinal;
  }
  compareTo(other: EnumValue): number {
    return this._ordinal - other._ordinal;
  }
  toJSON(): string {
    return this._name;
  }
}

/** Holder of an enum's values as properties. */
export class EnumType {
  readonly _shared = true;
  [name: string]: unknown;
  constructor(
    readonly _class: string,
    names: readonly string[],
  ) {
    names.forEach((name, i) => (this[name] = new EnumValue(_class, name, i)));
  }
}

/** What can be a handle inside the script. */
export type Held = Api | EnumValue | EnumType;

export function isHeld(value: unknown): value is Held {
  return value instanceof Api || value instanceof EnumValue || value instanceof EnumType;
}

/** Name of an enum value given by the script, or undefined when it is something else. */
export function enumName(value: unknown): string | undefined {
  return value instanceof EnumValue ? value._name : undefined;
}
