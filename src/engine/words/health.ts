/** Words of the health page and of 首頁's lines about it: what is broken, what that means, what to do. */
import type { Catalogue } from './template';

export const HEALTH: Catalogue = {
  // 首頁: the finding and the way on in one line.
  'health.line': ['{what}。{todo}', '{what}。{todo}', '{what}. {todo}'],
  'health.fixed': ['修好了', '修好了', 'Healed'],
  'health.gone': ['已經沒有這個問題了', '已经没有这个问题了', 'That trouble is over already'],
  'health.not-ours': ['這個要照上面的說明處理', '这个要按上面的说明处理', 'Please do this as described above'],
  'health.managers': [
    '健康頁給辦公室管理者看；你現在是 {account}',
    '健康页给办公室管理者看；你现在是 {account}',
    'Health is for office managers. You are {account}',
  ],

  'health.owner': [
    '系統不是用登記的辦公室帳號在跑',
    '系统不是用登记的办公室账号在运行',
    'The system does not run as the recorded office account',
  ],
  'health.owner.means': [
    '為了不讓每件事做兩次，它什麼都不做',
    '为了不让每件事做两次，它什么都不做',
    'So that nothing is done twice, it does nothing at all',
  ],
  'health.owner.do': [
    '用辦公室帳號重新部署一次',
    '用办公室账号重新部署一次',
    'Deploy it again, signed in as the office account',
  ],

  'health.trigger': [
    '「{job}」的觸發器不見了[[（{book}）]]',
    '“{job}”的触发器不见了[[（{book}）]]',
    'The trigger of “{job}” is gone[[ ({book})]]',
  ],
  'health.trigger.means': ['這件事現在沒有人做', '这件事现在没有人做', 'Nobody does this at the moment'],
  'health.page.do': ['在健康頁按「修復」', '在健康页按“修复”', 'Press Repair on the health page'],
  'health.none.do': ['不用做什麼', '不用做什么', 'Nothing to do'],
  'health.double': [
    '「{job}」有兩個觸發器[[（{book}）]]',
    '“{job}”有两个触发器[[（{book}）]]',
    '“{job}” has two triggers[[ ({book})]]',
  ],
  'health.double.means': [
    '每次都做兩遍；結果一樣，只是浪費額度',
    '每次都做两遍；结果一样，只是浪费额度',
    'Everything is looked at twice. The result is the same, it only wastes quota',
  ],
  'health.silent': [
    '「{job}」從 {at:moment} 之後沒有動靜',
    '“{job}”从 {at:moment} 之后没有动静',
    '“{job}” has been silent since {at:moment}',
  ],
  'health.silent.means': [
    '觸發器還在，可能被 Google 停用了',
    '触发器还在，可能被 Google 停用了',
    'Its trigger is there; Google may have disabled it',
  ],
  'health.behind': [
    '有工作簿從 {at:moment} 起還在用舊的人員與設定',
    '有工作簿从 {at:moment} 起还在用旧的人员与设置',
    'Some workbook still uses older people and settings than those of {at:moment}',
  ],
  'health.behind.means': [
    '這段時間的決定照舊的資料',
    '这段时间的决定按旧的数据',
    'What was decided meanwhile went by the older ones',
  ],
  'health.behind.do': [
    '下一次巡查會再試；一小時後還在，請找系統管理者',
    '下一次巡查会再试；一小时后还在，请找系统管理员',
    'The next look tries again; if this stays for an hour, tell the administrator',
  ],
  'health.properties': [
    '系統的記事本用了 {n} KB，最多的是 {most}',
    '系统的记事本用了 {n} KB，最多的是 {most}',
    'The system’s notes take {n} KB, most of it {most}',
  ],
  'health.properties.means': [
    '滿了（500 KB）就記不住誰改了什麼',
    '满了（500 KB）就记不住谁改了什么',
    'When full (500 KB) it can no longer note who changed what',
  ],
  'health.properties.do': ['請找系統管理者', '请找系统管理员', 'Tell the administrator'],
  'health.mails': ['今天只剩 {n} 封信可寄', '今天只剩 {n} 封信可发', '{n} {n|mail is|mails are} left today'],
  'health.mails.means': [
    '簽核先寄，其他明早再寄',
    '审批先发，其他明早再发',
    'Approvals go first, the rest leaves tomorrow',
  ],
  'health.bells': [
    '「{book}」有 {n} 次修改等了超過一天',
    '“{book}”有 {n} 次修改等了超过一天',
    '“{book}”: {n} {n|edit has|edits have} waited for more than a day',
  ],
  'health.bells.means': [
    '有人改了，系統還沒看到',
    '有人改了，系统还没看到',
    'Somebody changed something the system has not looked at',
  ],
  'health.bells.do': [
    '看看上面有沒有別的問題，先修那個',
    '看看上面有没有别的问题，先修那个',
    'Heal the other troubles first',
  ],
  'health.stuck': [
    '{n} 封信或工作等了超過一天沒送出',
    '{n} 封信或工作等了超过一天没送出',
    '{n} {n|mail or task has|mails or tasks have} waited for more than a day',
  ],
  'health.stuck.means': ['該知道的人可能不知道', '该知道的人可能不知道', 'Those who should know may not'],
  'health.stuck.do': [
    '看信額與巡查是否正常；正常就找系統管理者',
    '看邮件额度与巡查是否正常；正常就找系统管理员',
    'Look at mails left and the ten-minute look; if both are well, tell the administrator',
  ],

  'health.form': [
    '表單「{form}」打不開，可能被刪了',
    '表单“{form}”打不开，可能被删了',
    'The form “{form}” cannot be opened, it may be deleted',
  ],
  'health.form.means': [
    '沒有人能從這裡送件；其他照常',
    '没有人能从这里提交；其他照常',
    'Nobody can send anything through it; all else goes on',
  ],
  'health.form.do': [
    '先看雲端硬碟的垃圾桶，還原最好；找不到就在健康頁按「修復」重做一份，網址會變',
    '先看云端硬盘的回收站，还原最好；找不到就在健康页按“修复”重做一份，网址会变',
    'Best restore it from the Drive trash. If it is not there, Repair on the health page makes a new one with another address',
  ],
  'health.form-closed': ['表單「{form}」不收回覆', '表单“{form}”不收回复', 'The form “{form}” takes no answers'],
  'health.form-closed.means': ['送不進來', '提交不进来', 'Nothing can be sent'],
  'health.form-closed.do': [
    '不是故意關的，就在健康頁按「修復」打開',
    '不是故意关的，就在健康页按“修复”打开',
    'If nobody meant it, Repair on the health page opens it',
  ],
  'health.form-unverified': [
    '表單「{form}」沒有在驗證寄件人',
    '表单“{form}”没有在验证发件人',
    'The form “{form}” does not verify who sends',
  ],
  'health.form-unverified.means': ['別人可以冒名送件', '别人可以冒名提交', 'Anybody could send in another’s name'],
  'health.form-edits': [
    '表單「{form}」讓人改已送出的回覆',
    '表单“{form}”让人改已提交的回复',
    'The form “{form}” lets people change answers they sent',
  ],
  'health.form-edits.means': ['後來改的不會收進來', '后来改的不会收进来', 'What is changed later is not taken in'],
  'health.form-target': [
    '表單「{form}」的回覆不再進「表單回覆」',
    '表单“{form}”的回复不再进“表单回复”',
    'Answers of the form “{form}” no longer go to the workbook of form answers',
  ],
  'health.form-target.means': [
    '收件會慢，要等巡查輪到它',
    '收件会慢，要等巡查轮到它',
    'They are taken in late, when the ten-minute look comes round to it',
  ],

  'health.file': ['「{book}」打不開', '“{book}”打不开', '“{book}” cannot be opened'],
  'health.file.means': ['這本停了，其他照常', '这本停了，其他照常', 'This workbook has stopped, the others go on'],
  'health.file.do': [
    '從雲端硬碟的垃圾桶還原，或把它再分享給辦公室帳號',
    '从云端硬盘的回收站还原，或把它再共享给办公室账号',
    'Restore it from the Drive trash, or share it with the office account again',
  ],
  'health.home': ['「{book}」的首頁被刪了', '“{book}”的首页被删了', 'The Home tab of “{book}” was deleted'],
  'health.home.means': [
    '系統沒有地方告訴大家事情',
    '系统没有地方告诉大家事情',
    'The system has no place to tell people',
  ],
  'health.home.do': ['下一次巡查會重做', '下一次巡查会重做', 'The next look makes it again'],
  'health.machine': [
    '「{book}」的系統工作表 {sheet} 被刪了',
    '“{book}”的系统工作表 {sheet} 被删了',
    'The machine sheet {sheet} of “{book}” was deleted',
  ],
  'health.machine.means': [
    '這本停了，其他照常；大家改的還在，修好後會補看',
    '这本停了，其他照常；大家改的还在，修好后会补看',
    'This workbook has stopped, the others go on. What people type stays and is looked at once it is back',
  ],
  'health.machine.do': [
    '檔案 > 版本記錄 > 選被刪之前的 > 還原',
    '文件 > 版本历史 > 选被删之前的 > 恢复',
    'File > Version history > choose the one before > Restore',
  ],
  'health.derived.do': [
    '在健康頁按「修復」，從其他紀錄重做',
    '在健康页按“修复”，从其他记录重做',
    'Press Repair on the health page: it follows from the other sheets',
  ],
  'health.tab': ['「{register}」整張被刪了', '“{register}”整张被删了', 'The tab “{register}” was deleted'],
  'health.tab.line': [
    '「{register}」整張被刪了，資料都在；自己加的欄要從「檔案 > 版本記錄」找回',
    '“{register}”整张被删了，数据都在；自己加的列要从“文件 > 版本历史”找回',
    'The tab “{register}” was deleted, all records are safe; columns of your own come back by File > Version history',
  ],
  'health.tab.means': [
    '資料都在，只是沒有地方顯示；自己加的欄跟著分頁走了',
    '数据都在，只是没有地方显示；自己加的列跟着分页走了',
    'All records are safe, only the sheet is gone; columns of your own went with it',
  ],
  'health.tab.do': [
    '打勾「重建」從紀錄寫回來；要自己加的欄，改用「檔案 > 版本記錄」還原',
    '打勾“重建”从记录写回来；要自己加的列，改用“文件 > 版本历史”恢复',
    'Tick Rebuild to write it back from the records; for columns of your own use File > Version history instead',
  ],
  'health.unguarded': [
    '系統工作表「{sheet}」的保護被拿掉了',
    '系统工作表“{sheet}”的保护被拿掉了',
    'The machine sheet “{sheet}” is no longer protected',
  ],
  'health.unguarded.means': ['誰都能改壞它', '谁都能改坏它', 'Anybody could break it'],
  'health.unguarded.do': ['打勾放回保護', '打勾放回保护', 'Tick to protect it again'],
  'health.filter': [
    '「{register}」有人設了篩選，大家都只看到一部分',
    '“{register}”有人设了筛选，大家都只看到一部分',
    '“{register}”: a filter hides rows for everybody',
  ],
  'health.filter.means': [
    '系統照樣看得到全部，只是人會以為少了',
    '系统照样看得到全部，只是人会以为少了',
    'The system still sees all rows; people may think some are missing',
  ],
  'health.filter.do': [
    '打勾移除；自己要看一部分請用「篩選檢視畫面」',
    '打勾移除；自己要看一部分请用“筛选视图”',
    'Tick to remove it; for yourself use a filter view',
  ],
  'health.copy': [
    '「{tab}」是複本，這裡不會動作',
    '“{tab}”是副本，这里不会动作',
    '“{tab}” is a copy: nothing happens there',
  ],
  'health.copy.means': [
    '在複本上改的不會收，也不會寄信',
    '在副本上改的不会收，也不会发信',
    'What is typed there is not taken, no mail is sent',
  ],
  'health.copy.do': ['當備份留著就好，或刪掉它', '当备份留着就好，或删掉它', 'Keep it as a backup or delete it'],
  'health.header': ['「{register}」找不到表頭', '“{register}”找不到表头', '“{register}”: no header was found'],
  'health.header.means': [
    '已停止寫入；資料都在',
    '已停止写入；数据都在',
    'Writing there has stopped; all records are safe',
  ],
  'health.header.do': ['打勾把表頭放回去', '打勾把表头放回去', 'Tick to put the header back'],
  'health.shifted': [
    '「{register}」表頭上多了 {n} 列',
    '“{register}”表头上多了 {n} 行',
    '“{register}”: {n} {n|row|rows} above the header',
  ],
  'health.shifted.means': [
    '照常運作；但篩選與公式以為表頭在第一列',
    '照常运作；但筛选与公式以为表头在第一行',
    'Work goes on; but filters and formulas expect the header in row 1',
  ],
  'health.shifted.do': ['打勾移除那幾列', '打勾移除那几行', 'Tick to remove these rows'],
  'health.zone': [
    '「{book}」的時區是 {zone}，系統是 {script}',
    '“{book}”的时区是 {zone}，系统是 {script}',
    '“{book}” is in the zone {zone}, the system in {script}',
  ],
  'health.zone.means': ['期限與日期會差幾個小時', '期限与日期会差几个小时', 'Due times and dates are some hours off'],
  'health.zone.do': ['打勾改回系統的時區', '打勾改回系统的时区', 'Tick to set the system’s zone again'],

  'health.title': ['系統健康', '系统健康', 'Health'],
  'health.well': ['一切正常', '一切正常', 'All is well'],
  'health.some': ['{n} 件要處理', '{n} 项要处理', '{n} to look at'],
  'health.means': ['影響', '影响', 'What it means'],
  'health.todo': ['怎麼做', '怎么做', 'What to do'],
  'health.repair': ['修復', '修复', 'Repair'],
  'health.facts': ['現況', '现况', 'As it stands'],
  'health.fact.tick': [
    '每十分鐘的巡查：{at:moment}',
    '每十分钟的巡查：{at:moment}',
    'Look every ten minutes: {at:moment}',
  ],
  'health.fact.nightly': ['每晚的盤點：{at:moment}', '每晚的盘点：{at:moment}', 'Nightly look: {at:moment}'],
  'health.fact.heartbeat': ['心跳：{at:moment}', '心跳：{at:moment}', 'Heartbeat: {at:moment}'],
  'health.fact.tick.never': [
    '每十分鐘的巡查：還沒有跑過',
    '每十分钟的巡查：还没有运行过',
    'Look every ten minutes: not yet',
  ],
  'health.fact.nightly.never': ['每晚的盤點：還沒有跑過', '每晚的盘点：还没有运行过', 'Nightly look: not yet'],
  'health.fact.heartbeat.never': ['心跳：還沒有跑過', '心跳：还没有运行过', 'Heartbeat: not yet'],
  'health.fact.mails': ['今天還能寄 {n} 封信', '今天还能发 {n} 封信', '{n} {n|mail|mails} left today'],
  'health.fact.properties': ['記事本 {n} KB／500', '记事本 {n} KB／500', 'Notes {n} KB of 500'],
  'health.fact.prefix': ['{name} {n} KB', '{name} {n} KB', '{name} {n} KB'],
  'health.fact.book': ['{book}：{n} 個分頁', '{book}：{n} 个分页', '{book}: {n} tabs'],
};
