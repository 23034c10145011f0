/** Words of digests and of the page 「我的待辦」. */
import type { Catalogue } from './template';

export const WORK: Catalogue = {
  'digest.late': ['已過期 {n} 天', '已过期 {n} 天', '{n} days overdue'],
  'digest.stale': ['{n} 天沒更新', '{n} 天没更新', 'no update for {n} days'],
  'work.nothing': ['還沒選任何一件', '还没选任何一件', 'Nothing was chosen yet'],
  'work.taken': ['收到了：{n} 件', '收到了：{n} 件', 'Noted: {n}'],
  'work.some': [
    '收到 {n} 件；{left} 件還要補，寫在那一件旁邊',
    '收到 {n} 件；{left} 件还要补，写在那一件旁边',
    'Noted: {n}. {left} need something more, as said beside them',
  ],
  'work.none-taken': [
    '還沒有收下；要補什麼寫在那一件旁邊',
    '还没有收下；要补什么写在那一件旁边',
    'Nothing was taken yet; what is missing is said beside each',
  ],
};
