/** Words of counting by the page: why there is nothing to count. */
import type { Catalogue } from './template';

export const COUNT: Catalogue = {
  'count.none': ['現在沒有在盤點', '现在没有在盘点', 'No stocktake is under way'],
  'count.not-here': [
    '這裡沒有要由你盤點的東西；你現在是 {account}',
    '这里没有要由你盘点的东西；你现在是 {account}',
    'There is nothing here for you to count. You are {account}',
  ],
};
