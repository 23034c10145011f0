/** Words of 首頁 about forms that people changed, binned or closed. */
import type { Catalogue } from './template';

export const FORMS: Catalogue = {
  'notice.form-question.put-back': ['放回', '放回', 'Put it back'],
  'form.who.everyone': ['同仁', '同事', 'Staff'],
  'form.who.heads': ['各單位主管', '各部门负责人', 'Heads of departments'],
  'form.who.anyone-with-the-link': ['有連結的人', '有链接的人', 'Anyone with the link'],
  'form.who.requester': ['提出的人', '提出的人', 'Who asked'],
  'notice.form-lost': [
    '表單「{form}」打不開了（刪除或在垃圾桶）；收不到新的，其他表單照常',
    '表单“{form}”打不开了（已删除或在回收站）；收不到新的，其他表单照常',
    'The form “{form}” does not open (deleted or in the bin). Nothing new arrives from it; the others go on',
  ],
  'notice.form-rebuilt': [
    '表單「{form}」重建好了，網址換了：請換掉海報和連結',
    '表单“{form}”重建好了，网址换了：请换掉海报和链接',
    'The form “{form}” is made anew at another address: change posters and links',
  ],
};
