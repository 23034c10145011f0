// Logger: into the execution's log, beside console.

import { Api } from '../api.ts';

export class Logger extends Api {
  readonly _class = 'Logger';

  log(format: unknown, ...values: unknown[]): this {
    let next = 0;
    const text = String(format).replace(/%s/g, (token) => (next < values.length ? String(values[next++]) : token));
    this._x.log.push(`log: ${text}`);
    return this;
  }

  getLog(): string {
    return this._x.log.join('\n');
  }

  clear(): undefined {
    this._x.log.length = 0;
    return undefined;
  }
}
