/** Words of 首頁: what went wrong with a register and what to tick, batches, counts, restored workbooks. */
import type { Catalogue } from './template';

export const NOTICES: Catalogue = {
  'notice.scramble': [
    '{register}：{n} 列像是只排了一部分，已凍結，什麼都沒收',
    '{register}：{n} 行像是只排了一部分，已冻结，什么都没收',
    '{register}: {n} rows look partly sorted. Frozen, nothing was taken',
  ],
  'notice.scramble.put-back': ['把欄位放回原編號', '把各列放回原编号', 'Put the fields back to their numbers'],
  'notice.scramble.accept': ['我是故意的', '我是故意的', 'I meant it'],
  'notice.header-shifted': [
    '{register}：表頭上多了 {n} 列',
    '{register}：表头上多了 {n} 行',
    '{register}: {n} {n|row|rows} above the header',
  ],
  'notice.remove': ['移除', '移除', 'Remove'],
  'notice.header-missing': [
    '{register}：找不到表頭，已停止寫入',
    '{register}：找不到表头，已停止写入',
    '{register}: no header found, writing has stopped',
  ],
  'notice.number-missing': [
    '{register}：「編號」欄不見了，已停止寫入',
    '{register}：“编号”列不见了，已停止写入',
    '{register}: the No. column is gone, writing has stopped',
  ],
  'notice.column-doubled': [
    '{register}：有兩欄都像「{column}」，已停止寫入',
    '{register}：有两列都像“{column}”，已停止写入',
    '{register}: two columns look like “{column}”, writing has stopped',
  ],
  'notice.column-renamed': [
    '{register}：「{from}」改叫「{to}」，已記住',
    '{register}：“{from}”改叫“{to}”，已记住',
    '{register}: “{from}” is now called “{to}”, noted',
  ],
  'notice.column-back': [
    '{register}：「{column}」欄被刪，已連內容放回',
    '{register}：“{column}”列被删，已连内容放回',
    '{register}: column “{column}” was deleted and is back with its values',
  ],
  'plan.book': [
    '新工作簿「{name}」，{n} 張登記簿',
    '新工作簿“{name}”，{n} 张登记簿',
    'New workbook “{name}” with {n} {n|register|registers}',
  ],
  'plan.register': [
    '新登記簿「{name}」，{n} 個欄位',
    '新登记簿“{name}”，{n} 个字段',
    'New register “{name}” with {n} {n|field|fields}',
  ],
  'plan.field': [
    '「{name}」多一欄「{field}」，加在「更新」左邊',
    '“{name}”多一列“{field}”，加在“更新”左边',
    '“{name}” gets a column “{field}”, left of Updated',
  ],
  'plan.field-gone': [
    '「{name}」不再用「{field}」，欄位與內容留著，歸你們',
    '“{name}”不再用“{field}”，列与内容留着，归你们',
    '“{name}” no longer uses “{field}”; the column and its values stay yours',
  ],
  'plan.states': ['「{name}」的狀態有變', '“{name}”的状态有变', 'The states of “{name}” change'],
  'plan.actions': ['「{name}」的下一步有變', '“{name}”的下一步有变', 'The next steps of “{name}” change'],
  'plan.clocks': [
    '「{name}」的期限有變；未結的照舊',
    '“{name}”的期限有变；未结的照旧',
    'The clocks of “{name}” change; open cases keep theirs',
  ],
  'plan.checks': ['「{name}」的檢核有變', '“{name}”的检核有变', 'The checks of “{name}” change'],
  'plan.rules': ['「{name}」的規則有變', '“{name}”的规则有变', 'The rules of “{name}” change'],
  'plan.metrics': ['「{name}」的指標有變', '“{name}”的指标有变', 'The figures of “{name}” change'],
  'plan.changed': ['「{name}」的文字或設定有變', '“{name}”的文字或设置有变', 'Words or settings of “{name}” change'],
  'plan.form': ['新表單「{name}」', '新表单“{name}”', 'New form “{name}”'],
  'plan.question': [
    '表單「{name}」多一題「{field}」',
    '表单“{name}”多一题“{field}”',
    'The form “{name}” asks for “{field}”',
  ],
  'plan.nothing': ['沒有要變的', '没有要变的', 'Nothing would change'],
  'notice.journal': [
    '異動紀錄第 {n} 列對不上前一列，請找系統管理者',
    '变动记录第 {n} 行对不上前一行，请找系统管理员',
    'History row {n} does not follow from the one before; tell the administrator',
  ],
  'notice.column-lost': [
    '{register}：有欄位被刪了',
    '{register}：有列被删了',
    '{register}: a field column was deleted',
  ],
  'notice.machine-sheet': [
    '有人改了系統的工作表[[：{who}]]；已對照紀錄',
    '有人改了系统的工作表[[：{who}]]；已对照记录',
    'Somebody changed a machine sheet[[: {who}]]; compared with the history',
  ],
  'notice.restore-row': ['還原這些列', '恢复这些行', 'Restore these rows'],
  'notice.repair': ['修復', '修复', 'Repair'],
  'notice.rebuild': ['重建', '重建', 'Rebuild'],
  'notice.batch': [
    '{register}：貼上 {n} 筆，通知還沒寄',
    '{register}：粘贴 {n} 条，通知还没寄',
    '{register}: {n} {n|row|rows} pasted, mails not sent yet',
  ],
  'notice.batch.send': ['寄出這批通知', '寄出这批通知', 'Send the mails of this batch'],
  'notice.batch.undo': ['復原整批', '还原整批', 'Undo the batch'],
  'notice.batch.partly': [
    '{register}：已復原 {n} 筆；{kept} 筆有人接著做，留著',
    '{register}：已还原 {n} 条；{kept} 条有人接着做，留着',
    '{register}: {n} undone; {kept} were worked on since and stay',
  ],
  'notice.bulk-edit': [
    '{register}：一次改了 {n} 筆',
    '{register}：一次改了 {n} 条',
    '{register}: {n} rows changed at once',
  ],
  'notice.many': [
    '{register}：{n} 件已{action}[[，{waits} 件待補]]',
    '{register}：{n} 条已{action}[[，{waits} 条待补]]',
    '{register}: {action}: {n} done[[, {waits} waiting]]',
  ],
  'notice.restored': [
    '工作簿退回到 {at:moment}，少了 {n} 次異動；寄信已停[[。少了：{list}]]',
    '工作簿退回到 {at:moment}，少了 {n} 次变动；寄信已停[[。少了：{list}]]',
    'The workbook went back to {at:moment}, {n} {n|change is|changes are} missing. Mails are held[[. Missing: {list}]]',
  ],
  'notice.restored.newest': ['還原到最新版', '恢复到最新版', 'Go to the newest version'],
  'notice.restored.keep': ['就用 {at:time} 這版', '就用 {at:time} 这版', 'Keep the version of {at:time}'],
  'notice.restored.how': [
    '檔案 > 版本記錄 > 查看 > 選最新的 > 還原',
    '文件 > 版本历史 > 查看 > 选最新的 > 恢复',
    'File > Version history > See > newest > Restore',
  ],
  'notice.restored.kept': [
    '已採用 {at:moment} 這版，缺的 {n} 次異動記在紀錄裡',
    '已采用 {at:moment} 这版，缺的 {n} 次变动记在记录里',
    'The version of {at:moment} stands; the {n} missing changes are in the history',
  ],
  'notice.waiting': [
    '{n} 件等著處理，系統忙',
    '{n} 条等着处理，系统忙',
    '{n} {n|edit waits|edits wait}, the system is busy',
  ],
  'notice.late': ['逾期 {n} 件', '逾期 {n} 条', '{n} late'],
  'notice.due-today': ['今日到期 {n} 件', '今日到期 {n} 条', '{n} due today'],
  'notice.unanswered': ['{n} 件還沒回覆申請人', '{n} 条还没回复申请人', '{n} asked and unanswered'],
  'notice.held-old': [
    '{n} 筆 ✗ 超過一小時沒人改',
    '{n} 条 ✗ 超过一小时没人改',
    '{n} {n|row|rows} with ✗ for over an hour',
  ],
  'notice.waits-old': [
    '{n} 筆 ✎ 等了超過一個工作天',
    '{n} 条 ✎ 等了超过一个工作日',
    '{n} {n|row|rows} with ✎ for over a working day',
  ],
  'notice.deleted': [
    '{register}：刪了 {n} 列，在「回收」保留 {days} 天',
    '{register}：删了 {n} 行，在“回收”保留 {days} 天',
    '{register}: {n} {n|row|rows} deleted, kept in the bin for {days} days',
  ],
  'notice.mail-unsent': [
    '{n} 封信沒寄成[[：{why}]]',
    '{n} 封信没寄成[[：{why}]]',
    '{n} {n|mail was|mails were} not sent[[: {why}]]',
  ],
  'notice.mail-unknown': [
    '這封信不確定寄了沒：{about}，沒有重寄',
    '这封信不确定寄了没：{about}，没有重寄',
    'Perhaps sent, not sent again: {about}',
  ],
  'notice.mail-budget': [
    '今天的信額用完，{n} 封明早寄',
    '今天的信额用完，{n} 封明早寄',
    'Mail budget spent, {n} leave tomorrow morning',
  ],
  'notice.mac': [
    '{n} 封待寄的信被改過，沒有寄',
    '{n} 封待寄的信被改过，没有寄',
    '{n} queued {n|mail was|mails were} tampered with and not sent',
  ],
  'notice.nobody': [
    '{role}沒有人，{register} 的信寄給{who}',
    '{role}没有人，{register} 的信寄给{who}',
    'Nobody holds {role}; mails of {register} go to {who}',
  ],
  'notice.replanned': [
    '[[{date} {name}：]]{n} 件的期限改了',
    '[[{date} {name}：]]{n} 条的期限改了',
    '[[{date} {name}: ]]{n} due {n|time|times} moved',
  ],
  'notice.form-question': [
    '表單「{form}」少了「{field}」這題，先用預設',
    '表单“{form}”少了“{field}”这题，先用默认',
    'The form “{form}” lost its question “{field}”; the default is used',
  ],
  'notice.form-new': [
    '表單「{form}」的新題「{title}」已加成一欄',
    '表单“{form}”的新题“{title}”已加成一列',
    'The new question “{title}” of “{form}” is a column now',
  ],
  'notice.answer-held': [
    '{register}：表單來的 {id} 有一格看不懂',
    '{register}：表单来的 {id} 有一格看不懂',
    '{register}: {id} from the form has an answer to correct',
  ],
  'notice.done': ['已處理', '已处理', 'Done'],
  'notice.fine': ['系統這邊沒有要處理的', '系统这边没有要处理的', 'Nothing to do for the system'],
  'home.counts': [
    '{register}：未結 {open}[[\u3000逾期 {late}]][[\u3000待回應 {unanswered}]][[\u3000✗ {held}]][[\u3000✎ {waits}]]',
    '{register}：未结 {open}[[\u3000逾期 {late}]][[\u3000待响应 {unanswered}]][[\u3000✗ {held}]][[\u3000✎ {waits}]]',
    '{register}: {open} open[[ · {late} late]][[ · {unanswered} unanswered]][[ · ✗ {held}]][[ · ✎ {waits}]]',
  ],
  'notice.data-as-of': ['資料時間 {at:moment}', '数据时间 {at:moment}', 'Data as of {at:moment}'],
};
