/**
 * What follows an edit of the setup workbook: rows are judged, what a tick on 首頁 asked for is done, what counts is published. Called
 * after the edit's own commit and by every tick, which finishes what a run left (configuration: in force).
 */
import { accept } from './accept';
import { HOME, judgeSetup } from './judge-setup';
import { PROP } from './layout';
import { planPack } from './plan';
import { planSetup, preview } from './preview';
import { askLimits, replanOpen } from './limits';
import type { Ports } from './ports';
import { publish } from './publish';
import { revertAsked } from './revert';
import { install } from './setup';
import { APPLIED, LIVE } from './setup-state';
import type { Todo } from './todo';

/** Nothing is asked for and nothing moved since: the properties as just read say it, and nothing else is looked at. */
export function setupAtRest(props: Record<string, string>): boolean {
  const { n } = JSON.parse(props[`${PROP.mark}setup`] ?? '{"n":-1}') as { n: number };
  const asked = [PROP.todo, PROP.revert, PROP.limits, PROP.replan].some((key) => props[key] !== undefined);
  return !asked && Number(props[PROP.published] ?? -2) === n && Number(props[PROP.checked] ?? -2) === n;
}

export function setupMoved(ports: Ports): void {
  runTodo(ports);
  runReplan(ports);
  revertAsked(ports);
  publish(ports);
  judgeSetup(ports);
  askLimits(ports);
}

function runTodo(ports: Ports): void {
  const text = ports.props.get(PROP.todo);
  if (!text) return;
  const todo = JSON.parse(text) as Todo;
  if (todo.what === 'preview') {
    if (!preview(ports, 'pending', HOME.pending, planSetup(ports))) return;
  } else if (todo.what === 'upgrade-preview') {
    if (!preview(ports, 'upgrade', HOME.upgrade, planPack(ports))) return;
  } else if (todo.what === 'upgrade') {
    if (!install(ports, { by: todo.by })) return;
  } else if (todo.what === 'apply') {
    if (accept(ports, { how: 'applied', by: todo.by, tabs: [...APPLIED, ...LIVE] }) === 'busy') return;
  } else {
    if (accept(ports, { how: 'applied', by: todo.by, tabs: ['time_limits'] }) === 'busy') return;
    if (todo.what === 'limits-open') ports.props.set(PROP.replan, '1');
  }
  ports.props.remove(PROP.todo);
}

/** Open cases follow the time limits once these are published; asked for on its own, so that the next tick finishes it. */
function runReplan(ports: Ports): void {
  if (!ports.props.get(PROP.replan)) return;
  publish(ports);
  if (replanOpen(ports)) ports.props.remove(PROP.replan);
}
