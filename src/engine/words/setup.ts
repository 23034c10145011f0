/** Words of the setup workbook: changes that wait, plans, versions, what both the office and the pack changed. */
import type { Catalogue } from './template';

export const SETUP: Catalogue = {
  // ---- Check of a row
  'setup.fault': ['{field}：{say}', '{field}：{say}', '{field}: {say}'],
  'setup.ready': ['等套用（首頁）', '等应用（首页）', 'Waits for Apply (Home)'],
  'setup.sample-first': ['先選「寄給我看」，再生效', '先选“发给我看”，再生效', 'Pick “Send me a sample” first'],
  'setup.sample-sent': ['樣信已寄，文字生效', '样信已发，文字生效', 'Sample sent, the text counts'],
  'setup.in-force': ['已生效', '已生效', 'In force'],
  'setup.both': [
    '出廠值改為 {theirs}；你的是 {ours}',
    '出厂值改为 {theirs}；你的是 {ours}',
    'Shipped is now {theirs}; yours is {ours}',
  ],
  'setup.proposed': [
    '樣式帶來 {n} 個欄位，見「欄位」',
    '样式带来 {n} 个字段，见“字段”',
    '{n} fields proposed, see Fields',
  ],
  'setup.reverted': ['回到版本 {id}', '恢复到版本 {id}', 'Back to version {id}'],
  'back.shipped': [
    '「{field}」是出廠的，不能改；你輸入 {typed}',
    '“{field}”是出厂的，不能改；你输入 {typed}',
    '“{field}” is shipped; you typed {typed}',
  ],

  // ---- 首頁
  'home.tabs': ['其他分頁，打勾就顯示', '其他工作表，打勾就显示', 'Other tabs: tick to show'],
  'setup.pending': [
    '{n} 項變更等套用：{list}',
    '{n} 项变更等应用：{list}',
    '{n} {n|change waits|changes wait} to be applied: {list}',
  ],
  'setup.faulty': [
    '{n} 列有 ✗，照上次的算：{list}',
    '{n} 行有 ✗，照上次的算：{list}',
    '{n} {n|row has|rows have} a ✗ and {n|counts|count} as before: {list}',
  ],
  'setup.upgrade': [
    '有新的出廠版本。預覽會說有什麼不同；套用前一切照舊',
    '有新的出厂版本。预览会说有什么不同；应用前一切照旧',
    'There is a new shipped version. Preview says what differs; until it is applied, everything stays as it is',
  ],
  'setup.preview': ['預覽', '预览', 'Preview'],
  'setup.apply': ['套用', '应用', 'Apply'],
  'setup.running': ['正在套用，最晚十分鐘內好', '正在应用，最晚十分钟内好', 'Being applied, done within ten minutes'],
  'setup.applied': [
    '已套用：{list}。要回去：設定紀錄選「回到此版」',
    '已应用：{list}。要回去：设置记录选“回到此版”',
    'Applied: {list}. To go back: Setup history, “Back to this”',
  ],
  'setup.not-yours': [
    '「{action}」由行政主管做；打勾的是 {who}',
    '“{action}”由行政负责人做；打勾的是 {who}',
    '“{action}” is done by an office manager; ticked by {who}',
  ],
  'setup.plan-line': ['　{n}. {say}', '　{n}. {say}', '　{n}. {say}'],
  'setup.plan-more': ['　……還有 {n} 項', '　……还有 {n} 项', '　… and {n} more'],
  'setup.module': ['{name}：{brings}', '{name}：{brings}', '{name}: {brings}'],
  'setup.module-on': ['啟用', '启用', 'Switch on'],
  'setup.limits': [
    '時限改了：{list}。未結 {n} 件[[：{due}]]',
    '时限改了：{list}。未结 {n} 条[[：{due}]]',
    'Time limits changed: {list}. {n} open {n|case|cases}[[: {due}]]',
  ],
  'setup.limits-new': ['只用在新案', '只用在新案', 'For new cases only'],
  'setup.limits-open': ['未結的也改', '未结的也改', 'For open cases too'],

  // ---- what changed, for history and preview
  'setup.row-new': ['{tab}：新增「{row}」', '{tab}：新增“{row}”', '{tab}: “{row}” added'],
  'setup.row-gone': ['{tab}：不再有「{row}」', '{tab}：不再有“{row}”', '{tab}: “{row}” gone'],
  'setup.row-changed': [
    '{tab}「{row}」{field}：{before} → {after}',
    '{tab}“{row}”{field}：{before} → {after}',
    '{tab} “{row}” {field}: {before} → {after}',
  ],
  'setup.pack': ['出廠版本更新', '出厂版本更新', 'A new shipped version'],
  'setup.kept-yours': [
    '{tab}「{row}」{field}：出廠值改為 {theirs}；你的 {ours} 不動',
    '{tab}“{row}”{field}：出厂值改为 {theirs}；你的 {ours} 不动',
    '{tab} “{row}” {field}: shipped is now {theirs}; yours, {ours}, stays',
  ],

  // ---- the plan of a new register
  'plan.form-new': [
    '新表單「{name}」，{n} 題[[；{who}]]',
    '新表单“{name}”，{n} 题[[；{who}]]',
    'New form “{name}” with {n} {n|question|questions}[[; {who}]]',
  ],
  'plan.clock-new': ['時限「{clock}」：{when}', '时限“{clock}”：{when}', 'Clock “{clock}”: {when}'],
  'plan.mails-new': ['會寄的信：{list}', '会发的邮件：{list}', 'Mails it sends: {list}'],
  'plan.figures-new': ['指標：{list}', '指标：{list}', 'Figures: {list}'],
  'plan.keeps': ['結案後在表上留 {days} 天', '办结后在表上留 {days} 天', 'A closed row stays {days} {days|day|days}'],
  'plan.register-off': [
    '「{name}」停用，資料留著',
    '“{name}”停用，数据留着',
    '“{name}” is switched off; its data stay',
  ],
  'plan.register-on': ['「{name}」再啟用，資料都在', '“{name}”再启用，数据都在', '“{name}” is back with its data'],
  'plan.chains': ['「{name}」的簽核照核決權限走', '“{name}”的审批照审批权限走', '“{name}” is approved by the matrix'],
  'plan.mail': ['信件「{name}」的文字有變', '邮件“{name}”的文字有变', 'The words of the mail “{name}” change'],
};
