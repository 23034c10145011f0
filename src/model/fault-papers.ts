/** Words of what is wrong with the text of a document. */
type Texts = readonly [zhTW: string, zhCN: string, en: string];

export const PAPER_FAULTS = {
  'unknown-text': [
    '沒有文件文字「{name}」，請在 texts/ 寫一份',
    '没有文件文字“{name}”，请在 texts/ 写一份',
    'There is no document text "{name}"; write one in texts/.',
  ],
  'other-text': [
    '文件文字「{name}」是寫給登記簿「{register}」的',
    '文件文字“{name}”是写给登记簿“{register}”的',
    'The document text "{name}" is written for the register "{register}".',
  ],
  'text-language': [
    '文件文字「{name}」少了 {language} 的文字',
    '文件文字“{name}”缺少 {language} 的文字',
    'The document text "{name}" has no words in {language}.',
  ],
  'text-placeholder': [
    '文件「{name}」用了填不出來的 {{{placeholder}}}',
    '文件“{name}”用了填不出来的 {{{placeholder}}}',
    'The document "{name}" uses {{{placeholder}}}, which nothing fills.',
  ],
  'text-section': [
    '文件「{name}」的 {{{placeholder}}} 沒有收尾，或收尾不對',
    '文件“{name}”的 {{{placeholder}}} 没有收尾，或收尾不对',
    'In the document "{name}" {{{placeholder}}} is not closed, or closed in the wrong place.',
  ],
} satisfies Record<string, Texts>;
