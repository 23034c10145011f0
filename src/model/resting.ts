/**
 * What rests in the registers that are on while others are off: counts they keep for them, rules that open a record there, fields
 * that link there, and `through`: a field or an action that only such a register changes is changed by hand meanwhile.
 */
import type { Action, Approval, EventSpec, Register } from './types';

/** Does this path lead over a link into a register that is not among these (where given: but among `all`)? */
export function leadsAway(
  there: ReadonlyMap<string, Register>,
  register: Register,
  path: string,
  all?: Readonly<Record<string, Register>>,
): boolean {
  let at: Register | undefined = register;
  for (const part of path.split('.')) {
    const to: string | undefined = at?.fields.find((field) => field.key === part)?.to;
    if (to === undefined) return false;
    at = there.get(to);
    if (!at) return !all || to in all;
  }
  return false;
}

/** The registers as they are while no other is there. */
export function resting(registers: readonly Register[]): Register[] {
  const there = new Map(registers.map((register) => [register.key, register]));
  return registers.map((register) => {
    const away = (path: string): boolean => leadsAway(there, register, path);
    const kept = (paths: string[]): string[] => paths.filter((path) => !away(path));
    const { form } = register;
    return {
      ...register,
      fields: register.fields
        .filter(({ key }) => !away(key))
        .map((field) => unbound(there, field.from && away(field.from) ? { ...field, from: undefined } : field)),
      actions: register.actions.map((action) => restingAction(there, register, action, kept)),
      approvals: register.approvals.map((one): Approval => ({
        ...one,
        shows: kept(one.shows),
        binds: kept(one.binds),
      })),
      ...(form ? { form: { ...form, asks: kept(form.asks), prefill: kept(form.prefill) } } : {}),
      rules: register.rules.filter((rule) => rule.opens === undefined || there.has(rule.opens)),
      ...(register.events ? { events: register.events.map((event) => restingEvent(there, event, away, kept)) } : {}),
      tallies: register.tallies.filter((tally) => there.has(tally.register)),
    };
  });
}

function restingEvent(
  there: ReadonlyMap<string, Register>,
  event: EventSpec,
  away: (path: string) => boolean,
  kept: (paths: string[]) => string[],
): EventSpec {
  const { room, lines } = event;
  return {
    ...event,
    room: room !== undefined && !away(room) ? room : undefined,
    lines: lines && there.has(lines.of.split('.')[0]!) ? lines : undefined,
    shows: kept(event.shows),
  };
}

function restingAction(
  there: ReadonlyMap<string, Register>,
  register: Register,
  action: Action,
  kept: (paths: string[]) => string[],
): Action {
  const here = (link: string): boolean =>
    link.includes('.') ? there.has(link.split('.')[0]!) : kept([link]).length > 0;
  const gives = action.gives?.flatMap(({ link, values }) => {
    const to = there.get(register.fields.find((field) => field.key === link)?.to ?? '');
    const fit = Object.entries(values).filter(([key, path]) => to && !leadsAway(there, to, key) && kept([path]).length);
    return fit.length > 0 ? [{ link, values: Object.fromEntries(fit) }] : [];
  });
  return unbound(there, {
    ...action,
    asks: kept(action.asks),
    and: action.and.filter(({ link }) => here(link)),
    ...(gives ? { gives } : {}),
  });
}

/** Without the register that alone changes it, when that is off. */
function unbound<T extends { through?: string; throughName?: unknown }>(
  there: ReadonlyMap<string, Register>,
  part: T,
): T {
  if (part.through === undefined || there.has(part.through)) return part;
  const { through: _through, throughName: _name, ...rest } = part;
  return rest as T;
}
