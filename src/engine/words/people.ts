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
  'value.not-email': [
    '{field}：「{typed}」不是電子郵件，例：lin@公司網域',
    '{field}：“{typed}”不是电子邮件，例：lin@公司域名',
    '{field}: “{typed}” is no address, e.g. lin@your-domain',
  ],
  'directory.add': [
    '公司通訊錄裡有 {n} 人還不在「人員」',
    '公司通讯录里有 {n} 人还不在“人员”',
    '{n} {n|person|people} of the company directory {n|is|are} not in People yet',
  ],
  'directory.go': ['從公司通訊錄加入 {n} 人', '从公司通讯录加入 {n} 人', 'Add {n} from the company directory'],
  'directory.added': ['從公司通訊錄加入了 {n} 人', '从公司通讯录加入了 {n} 人', '{n} added from the company directory'],
  'directory.gone': [
    '公司通訊錄裡已經沒有：{list}[[ 等，另 {more} 人]]；若已離職，請在「人員」選「離職交接」',
    '公司通讯录里已经没有：{list}[[ 等，另 {more} 人]]；若已离职，请在“人员”选“离职交接”',
    'Not in the company directory any more: {list}[[ and {more} more]]; if they have left, choose Leave in People',
  ],
  'directory.off': [
    '讀不到公司通訊錄：請系統管理者在 Google Cloud 啟用 People API，並在管理控制台開放通訊錄分享；不用的話把數字 people.directory 設為 0',
    '读不到公司通讯录：请系统管理员在 Google Cloud 启用 People API，并在管理控制台开放通讯录共享；不用的话把数字 people.directory 设为 0',
    'The company directory cannot be read: enable the People API in Google Cloud and directory sharing in the admin console, or set people.directory to 0',
  ],
  'handover.ask': [
    '{from} 離職，交給 {to}[[：{list}]]',
    '{from} 离职，交给 {to}[[：{list}]]',
    '{from} leaves and hands over to {to}[[: {list}]]',
  ],
  'handover.nobody': [
    '{from} 離職：「交接給」要填一位在職的同事',
    '{from} 离职：“交接给”要填一位在职的同事',
    '{from} leaves: name somebody who works here under “Handed over to”',
  ],
  'handover.go': ['交接', '交接', 'Hand over'],
  'handover.cancel': ['取消', '取消', 'Cancel'],
  'handover.running': ['{from} 交接給 {to}：進行中', '{from} 交接给 {to}：进行中', '{from} to {to}: handing over'],
  'handover.confirm': [
    '{from} 的案件已交給 {to}；簽核 {approvals}、角色與部屬 {roles} 等第二位行政主管在紀錄頁確認',
    '{from} 的事项已交给 {to}；审批 {approvals}、角色与下属 {roles} 等第二位行政负责人在记录页确认',
    'Cases of {from} are with {to}; {approvals} approvals and {roles} roles or people wait for a second manager on the page',
  ],
  'handover.done': [
    '{from} 已離職，都交給 {to} 了[[：{list}]]',
    '{from} 已离职，都交给 {to} 了[[：{list}]]',
    '{from} has left; {to} has taken over[[: {list}]]',
  ],
  'handover.record': ['交接：{from} → {to}', '交接：{from} → {to}', 'Handed over: {from} → {to}'],
  'handover.cancelled': ['不離職了，什麼都沒動', '不离职了，什么都没动', 'Called off, nothing was moved'],
  'notice.nobody-decides': [
    '{id} 送簽了，但沒有人可以核；請到「角色」或「代理」補人',
    '{id} 送审了，但没有人可以审批；请到“角色”或“代理”补人',
    'Nobody can decide {id}: fill the role or name a deputy',
  ],
};
