// Session: who is active, who is effective, in which zone the script lives (B.4).

import { Api } from '../api.ts';
import type { Execution } from '../execution.ts';

export class User extends Api {
  readonly _class = 'User';
  constructor(
    x: Execution,
    private readonly email: string,
  ) {
    super(x);
  }

  /** Blank when Google does not say who it is. */
  getEmail(): string {
    return this.email;
  }

  getUserLoginId(): string {
    return this.email;
  }

  override toString(): string {
    return this.email;
  }
}

export class Session extends Api {
  readonly _class = 'Session';

  getActiveUser(): User {
    return new User(this._x, this._x.active);
  }

  getEffectiveUser(): User {
    return new User(this._x, this._x.effective);
  }

  getScriptTimeZone(): string {
    return this._x.project.timeZone ?? this._x.runtime.zone;
  }

  getActiveUserLocale(): string {
    return this._x.runtime.locale.replace('_', '-');
  }

  getTemporaryActiveUserKey(): string {
    return Buffer.from(`key:${this._x.active}`).toString('base64');
  }
}
