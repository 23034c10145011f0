/** Words of photos added on a page. */
import type { Catalogue } from './template';

export const PHOTO: Catalogue = {
  'photo.kept': ['✓ 照片已放進 {id}', '✓ 照片已放进 {id}', '✓ The photo is in {id}'],
  'photo.not-one': [
    '這不是照片；可以放 JPEG、PNG 或 WebP',
    '这不是照片；可以放 JPEG、PNG 或 WebP',
    'This is no photo. JPEG, PNG and WebP are taken',
  ],
  'photo.too-big': ['照片太大，上限約 2 MB', '照片太大，上限约 2 MB', 'The photo is too big; about 2 MB at most'],
  'photo.no-room': [
    '{id} 的照片已經放滿了；要換，先清掉那一格',
    '{id} 的照片已经放满了；要换，先清掉那一格',
    '{id} takes no more photos. Empty its cell to replace one',
  ],
};
