// One execution: a fresh context, its own clock, an active and an effective person, and the one door to the services.

import vm from 'node:vm';
import { Api, EnumType, EnumValue, isHeld, type Held } from './api.ts';
import { bridgeInto, fromRealm, type Bridge, type Host } from './bridge.ts';
import { Kill, ServiceError } from './errors.ts';
import { CELLS_PER_MS, ruleOf } from './latency.ts';
import type { Project } from './project.ts';
import { draw, nextRandom, type RandomState } from './random.ts';
import type { Runtime } from './runtime.ts';
import { checkScope } from './scopes.ts';
import { globalsFor } from './services/index.ts';
import { isApiMethod } from './surface.ts';
import { epochOfWall, offsetAt } from './zones.ts';

/** A service call as logged: `at` virtual epoch ms at its start, `ms` what it took. */
export interface Call {
  service: string;
  method: string;
  n: number;
  at: number;
  ms: number;
  write: boolean;
  free: boolean;
  error?: string;
}

/** What a hook is told. `n` counts from 1 within the execution; `free` calls never leave the script's process. */
export interface HookCall {
  service: string;
  method: string;
  args: unknown[];
  n: number;
  execution: Execution;
  write: boolean;
  free: boolean;
}

export type CallHook = (call: HookCall, proceed: () => unknown) => unknown;

export type TriggerKind = 'run' | 'page' | 'call' | 'clock' | 'edit' | 'change' | 'open' | 'submit' | 'calendar';

export interface ExecutionOptions {
  id: string;
  fn: string;
  trigger: TriggerKind;
  triggerId?: string;
  active: string;
  effective: string;
  startedAt: number;
  seed: number;
}

/** Work a service leaves behind until the run ends or a read needs it (buffered writes). */
export interface Buffer {
  /** Applies everything. */
  flush(): void;
  /** The run was killed: applies what the switch says survives. */
  abandon(): void;
}

export class Execution {
  readonly id: string;
  readonly fn: string;
  readonly trigger: TriggerKind;
  readonly triggerId: string | undefined;
  readonly active: string;
  readonly effective: string;
  readonly startedAt: number;
  endedAt: number | undefined;
  readonly calls: Call[] = [];
  readonly log: string[] = [];
  error: { name: string; message: string; stack: string } | undefined;
  /** What the function returned, as plain host data (service objects stay objects). */
  result: unknown;
  killed = false;

  /** This execution's own clock, epoch ms. */
  clock: number;
  readonly random: RandomState;
  readonly buffers: Buffer[] = [];
  /** Called at the end, killed or not: locks are released here. */
  readonly atEnd: (() => void)[] = [];
  lockCalls = 0;
  /** Invocation overhead, ms, charged before the script loads. */
  overhead = 0;
  private bridge: Bridge | undefined;

  constructor(
    readonly runtime: Runtime,
    readonly project: Project,
    options: ExecutionOptions,
  ) {
    this.id = options.id;
    this.fn = options.fn;
    this.trigger = options.trigger;
    this.triggerId = options.triggerId;
    this.active = options.active;
    this.effective = options.effective;
    this.startedAt = options.startedAt;
    this.clock = options.startedAt;
    this.random = { seed: options.seed };
  }

  /** Loads the project into a fresh context and calls `fn`; errors end up in `error`, never thrown. */
  run(args: unknown[]): void {
    try {
      this.charge(this.overhead);
      const context = vm.createContext({}, { microtaskMode: 'afterEvaluate' });
      this.bridge = bridgeInto(context, this.host(), this.runtime.switches.intl);
      for (const [name, make] of Object.entries(globalsFor(this))) this.bridge.define(name, make);
      this.project.load(context);
      const fn = this.project.find(context, this.fn);
      if (!fn) throw new ServiceError(`Script function not found: ${this.fn}`);
      this.result = this.settled(context, fn(...args.map((arg) => this.bridge!.into(arg))));
      this.finish();
    } catch (error) {
      this.fail(error);
    }
    for (const end of this.atEnd) end();
    this.endedAt = this.clock;
    // The log keeps executions; their contexts must not stay with them.
    this.bridge = undefined;
    this.buffers.length = 0;
    this.atEnd.length = 0;
  }

  /** Ends it before it began: no room for it. */
  refuse(message: string): void {
    this.error = { name: 'Exception', message, stack: '' };
    this.endedAt = this.startedAt;
  }

  /** Runs what promises left behind; a promise that is done gives its value (EXE-1: nothing is truly asynchronous). */
  private settled(context: vm.Context, value: unknown): unknown {
    DRAIN.runInContext(context);
    if (value === null || typeof value !== 'object' || typeof (value as { then?: unknown }).then !== 'function')
      return fromRealm(value);
    const outcome = this.bridge!.watch(value);
    DRAIN.runInContext(context);
    if (outcome.failed) throw outcome.error;
    return fromRealm(outcome.value);
  }

  private finish(): void {
    if (this.killed) return this.abandon();
    for (const buffer of this.buffers) buffer.flush();
  }

  private fail(error: unknown): void {
    const e = error as { name?: unknown; message?: unknown; stack?: unknown };
    this.error ??= {
      name: String(e.name ?? 'Error'),
      message: String(e.message ?? error),
      stack: String(e.stack ?? ''),
    };
    if (this.killed) return this.abandon();
    // Google flushes what was written before an error as well: only a kill loses a part.
    try {
      for (const buffer of this.buffers) buffer.flush();
    } catch {
      this.abandon();
    }
  }

