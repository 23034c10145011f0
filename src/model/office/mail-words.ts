/**
 * Mail texts speak label words (「{{編號}}」), the engine keys (`{{number}}`, `{{fields.cost}}`): both ways, in every language. A word
 * nobody knows is named with the nearest one.
 */
import { PLACEHOLDERS } from '../checks/mails';
import type { Label, Lang, Model } from '../types';
import { fold } from './rows';
import { nearest } from '../near';

const l = (tw: string, cn: string, en: string): Label => ({ 'zh-TW': tw, 'zh-CN': cn, en });

/** How a placeholder is called where people write. What has no word here keeps its key. */
const WORDS: Record<string, Label> = {
  number: l('編號', '编号', 'No.'),
  called: l('名稱', '名称', 'Name'),
  state: l('狀態', '状态', 'Status'),
  due: l('期限', '期限', 'Due'),
  expected: l('預計時間', '预计时间', 'Expected'),
  held: l('看不懂的地方', '看不懂的地方', 'What is unclear'),
  outcome: l('結果', '结果', 'Outcome'),
  actor: l('誰做的', '谁做的', 'Who did it'),
  reason: l('理由', '理由', 'Reason given'),
  link: l('網址', '网址', 'Link'),
  office: l('辦公室', '办公室', 'Office'),
  register: l('登記簿', '登记簿', 'Register'),
  clock: l('時限', '时限', 'Clock'),
  action: l('動作', '动作', 'Action'),
  reader: l('收信人', '收信人', 'Reader'),
  team: l('團隊', '团队', 'Team'),
  count: l('件數', '条数', 'Count'),
  late: l('過期件數', '过期条数', 'Overdue'),
  stale: l('太久沒更新的件數', '太久没更新的条数', 'Without an update'),
  more: l('未列出的件數', '未列出的条数', 'Not listed'),
  month: l('月份', '月份', 'Month'),
  lines: l('明細', '明细', 'Lines'),
  step: l('關', '步骤', 'Step'),
  verdict: l('決定', '决定', 'Verdict'),
  waiting_for: l('等誰', '等谁', 'Waiting for'),
  before: l('原來', '原来', 'Before'),
  after: l('現在', '现在', 'After'),
  survey: l('問卷', '问卷', 'Survey'),
  order_link: l('訂單網址', '订单网址', 'Order link'),
};

const HOLE = /\{\{([#^/&{]?)\s*([^}\s][^}]*?)\s*(\}?)\}\}/g;

/** Every word that may stand in a text, with its key; the placeholders' own words win over fields of the same name. */
function dictionary(model: Pick<Model, 'registers'>): Map<string, string> {
  const out = new Map<string, string>();
  const add = (word: string | undefined, key: string): void => {
    if (word && !out.has(fold(word))) out.set(fold(word), key);
  };
  for (const key of PLACEHOLDERS) add(key, key);
  for (const [key, label] of Object.entries(WORDS)) for (const word of Object.values(label)) add(word, key);
  for (const register of Object.values(model.registers))
    for (const field of register.fields) {
      add(`fields.${field.key}`, `fields.${field.key}`);
      for (const word of Object.values(field.label)) add(word, `fields.${field.key}`);
    }
  for (const register of Object.values(model.registers))
    for (const field of register.fields) for (const word of field.former ?? []) add(word, `fields.${field.key}`);
  return out;
}

/** A placeholder whose braces do not match, or a part that is begun and never closed: it would be mailed as it stands. */
export interface OpenHole {
  code: 'open-placeholder' | 'open-section';
  params: Record<string, string>;
}

function openHole(typed: string, known: ReadonlyMap<string, string>): OpenHole | undefined {
  const text = typed.replace(/｛/g, '{').replace(/｝/g, '}');
  const sections: string[] = [];
  for (const [, sign, word] of text.matchAll(HOLE)) {
    if (sign === '#' || sign === '^') sections.push(word!);
    else if (sign === '/') {
      const begun = sections.pop();
      if (begun === undefined || fold(begun) !== fold(word!))
        return begun === undefined
          ? { code: 'open-placeholder', params: { typed: `{{/${word!}}}` } }
          : { code: 'open-section', params: { name: begun } };
    }
  }
  const rest = text.replace(HOLE, '');
  const double = /(\{\{|\}\}).{0,12}/s.exec(rest)?.[0];
  const single = [...rest.matchAll(/\{\s*([^{}]+?)\s*\}/g)].find(([, word]) => known.has(fold(word!)))?.[0];
  if (double !== undefined || single !== undefined)
    return { code: 'open-placeholder', params: { typed: double ?? single! } };
  return sections.length > 0 ? { code: 'open-section', params: { name: sections.at(-1)! } } : undefined;
}

/** Label words to keys. `open`: braces that do not match. `unknown`: the first word nobody knows, with the nearest known one. */
export function toKeys(
  model: Pick<Model, 'registers'>,
  typed: string,
  more: ReadonlyMap<string, string> = new Map(),
): { text: string; unknown?: { word: string; near?: string }; open?: OpenHole } {
  const known = new Map([...more, ...dictionary(model)]);
  let unknown: { word: string; near?: string } | undefined;
  const open = openHole(typed, known);
  if (open) return { text: typed, open };
  const text = typed
    .replace(/｛｛/g, '{{')
    .replace(/｝｝/g, '}}')
    .replace(HOLE, (whole, sign: string, word: string, tail: string) => {
      const key = known.get(fold(word)) ?? (word === '.' ? '.' : undefined);
      if (key === undefined) {
        const near = nearest(word, [
          ...Object.values(WORDS).flatMap((label) => Object.values(label)),
          ...PLACEHOLDERS,
          ...Object.values(model.registers).flatMap((one) => one.fields.flatMap((field) => Object.values(field.label))),
        ]);
        unknown ??= { word, ...(near === undefined ? {} : { near }) };
        return whole;
      }
      return `{{${sign}${key}${tail}}}`;
    });
  return unknown ? { text, unknown } : { text };
}

/** Keys to label words, for showing a shipped text. */
export function toWords(model: Pick<Model, 'registers'>, text: string, lang: Lang): string {
  return text.replace(HOLE, (_, sign: string, key: string, tail: string) => {
    const field = key.startsWith('fields.')
      ? Object.values(model.registers)
          .flatMap((register) => register.fields)
          .find((one) => one.key === key.slice(7))
      : undefined;
    return `{{${sign}${WORDS[key]?.[lang] ?? field?.label[lang] ?? key}${tail}}}`;
  });
}
