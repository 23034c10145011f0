// A person at the office's screens.

import type { Runtime } from './runtime.ts';

export class Person {
  constructor(
    readonly runtime: Runtime,
    readonly email: string,
  ) {}
}
