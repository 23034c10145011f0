// One office in process: its virtual clock, what is waiting to happen, and the executions that happen.

import { CallCounter } from './calls.ts';
import { followingDue } from './clock.ts';
import { diff, type Change } from './changes.ts';
import { eventArgument } from './events.ts';
import { Execution, type CallHook, type TriggerKind } from './execution.ts';
import { START_UP } from './latency.ts';
import { Person } from './person.ts';
import { Project } from './project.ts';
import { spend, usedOf, WORKSPACE, type Quotas } from './quotas.ts';
import { draw, nextRandom, type RandomState } from './random.ts';
import { emptyState, Store } from './store/store.ts';
import type { EventPayload, PendingEvent, ProjectFiles, State, Trigger } from './store/state.ts';
import { SWITCHES, type Switches } from './switches.ts';

export interface RuntimeOptions {
  /** ISO date-time with offset. */
  start: string;
  /** Zone of script and new spreadsheets, e.g. 'Asia/Taipei'. */
  zone: string;
  seed?: number;
  /** Office account: creator of triggers, effective user of executions. */
  owner: string;
  /** Workspace domain; the owner's when left out. */
  domain?: string;
  people?: { email: string; name: string }[];
  /** Locale of new spreadsheets; 'zh_TW' when left out. */
  locale?: string;
  switches?: Partial<Switches>;
  quotas?: Partial<Quotas>;
  /** Service calls advance virtual time; true when left out. */
  latency?: boolean;
}

interface Act {
  due: number;
  order: number;
  act: () => void;
}

type Due =
  | { due: number; kind: 'act'; act: Act }
  | { due: number; kind: 'event'; event: PendingEvent }
  | { due: number; kind: 'clock'; trigger: Trigger };

const KEPT_EXECUTIONS = 2000;
const KEPT_VERSIONS = 100;
/** Nested executions beyond this wait until the outer ones are done, so that the stack stays small. */
const MAX_DEPTH = 12;

export class Runtime {
  readonly store: Store;
  readonly zone: string;
  readonly owner: string;
  readonly domain: string;
  readonly locale: string;
  readonly switches: Switches;
  readonly quotas: Quotas;
  latency: boolean;
  calls = new CallCounter();
  executions: Execution[] = [];
  currentHook: CallHook | null = null;
  private project = new Project({});
  private acts: Act[] = [];
  private running: Execution[] = [];
  private order = 0;
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly stateListeners = new Set<(before: State, after: State) => void>();
  private seen: State;

  constructor(
    readonly options: RuntimeOptions,
    state?: State,
  ) {
    this.zone = options.zone;
    this.owner = options.owner;
    this.domain = options.domain ?? options.owner.split('@')[1] ?? '';
    this.locale = options.locale ?? 'zh_TW';
    this.switches = { ...SWITCHES, ...options.switches };
    this.quotas = { ...WORKSPACE, ...options.quotas };
    this.latency = options.latency ?? true;
    const start = Date.parse(options.start);
    if (Number.isNaN(start)) throw new Error(`start is no ISO date-time: ${options.start}`);
    this.store = new Store(state ?? { ...emptyState(start, options.seed ?? 1), people: options.people ?? [] });
    this.seen = this.store.state;
  }

  /** An office that begins as this one is now and goes its own way. Scheduled acts, hooks and listeners stay behind. */
  fork(): Runtime {
    const next = new Runtime(
      { ...this.options, switches: this.switches, quotas: this.quotas, latency: this.latency },
      this.store.state,
    );
    next.project = this.project;
    next.calls = this.calls.copy();
    next.executions = this.executions.slice(-50);
    return next;
  }

  /** Puts the built files in place; the next execution runs them. */
  install(_project: 'engine', files: ProjectFiles): void {
    this.project = new Project(files);
  }

  /** Pages and scripts of the installed project. */
  get installed(): Project {
    return this.project;
  }

  /** Virtual time, epoch ms: of the running execution, else of the office. */
  get now(): number {
    return this.running.at(-1)?.clock ?? this.store.state.now;
  }

  /** Seeded randomness of the office; draws move the state, so forks repeat each other. */
  draw(low: number, high: number): number {
    const random: RandomState = { seed: this.store.state.seed };
    const value = draw(random, low, high);
    this.store.set({ seed: random.seed });
    return value;
  }

  // --- time -------------------------------------------------------------------------------------------------------

  /** Lets time pass: time triggers, events and scheduled acts happen in the order of their time. */
  wait(ms: number): void {
    const outer = this.running.at(-1);
    if (outer) return outer.charge(ms);
    this.until(this.store.state.now + ms);
  }

  private until(target: number): void {
    for (let next = this.nextDue('all'); next && next.due <= target; next = this.nextDue('all')) {
      this.moveTo(next.due);
      this.fire(next);
    }
    this.moveTo(target);
    this.emit();
  }

