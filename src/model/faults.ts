/** The words of every fault the compiler reports, by code: what is wrong, and what to write instead. */
import { CHAIN_FAULTS } from './fault-chains';
import { PAPER_FAULTS } from './fault-papers';
import type { Fault, Label } from './types';

type Texts = readonly [zhTW: string, zhCN: string, en: string];

/** `{name}` is filled from the parameters; a parameter `near` appends "did you mean". */
const TEXTS = {
  ...CHAIN_FAULTS,
  ...PAPER_FAULTS,
  'unknown-key': ['不認得「{key}」', '不认识“{key}”', 'Unknown word "{key}".'],
  'unusable-key': [
    '鍵「{key}」不能用：請用英文小寫、數字、底線，字母開頭，例：{example}',
    '键“{key}”不能用：请用英文小写、数字、下划线，字母开头，例：{example}',
    'The key "{key}" cannot be used: write small letters, digits and underscores, e.g. {example}.',
  ],
  'yaml-word': [
    '「{key}」在 YAML 裡是布林值，不能當鍵，請改寫，例：{example}',
    '“{key}”在 YAML 里是布尔值，不能当键，请改写，例：{example}',
    '"{key}" is a boolean to YAML, never a key; write e.g. {example}.',
  ],
  'not-a-map': ['「{key}」要寫成「鍵: 值」', '“{key}”要写成“键: 值”', '"{key}" must be written as "key: value" pairs.'],
  'not-a-text': ['「{key}」要寫一個字或一句話', '“{key}”要写一个词或一句话', '"{key}" must be one word or text.'],
  'not-a-list': ['「{key}」要寫成 [甲, 乙]', '“{key}”要写成 [甲, 乙]', '"{key}" must be a list like [a, b].'],
  'not-a-number': ['「{key}」要寫數字', '“{key}”要写数字', '"{key}" must be a number.'],
  'not-a-boolean': ['「{key}」要寫 true 或 false', '“{key}”要写 true 或 false', '"{key}" must be true or false.'],
  missing: ['{what} 少了「{key}」', '{what} 缺少“{key}”', '{what} needs "{key}".'],
  'not-one-of': [
    '「{key}」不能是「{value}」，可用：{known}',
    '“{key}”不能是“{value}”，可用：{known}',
    '"{key}" cannot be "{value}"; write one of: {known}.',
  ],
  'twice-key': ['「{key}」寫了兩次', '“{key}”写了两次', '"{key}" is written twice.'],
  'twice-register': [
    '登記簿「{key}」在 {other} 已經有了',
    '登记簿“{key}”在 {other} 已经有了',
    'The register "{key}" is already in {other}.',
  ],
  'label-comma': [
    '標籤有 {count} 段、語言只有 {languages} 種：標籤裡的逗號要加引號',
    '标签有 {count} 段、语言只有 {languages} 种：标签里的逗号要加引号',
    'A comma inside a label needs quotes ({count} parts, {languages} languages).',
  ],
  'label-missing': [
    '「{key}」沒有標籤，先顯示「{shown}」',
    '“{key}”没有标签，先显示“{shown}”',
    '"{key}" has no label and shows as "{shown}".',
  ],
  'label-language-missing': [
    '「{key}」沒有 {language} 的標籤',
    '“{key}”没有 {language} 的标签',
    '"{key}" has no label in {language}.',
  ],
  'label-derived': [
    '「{key}」的 zh-CN 由 zh-TW 轉換：{shown}',
    '“{key}”的 zh-CN 由 zh-TW 转换：{shown}',
    'zh-CN of "{key}" is derived from zh-TW: {shown}',
  ],
  'label-unused': ['標籤「{key}」沒有人用', '标签“{key}”没有人用', 'No part of the model is called "{key}".'],
  'label-twice': [
    '標籤「{label}」用了兩次：{key} 和 {other}',
    '标签“{label}”用了两次：{key} 和 {other}',
    'The label "{label}" is used twice: {key} and {other}.',
  ],
  'label-engine': [
    '標籤「{label}」是系統欄的名字，請換一個',
    '标签“{label}”是系统列的名字，请换一个',
    'The label "{label}" is a column of the system; choose another.',
  ],
  'unknown-language': [
    '不認得語言「{value}」，可用：{known}',
    '不认识语言“{value}”，可用：{known}',
    'Unknown language "{value}"; write one of: {known}.',
  ],
  'unknown-field': ['沒有欄位「{name}」', '没有字段“{name}”', 'There is no field "{name}".'],
  'unknown-state': ['沒有狀態「{name}」', '没有状态“{name}”', 'There is no state "{name}".'],
  'unknown-action': ['沒有動作「{name}」', '没有动作“{name}”', 'There is no action "{name}".'],
  'unknown-register': ['沒有登記簿「{name}」', '没有登记簿“{name}”', 'There is no register "{name}".'],
  'unknown-module': ['沒有模組「{name}」', '没有模块“{name}”', 'There is no module "{name}".'],
  'unknown-list': ['沒有清單「{name}」', '没有清单“{name}”', 'There is no list "{name}".'],
  'unknown-entry': [
    '清單「{list}」沒有「{name}」',
    '清单“{list}”没有“{name}”',
    'The list "{list}" has no entry "{name}".',
  ],
  'unknown-role': ['沒有角色「{name}」', '没有角色“{name}”', 'There is no role "{name}".'],
  'unknown-who': [
    '「{name}」不是角色，也不是人員或連結欄位',
    '“{name}”不是角色，也不是人员或链接字段',
    '"{name}" is neither a role nor a person or link field.',
  ],
  'unknown-setting': ['沒有數字「{name}」', '没有数字“{name}”', 'There is no setting "{name}".'],
  'unknown-region': [
    '沒有地區「{name}」，可用：{known}；空白就是不分地區',
    '没有地区“{name}”，可用：{known}；空白就是不分地区',
    'There is no region "{name}"; write one of: {known}, or leave it blank for none.',
  ],
  'unknown-mail': ['沒有信件「{name}」', '没有邮件“{name}”', 'There is no mail text "{name}".'],
  'standing-mail': [
    '這本登記簿會寄信件「{name}」，請寫它的文字',
    '这本登记簿会发邮件“{name}”，请写它的文字',
    'This register sends the mail "{name}"; write its text.',
  ],
  'unknown-survey': ['沒有問卷「{name}」', '没有问卷“{name}”', 'There is no survey "{name}".'],
  'unknown-help': ['沒有自助說明「{name}」', '没有自助说明“{name}”', 'There is no self-help "{name}".'],
  'unknown-workbook': ['沒有試算表「{name}」', '没有工作簿“{name}”', 'There is no workbook "{name}".'],
  'unknown-fragment': ['沒有片段「{name}」', '没有片段“{name}”', 'There is no fragment "{name}".'],
  'unknown-approval': ['沒有簽核「{name}」', '没有审批“{name}”', 'There is no approval "{name}".'],
  'unknown-clock': ['沒有期限「{name}」', '没有期限“{name}”', 'There is no clock "{name}".'],
  'pattern-field': [
    '型式「{pattern}」要用欄位「{label}」（{users}）：請在欄位寫回一列，鍵 {key}、型別 {type}',
    '模式“{pattern}”要用字段“{label_cn}”（{users}）：请在字段写回一行，键 {key}、类型 {type}',
    'The pattern "{pattern}" needs the field "{label_en}" ({users}): write its row again, key {key}, type {type}.',
  ],
  'pattern-type': [
    '型式「{pattern}」要「{label}」是 {type}（{users}）：請改回，要別的型別請另加一欄',
    '模式“{pattern}”要“{label_cn}”是 {type}（{users}）：请改回，要别的类型请另加一列',
    'The pattern "{pattern}" needs "{label_en}" to be {type} ({users}): change it back; for another type add a field.',
  ],
  'other-module': [
    '「{name}」屬於另一個模組（{module}）：一起用的登記簿要在同一個模組',
    '“{name}”属于另一个模块（{module}）：一起用的登记簿要在同一个模块',
    '"{name}" belongs to another module ({module}): registers that use each other are one module.',
  ],
  'not-a-time': [
    '「{value}」不是時刻：請寫 "18:00" 這樣，或一個數字的鍵',
    '“{value}”不是时刻：请写 "18:00" 这样，或一个数字的键',
    '"{value}" is no time of day: write one like "18:00", or the key of a setting.',
  ],
  'unknown-path': ['讀不到「{name}」：{why}', '读不到“{name}”：{why}', 'Cannot read "{name}": {why}.'],
  'wrong-type': [
    '「{name}」是{is}，這裡要{need}',
    '“{name}”是{is}，这里要{need}',
    '"{name}" is {is}; here it must be {need}.',
  ],
  'needs-list': ['選項欄位「{name}」要寫 list', '选项字段“{name}”要写 list', 'The choice field "{name}" needs "list".'],
  'needs-to': ['連結欄位「{name}」要寫 to', '链接字段“{name}”要写 to', 'The link field "{name}" needs "to".'],
  'not-for-type': [
    '「{key}」不能用在{type}欄位',
    '“{key}”不能用在{type}字段',
    '"{key}" does not belong to a {type} field.',
  ],
  'other-workbook': [
    '「{name}」在另一個試算表（{workbook}），連結只能在同一個試算表',
    '“{name}”在另一个工作簿（{workbook}），链接只能在同一个工作簿',
    '"{name}" lives in another workbook ({workbook}); a link stays within one workbook.',
  ],
  'from-entries': [
    '清單「{list}」有「{target}」沒有的項目：{names}',
    '清单“{list}”有“{target}”没有的条目：{names}',
    'The list "{list}" has entries "{target}" lacks: {names}.',
  ],
  'not-typed': [
    '「{name}」由系統填，不能要求人填',
    '“{name}”由系统填，不能要求人填',
    '"{name}" is written by the system; nobody can be asked for it.',
  ],
  'form-misses': [
    '必填欄位「{name}」表單沒有問，也沒有來源或預設',
    '必填字段“{name}”表单没有问，也没有来源或默认',
    'The required field "{name}" is not asked, and has neither source nor default.',
  ],
  'not-asked': [
    '「{name}」不在表單的題目裡',
    '“{name}”不在表单的题目里',
    '"{name}" is not among the questions of the form.',
  ],
  cycle: ['繞了一圈：{path}', '绕了一圈：{path}', 'A circle: {path}.'],
  'bad-number': [
    '編號「{value}」要有一段連續的 0，例：TKT-{year}-{0000}；可用 {year} {roc} {month} {dept}',
    '编号“{value}”要有一段连续的 0，例：TKT-{year}-{0000}；可用 {year} {roc} {month} {dept}',
    'The number "{value}" needs one run of zeros, e.g. TKT-{year}-{0000}; also {year} {roc} {month} {dept}.',
  ],
  'same-number': [
    '編號「{value}」和「{other}」相同',
    '编号“{value}”和“{other}”相同',
    'The number "{value}" is also the one of "{other}".',
  ],
  'condition-syntax': [
    '條件讀不懂（第 {at} 個字）：{why}',
    '条件读不懂（第 {at} 个字）：{why}',
    'The condition cannot be read (character {at}): {why}.',
  ],
  'blank-null': [
    '「{name}」空白時是空字串，請寫 {write}',
    '“{name}”空白时是空字符串，请写 {write}',
    'A blank "{name}" is an empty text; write {write}.',
  ],
  'blank-text': [
    '「{name}」空白時是 null，請寫 {write}',
    '“{name}”空白时是 null，请写 {write}',
    'A blank "{name}" is null; write {write}.',
  ],
  'count-link': [
    'countSame 只能數連結欄位（或 連結.連結），「{name}」不是',
    'countSame 只能数链接字段（或 链接.链接），“{name}”不是',
    'countSame counts by a link (or link.link); "{name}" is none.',
  ],
  'count-period': [
    'countSame 的期間只能是 "month"',
    'countSame 的期间只能是 "month"',
    'The period of countSame is "month".',
  ],
  'no-link-back': [
    '「{register}」沒有叫「{link}」、連到「{target}」的欄位',
    '“{register}”没有叫“{link}”、链到“{target}”的字段',
    '"{register}" has no link named "{link}" to "{target}".',
  ],
  'open-count-link': [
    'openCount 的第二個值要是「{register}」的連結欄位',
    'openCount 的第二个值要是“{register}”的链接字段',
    'The second value of openCount must be a link field of "{register}".',
  ],
  'literal-call': [
    '{name} 的第 {n} 個值要直接寫',
    '{name} 的第 {n} 个值要直接写',
    'Value {n} of {name} must be written out.',
  ],
  'bad-target': [
    '目標「{value}」看不懂，例：>= 95%',
    '目标“{value}”看不懂，例：>= 95%',
    'The target "{value}" cannot be read; e.g. >= 95%.',
  ],
  'step-nobody': [
    '這一關沒有人核：請寫 who 或 chain',
    '这一关没有人审：请写 who 或 chain',
    'Nobody decides this step: write "who" or "chain".',
  ],
  'no-steps': [
    '簽核沒有關卡：請寫 steps 或 chain',
    '审批没有步骤：请写 steps 或 chain',
    'The approval has no steps: write "steps" or "chain".',
  ],
  'one-time': [
    'by-itself 要寫 at 或 after 其中一個',
    'by-itself 要写 at 或 after 其中一个',
    '"by-itself" needs either "at" or "after".',
  ],
  'office-fixed': [
    '「{key}」是出廠固定的：可以改名稱、改嚴、另加，不能改它',
    '“{key}”是出厂固定的：可以改名称、改严、另加，不能改它',
    '"{key}" is fixed as shipped: relabel it, make it stricter or add beside it, but leave this.',
  ],
  'one-span': ['within 和 until 只能寫一個', 'within 和 until 只能写一个', 'Write either "within" or "until".'],
  'yaml-difference': [
    'YAML 1.1 和 1.2 讀法不同（{old}／{value}），請加引號',
    'YAML 1.1 和 1.2 读法不同（{old}／{value}），请加引号',
    'YAML 1.1 and 1.2 read this differently ({old} / {value}); put it in quotes.',
  ],
  'yaml-syntax': ['YAML 讀不懂：{why}', 'YAML 读不懂：{why}', 'The YAML cannot be read: {why}'],
  'unknown-file': [
    '看不出這是什麼：檔頭要有 {known} 其中一個',
    '看不出这是什么：开头要有 {known} 其中一个',
    'Nothing known in this file: it needs one of {known}.',
  ],
  'mail-language': [
    '信件「{name}」少了 {language} 的文字',
    '邮件“{name}”缺少 {language} 的文字',
    'The mail "{name}" has no text in {language}.',
  ],
  'mail-placeholder': [
    '信件「{name}」用了不認得的 {{{placeholder}}}',
    '邮件“{name}”用了不认识的 {{{placeholder}}}',
    'The mail "{name}" uses an unknown {{{placeholder}}}.',
  ],
  'open-placeholder': [
    '「{typed}」的括號不成對：兩邊各寫兩個，例：{{編號}}',
    '“{typed}”的括号不成对：两边各写两个，例：{{编号}}',
    'The braces of "{typed}" do not match: write two on either side, e.g. {{No.}}.',
  ],
  'open-section': [
    '「{{#{name}}}」沒有收尾，請在後面寫「{{/{name}}}」',
    '“{{#{name}}}”没有收尾，请在后面写“{{/{name}}}”',
    '"{{#{name}}}" is never closed; write "{{/{name}}}" behind it.',
  ],
  'comparison-type': [
    '「{op}」不能用在{type}欄位，可用：{known}',
    '“{op}”不能用在{type}字段，可用：{known}',
    '"{op}" does not fit a field of type {type}; choose one of: {known}.',
  ],
  'out-of-range': [
    '「{name}」要在 {min} 到 {max} 之間，維持 {kept}',
    '“{name}”要在 {min} 到 {max} 之间，保持 {kept}',
    '"{name}" must be between {min} and {max}; {kept} stays in force.',
  ],
  'office-number': [
    '「{name}」要是數字，維持 {kept}',
    '“{name}”要是数字，保持 {kept}',
    '"{name}" must be a number; {kept} stays in force.',
  ],
  'entry-key-locked': [
    '清單「{list}」的鍵「{name}」不能用',
    '清单“{list}”的键“{name}”不能用',
    'The key "{name}" cannot be used in list "{list}".',
  ],
} satisfies Record<string, Texts>;

export type FaultCode = keyof typeof TEXTS;
export type FaultParams = Record<string, string | number | undefined>;

/** Makes a fault; parameters that are absent stay as `{name}`, so patterns like {year} may stand in a text. */
export function makeFault(
  code: FaultCode,
  where: string,
  params: FaultParams = {},
  severity: Fault['severity'] = 'error',
): Fault {
  const texts: Texts = TEXTS[code];
  const fill = (text: string, near: string): string => {
    const body = text.replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
    return params.near === undefined ? body : body + near.replace('{near}', String(params.near));
  };
  const words: Label = {
    'zh-TW': fill(texts[0], '，是不是「{near}」？'),
    'zh-CN': fill(texts[1], '，是不是“{near}”？'),
    en: fill(texts[2], ' Did you mean "{near}"?'),
  };
  return { where, code, words, severity };
}
