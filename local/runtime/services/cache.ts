// CacheService: values that may be gone at any time (CCH-1).

import { Api } from '../api.ts';
import { ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import type { CacheEntry } from '../store/state.ts';

const DEFAULT_SECONDS = 600;
const MAX_SECONDS = 21_600;

class Cache extends Api {
  readonly _class = 'Cache';
  constructor(
    x: Execution,
    private readonly prefix: string,
  ) {
    super(x);
  }

  private key(key: unknown): string {
    const text = String(key);
    if (text.length > this._x.runtime.quotas.cacheKeyLength) throw new ServiceError(`Argument too large: key`);
    return this.prefix + text;
  }

  get(key: unknown): string | null {
    if (this._x.runtime.switches.cache === 'blank') return null;
    const entry = this._x.runtime.store.state.cache[this.key(key)];
    return entry && entry.expires > this._x.clock ? entry.value : null;
  }

  getAll(keys: unknown[]): Record<string, string> {
    const out: Record<string, string> = {};
    for (const key of keys) {
      const value = this.get(key);
      if (value !== null) out[String(key)] = value;
    }
    return out;
  }

  put(key: unknown, value: unknown, expirationInSeconds: number = DEFAULT_SECONDS): undefined {
    return this.putAll({ [String(key)]: value }, expirationInSeconds);
  }

  putAll(values: Record<string, unknown>, expirationInSeconds: number = DEFAULT_SECONDS): undefined {
    const { runtime } = this._x;
    const seconds = Math.min(MAX_SECONDS, Math.max(1, Number(expirationInSeconds)));
    let cache: Record<string, CacheEntry> = { ...runtime.store.state.cache };
    for (const [key, raw] of Object.entries(values)) {
      const value = String(raw);
      if (Buffer.byteLength(value) > runtime.quotas.cacheValueBytes)
        throw new ServiceError('Argument too large: value');
      const full = this.key(key);
      delete cache[full];
      cache[full] = { value, expires: this._x.clock + seconds * 1000 };
    }
    const own = Object.keys(cache).filter((key) => key.startsWith(this.prefix));
    if (own.length > runtime.quotas.cacheItems) {
      // Overflow keeps nine tenths; the oldest go first.
      const gone = new Set(own.slice(0, own.length - Math.floor(runtime.quotas.cacheItems * 0.9)));
      cache = Object.fromEntries(Object.entries(cache).filter(([key]) => !gone.has(key)));
    }
    runtime.store.set({ cache });
    return undefined;
  }

  remove(key: unknown): undefined {
    return this.removeAll([key]);
  }

  removeAll(keys: unknown[]): undefined {
    const { store } = this._x.runtime;
    const cache = { ...store.state.cache };
    for (const key of keys) delete cache[this.key(key)];
    store.set({ cache });
    return undefined;
  }
}

export class CacheService extends Api {
  readonly _class = 'CacheService';

  getScriptCache(): Cache {
    return new Cache(this._x, 's:');
  }
  getUserCache(): Cache {
    return new Cache(this._x, `u:${this._x.effective}:`);
  }
  /** Null in a standalone project. */
  getDocumentCache(): null {
    return null;
  }
}
