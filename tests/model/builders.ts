/** A small office written as templates, so that one wrong word at a time can be put into it. */
import { compile, type Compiled } from '../../src/model/compile';
import type { ReadingOptions } from '../../src/model/reading';
import { readTemplates, type TemplateFile } from '../../src/model/yaml-source';

const mail = (key: string): string => `
  ${key}:
    reader: sender
    when: at once
    answer: [收到, 已收到, Received]
    why: [因為您送出, 因为您提交, You sent it]`;

/** Files of the small office: two registers, one list, roles, a number and the mails every request has. */
export const SMALL_OFFICE: Record<string, string> = {
  'office.yaml': `labels: [zh-TW, zh-CN, en]
workbooks:
  desk: { name: [櫃檯, 柜台, Desk], editors: [keeper], duty: resources }
roles:
  keeper:      { label: [管理人, 管理员, Keeper] }
  keeper_head: { label: [主管, 负责人, Head] }
  leader:      { label: [長官, 领导, Leader] }
lists:
  places:
    label: [地點, 地点, Place]
    entries:
      hall:  [大廳, 大厅, Hall]
      attic: [閣樓, 阁楼, Attic]
settings:
  loan.days: { label: [天數, 天数, Days], value: 5, unit: [天, 天, days], status: ours, min: 1, max: 30 }
  office.hours: { label: [時段, 时段, Hours], value: "08:30-12:30", status: ours }
mails:${['received', 'needs_you', 'done', 'urged', 'undone', 'approval_asked', 'approval_passed', 'approval_refused', 'approval_late', 'approval_withdrawn', 'approval_voided', 'approval_not_taken', 'late'].map(mail).join('')}
`,
  'things.yaml': `register: things
labels: [zh-TW, zh-CN, en]
name: [物品, 物品, Things]
pattern: ledger
workbook: desk
accountable: keeper
number: THG-{000}
called: "{title}"
fields:
  title: { label: [名稱, 名称, Title], type: text, required: true }
  place: { label: [地點, 地点, Place], type: choice, list: places }
  price: { label: [價格, 价格, Price], type: money }
`,
  'loans.yaml': `register: loans
labels: [zh-TW, zh-CN, en]
name: [借用, 借用, Loans]
pattern: request
workbook: desk
accountable: keeper
covers: [R001-R003, R010]
number: LOAN-{year}-{0000}
called: "{thing}"
fields:
  requester: { label: [申請人, 申请人, Requester], type: person, from: sender }
  thing:     { label: [物品, 物品, Thing], type: link, to: things, required: true }
  place:     { label: [地點, 地点, Place], type: choice, list: places, from: thing.place }
  why:       { label: [原因, 原因, Why], type: text }
  deposit:   { label: [押金, 押金, Deposit], type: money }
  back_on:   { label: [歸還日, 归还日, Back on], type: date }
  hours:     { label: [時數, 时数, Hours], type: number, is: "hoursBetween(at.asked, at.back)" }
states:
  asked: { label: [已申請, 已申请, Asked], kind: todo }
  out:   { label: [借出, 借出, Out], kind: active }
  back:  { label: [已還, 已还, Back], kind: closed }
actions:
  lend:   { label: [借出去, 借出去, Lend], from: asked, to: out, who: keeper, asks: [back_on] }
  return: { label: [歸還, 归还, Return], from: out, to: back, who: [keeper, requester], by-itself: { at: back_on } }
form:
  title: [我要借, 我要借, Borrow]
  asks: [thing, place, why]
  prefill: [thing]
clocks:
  answer: { label: [回覆期限, 回复期限, Answer by], starts: asked, stops: out, within: loan.days, hours: wall, late: { tells: { keeper: late } } }
checks:
  one_at_a_time: { at: lend, need: 'openCount("loans", thing) <= 1', say: [已經借出, 已经借出, It is out already] }
rules:
  often: { if: 'countSame("thing", "month") >= setting("loan.days")', tells: { keeper: late }, once-per: [thing, month] }
metrics:
  spread: { label: [借用件數, 借用件数, Loans], count: all, per: month, by: [place, requester.department] }
`,
};

/** The line (1-based) in which a text first stands: where a fault about it must point. */
export function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

/** Compiles files by name; `faults` are those of reading and compiling together. */
export function compileFiles(files: Record<string, string>, options: ReadingOptions = {}): Compiled {
  const list: TemplateFile[] = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { sources, faults } = readTemplates(list);
  const compiled = compile(sources, [], options);
  return { model: compiled.model, faults: [...faults, ...compiled.faults] };
}

/** The small office with one text replaced; throws when the text is not there, so that no case goes stale. */
export function withChange(file: string, from: string, to: string): Record<string, string> {
  const text = SMALL_OFFICE[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  return { ...SMALL_OFFICE, [file]: text.replace(from, to) };
}
