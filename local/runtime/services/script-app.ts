// ScriptApp: installable triggers of the effective user, the web app's address, enums (B.3, CLK-1).

import { Api, EnumType, enumName, type Held } from '../api.ts';
import { firstDue } from '../clock.ts';
import { badSignature, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { randomId, type RandomState } from '../random.ts';
import type { Schedule, Trigger as TriggerState } from '../store/state.ts';

const WEEK_DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** An id given as text or as the file's object. */
function idOf(key: unknown, signature: string): string {
  if (typeof key === 'string') return key;
  const id = (key as { getId?: () => string } | null)?.getId?.();
  if (typeof id !== 'string') throw badSignature(signature, [key]);
  return id;
}

export class Trigger extends Api {
  readonly _class = 'Trigger';
  constructor(
    x: Execution,
    readonly _state: TriggerState,
    private readonly app: ScriptApp,
  ) {
    super(x);
  }
  getHandlerFunction(): string {
    return this._state.handler;
  }
  getUniqueId(): string {
    return this._state.id;
  }
  /** Null for time triggers. */
  getTriggerSourceId(): string | null {
    return this._state.sourceId || null;
  }
  getEventType(): unknown {
    return this.app.EventType[this._state.event];
  }
  getTriggerSource(): unknown {
    return this.app.TriggerSource[this._state.source];
  }
}

abstract class Builder extends Api {
  constructor(
    x: Execution,
    protected readonly app: ScriptApp,
    protected readonly handler: string,
  ) {
    super(x);
  }

  protected make(part: Pick<TriggerState, 'source' | 'event' | 'sourceId'> & { schedule?: Schedule }): Trigger {
    const { runtime, effective, clock, trigger } = this._x;
    const { store } = runtime;
    const own = store.state.triggers.filter((t) => t.owner === effective);
    if (own.length >= runtime.quotas.triggers) {
      throw new ServiceError(
        'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
      );
    }
    const random: RandomState = { seed: store.state.seed };
    const next = part.schedule && firstDue(part.schedule, clock, random);
    const made: TriggerState = {
      id: String(store.nextSerial()) + randomId(random, 12),
      handler: this.handler,
      owner: effective,
      ...part,
      // A trigger made by a trigger comes up disabled.
      disabled: trigger !== 'run' && trigger !== 'call' && trigger !== 'page',
      ...(next === undefined ? {} : { next }),
    };
    store.set({ seed: random.seed, triggers: [...store.state.triggers, made] });
    return new Trigger(this._x, made, this.app);
  }
}

class ClockTriggerBuilder extends Builder {
  readonly _class = 'ClockTriggerBuilder';
  private schedule: Schedule = { zone: this._x.project.timeZone ?? this._x.runtime.zone };

  private with(part: Partial<Schedule>): this {
    this.schedule = { ...this.schedule, ...part };
    return this;
  }

  everyMinutes(n: number): this {
    if (![1, 5, 10, 15, 30].includes(n))
      throw new ServiceError('The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.');
    return this.with({ everyMinutes: n });
  }
  everyHours(n: number): this {
    return this.with({ everyHours: n });
  }
  everyDays(n: number): this {
    return this.with({ everyDays: n });
  }
  everyWeeks(n: number): this {
    return this.with({ everyWeeks: n });
  }
  onWeekDay(day: unknown): this {
    const index = WEEK_DAYS.indexOf(enumName(day) ?? '');
    if (index < 0) throw badSignature('ClockTriggerBuilder.onWeekDay', [day]);
    return this.with({ weekDay: index + 1 });
  }
  onMonthDay(day: number): this {
    return this.with({ monthDay: day });
  }
  atHour(hour: number): this {
    if (!(hour >= 0 && hour <= 23))
      throw new ServiceError('The value you passed to atHour was invalid. It must be between 0 and 23.');
    return this.with({ hour });
  }
  nearMinute(minute: number): this {
    return this.with({ minute });
  }
  inTimezone(zone: string): this {
    return this.with({ zone });
  }
  after(milliseconds: number): this {
    return this.with({ once: this._x.clock + milliseconds });
  }
  at(date: Date): this {
    return this.with({ once: date.getTime() });
  }
  create(): Trigger {
    return this.make({ source: 'CLOCK', event: 'CLOCK', sourceId: '', schedule: this.schedule });
  }
}

abstract class EventTriggerBuilder extends Builder {
  private event: TriggerState['event'] | undefined;
  protected abstract readonly source: 'SPREADSHEETS' | 'FORMS' | 'CALENDAR';
  constructor(
    x: Execution,
    app: ScriptApp,
    handler: string,
    private readonly sourceId: string,
  ) {
    super(x, app, handler);
  }
  protected on(event: TriggerState['event']): this {
    this.event = event;
    return this;
  }
  create(): Trigger {
    if (!this.event) throw new ServiceError('The trigger has no event type.');
    return this.make({ source: this.source, event: this.event, sourceId: this.sourceId });
  }
}

class SpreadsheetTriggerBuilder extends EventTriggerBuilder {
  readonly _class = 'SpreadsheetTriggerBuilder';
  protected readonly source = 'SPREADSHEETS';
  onEdit(): this {
    return this.on('ON_EDIT');
  }
  onChange(): this {
    return this.on('ON_CHANGE');
  }
  onFormSubmit(): this {
    return this.on('ON_FORM_SUBMIT');
  }
  onOpen(): this {
    return this.on('ON_OPEN');
  }
}

class FormTriggerBuilder extends EventTriggerBuilder {
  readonly _class = 'FormTriggerBuilder';
  protected readonly source = 'FORMS';
  onFormSubmit(): this {
    return this.on('ON_FORM_SUBMIT');
  }
}

class CalendarTriggerBuilder extends EventTriggerBuilder {
  readonly _class = 'CalendarTriggerBuilder';
  protected readonly source = 'CALENDAR';
  onEventUpdated(): this {
    return this.on('ON_EVENT_UPDATED');
  }
}

class TriggerBuilder extends Api {
  readonly _class = 'TriggerBuilder';
  constructor(
    x: Execution,
    private readonly app: ScriptApp,
    private readonly handler: string,
  ) {
    super(x);
  }
  timeBased(): ClockTriggerBuilder {
    return new ClockTriggerBuilder(this._x, this.app, this.handler);
  }
  forSpreadsheet(key: unknown): SpreadsheetTriggerBuilder {
    const id = idOf(key, 'ScriptApp.TriggerBuilder.forSpreadsheet');
    if (!this._x.runtime.store.spreadsheets[id])
      throw new ServiceError(`You do not have access to the requested document: ${id}`);
    return new SpreadsheetTriggerBuilder(this._x, this.app, this.handler, id);
  }
  forForm(key: unknown): FormTriggerBuilder {
    const id = idOf(key, 'ScriptApp.TriggerBuilder.forForm');
    if (!this._x.runtime.store.forms[id])
      throw new ServiceError(`You do not have access to the requested document: ${id}`);
    return new FormTriggerBuilder(this._x, this.app, this.handler, id);
  }
  forUserCalendar(emailId: unknown): CalendarTriggerBuilder {
    if (typeof emailId !== 'string') throw badSignature('ScriptApp.TriggerBuilder.forUserCalendar', [emailId]);
    return new CalendarTriggerBuilder(this._x, this.app, this.handler, emailId.toLowerCase());
  }
}

class Service extends Api {
  readonly _class = 'Service';
  /** Address of the deployed web app, in the domain's form. */
  getUrl(): string {
    return `https://script.google.com/a/macros/${this._x.runtime.domain}/s/local/exec`;
  }
}

export class ScriptApp extends Api {
  readonly _class = 'ScriptApp';
  readonly EventType: EnumType = new EnumType('EventType', [
    'CLOCK',
    'ON_OPEN',
    'ON_EDIT',
    'ON_FORM_SUBMIT',
    'ON_CHANGE',
    'ON_EVENT_UPDATED',
  ]);
  readonly TriggerSource: EnumType = new EnumType('TriggerSource', [
    'SPREADSHEETS',
    'CLOCK',
    'FORMS',
    'DOCUMENTS',
    'CALENDAR',
  ]);
  readonly AuthMode: EnumType = new EnumType('AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);
  readonly WeekDay: EnumType = new EnumType('Weekday', WEEK_DAYS);

  newTrigger(functionName: unknown): TriggerBuilder {
    if (typeof functionName !== 'string') throw badSignature('ScriptApp.newTrigger', [functionName]);
    return new TriggerBuilder(this._x, this, functionName);
  }
  /** Of the effective user only: nobody sees another account's triggers. */
  getProjectTriggers(): Trigger[] {
    return this._x.runtime.store.state.triggers
      .filter((t) => t.owner === this._x.effective)
      .map((t) => new Trigger(this._x, t, this));
  }
  deleteTrigger(trigger: Held): undefined {
    if (!(trigger instanceof Trigger)) throw badSignature('ScriptApp.deleteTrigger', [trigger]);
    const { store } = this._x.runtime;
    store.set({
      triggers: store.state.triggers.filter((t) => t.id !== trigger._state.id),
      pending: store.state.pending.filter((e) => e.triggerId !== trigger._state.id),
    });
    return undefined;
  }
  getService(): Service {
    return new Service(this._x);
  }
  getScriptId(): string {
    return 'local';
  }
}
