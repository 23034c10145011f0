/** Sentences of documents: signature boxes, the column 文件, what is wrong with a file. */
import type { Catalogue } from './template';

export const PAPER: Catalogue = {
  'paper.approve': ['同意', '同意', 'Approved'],
  'paper.return': ['退回', '退回', 'Returned'],
  'paper.reject': ['不同意', '不同意', 'Rejected'],
  'paper.for': ['{by}（代 {who}）', '{by}（代 {who}）', '{by} (for {who})'],
  'paper.living': ['{label}（編寫中）', '{label}（编写中）', '{label} (being written)'],
  'notice.paper-gone': [
    '{id} 的「{label}」已被永久刪除，沒有東西可以定稿',
    '{id} 的“{label}”已被永久删除，没有东西可以定稿',
    '“{label}” of {id} was deleted for good, so there is nothing to freeze',
  ],
  'health.paper': ['文件「{name}」在垃圾桶', '文件“{name}”在回收站', 'The document “{name}” lies in the bin'],
  'health.paper.means': [
    '三十天後 Drive 會把它刪掉，登記簿的連結就斷了',
    '三十天后 Drive 会把它删掉，登记簿的链接就断了',
    'Drive deletes it after 30 days, and the link in the register breaks',
  ],
  'health.paper.do': ['打勾把它拿回來', '打勾把它拿回来', 'Tick to take it back'],
  'paper.pdf': ['{label} PDF', '{label} PDF', '{label} PDF'],
};
