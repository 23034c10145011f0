// Code that runs inside the script's own context: handles of service objects, values made with the context's
// constructors, the virtual Date. It is compiled once and evaluated in every fresh context.

import vm from 'node:vm';

/** What the context may ask of the host. */
export interface Host {
  now(): number;
  random(): number;
  zone: string;
  zoneDiffers: boolean;
  offset(epoch: number): number;
  epochOfWall(wall: number): number;
  /** 0 unknown, 1 method, 2 value. */
  lookup(target: object, name: string): 0 | 1 | 2;
  value(target: object, name: string): unknown;
  /** Runs a service call; throws errors made by `raise`. */
  call(target: object, name: string, args: unknown[]): unknown;
  className(target: object): string | undefined;
  isShared(target: object): boolean;
  log(level: string, parts: string[]): void;
}

/** What the host gets back from the context. */
export interface Bridge {
  into(value: unknown): unknown;
  raise(name: string, message: string, details: string | undefined): never;
  /** Where a promise's outcome will be found once the context's microtasks ran. */
  watch(promise: unknown): { value?: unknown; failed?: boolean; error?: unknown };
  define(name: string, make: () => unknown): void;
}

export const HANDLE = Symbol('handle');
/** Marks a host answer that is JSON text, parsed inside the context: the quick way for large answers. */
export const JSON_TEXT = Symbol('json');

