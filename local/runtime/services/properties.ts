// PropertiesService: script and user stores; strings only, missing is null (PRP-1).

import { Api } from '../api.ts';
import { ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { take } from '../quotas.ts';

type Pairs = Readonly<Record<string, string>>;
const sizes = new WeakMap<Pairs, number>();

function sizeOf(pairs: Pairs): number {
  let size = sizes.get(pairs);
  if (size === undefined) {
    size = 0;
    for (const key of Object.keys(pairs)) size += Buffer.byteLength(key) + Buffer.byteLength(pairs[key]!);
    sizes.set(pairs, size);
  }
  return size;
}

class Properties extends Api {
  readonly _class = 'Properties';
  constructor(
    x: Execution,
    private readonly user: string | undefined,
  ) {
    super(x);
  }

  private get pairs(): Pairs {
    const { state } = this._x.runtime.store;
    return this.user === undefined ? state.scriptProperties : (state.userProperties[this.user] ?? {});
  }

  private put(next: Pairs): void {
    const { store } = this._x.runtime;
    if (this.user === undefined) store.set({ scriptProperties: next });
    else store.set({ userProperties: { ...store.state.userProperties, [this.user]: next } });
  }

  private spend(): void {
    const { runtime, effective, clock } = this._x;
    take(runtime.store, `properties:${effective}`, 'properties', runtime.quotas.propertyCallsPerDay, 1, clock);
  }

  getProperty(key: unknown): string | null {
    this.spend();
    const value = this.pairs[String(key)];
    return value === undefined ? null : value;
  }

  getProperties(): Record<string, string> {
    this.spend();
    return { ...this.pairs };
  }

  getKeys(): string[] {
    this.spend();
    return Object.keys(this.pairs);
  }

  setProperty(key: unknown, value: unknown): this {
    return this.setProperties({ [String(key)]: value });
  }

  setProperties(properties: Record<string, unknown>, deleteAllOthers = false): this {
    this.spend();
    const { quotas } = this._x.runtime;
    const old = deleteAllOthers ? {} : this.pairs;
    const next: Record<string, string> = { ...old };
    let size = sizeOf(old);
    for (const [key, raw] of Object.entries(properties)) {
      const value = String(raw);
      if (Buffer.byteLength(value) > quotas.propertyValueBytes) throw new ServiceError('Argument too large: value');
      const before = old[key];
      if (before === undefined) size += Buffer.byteLength(key) + Buffer.byteLength(value);
      else size += Buffer.byteLength(value) - Buffer.byteLength(before);
      next[key] = value;
    }
    if (size > quotas.propertyStoreBytes) {
      throw new ServiceError(
        'You have exceeded the property storage quota. Please remove some properties and try again.',
      );
    }
    sizes.set(next, size);
    this.put(next);
    return this;
  }

  deleteProperty(key: unknown): this {
    this.spend();
    const old = this.pairs;
    const { [String(key)]: gone, ...next } = old;
    if (gone === undefined) return this;
    sizes.set(next, sizeOf(old) - Buffer.byteLength(String(key)) - Buffer.byteLength(gone));
    this.put(next);
    return this;
  }

  deleteAllProperties(): this {
    this.spend();
    this.put({});
    return this;
  }
}

export class PropertiesService extends Api {
  readonly _class = 'PropertiesService';

  getScriptProperties(): Properties {
    return new Properties(this._x, undefined);
  }

  /** Of the effective user: in pages run as the deployer that is the owner (J35). */
  getUserProperties(): Properties {
    return new Properties(this._x, this._x.effective);
  }

  /** A standalone project has none. */
  getDocumentProperties(): null {
    return null;
  }
}