  private moveTo(time: number): void {
    if (time > this.store.state.now) this.store.set({ now: time });
  }

  /** Schedules a person's act; inside a running execution it happens as soon as that execution's clock passes `time`. */
  at(time: number, act: () => void): void {
    const entry: Act = { due: time, order: this.order++, act };
    const index = this.acts.findIndex((a) => a.due > time);
    if (index < 0) this.acts.push(entry);
    else this.acts.splice(index, 0, entry);
  }

  /** Runs waiting edit, submit, change and open events now, without letting more than their own delay pass. */
  settle(): void {
    for (let next = this.store.state.pending[0]; next; next = this.store.state.pending[0]) {
      this.moveTo(next.due);
      this.fire({ due: next.due, kind: 'event', event: next });
    }
    this.emit();
  }

  /** For executions: what is due up to `target` happens now, nested in `x`. */
  passTime(x: Execution, target: number): void {
    if (this.running.length > MAX_DEPTH) return;
    for (
      let next = this.nextDue(this.switches.interleave);
      next && next.due <= target;
      next = this.nextDue(this.switches.interleave)
    ) {
      x.clock = Math.max(x.clock, next.due);
      this.fire(next);
    }
  }

  private nextDue(level: Switches['interleave']): Due | undefined {
    let best: Due | undefined;
    const act = this.acts[0];
    if (act) best = { due: act.due, kind: 'act', act };
    if (level === 'acts') return best;
    const event = this.store.state.pending[0];
    if (event && (!best || event.due < best.due)) best = { due: event.due, kind: 'event', event };
    if (level === 'events') return best;
    const trigger = this.nextClock();
    if (trigger && (!best || trigger.next! < best.due)) best = { due: trigger.next!, kind: 'clock', trigger };
    return best;
  }

  private nextClock(): Trigger | undefined {
    const { triggers } = this.store.state;
    if (this.clockOf !== triggers) {
      this.clockOf = triggers;
      this.clockNext = undefined;
      for (const t of triggers) {
        if (t.next !== undefined && !t.disabled && (!this.clockNext || t.next < this.clockNext.next!))
          this.clockNext = t;
      }
    }
    return this.clockNext;
  }
  private clockOf: readonly Trigger[] | undefined;
  private clockNext: Trigger | undefined;

  private fire(next: Due): void {
    if (next.kind === 'act') {
      this.acts.shift();
      return next.act.act();
    }
    if (next.kind === 'event') {
      this.store.set({ pending: this.store.state.pending.filter((e) => e !== next.event) });
      const trigger = this.store.state.triggers.find((t) => t.id === next.event.triggerId);
      if (trigger && !trigger.disabled) this.runTrigger(trigger, next.event.payload, next.due);
      return;
    }
    const { trigger } = next;
    const random: RandomState = { seed: this.store.state.seed };
    const following = followingDue(trigger.schedule!, trigger.next!, random);
    const missed = nextRandom(random) < this.switches.clockMissed;
    const doubled = nextRandom(random) < this.switches.clockDoubled;
    this.store.set({
      seed: random.seed,
      triggers: this.store.state.triggers.map((t) => (t.id === trigger.id ? { ...t, next: following } : t)),
    });
    if (!missed) this.runTrigger(trigger, undefined, next.due);
    if (doubled && !missed) this.runTrigger(trigger, undefined, next.due);
  }

  /** Sends an event on its way to a trigger: it arrives after the platform's delay. */
  enqueue(triggerId: string, payload: EventPayload): void {
    const [low, high] = this.switches.eventDelay;
    // Events of one trigger arrive in the order they happened.
    const ahead = this.store.state.pending.findLast((e) => e.triggerId === triggerId)?.due ?? 0;
    const due = Math.max(ahead, this.now + this.draw(low * 1000, high * 1000));
    const event: PendingEvent = { id: this.store.nextSerial(), due, triggerId, payload };
    const pending = this.store.state.pending.slice();
    const index = pending.findIndex((e) => e.due > due);
    pending.splice(index < 0 ? pending.length : index, 0, event);
    this.store.set({ pending });
  }

  // --- executions -------------------------------------------------------------------------------------------------

  /** One execution of a global function; errors are in the answer, not thrown. The office's clock waits for its end. */
  run(fn: string, args: unknown[] = [], who: { active?: string; effective?: string; event?: unknown } = {}): Execution {
    const all = 'event' in who ? [who.event, ...args] : args;
    return this.execute(fn, all, {
      trigger: 'run',
      active: who.active ?? this.owner,
      effective: who.effective ?? this.owner,
    });
  }

