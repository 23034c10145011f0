/** What a tick on 首頁 does. The row of the tick names the notice; who ticked is journalled with every record it moves. */
import { clone, dropNotice, look, step, touch, type Draft } from '../engine/draft';
import { acknowledge } from '../engine/create';
import { enter } from '../engine/act';
import { holders, sameMail } from '../engine/people';
import { moveTallies } from '../engine/tallies';
import type { Cell, NoticeAction } from '../engine/types';
import { addFromDirectory } from './directory';
import { callOff, goAhead } from './handover';
import { homeLines, homeWrites, HOME_FIRST } from './home';
import { readMore, type First } from './book';
import { sweep } from './sweep';
import type { Ports } from './ports';
import type { Also } from './write';

type More = Omit<Also, 'chainKey' | 'webUrl'>;

export function tickHome(
  ports: Ports,
  first: First,
  draft: Draft,
  cells: Cell[][],
  by: string | null,
  also: More,
): void {
  const lines = homeLines(draft.facts.meta.notices);
  let any = false;
  lines.forEach((line, i) => {
    if (!line.action || cells[HOME_FIRST + i]?.[0] !== true) return;
    any = true;
    run(ports, first, draft, line.action, line.notice.key, by, also);
  });
  if (!any) return;
  also.writes = [...(also.writes ?? []), ...homeWrites(draft.meta, first.ref)];
}

function run(
  ports: Ports,
  first: First,
  draft: Draft,
  action: NoticeAction,
  key: string,
  by: string | null,
  also: More,
): void {
  const register = action.register ? first.registers[action.register] : undefined;
  switch (action.kind) {
    case 'put-back':
    case 'accept':
      if (!register) return;
      draft.meta.registers[register.key]!.frozen = null;
      draft.journal.push({
        register: register.key,
        id: '',
        rev: 0,
        action: action.kind,
        actor: by,
        before: {},
        after: {},
      });
      sweep(ports, first, draft, register, { by, also, how: action.kind === 'put-back' ? 'restore' : 'adopt' });
      break;
    case 'repair':
      if (register) sweep(ports, first, draft, register, { by, also, how: 'columns' });
      break;
    case 'send-batch':
      if (!register) return;
      readMore(
        ports,
        first,
        (action.ids ?? []).map((id) => ({ register: register.key, id })),
      );
      Object.assign(draft.facts.records, first.records);
      for (const id of action.ids ?? [])
        if (look(draft, register.key, id)) acknowledge(draft, register, touch(draft, register.key, id));
      break;
    case 'undo-batch':
      if (!register) return;
      readMore(
        ports,
        first,
        (action.ids ?? []).map((id) => ({ register: register.key, id })),
      );
      Object.assign(draft.facts.records, first.records);
      for (const id of action.ids ?? []) undoOne(draft, register, id, by, !!action.batch);
      break;
    case 'restore-row':
      if (register) sweep(ports, first, draft, register, { by, also, how: 'rows', ids: action.ids ?? [] });
      break;
    case 'handover':
    case 'handover-cancel': {
      // Only an office manager whom Google names; for anybody else the question stays.
      if (!by || !holders(first.ref, 'office_manager').some((e) => sameMail(e, by))) return;
      const id = action.ids?.[0] ?? '';
      readMore(ports, first, [{ register: 'people', id }]);
      Object.assign(draft.facts.records, first.records);
      if (action.kind === 'handover') {
        if (goAhead(draft, id, by)) return;
        break;
      }
      callOff(draft, id, by);
      break;
    }
    case 'directory-add':
      if (!by || !holders(first.ref, 'office_manager').some((e) => sameMail(e, by))) return;
      dropNotice(draft, key);
      addFromDirectory(ports, first, draft, by);
      return;
    default:
      break;
  }
  dropNotice(draft, key);
}

/** A new row of the batch becomes void (its number is kept); an edited one gets its values back, if nobody moved it since. */
function undoOne(
  draft: Draft,
  register: First['registers'][string],
  id: string,
  by: string | null,
  created: boolean,
): void {
  if (!look(draft, register.key, id)) return;
  const rec = touch(draft, register.key, id);
  const before = clone(rec);
  if (created) {
    if (rec.rev > 2) return; // somebody acted on it since
    step(draft, rec, { action: 'void', actor: by, why: 'undo-batch' }, () => enter(draft, register, rec, 'void', by));
  } else if (rec.undo) {
    const u = rec.undo;
    step(draft, rec, { action: 'undo', actor: by, why: 'undo-batch' }, () =>
      Object.assign(rec, clone(u.before), { undo: null }),
    );
  }
  moveTallies(draft, register, before, rec);
}
