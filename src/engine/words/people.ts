/** Words of people: deputies, changes that wait for a second manager, handing over, the company directory. */
import type { Catalogue } from './template';

export const PEOPLE: Catalogue = {
  'approval.already': ['{id} 你已經同意過了', '{id} 你已经同意过了', 'You have approved {id} already'],
  'approval.instead': ['你代理 {who}', '你代理 {who}', 'You stand in for {who}'],
  'away.noted': [
    '記下了：{from}–{to} 由{who}代理',
    '记下了：{from}–{to} 由{who}代理',
    'Noted: {who} stands in from {from} to {to}',
  ],
  'away.now': ['{from}–{to} 由{who}代理', '{from}–{to} 由{who}代理', '{who} stands in from {from} to {to}'],
  'away.back': ['歡迎回來，代理已結束', '欢迎回来，代理已结束', 'Welcome back; nobody stands in for you any more'],
  'away.self': ['代理人要填別人', '代理人要填别人', 'Name somebody else as your deputy'],
  'away.dates': [
    '「從」不能晚於「到」，「到」不能早於今天',
    '“从”不能晚于“到”，“到”不能早于今天',
    'From must not be after To, and To not before today',
  ],
  'notice.nobody-decides': [
    '{id} 送簽了，但沒有人可以核；請到「角色」或「代理」補人',
    '{id} 送审了，但没有人可以审批；请到“角色”或“代理”补人',
    'Nobody can decide {id}: fill the role or name a deputy',
  ],
};
