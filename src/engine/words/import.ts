/** Words of the tab 匯入 Import: its frame, how each row stands, and what 首頁 says of a batch. */
import type { Catalogue } from './template';

export const IMPORT: Catalogue = {
  'import.tab': ['匯入', '导入', 'Import'],

  // ---- the frame, in column A
  'import.register': ['① 登記簿', '① 登记簿', '① Register'],
  'import.go': ['④ 匯入', '④ 导入', '④ Import'],
  'import.totals': ['合計', '合计', 'Totals'],
  'import.fields': ['③ 對應欄位', '③ 对应字段', '③ Fields'],
  'import.head': ['② 表頭貼在 B5 →', '② 表头粘贴在 B5 →', '② Paste at B5 →'],
  'import.how': [
    '① 選登記簿　② 從 B5 貼上舊清冊，第一列是它自己的表頭　③ 看對應的欄位對不對　④ 勾「匯入」。要改的列改好再勾一次。',
    '① 选登记簿　② 从 B5 粘贴旧台账，第一行是它自己的表头　③ 看对应的字段对不对　④ 勾“导入”。要改的行改好再勾一次。',
    '① Pick the register. ② Paste the old ledger at B5, its own headers first. ③ Check the fields above them. ④ Tick Import. Correct the wrong rows and tick again.',
  ],
  'import.left-out': ['（不匯入）', '（不导入）', '(left out)'],
  'import.state': ['狀態', '状态', 'Status'],
  'import.created': ['建立日', '创建日', 'Created on'],

  // ---- how the whole stands, in C2
  'import.no-register': ['先選登記簿', '先选登记簿', 'Pick the register first'],
  'import.no-header': [
    '從 B5 貼上，第一列是表頭',
    '从 B5 粘贴，第一行是表头',
    'Paste at B5, the first row is the header',
  ],
  'import.shifted': [
    '貼歪了：表頭的第一格要在 B5。按復原再貼一次',
    '贴偏了：表头的第一格要在 B5。撤销后再贴一次',
    'Pasted beside: the first header belongs in B5. Undo and paste again',
  ],
  'import.unknown-field': [
    '對應欄位：不認得「{typed}」，請從選單選',
    '对应字段：不认得“{typed}”，请从列表选',
    'Fields: “{typed}” is unknown, pick from the list',
  ],
  'import.field-twice': [
    '對應欄位：「{field}」選了兩次',
    '对应字段：“{field}”选了两次',
    'Fields: “{field}” is chosen twice',
  ],
  'import.stands': [
    '{ready:number} 筆可匯入，{wrong:number} 筆要改[[，{done:number} 筆已匯入]][[，略過 {own:number} 列]]',
    '{ready:number} 条可导入，{wrong:number} 条要改[[，{done:number} 条已导入]][[，略过 {own:number} 行]]',
    '{ready:number} can go in, {wrong:number} to correct[[, {done:number} are in]][[, {own:number} skipped]]',
  ],
  'import.running': [
    '匯入中：已匯入 {done:number} 筆，還有 {ready:number} 筆。取消勾選就停',
    '导入中：已导入 {done:number} 条，还有 {ready:number} 条。取消勾选就停',
    'Importing: {done:number} are in, {ready:number} to go. Untick to stop',
  ],
  'import.frozen': [
    '「{register}」凍結中，見首頁；解除後自動接著匯入',
    '“{register}”冻结中，见首页；解除后自动接着导入',
    '“{register}” is frozen, see Home; the import goes on after that',
  ],

  // ---- how one row stands, in its Check
  'import.ready': ['可匯入', '可导入', 'Can go in'],
  'import.own': ['（略過：{fields}都空白）', '（略过：{fields}都为空）', '(skipped: {fields} blank)'],
  'import.column': ['第 {n} 欄「{header}」', '第 {n} 列“{header}”', 'Column {n} “{header}”'],
  'import.in-already': [
    '已匯入為 {id}，要改請到「{register}」',
    '已导入为 {id}，要改请到“{register}”',
    'It is in as {id}: change it in “{register}”',
  ],
  'import.missing': ['還缺：{fields}', '还缺：{fields}', 'Still needs: {fields}'],
  'import.twice': [
    '{field}：「{typed}」和這裡第 {n} 列重複',
    '{field}：“{typed}”和这里第 {n} 行重复',
    '{field}: “{typed}” is in row {n} too',
  ],
  'import.error-cell': [
    '{field}：「{typed}」是試算表的錯誤，請改成值',
    '{field}：“{typed}”是表格的错误，请改成值',
    '{field}: “{typed}” is a sheet error, put the value',
  ],

  // ---- 首頁
  'home.import': [
    '顯示「匯入」分頁：把舊清冊整批貼進來',
    '显示“导入”工作表：把旧台账整批贴进来',
    'Show the tab Import: paste an old ledger',
  ],
  'notice.imported': [
    '{register}：匯入 {n:number} 筆[[，{wrong:number} 筆在「匯入」分頁等你改]]',
    '{register}：导入 {n:number} 条[[，{wrong:number} 条在“导入”工作表等你改]]',
    '{register}: {n:number} {n|row|rows} imported[[, {wrong:number} wait in the tab Import]]',
  ],
  'notice.imported.undo': ['復原整批', '还原整批', 'Undo the batch'],
  'notice.imported.undoing': [
    '{register}：正在復原匯入的一批',
    '{register}：正在还原导入的一批',
    '{register}: an import is being undone',
  ],
  'notice.imported.undone': [
    '{register}：已復原匯入的 {n:number} 筆[[；有人接著用，留著 {kept:number} 筆：{list}]]',
    '{register}：已还原导入的 {n:number} 条[[；有人接着用，留着 {kept:number} 条：{list}]]',
    '{register}: {n:number} imported {n|row|rows} undone[[; in use, {kept:number} stay: {list}]]',
  ],
  'notice.imported.late': [
    '{register}：匯入超過 {days} 天，不能整批復原；個別請選「作廢」',
    '{register}：导入超过 {days} 天，不能整批还原；个别请选“作废”',
    '{register}: imported over {days} days ago, no longer undone as a batch; void single rows',
  ],
  'notice.import-frame': [
    '「匯入」分頁的前五列被動過，認不出來；請復原，或刪掉那幾列的 A 欄',
    '“导入”工作表的前五行被动过，认不出来；请撤销，或删掉那几行的 A 列',
    'The first five rows of the tab Import were changed; undo that, or empty their column A',
  ],
};
