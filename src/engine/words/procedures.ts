/** Words about what an action does with a list of lines, and about the thread of a record. */
import type { Catalogue } from './template';

export const PROCEDURES: Catalogue = {
  'lines.blank': [
    '「{field}」第 {line} 行是空白，請補上或刪掉這一行',
    '“{field}”第 {line} 行是空白，请补上或删掉这一行',
    'Line {line} of “{field}” is blank: fill it or take it out',
  ],
  'lines.twice': [
    '「{field}」第 {line} 行「{typed}」和第 {other} 行相同，請更正',
    '“{field}”第 {line} 行“{typed}”和第 {other} 行相同，请更正',
    'Line {line} of “{field}”, “{typed}”, is the same as line {other}: please correct it',
  ],
  'lines.count': [
    '「{field}」有 {n} 行，應該是 {wanted} 行',
    '“{field}”有 {n} 行，应该是 {wanted} 行',
    '“{field}” has {n} {n|line|lines}; there should be {wanted}',
  ],
  'lines.taken': [
    '「{field}」第 {line} 行「{typed}」已登錄在 {id}，請核對',
    '“{field}”第 {line} 行“{typed}”已登记在 {id}，请核对',
    'Line {line} of “{field}”, “{typed}”, is already registered as {id}: please check',
  ],
  'trace.approve': ['同意', '同意', 'Approved'],
  'trace.return': ['退回', '退回', 'Returned'],
  'trace.reject': ['不同意', '不同意', 'Rejected'],
  'trace.document': ['文件：{name}', '文件：{name}', 'Document: {name}'],
};
