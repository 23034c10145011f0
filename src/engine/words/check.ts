/**
 * Words of the Check cell: zh-TW, zh-CN, English, by hand, at most 40 characters beside the names they list. The sign
 * (✓ ✎ ✗ ⏳ ⏸) stands before them. Conditional formats read 「還缺：」 and 「欄名：」 (register-sheet 1), so those stay.
 */
import type { Catalogue } from './template';

export const CHECK: Catalogue = {
  // ---- a value that cannot be taken: stays as typed, light red
  'value.not-number': [
    '{field}：「{typed}」不是數字，例：12',
    '{field}：“{typed}”不是数字，例：12',
    '{field}: “{typed}” is no number, e.g. 12',
  ],
  'value.out-of-range': [
    '{field}：{typed} 不在 {min}[[～{max}]] 之間',
    '{field}：{typed} 不在 {min}[[～{max}]] 之间',
    '{field}: {typed} is outside {min}[[–{max}]]',
  ],
  'value.not-money': [
    '{field}：「{typed}」不是金額，例：1200',
    '{field}：“{typed}”不是金额，例：1200',
    '{field}: “{typed}” is no amount, e.g. 1200',
  ],
  'value.no-decimals': [
    '{field}：「{typed}」有小數，請填整數金額',
    '{field}：“{typed}”小数太多，请改金额',
    '{field}: “{typed}” has too many decimals',
  ],
  'value.currency': [
    '{field}：「{typed}」幣別不同，請換算成 {currency}',
    '{field}：“{typed}”币种不同，请换算成 {currency}',
    '{field}: “{typed}”: convert it to {currency}',
  ],
  'value.not-date': [
    '{field}：「{typed}」不是日期，例：3/5',
    '{field}：“{typed}”不是日期，例：3/5',
    '{field}: “{typed}” is no date, e.g. 3/5',
  ],
  'value.not-time': [
    '{field}：「{typed}」不是時間，例：14:30',
    '{field}：“{typed}”不是时间，例：14:30',
    '{field}: “{typed}” is no time, e.g. 14:30',
  ],
  'value.not-yes-no': [
    '{field}：「{typed}」請改成是或否',
    '{field}：“{typed}”请改成是或否',
    '{field}: “{typed}”: answer Yes or No',
  ],
  'value.not-found': [
    '{field}：找不到「{typed}」，請從選單選',
    '{field}：找不到“{typed}”，请从列表选',
    '{field}: “{typed}” not found, pick from the list',
  ],
  'value.not-found-near': [
    '{field}：找不到「{typed}」，是不是「{guess}」？',
    '{field}：找不到“{typed}”，是不是“{guess}”？',
    '{field}: “{typed}” not found. “{guess}”?',
  ],
  'value.twice': [
    '{field}：「{typed}」有{n:count}個（{which}），請選',
    '{field}：“{typed}”有{n:count}个（{which}），请选',
    '{field}: “{typed}” fits {n} ({which}), pick one',
  ],
  'value.two-people': [
    '{field}：有{n:count}位{typed}（{which}），請選',
    '{field}：有{n:count}位{typed}（{which}），请选',
    '{field}: {n} people are {typed} ({which}), pick one',
  ],
  'value.too-long': [
    '{field}：超過 {max:number} 字，請放檔案再貼連結',
    '{field}：超过 {max:number} 字，请放文件再贴链接',
    '{field}: over {max:number} characters, link a file',
  ],
  'value.not-file': [
    '{field}：「{typed}」不是雲端硬碟連結',
    '{field}：“{typed}”不是云端硬盘链接',
    '{field}: “{typed}” is no Drive link',
  ],
  'value.one-file': [
    '{field}：只放一個檔案，多個請放資料夾',
    '{field}：只放一个文件，多个请放文件夹',
    '{field}: one file only, or link a folder',
  ],
  'value.merged': [
    '{field}：合併儲存格讀不到，請取消合併',
    '{field}：合并单元格读不到，请取消合并',
    '{field}: merged cells cannot be read, unmerge',
  ],
  'value.unique': [
    '{field}：「{typed}」和 {id} 重複',
    '{field}：“{typed}”和 {id} 重复',
    '{field}: “{typed}” is already in {id}',
  ],
  'value.limited': [
    '{field}：「{typed}」現在不能選',
    '{field}：“{typed}”现在不能选',
    '{field}: “{typed}” cannot be picked now',
  ],
  'value.formula-replaced': [
    '公式已換成數值 {value}',
    '公式已换成数值 {value}',
    'Formula replaced by its value {value}',
  ],
  'held.required': ['{field}：不能空白', '{field}：不能为空', '{field}: must not be blank'],

  // ---- put back
  'back.number': [
    '編號由系統給；舊編號請填「原編號」',
    '编号由系统给；旧编号请填“原编号”',
    'Numbers are given; old ones: “Other no.”',
  ],
  'back.state': [
    '「{typed}」用打的到不了[[；下一步選「{actions}」]]',
    '“{typed}”输入到不了[[；下一步选“{actions}”]]',
    '“{typed}” cannot be typed here[[; Next step: {actions}]]',
  ],
  'back.state-unknown': [
    '「{typed}」不是狀態[[；下一步可選：{actions}]]',
    '“{typed}”不是状态[[；下一步可选：{actions}]]',
    '“{typed}” is no status[[; Next step: {actions}]]',
  ],
  'back.state-approval': [
    '{state}要送簽：下一步選「{action}」',
    '{state}要送审：下一步选“{action}”',
    '{state} needs approval: pick “{action}”',
  ],
  'back.engine': [
    '「{field}」由系統填；你輸入 {typed}',
    '“{field}”由系统填；你输入 {typed}',
    '“{field}” is filled for you; you typed {typed}',
  ],
  'back.bound': [
    '你輸入 {typed}。[[已核准 {value}；]]「{field}」要改先選「抽回」',
    '你输入 {typed}。[[已批准 {value}；]]“{field}”要改先选“撤回”',
    'You typed {typed}. [[Approved {value}. ]]“{field}”: withdraw',
  ],
  'back.through': [
    '你輸入 {typed}。「{field}」要改請開「{register}」',
    '你输入 {typed}。“{field}”要改请开“{register}”',
    'You typed {typed}. “{field}” is changed by: {register}',
  ],
  'alert.due': [
    '{what}：{date}[[，還有 {days} 天]]',
    '{what}：{date}[[，还有 {days} 天]]',
    '{what}: {date}[[, {days} {days|day|days} left]]',
  ],
  'back.not-your-field': [
    '「{field}」由{who}填；你輸入 {typed}',
    '“{field}”由{who}填；你输入 {typed}',
    '“{field}” is filled by {who}; you typed {typed}',
  ],

  // ---- acts
  'act.done': ['{action}', '{action}', '{action}'],
  'act.done-late': ['{action}（延遲 {minutes} 分）', '{action}（延迟 {minutes} 分）', '{action} ({minutes} min late)'],
  'act.missing': ['{action} 還缺：{fields}', '{action} 还缺：{fields}', '{action} still needs: {fields}'],
  'act.reason': [
    '{action} 還缺原因：打成「{action}：原因」',
    '{action} 还缺原因：写成“{action}：原因”',
    '{action} needs a reason: “{action}: why”',
  ],
  'act.fill-first': ['{action} 請先填「{fields}」', '{action} 请先填“{fields}”', '{action}: first fill “{fields}”'],
  'act.check': ['{say}', '{say}', '{say}'],
  'act.held-first': [
    '先改「{field}」，再{action}',
    '先改“{field}”，再{action}',
    'First correct “{field}”, then {action}',
  ],
  'act.not-yours': ['「{action}」由{who}做', '“{action}”由{who}做', '“{action}” is done by {who}'],
  'act.unknown-person': [
    '看不出是誰選的，請到紀錄頁按「{action}」',
    '看不出是谁选的，请到记录页点“{action}”',
    'Who chose “{action}”? Use the record page',
  ],
  'act.in-approval': [
    '簽核中；要「{action}」先選「抽回」',
    '审批中；要“{action}”先选“撤回”',
    'In approval; withdraw before “{action}”',
  ],
  'act.not-now': ['「{state}」不能{action}', '“{state}”不能{action}', '“{action}” cannot follow “{state}”'],
  'act.through': [
    '「{action}」要由「{register}」辦理',
    '“{action}”要由“{register}”办理',
    '“{action}” is done by: {register}',
  ],
  'act.unknown': [
    '沒有「{typed}」[[；可選：{actions}]]',
    '没有“{typed}”[[；可选：{actions}]]',
    'No step “{typed}”[[; pick: {actions}]]',
  ],
  'act.decide-elsewhere': [
    '簽核請到簽核頁或表單，儲存格不算',
    '审批请到审批页或表单，单元格不算',
    'Decide on the approval page, not here',
  ],
  'act.on-page': ['「{action}」請到紀錄頁按', '“{action}”请到记录页按', 'Do “{action}” on the record page'],
  'act.nothing-waits': ['沒有要{action}的變更', '没有要{action}的变更', 'No change waits for “{action}”'],
  'act.own-confirm': [
    '自己改的、關於自己的，要另一位辦公室管理者確認',
    '自己改的、关于自己的，要另一位办公室管理者确认',
    'Another office manager must confirm this',
  ],
  'act.urged': ['已催辦', '已催办', 'Urged'],
  'act.linked-refused': ['{id}：{say}', '{id}：{say}', '{id}: {say}'],
  'edit.done': ['已更新', '已更新', 'Updated'],
  'due.done': ['{action}（到期自動）', '{action}（到期自动）', '{action} (by date)'],
  'due.breached': ['{clock}已逾期', '{clock}已逾期', '{clock} is overdue'],
  'due.paused': ['暫停', '暂停', 'Paused'],
  'due.replanned': ['期限改到 {at:moment}', '期限改到 {at:moment}', 'Now due {at:moment}'],
  'wait.until': ['等到 {date}[[（{why}）]]', '等到 {date}[[（{why}）]]', 'Waits until {date}[[ ({why})]]'],
  'wake.done': ['{date} 到了，繼續處理', '{date} 到了，继续处理', '{date} has come, work goes on'],
  'by.system': ['系統', '系统', 'System'],

  // ---- approvals
  'approval.running': [
    '送簽中 {step}/{steps}[[，已同意 {given}/{seats}]][[，等{who}]]',
    '审批中 {step}/{steps}[[，已同意 {given}/{seats}]][[，等{who}]]',
    'In approval {step}/{steps}[[, {given}/{seats} agreed]][[, with {who}]]',
  ],
  'approval.withdrawn': ['已抽回', '已撤回', 'Withdrawn'],
  'approval.passed': ['已核准[[：{reason}]]', '已批准[[：{reason}]]', 'Approved[[: {reason}]]'],
  'approval.approve': ['已核准[[：{reason}]]', '已批准[[：{reason}]]', 'Approved[[: {reason}]]'],
  'approval.return': ['退回[[：{reason}]]', '退回[[：{reason}]]', 'Returned[[: {reason}]]'],
  'approval.reject': ['不同意[[：{reason}]]', '不同意[[：{reason}]]', 'Rejected[[: {reason}]]'],
  'approval.voided': [
    '內容改了，原核准失效，請重新送簽',
    '内容改了，原审批失效，请重新送审',
    'Changed after approval: send it again',
  ],
  'approval.late': [
    '{who}還沒簽，已過 {days} 天',
    '{who}还没审批，已过 {days} 天',
    '{who} has not decided for {days} {days|day|days}',
  ],

  // ---- new rows, copies, deleted rows, undo
  'new.received': ['收件', '收件', 'Received'],
  'new.registered': ['登錄', '登记', 'Registered'],
  'new.imported': ['匯入', '导入', 'Imported'],
  'new.copied': ['新編號[[；由 {from} 複製]]', '新编号[[；由 {from} 复制]]', 'New number[[; copied from {from}]]'],
  'new.missing': ['新資料 還缺：{fields}', '新数据 还缺：{fields}', 'New row still needs: {fields}'],
  'new.resting': ['新資料 兩分鐘沒人改就登錄', '新数据 两分钟没人改就登记', 'Registered after two quiet minutes'],
  'new.batch': [
    '第 {batch} 批，通知等首頁打勾才寄',
    '第 {batch} 批，通知等首页打勾才寄',
    'Batch {batch}: mails wait for a tick on Home',
  ],
  'row.kept': [
    '有核准紀錄不能刪；請選「作廢」',
    '有审批记录不能删；请选“作废”',
    'Approved: not deletable; pick “Void”',
  ],
  'row.back': ['整列刪除已放回', '整行删除已放回', 'The deleted row was put back'],
  'row.restored': ['從回收還原', '从回收还原', 'Restored from the bin'],
  'row.fields-back': ['欄位已放回原編號', '各列已放回原编号', 'Fields put back to their number'],
  'row.frozen': ['疑似只排了一部分，見首頁', '疑似只排了一部分，见首页', 'Partly sorted? See Home'],
  'undo.done': ['已復原', '已还原', 'Undone'],
  'undo.not-yours': [
    '只有做的人能復原[[：{who}]]',
    '只有操作人能还原[[：{who}]]',
    'Only who did it may undo it[[: {who}]]',
  ],
  'undo.too-late': [
    '超過時間，不能復原；請選「更正」',
    '超过时间，不能还原；请选“更正”',
    'Too late to undo; pick “Correct”',
  ],
  'undo.nothing': ['沒有可復原的', '没有可还原的', 'Nothing to undo'],
  'undo.moved-on': ['{id} 之後有異動，不能復原', '{id} 之后有变动，不能还原', '{id} changed since: cannot undo'],
  'undo.decision': ['簽核的決定不能在這裡復原', '审批的决定不能在这里还原', 'A decision is not undone here'],
  'void.done': ['作廢[[：{reason}]]', '作废[[：{reason}]]', 'Void[[: {reason}]]'],
  'correct.done': ['更正[[：{reason}]]', '更正[[：{reason}]]', 'Corrected[[: {reason}]]'],
  'correct.closed-only': [
    '結案的才能更正；這筆直接改',
    '办结的才能更正；这条直接改',
    'Only closed rows; just edit this one',
  ],
};
