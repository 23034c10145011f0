/** What a tick on 首頁 does. The row of the tick names the notice; who ticked is journalled with every record it moves. */
import { clone, dropNotice, look, notice, step, touch, type Draft } from '../engine/draft';
import { displayOf, manages } from '../engine/people';
import { render } from '../engine/words';
import { acknowledge } from '../engine/create';
import { enter } from '../engine/act';
import { tellRules } from '../engine/rules';
import { moveTallies } from '../engine/tallies';
import type { Cell, NoticeAction } from '../engine/types';
import { addFromDirectory } from './directory';
import { callOff, goAhead } from './handover';
import { actionCode, homeLines, homeWrites, HOME_FIRST, SHOW_ROW, showWrites, tabsTicked } from './home';
import { SHEET } from './layout';
import { askUndo } from './import-state';
import { askToMend } from './mend-forms';
import { readMore, type First } from './book';
import { numberBack } from './header-back';
import { healHere } from './heal';
import { orderRebuild } from './rebuild';
import { sweep } from './sweep';
import type { Ports, Write } from './ports';
import { askFor, type Todo } from './todo';
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
  const registers = Object.values(first.registers);
  const show = [
    ...(cells[SHOW_ROW]?.[0] === true ? [SHEET.import] : []),
    ...tabsTicked(cells, registers).map(({ key }) => first.book.registers[key]!.live),
  ];
  if (show.length > 0)
    also.writes = [
      ...(also.writes ?? []),
      ...show.map((sheet): Write => ({ do: 'show', sheet })),
      ...showWrites(first.ref.language, registers),
    ];
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
  if (SETUP_KINDS.includes(action.kind)) {
    setupTick(ports, first, draft, action, key, by);
    return;
  }
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
      if (!register) return;
      if (first.columns[register.key] && first.columns[register.key]!.at.$number === undefined)
        also.writes!.push(...numberBack(ports, first, draft, register.key, by));
      else sweep(ports, first, draft, register, { by, also, how: 'columns' });
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
        if (look(draft, register.key, id)) {
          const rec = touch(draft, register.key, id);
          acknowledge(draft, register, rec);
          tellRules(draft, register, rec);
        }
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
    case 'undo-import':
      if (!register || !action.batch || !action.span) return;
      askUndo(ports, first.book, draft, register, { ...action, batch: action.batch, span: action.span }, by);
      break;
    case 'rebuild':
      // Ordered now, carried out after this commit; the line stays until the last row is back.
      if (register) orderRebuild(ports, first.book, register.key, by);
      return;
    case 'remove':
    case 'heal':
      for (const about of action.ids ?? []) healHere(ports, first, draft, about, by, also);
      break;
    case 'restore-row':
      if (register) sweep(ports, first, draft, register, { by, also, how: 'rows', ids: action.ids ?? [] });
      break;
    case 'handover':
    case 'handover-cancel': {
      // Only an office manager whom Google names; for anybody else the question stays.
      if (!by || !manages(first.ref, by)) return;
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
    case 'put-question-back':
    case 'rebuild-form':
      askToMend(ports, action);
      draft.journal.push({
        register: action.register ?? '',
        id: '',
        rev: 0,
        action: action.kind,
        actor: by,
        before: {},
        after: { form: action.ids?.[0], question: action.ids?.[1] },
      });
      break;
    case 'directory-add':
      if (!by || !manages(first.ref, by)) return;
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

const SETUP_KINDS: NoticeAction['kind'][] = [
  'preview',
  'apply',
  'upgrade-preview',
  'upgrade',
  'limits-new',
  'limits-open',
  'module-on',
];

const PREVIEWS: NoticeAction['kind'][] = ['preview', 'upgrade-preview'];

/** What changes the office itself is an office manager's; the work follows once this commit stands. */
function setupTick(
  ports: Ports,
  first: First,
  draft: Draft,
  action: NoticeAction,
  key: string,
  by: string | null,
): void {
  if (!by || !manages(first.ref, by)) {
    notice(draft, {
      key: 'not-yours',
      at: ports.now(),
      rank: 990,
      words: {
        code: 'setup.not-yours',
        params: {
          action: render({ code: actionCode(action.kind) }, first.ref.language),
          who: displayOf(first.ref, by) || '?',
        },
      },
      action: { kind: 'dismiss' },
    });
    return;
  }
  dropNotice(draft, 'not-yours');
  if (action.kind === 'module-on') {
    const [id = ''] = action.ids ?? [];
    readMore(ports, first, [{ register: 'modules', id }]);
    Object.assign(draft.facts.records, first.records);
    if (!look(draft, 'modules', id)) return;
    const mine = touch(draft, 'modules', id);
    step(draft, mine, { action: 'edit', actor: by }, () => {
      mine.values.enabled = true;
    });
    mine.updated = { at: ports.now(), by };
    dropNotice(draft, key);
    return;
  }
  askFor(ports, { what: action.kind as Todo['what'], by });
  if (!PREVIEWS.includes(action.kind)) dropNotice(draft, key);
}
