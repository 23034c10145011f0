/** Words about rows that leave for the archive of their year, and come back. */
import type { Catalogue } from './template';

export const ARCHIVE: Catalogue = {
  'archive.name': ['{workbook} {year} 封存', '{workbook} {year} 归档', '{workbook} {year} archive'],
  'archive.gone': ['已移到 {year} 封存', '已移到 {year} 归档', 'Moved to the {year} archive'],
  'archive.back': ['從 {year} 封存移回', '从 {year} 归档移回', 'Back from the {year} archive'],
  'archive.returned': ['已移回登記簿', '已移回登记簿', 'Back in the register'],
  'notice.archive': [
    '{register}：結案超過 {days} 天的列移到封存，編號照樣查得到：{url}',
    '{register}：办结超过 {days} 天的行移到归档，编号照样查得到：{url}',
    '{register}: rows closed for more than {days} days are in the archive; their numbers are found as before: {url}',
  ],
  'notice.archive-lost': [
    '封存檔打不開，結案的列先留在表上。請從垃圾桶還原：{url}',
    '归档文件打不开，办结的行先留在表上。请从回收站还原：{url}',
    'The archive cannot be opened; closed rows stay on the sheet. Restore it from the bin: {url}',
  ],
};
