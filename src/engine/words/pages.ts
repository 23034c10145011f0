/** Words of pages and the fixed parts of mails: refusals name what was seen and the way on; nothing is an error code. */
import type { Catalogue } from './template';

export const PAGES: Catalogue = {
  yes: ['是', '是', 'Yes'],
  no: ['否', '否', 'No'],

  'page.busy': [
    '系統忙碌，沒有任何變更，請再按一次',
    '系统忙碌，没有任何变更，请再点一次',
    'Busy. Nothing was changed, please press again',
  ],
  'page.wrong-account': [
    '你現在是 {account}，換帳號',
    '你现在是 {account}，换账号',
    'You are {account}. Switch account',
  ],
  'page.no-account': [
    '看不出你是誰，請用公司帳號登入',
    '看不出你是谁，请用公司账号登录',
    'We cannot see who you are. Sign in with your office account',
  ],
  'page.not-yours': [
    '這筆不是你的；你現在是 {account}',
    '这条不是你的；你现在是 {account}',
    'This is not yours. You are {account}',
  ],
  'page.not-found': ['找不到 {id}', '找不到 {id}', '{id} was not found'],
  'page.closed': ['{id} 已結案', '{id} 已办结', '{id} is closed'],
  'page.changed': [
    '{id} 剛才有人改過，請再看一次',
    '{id} 刚才有人改过，请再看一次',
    '{id} has just changed, please look again',
  ],
  'page.frozen': [
    '{register} 暫停寫入，等管理員處理',
    '{register} 暂停写入，等管理员处理',
    '{register} is paused until an admin looks at it',
  ],
  'page.done': ['{id} {action}', '{id} {action}', '{id}: {action}'],
  'page.failed': [
    '沒有完成，什麼都沒變；管理員已收到通知',
    '没有完成，什么都没变；管理员已收到通知',
    'It did not work and nothing was changed. An admin has been told',
  ],
  'page.offline': [
    '沒有連上，請檢查網路再按一次',
    '没有连上，请检查网络再点一次',
    'No connection. Check the network and press again',
  ],

  'approval.closed': [
    '{id} 已經決定了，這次不算',
    '{id} 已经决定了，这次不算',
    '{id} has been decided already, this does not count',
  ],
  'approval.own': ['自己申請的不能自己簽', '自己申请的不能自己审批', 'You cannot decide your own request'],
  'approval.not-yours': [
    '這一關不是你簽；你現在是 {account}',
    '这一步不是你审批；你现在是 {account}',
    'This step is not yours. You are {account}',
  ],
  'approval.changed': [
    '{id} 的內容改了，請重新看過再決定',
    '{id} 的内容改了，请重新看过再决定',
    '{id} has changed. Please read it again and decide',
  ],
  'approval.say-why': ['退回或不同意請寫一句原因', '退回或不同意请写一句原因', 'Please say why'],
  'approval.decided': ['{id} 已送出決定', '{id} 已提交决定', 'Your decision on {id} is in'],
  'approval.none': ['沒有等你簽的', '没有等你审批的', 'Nothing waits for you'],
  'approval.nth': ['{n} / {total}', '{n} / {total}', '{n} / {total}'],

  'form.received': ['收到了，編號 {id}', '收到了，编号 {id}', 'Received as {id}'],
  'form.held': [
    '收到了，但「{field}」看不懂，承辦人會問你',
    '收到了，但“{field}”看不懂，处理人会问你',
    'Received, but “{field}” is unclear; you will be asked',
  ],
  'form.twice': ['這份已經收過，編號 {id}', '这份已经收过，编号 {id}', 'This was received already as {id}'],
  'form.solved': ['好了，不用報修', '好了，不用报修', 'It works now'],

  'survey.twice': ['已經評過了，謝謝', '已经评过了，谢谢', 'You have answered already, thank you'],

  'mail.open': ['打開 {id}', '打开 {id}', 'Open {id}'],
  'mail.decide': ['看內容並決定', '查看并决定', 'Read and decide'],
  'mail.subject': ['[{id}] {called}', '[{id}] {called}', '[{id}] {called}'],
  'mail.list-subject': ['待辦 {n} 件', '待办 {n} 条', '{n} to do'],
  'mail.approvals-subject': ['待核 {n} 件', '待审批 {n} 条', '{n} to decide'],
  'mail.today': ['打開今天的清單', '打开今天的清单', "Open today's list"],
  'survey.received': ['收到滿意度 {score} 分', '收到满意度 {score} 分', 'Rated {score}'],
  'mail.list-line': [
    '{id} {called}　{state}[[　期限 {due}]]',
    '{id} {called}　{state}[[　期限 {due}]]',
    '{id} {called} · {state}[[ · due {due}]]',
  ],
  'mail.why': ['你收到這封信，因為{why}。', '你收到这封信，因为{why}。', 'You get this because {why}.'],
  'mail.why-bundled': ['每天 {times} 併成一封', '每天 {times} 合成一封', 'collected at {times}'],
  'mail.change': ['要改：信件設定「{text}」', '要改：邮件设置“{text}”', 'To change it: mail settings, “{text}”'],
  'mail.undone': [
    '{id} 剛才的「{action}」已復原，前一封不算',
    '{id} 刚才的“{action}”已还原，前一封不算',
    '“{action}” of {id} was undone; ignore the mail before',
  ],
  'mail.expected': ['預計 {due} 前回應', '预计 {due} 前响应', 'Expect an answer by {due}'],
  'mail.unverified': ['寄件人未驗證', '寄件人未验证', 'sender not verified'],
  'mail.greeting': ['{name} 您好：', '{name} 您好：', 'Dear {name},'],

  'calendar.no-hours': [
    '往後 {days} 天都沒有上班時間，請看行事曆',
    '往后 {days} 天都没有上班时间，请看日历',
    'No working hours in the next {days} days: check the calendar',
  ],
  'condition.unreadable': ['條件讀不懂：{text}', '条件读不懂：{text}', 'This condition cannot be read: {text}'],
  'number.no-counter': [
    '編號「{pattern}」少了流水號，例：{example}',
    '编号“{pattern}”少了流水号，例：{example}',
    'The number “{pattern}” lacks a counter, e.g. {example}',
  ],
};
