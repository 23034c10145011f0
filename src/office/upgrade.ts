/**
 * A newer bundle than the office follows: said on 首頁 of the setup workbook, with preview and apply, by night and at the heartbeat
 * (configuration: an upgrade is a three-way merge with what was last applied).
 */
import { dropNotice, notice, openDraft } from '../engine/draft';
import type { Model } from '../model/types';
import { factsOf } from './book';
import { commit, deciding } from './commit';
import { HOME } from './judge-setup';
import { PROP } from './layout';
import { readMark } from './mark';
import type { Ports } from './ports';
import { restored } from './restored';
import { readSetup } from './setup-state';

/** Says it, or takes it away once it is followed; reads nothing while neither has moved, writes nothing when 首頁 says it already. */
export function announceUpgrade(ports: Ports): void {
  const { version } = JSON.parse(ports.pack()) as Model;
  const standing = (): string => `${version} ${readMark(ports, 'setup').n}`;
  if (ports.props.get(PROP.compared) === standing()) return;
  if (say(ports, version)) ports.props.set(PROP.compared, standing());
}

/** True when 首頁 says what it should. */
function say(ports: Ports, version: string): boolean {
  const answer = deciding(ports, 20_000, () => {
    const state = readSetup(ports);
    if (!state?.pack || restored(ports, state.first, [])) return false;
    const newer = version !== state.bare?.version;
    if (newer === state.first.meta.notices.some(({ key }) => key === 'upgrade')) return true;
    const draft = openDraft(factsOf(state.first, ports.now(), `upgrade:${state.first.meta.commit.n}`));
    if (newer)
      notice(draft, {
        key: 'upgrade',
        at: ports.now(),
        rank: HOME.upgrade,
        words: { code: 'setup.upgrade' },
        action: { kind: 'upgrade-preview' },
        action2: { kind: 'upgrade' },
      });
    else
      for (const { key } of draft.meta.notices)
        if (key === 'upgrade' || key.startsWith('plan:upgrade:')) dropNotice(draft, key);
    commit(ports, state.first, draft, {});
    return true;
  });
  return answer === true;
}
