// What the add-on says, in the person's language.

export type Words = Readonly<Record<keyof (typeof ALL)['en'], string>>;

const ALL = {
  'zh-TW': {
    menu: '典簿',
    open: '開啟辦公室頁面',
    portal: '行政服務台',
    approvals: '等我簽的',
    mine: '我的案件',
    file: '這個檔案',
    row: '這一列',
    record: '看這一筆的紀錄頁',
    again: '看現在選的那一列',
    noRow: '選一列有編號的資料，再按下面的按鈕。',
    document: '這份文件',
    noDocument: '這份文件不是辦公室做的：檔名前面沒有編號。',
    event: '這個行程',
    eventRecord: '看這個行程的紀錄',
    unknown: '這個外掛程式還沒有辦公室的網址，請聯絡管理員。',
  },
  'zh-CN': {
    menu: '典簿',
    open: '打开办公室页面',
    portal: '行政服务台',
    approvals: '等我审批的',
    mine: '我的事项',
    file: '这个文件',
    row: '这一行',
    record: '查看这一条的记录页',
    again: '查看现在选中的那一行',
    noRow: '选一行有编号的数据，再点下面的按钮。',
    document: '这份文档',
    noDocument: '这份文档不是办公室生成的：文件名前面没有编号。',
    event: '这个日程',
    eventRecord: '查看这个日程的记录',
    unknown: '这个插件还没有办公室的网址，请联系管理员。',
  },
  en: {
    menu: 'Chancery',
    open: 'Open the office pages',
    portal: 'Service desk',
    approvals: 'Waiting for my decision',
    mine: 'My requests',
    file: 'This file',
    row: 'This row',
    record: 'See the page of this record',
    again: 'Look at the row chosen now',
    noRow: 'Choose a row that has a number, then press the button below.',
    document: 'This document',
    noDocument: 'The office did not make this document: its name does not begin with a number.',
    event: 'This event',
    eventRecord: 'See the record of this event',
    unknown: 'This add-on has no office address yet. Ask your administrator.',
  },
} as const;

/** @param locale of the person, e.g. `zh-TW`, `zh_CN`; the office's own language when Google does not say. */
export function wordsFor(locale = 'zh-TW'): Words {
  if (/^zh[-_](CN|SG|Hans)/i.test(locale)) return ALL['zh-CN'];
  return /^zh/i.test(locale) ? ALL['zh-TW'] : ALL.en;
}