  /** For persons and triggers. */
  execute(
    fn: string,
    args: unknown[] | ((x: Execution) => unknown[]),
    how: { trigger: TriggerKind; triggerId?: string; active: string; effective: string; startedAt?: number },
  ): Execution {
    const before = this.store.state;
    const startedAt = Math.max(how.startedAt ?? this.now, before.now);
    const x = new Execution(this, this.project, {
      id: `x${this.store.nextSerial()}`,
      fn,
      trigger: how.trigger,
      triggerId: how.triggerId,
      active: how.active,
      effective: how.effective,
      startedAt,
      seed: Math.floor(this.draw(0, 2 ** 32)),
    });
    this.keep(x);
    if (this.simultaneous(startedAt, how.effective) > this.quotas.simultaneous) {
      x.refuse('Too many simultaneous invocations: Spreadsheets');
    } else {
      this.running.push(x);
      try {
        if (this.latency) x.overhead = this.draw(START_UP[0], START_UP[1]);
        x.run(typeof args === 'function' ? args(x) : args);
      } finally {
        this.running.pop();
      }
    }
    if (this.running.length === 0 && how.startedAt === undefined) this.moveTo(x.endedAt!);
    this.remember(before, x.effective);
    if (this.running.length === 0) this.emit();
    return x;
  }

  private runTrigger(trigger: Trigger, payload: EventPayload | undefined, at: number): void {
    const kind: TriggerKind = !payload
      ? 'clock'
      : payload.kind === 'edit' || payload.kind === 'change' || payload.kind === 'open' || payload.kind === 'calendar'
        ? payload.kind
        : 'submit';
    const person = payload && 'user' in payload && this.switches.editActiveUser === 'person' ? payload.user : '';
    const before = usedOf(this.store, `triggerMs:${trigger.owner}`, at);
    const how = {
      trigger: kind,
      triggerId: trigger.id,
      active: payload ? person : trigger.owner,
      effective: trigger.owner,
      startedAt: at,
    };
    if (before > this.quotas.triggerMsPerDay) {
      const x = new Execution(this, this.project, {
        id: `x${this.store.nextSerial()}`,
        fn: trigger.handler,
        seed: 0,
        ...how,
      });
      x.refuse('Service using too much computer time for one day');
      this.keep(x);
      return;
    }
    const x = this.execute(trigger.handler, (run) => [eventArgument(run, trigger, payload, at)], how);
    spend(this.store, `triggerMs:${trigger.owner}`, this.quotas.triggerMsPerDay, x.endedAt! - x.startedAt, at);
  }

  private keep(x: Execution): void {
    this.executions.push(x);
    if (this.executions.length > KEPT_EXECUTIONS) this.executions.splice(0, this.executions.length - KEPT_EXECUTIONS);
  }

  /** Executions of a user that run at a time, this one included. */
  private simultaneous(at: number, effective: string): number {
    let n = 0;
    for (let i = this.executions.length - 1; i >= Math.max(0, this.executions.length - 200); i--) {
      const x = this.executions[i]!;
      if (x.effective === effective && x.startedAt <= at && (x.endedAt === undefined || x.endedAt > at)) n++;
    }
    return n;
  }

  /** Keeps a version of every spreadsheet an act or execution changed (VER-1). */
  remember(before: State, who: string): void {
    const after = this.store.state;
    if (after.spreadsheets === before.spreadsheets) return;
    let versions = after.versions;
    for (const file of Object.values(after.spreadsheets)) {
      if (before.spreadsheets[file.id] === file) continue;
      const list = versions[file.id] ?? [];
      const version = { id: `v${this.store.nextSerial()}`, at: this.now, who, spreadsheet: file };
      versions = { ...versions, [file.id]: [...list.slice(-KEPT_VERSIONS + 1), version] };
    }
    this.store.set({ versions });
  }

  // --- people and listeners ---------------------------------------------------------------------------------------

  person(email: string): Person {
    return new Person(this, email);
  }

  /** The one door: every service call of every execution passes `fn`; null takes it away. */
  hook(fn: CallHook | null): void {
    this.currentHook = fn;
  }

  /** Tells what changed after every act and execution; returns the way to stop. */
  onChange(fn: (change: Change) => void): () => void {
    if (this.listeners.size === 0) this.seen = this.store.state;
    this.listeners.add(fn);
    return () => this.listeners.delete(fn);
  }

  /** Gives whole states, for what keeps them (persistence): after each act and execution, one call. */
  onState(fn: (before: State, after: State) => void): () => void {
    this.stateListeners.add(fn);
    return () => this.stateListeners.delete(fn);
  }

  /** For acts: reports what changed, unless an execution is still on its way. */
  emit(): void {
    if (this.running.length > 0) return;
    const before = this.seen;
    const after = this.store.state;
    if (before === after) return;
    this.seen = after;
    for (const fn of this.stateListeners) fn(before, after);
    if (this.listeners.size === 0) return;
    for (const change of diff(before, after)) for (const fn of this.listeners) fn(change);
  }
}

/** A new, empty office. */
export function createRuntime(options: RuntimeOptions): Runtime {
  return new Runtime(options);
}