  private abandon(): void {
    for (const buffer of this.buffers) buffer.abandon();
  }

  /** Ends the execution: from now on every service call throws (EXE-2). */
  die(reason: string): void {
    if (this.killed) return;
    this.killed = true;
    this.error = { name: 'Kill', message: reason, stack: '' };
  }

  get over(): boolean {
    return this.endedAt !== undefined;
  }

  /** Lets `ms` of this execution's time pass; people's acts and events due meanwhile happen now, nested. */
  charge(ms: number): void {
    if (ms <= 0) return;
    const limit = this.startedAt + this.runtime.quotas.executionMs;
    const target = this.clock + ms;
    this.runtime.passTime(this, Math.min(target, limit));
    this.clock = Math.min(target, limit);
    if (target > limit) {
      this.die('Exceeded maximum execution time');
      throw new Kill('Exceeded maximum execution time');
    }
  }

  /** Cells a call read or wrote, for the counters and the per-cell part of the cost. */
  cells(kind: 'read' | 'write', n: number): void {
    this.runtime.calls.cells(kind, n);
    this.pendingCells += n;
  }
  private pendingCells = 0;

  private host(): Host {
    const zone = this.project.timeZone ?? this.runtime.zone;
    return {
      now: () => Math.floor(this.clock),
      random: () => nextRandom(this.random),
      zone,
      zoneDiffers: zone !== PROCESS_ZONE,
      offset: (epoch) => offsetAt(zone, epoch),
      epochOfWall: (wall) => epochOfWall(zone, wall),
      lookup: (target, name) => this.lookup(target as Held, name),
      value: (target, name) => (target as Record<string, unknown>)[name],
      call: (target, name, args) => this.door(target as Held, name, args),
      className: (target) => (isHeld(target) ? target._class : undefined),
      isShared: (target) => (target as Held)._shared,
      log: (level, parts) => {
        if (this.log.length < 1000) this.log.push(`${level}: ${parts.join(' ')}`);
      },
    };
  }

  /** The script sees the API's methods, enums and nested services; fields and helpers of our classes stay ours. */
  private lookup(target: Held, name: string): 0 | 1 | 2 {
    const member = (target as unknown as Record<string, unknown>)[name];
    if (target instanceof EnumValue) return isApiMethod('EnumValue', name) ? 1 : 0;
    if (typeof member === 'function')
      return isApiMethod(target._class, name) || (name === 'toString' && member !== Object.prototype.toString) ? 1 : 0;
    if (member !== undefined && /^[A-Z]/.test(name) && isHeld(member)) return 2;
    if (target instanceof Api && target._fields.includes(name)) return 2;
    return isApiMethod(target._class, name) ? 1 : 0;
  }

  /** The door: every call of the script to a service comes through here, and its errors leave as the context's own. */
  private door(target: Held, method: string, rawArgs: unknown[]): unknown {
    try {
      if (target instanceof EnumValue || target instanceof EnumType)
        return callPlain(target, method, rawArgs.map(fromRealm));
      return this.call(target._class, method, rawArgs.map(fromRealm), target);
    } catch (error) {
      if (error instanceof Kill) this.die(error.message);
      const e = error as Error & { details?: unknown };
      const name =
        error instanceof ServiceError || error instanceof Kill ? e.name : e.name === 'Error' ? 'Exception' : e.name;
      const message =
        error instanceof ServiceError || error instanceof Kill || e.name === 'Error'
          ? e.message
          : `${e.message}\n${e.stack ?? ''}`;
      return this.bridge!.raise(name, message, e.details === undefined ? undefined : JSON.stringify(e.details));
    }
  }

  private call(service: string, method: string, args: unknown[], target: Held): unknown {
    if (this.killed) throw new Kill(this.error?.message ?? 'killed');
    const rule = ruleOf(service, method);
    const record: Call = {
      service,
      method,
      n: this.calls.length + 1,
      at: this.clock,
      ms: 0,
      write: rule.kind === 'write',
      free: rule.kind === 'free',
    };
    this.calls.push(record);
    this.runtime.calls.count(`${service}.${method}`);
    const proceed = (): unknown => {
      // A hook may come back to it after the run is over (a late write): then only the effect is left to do.
      const alive = !this.over && !this.killed;
      if (alive) {
        checkScope(this.project.scopes, service, method);
        if (this.runtime.latency && rule.cost !== 0) {
          this.charge(typeof rule.cost === 'number' ? rule.cost : draw(this.random, rule.cost[0], rule.cost[1]));
        }
      }
      const result = callPlain(target, method, args);
      if (alive && this.runtime.latency && this.pendingCells > 0) {
        const cost = this.pendingCells / CELLS_PER_MS;
        this.pendingCells = 0;
        this.charge(cost);
      }
      return result;
    };
    const hook = this.runtime.currentHook;
    try {
      return hook
        ? hook({ service, method, args, n: record.n, execution: this, write: record.write, free: record.free }, proceed)
        : proceed();
    } catch (error) {
      record.error = (error as Error).message;
      throw error;
    } finally {
      record.ms = this.clock - record.at;
    }
  }
}

function callPlain(target: Held, method: string, args: unknown[]): unknown {
  const fn = (target as unknown as Record<string, unknown>)[method];
  if (typeof fn !== 'function')
    throw new ServiceError(`not implemented locally: ${target._class}.${method}`, 'NotImplementedLocally');
  return (fn as (...a: unknown[]) => unknown).apply(target, args);
}

const DRAIN = new vm.Script('0');
const PROCESS_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
