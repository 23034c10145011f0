/** Sentences of documents: signature boxes, the column 文件, what is wrong with a file. */
import type { Catalogue } from './template';

export const PAPER: Catalogue = {
  'paper.approve': ['同意', '同意', 'Approved'],
  'paper.return': ['退回', '退回', 'Returned'],
  'paper.reject': ['不同意', '不同意', 'Rejected'],
  'paper.for': ['{by}（代 {who}）', '{by}（代 {who}）', '{by} (for {who})'],
  'paper.living': ['{label}（編寫中）', '{label}（编写中）', '{label} (being written)'],
  'paper.pdf': ['{label} PDF', '{label} PDF', '{label} PDF'],
};
