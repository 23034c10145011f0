/** Secrets of the office account: chain and MAC key, made once at set-up, read only after the runner is the recorded owner (S10). */
import { PROP } from './layout';
import type { Ports } from './ports';

/** Throws `wrong-account` before anything else is read when this does not run as the office account (failure 2). */
export function assertOwner(ports: Ports): void {
  const owner = ports.props.get(PROP.owner);
  if (!owner || owner.toLowerCase() !== ports.runsAs().toLowerCase()) throw new Error('wrong-account');
}

export function chainKey(ports: Ports): string {
  const key = ports.secrets.get('chain:1');
  if (!key) throw new Error('no chain key: run setup');
  return key;
}

export function makeKeys(ports: Ports): void {
  if (!ports.secrets.get('chain:1')) ports.secrets.set('chain:1', `${ports.uuid()}${ports.uuid()}`.replace(/-/g, ''));
}
