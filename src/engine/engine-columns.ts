/** The engine's own columns of every register: keys, order and header words (register sheet: Anatomy). */
import type { Label } from '../model/types';

export const headCells = ['$number', '$state', '$next', '$check'] as const;
export const tailCells = ['$due', '$files', '$updated'] as const;

export const ENGINE_LABELS: Record<string, Label> = {
  $number: { 'zh-TW': '編號', 'zh-CN': '编号', en: 'No.' },
  $state: { 'zh-TW': '狀態', 'zh-CN': '状态', en: 'Status' },
  $next: { 'zh-TW': '下一步', 'zh-CN': '下一步', en: 'Next step' },
  $check: { 'zh-TW': '檢核', 'zh-CN': '检核', en: 'Check' },
  $due: { 'zh-TW': '期限', 'zh-CN': '期限', en: 'Due' },
  $files: { 'zh-TW': '文件', 'zh-CN': '文件', en: 'Files' },
  $updated: { 'zh-TW': '更新', 'zh-CN': '更新', en: 'Updated' },
};
