/**
 * A newer bundle than the office follows: said on 首頁 of the setup workbook, with preview and apply, by night and at the heartbeat
 * (configuration: an upgrade is a three-way merge with what was last applied).
 */
import { dropNotice, notice, openDraft } from '../engine/draft';
import type { Model } from '../model/types';
import { factsOf } from './book';
import { commit, deciding } from './commit';
import { HOME } from './judge-setup';
import type { Ports } from './ports';
import { restored } from './restored';
import { readSetup } from './setup-state';

/** Says it, or takes it away once it is followed; writes nothing when 首頁 says it already. */
export function announceUpgrade(ports: Ports): void {
  deciding(ports, 20_000, () => {
    const state = readSetup(ports);
    if (!state?.pack || restored(ports, state.first, [])) return;
    const newer = (JSON.parse(ports.pack()) as Model).version !== state.bare?.version;
    if (newer === state.first.meta.notices.some(({ key }) => key === 'upgrade')) return;
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
  });
}
