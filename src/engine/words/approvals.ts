/** Words of handing on, adding signers, lateness and voided approvals; what was already said of approvals stands in check and pages. */
import type { Catalogue } from './template';

export const APPROVALS: Catalogue = {
  'back.sealed': [
    '你輸入 {typed}。[[已核准 {value}；]]「{field}」結案後用「更正」改',
    '你输入 {typed}。[[已批准 {value}；]]“{field}”办结后用“更正”改',
    'You typed {typed}. [[Approved {value}. ]]“{field}”: correct it once closed',
  ],
  'approval.unverified': [
    '寄件人未驗證，不能{action}',
    '寄件人未验证，不能{action}',
    'Sender not verified: no “{action}”',
  ],
  'approval.fill': ['請先填「{fields}」再同意', '请先填“{fields}”再同意', 'Fill “{fields}” before you approve'],
  'approval.who-to': ['請寫要交給哪位同事', '请写要交给哪位同事', 'Name a colleague of the office'],
  'approval.own-to': ['不能交給申請人', '不能交给申请人', 'It cannot go to the one who asked'],
  'approval.has-say': ['{who}本來就要簽', '{who}本来就要审批', '{who} decides it already'],
  'approval.delegate': ['{id} 已轉交{who}', '{id} 已转交{who}', '{id} was handed to {who}'],
  'approval.add_before': ['{id} 已加簽{who}，在你之前', '{id} 已加签{who}，在你之前', '{who} signs {id} before you'],
  'approval.add_after': ['{id} 已加簽{who}，在你之後', '{id} 已加签{who}，在你之后', '{who} signs {id} after you'],
  'approval.next': ['下一件（還有 {n} 件）', '下一件（还有 {n} 件）', 'Next case ({n} waiting)'],
  'approval.mine': ['等我簽的', '等我审批的', 'Waiting for me'],
  'approval.no-case': ['沒有編號 {id}', '没有编号 {id}', 'There is no {id}'],
  'approval.to-come': ['等{who}', '等{who}', 'with {who}'],
  'said.approve': ['同意', '同意', 'approved'],
  'said.return': ['退回', '退回', 'returned'],
  'said.reject': ['不同意', '不同意', 'rejected'],
  'said.delegate': ['轉交{who}', '转交{who}', 'handed it to {who}'],
  'said.add_before': ['加簽{who}', '加签{who}', 'added {who}'],
  'said.add_after': ['加簽{who}', '加签{who}', 'added {who}'],
  'said.withdraw': ['抽回', '撤回', 'withdrew it'],
  'said.void': ['內容改了，核准失效', '内容改了，审批失效', 'changed: the approval is void'],
  'said.void-mark': ['（不算）', '（不算）', ' (counts no more)'],
  'said.for': ['代{who}', '代{who}', 'for {who}'],
};
