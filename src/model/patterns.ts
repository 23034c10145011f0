/**
 * What every register has without a word in its template: the verbs register, undo, void, correct (and urge, withdraw where
 * somebody waits), the state `void`, and the names of the engine's own columns.
 */
import type { Action, Label, Register, State } from './types';

const label = (zhTW: string, zhCN: string, en: string): Label => ({ 'zh-TW': zhTW, 'zh-CN': zhCN, en });

/** Columns the engine writes in every register; fields may not take these names. */
export const ENGINE_COLUMNS = {
  id: label('編號', '编号', 'No.'),
  state: label('狀態', '状态', 'Status'),
  next: label('下一步', '下一步', 'Next step'),
  check: label('檢核', '检核', 'Check'),
  due: label('期限', '期限', 'Due'),
  files: label('文件', '文件', 'Files'),
  updated: label('更新', '更新', 'Updated'),
} as const;

/** The state of a record that was entered by mistake: number kept, out of counts and views. */
export const VOID_STATE: State = { key: 'void', label: label('已作廢', '已作废', 'Void'), kind: 'void' };
/** The only state of a register that has none of its own. */
export const ACTIVE_STATE: State = { key: 'active', label: label('使用中', '在用', 'Active'), kind: 'active' };

const STANDING = {
  register: label('登錄', '登记', 'Register'),
  undo: label('↩復原', '↩撤销', '↩Undo'),
  void: label('作廢', '作废', 'Void'),
  correct: label('更正', '更正', 'Correct'),
  urge: label('催辦', '催办', 'Urge'),
  withdraw: label('抽回', '撤回', 'Withdraw'),
} as const;

/** Who corrects where the accountable role has no head of its own. */
export const CORRECTS_OTHERWISE = 'office_manager';

/**
 * Appends the standing state and verbs. `from`: register = [] (rows without a number), undo = every state, void = every
 * state that is not void, correct = closed states (it leads back to the state before closing, so it has no `to`), urge =
 * while work is open, withdraw = while an approval may run.
 */
export function withStanding(register: Register, roles: ReadonlySet<string>): Register {
  const own = register.states.length > 0 ? register.states : [ACTIVE_STATE];
  const states = own.some((state) => state.key === VOID_STATE.key) ? own : [...own, VOID_STATE];
  const of = (...kinds: State['kind'][]): string[] =>
    states.filter((state) => kinds.includes(state.kind)).map((state) => state.key);
  const head = `${register.accountable}_head`;
  const verbs: Action[] = [
    verb('register', { from: [] }),
    verb('undo', { from: states.map((state) => state.key) }),
    verb('void', {
      from: of('todo', 'active', 'paused', 'done', 'closed'),
      to: VOID_STATE.key,
      who: [register.accountable],
      reason: true,
    }),
    verb('correct', { from: of('closed'), who: [roles.has(head) ? head : CORRECTS_OTHERWISE], reason: true }),
  ];
  if (register.pattern === 'request' || register.pattern === 'approval')
    verbs.push(verb('urge', { from: of('todo', 'active', 'paused'), who: ['requester'] }));
  if (register.approvals.length > 0) {
    const running = register.actions.filter((action) => action.approval !== undefined);
    const from = [...new Set(running.flatMap((action) => (action.to !== undefined ? [action.to] : action.from)))];
    verbs.push(verb('withdraw', { from, who: ['requester', register.accountable] }));
  }
  return { ...register, states, actions: [...register.actions, ...verbs] };
}

function verb(standing: NonNullable<Action['standing']>, given: Partial<Action>): Action {
  return {
    key: standing,
    label: STANDING[standing],
    from: [],
    who: [],
    asks: [],
    sets: {},
    tells: [],
    and: [],
    standing,
    ...given,
  };
}
