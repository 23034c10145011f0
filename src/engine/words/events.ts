/** What the calendar makes a record say: zh-TW, zh-CN, English, by hand. */
import type { Catalogue } from './template';

export const EVENTS: Catalogue = {
  'event.room-taken': [
    '{room} 那時已有「{by}」，請換時間或會議室',
    '{room} 那时已有“{by}”，请换时间或会议室',
    '{room} is taken by “{by}”; choose another time or room',
  ],
  'event.moved': [
    '日曆上改到 {when}，已照改',
    '日历上改到 {when}，已照改',
    'Moved in the calendar to {when}; taken over',
  ],
  'event.moved-twice': [
    '日曆上有人改到 {when}，這裡也改過；以這裡為準',
    '日历上有人改到 {when}，这里也改过；以这里为准',
    'Moved in the calendar to {when} and here as well; what stands here counts',
  ],
  'event.deleted': ['日曆上的活動被刪了', '日历上的活动被删了', 'Its event was deleted in the calendar'],
  'notice.event-deleted': [
    '{id}「{title}」在日曆上被刪了',
    '{id}“{title}”在日历上被删了',
    '{id} “{title}” was deleted in the calendar',
  ],
  'notice.room-taken': [
    '{id} 訂不到 {room}：那時已有「{by}」',
    '{id} 订不到 {room}：那时已有“{by}”',
    '{id} does not get {room}: “{by}” is there then',
  ],
};
