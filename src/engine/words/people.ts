/** Words of people: deputies, changes that wait for a second manager, handing over, the company directory. */
import type { Catalogue } from './template';

export const PEOPLE: Catalogue = {
  'approval.already': ['{id} 你已經同意過了', '{id} 你已经同意过了', 'You have approved {id} already'],
  'approval.instead': ['你代理 {who}', '你代理 {who}', 'You stand in for {who}'],
  'notice.nobody-decides': [
    '{id} 送簽了，但沒有人可以核；請到「角色」或「代理」補人',
    '{id} 送审了，但没有人可以审批；请到“角色”或“代理”补人',
    'Nobody can decide {id}: fill the role or name a deputy',
  ],
};