const SOURCE = String.raw`(function (host, HANDLE, JSON_TEXT, withIntl) {
  'use strict';
  const protos = new Map();
  const shared = new Map();
  const parse = JSON.parse;

  function protoOf(className) {
    let proto = protos.get(className);
    if (proto) return proto;
    const tail = new Proxy(Object.create(Object.prototype), {
      get(target, name, receiver) {
        if (typeof name === 'symbol' || name in Object.prototype) return Object.prototype[name];
        const own = receiver[HANDLE];
        if (own === undefined) return undefined;
        const kind = host.lookup(own, name);
        if (kind === 0) return undefined;
        if (kind === 2) return into(host.value(own, name));
        const method = function (...args) {
          return into(host.call(this[HANDLE], name, args));
        };
        Object.defineProperty(proto, name, { value: method, writable: true, configurable: true });
        return method;
      },
      has(target, name) {
        return name in Object.prototype;
      },
    });
    proto = Object.create(tail);
    Object.defineProperty(proto, 'toString', {
      value: function () {
        const own = this[HANDLE];
        return own !== undefined && host.lookup(own, 'toString') === 1 ? host.call(own, 'toString', []) : className;
      },
      writable: true,
      configurable: true,
    });
    protos.set(className, proto);
    return proto;
  }

  function wrap(own, className) {
    if (host.isShared(own)) {
      let handle = shared.get(own);
      if (!handle) shared.set(own, (handle = make(own, className)));
      return handle;
    }
    return make(own, className);
  }

  function make(own, className) {
    const handle = Object.create(protoOf(className));
    Object.defineProperty(handle, HANDLE, { value: own });
    return handle;
  }

  function into(value) {
    if (value === null || typeof value !== 'object') return value;
    const className = host.className(value);
    if (className !== undefined) return wrap(value, className);
    if (value[JSON_TEXT] !== undefined) return parse(value[JSON_TEXT]);
    if (Array.isArray(value)) {
      const out = [];
      for (let i = 0; i < value.length; i++) out.push(into(value[i]));
      return out;
    }
    if (typeof value.getTime === 'function') return new Date(value.getTime());
    const out = {};
    for (const key of Object.keys(value)) out[key] = into(value[key]);
    return out;
  }

  function raise(name, message, details) {
    const error = new Error(message);
    Object.defineProperty(error, 'name', { value: name, writable: true, configurable: true });
    if (details !== undefined) error.details = parse(details);
    throw error;
  }

  function show(part) {
    if (typeof part === 'string') return part;
    if (part instanceof Error) return part.stack || String(part);
    if (part !== null && typeof part === 'object' && part[HANDLE] === undefined) {
      try { return JSON.stringify(part); } catch (e) { return String(part); }
    }
    return String(part);
  }
  const console = {};
  for (const level of ['log', 'info', 'warn', 'error', 'time', 'timeEnd']) {
    console[level] = (...parts) => host.log(level, parts.map(show));
  }

  const Real = Date;
  function VirtualDate(...args) {
    if (!new.target) return new VirtualDate().toString();
    const value = args.length === 0 ? [host.now()] : localised(args);
    return Reflect.construct(Real, value, new.target === VirtualDate ? Real : new.target);
  }
  const ZONED = /(Z|[+-]\d{2}:?\d{2}|GMT|UTC)\s*(\(.*\))?$/i;
  const DATE_ONLY = /^[+-]?\d{4,6}(-\d{2}(-\d{2})?)?$/;
  function localised(args) {
    if (!host.zoneDiffers) return args;
    if (args.length > 1) {
      const wall = Real.UTC(...args);
      return [Number.isFinite(wall) ? host.epochOfWall(wall) : wall];
    }
    return typeof args[0] === 'string' ? [parseDate(args[0])] : args;
  }
  function parseDate(text) {
    const native = Real.parse(text);
    if (!host.zoneDiffers || !Number.isFinite(native) || ZONED.test(text) || DATE_ONLY.test(text)) return native;
    const d = new Real(native);
    const get = (part) => realGet[part].call(d);
    return host.epochOfWall(Real.UTC(get('FullYear'), get('Month'), get('Date'), get('Hours'), get('Minutes'), get('Seconds'), get('Milliseconds')));
  }
  const PARTS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds', 'Day'];
  const realGet = {};
  for (const part of PARTS) realGet[part] = Real.prototype['get' + part];
  VirtualDate.prototype = Real.prototype;
  VirtualDate.now = () => host.now();
  VirtualDate.parse = parseDate;
  VirtualDate.UTC = Real.UTC;
  const define = (target, name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true });
  define(Real.prototype, 'constructor', VirtualDate);
  define(VirtualDate, 'name', 'Date');
  define(globalThis, 'Date', VirtualDate);

  if (host.zoneDiffers) {
    const wall = (d) => new Real(d.getTime() + host.offset(d.getTime()));
    for (const part of PARTS) {
      define(Real.prototype, 'get' + part, function () {
        return Number.isNaN(this.getTime()) ? NaN : wall(this)['getUTC' + part]();
      });
      if (part === 'Day') continue;
      define(Real.prototype, 'set' + part, function (...args) {
        const moved = wall(this);
        moved['setUTC' + part](...args);
        return this.setTime(host.epochOfWall(moved.getTime()));
      });
    }
    define(Real.prototype, 'getTimezoneOffset', function () {
      return -host.offset(this.getTime()) / 60000;
    });
    const two = (n) => String(n).padStart(2, '0');
    const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
    const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    define(Real.prototype, 'toDateString', function () {
      return DAYS[this.getDay()] + ' ' + MONTHS[this.getMonth()] + ' ' + two(this.getDate()) + ' ' + this.getFullYear();
    });
    define(Real.prototype, 'toTimeString', function () {
      const minutes = -this.getTimezoneOffset();
      const size = Math.abs(minutes);
      const sign = minutes < 0 ? '-' : '+';
      return two(this.getHours()) + ':' + two(this.getMinutes()) + ':' + two(this.getSeconds()) +
        ' GMT' + sign + two(Math.floor(size / 60)) + two(size % 60) + ' (' + host.zone + ')';
    });
    define(Real.prototype, 'toString', function () {
      return Number.isNaN(this.getTime()) ? 'Invalid Date' : this.toDateString() + ' ' + this.toTimeString();
    });
    for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
      const real = Real.prototype[name];
      define(Real.prototype, name, function (locales, options) {
        return real.call(this, locales, Object.assign({ timeZone: host.zone }, options));
      });
    }
  }

  define(Math, 'random', () => host.random());
  define(globalThis, 'console', console);
  if (!withIntl) delete globalThis.Intl;
  // Callbacks of this context only are drained with it.
  function watch(promise) {
    const outcome = {};
    promise.then((value) => (outcome.value = value), (error) => ((outcome.failed = true), (outcome.error = error)));
    return outcome;
  }
  return {
    into,
    raise,
    watch,
    // A service is made when the script first names it; most executions name few.
    define: (name, make) =>
      Object.defineProperty(globalThis, name, {
        configurable: true,
        get() {
          const value = into(make());
          define(globalThis, name, value);
          return value;
        },
        set(value) {
          define(globalThis, name, value);
        },
      }),
  };
})`;

const script = new vm.Script(SOURCE, { filename: 'bridge.js' });

/** Puts the bridge into a context. */
export function bridgeInto(context: vm.Context, host: Host, intl: boolean): Bridge {
  const make = script.runInContext(context) as (host: Host, handle: symbol, json: symbol, intl: boolean) => Bridge;
  return make(host, HANDLE, JSON_TEXT, intl);
}

/** A host copy of what the script passed: plain data, Dates, and host objects for handles. Nothing of the context stays. */
export function fromRealm(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const own = (value as { [HANDLE]?: unknown })[HANDLE];
  if (own !== undefined) return own;
  if (Array.isArray(value)) return value.map(fromRealm);
  if (Object.prototype.toString.call(value) === '[object Date]') return new Date((value as Date).getTime());
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(value)) out[key] = fromRealm((value as Record<string, unknown>)[key]);
  return out;
}
