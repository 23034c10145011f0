/** Words of the faults of an approval matrix (核決權限), each said at the row that has to change. */
type Texts = readonly [zhTW: string, zhCN: string, en: string];

export const CHAIN_FAULTS = {
  'chain-gap': [
    '{range} 沒有人核，請補一列或改金額',
    '{range} 没有人批，请补一行或改金额',
    'Nobody decides {range}: add a row or change the amounts.',
  ],
  'chain-overlap': [
    '{range} 第 {step} 關和「{other}」重疊，請改金額',
    '{range} 第 {step} 步和“{other}”重叠，请改金额',
    '{range}: step {step} overlaps with "{other}"; change the amounts.',
  ],
  'chain-order': ['金額「從」比「到」大', '金额“从”比“到”大', 'The amount "from" is above "to".'],
  'chain-nobody': [
    '第 {step} 關「{who}」沒有人，請到「角色」補人或改這一列',
    '第 {step} 步“{who}”没有人，请到“角色”补人或改这一行',
    'Step {step}: nobody is "{who}"; fill the role or change this row.',
  ],
  'chain-left': [
    '第 {step} 關「{who}」已離職或不在「人員」裡',
    '第 {step} 步“{who}”已离职或不在“人员”里',
    'Step {step}: "{who}" has left or is not in People.',
  ],
  'chain-who': [
    '不認得「{name}」：寫角色、人員，或「申請人主管」',
    '不认识“{name}”：写角色、人员，或“申请人主管”',
    'Unknown "{name}": write a role, a person, or the requester\'s manager.',
  ],
  'chain-jump': [
    '關次跳號：沒有第 {step} 關',
    '步骤跳号：没有第 {step} 步',
    'The steps jump: there is no step {step}.',
  ],
  'chain-mixed': [
    '第 {step} 關有的列寫「全部」、有的寫「任一」，請寫成一樣',
    '第 {step} 步有的行写“全部”、有的写“任一”，请写成一样',
    'Step {step} says both "all" and "any": write the same in all its rows.',
  ],
  'chain-matter': [
    '沒有登記簿用「{name}」這個事項',
    '没有登记簿用“{name}”这个事项',
    'No register asks for the matter "{name}".',
  ],
  'chain-amount': [
    '事項「{name}」沒有金額可比，請清掉金額',
    '事项“{name}”没有金额可比，请清掉金额',
    'The matter "{name}" has no amount to compare; clear the amounts.',
  ],
} satisfies Record<string, Texts>;
