/** What an office manager asked of the setup workbook, remembered outside it until it is done: a run that dies is taken up by the next tick. */
import type { Draft } from '../engine/draft';
import { PROP } from './layout';
import type { Ports } from './ports';

export interface Todo {
  what: 'apply' | 'preview' | 'upgrade' | 'upgrade-preview' | 'limits-new' | 'limits-open';
  by: string | null;
}

export const askFor = (ports: Ports, todo: Todo): void => ports.props.set(PROP.todo, JSON.stringify(todo));

/** 「回到此版」 chosen in this draft, wherever it was chosen: asked for before the draft's own commit. */
export function noteRevert(ports: Ports, draft: Draft): void {
  const chosen = draft.journal.find((entry) => entry.register === 'setup_versions' && entry.action === 'revert');
  if (chosen) ports.props.set(PROP.revert, JSON.stringify([chosen.id, chosen.actor]));
}
