// Forms: making them, what a submission stores and raises, what the form's page refuses.

import { officeWith, OWNER, script, scriptRun, workbook } from './helpers';

const LOG = `function log_(x) { const p = PropertiesService.getUserProperties(); const all = JSON.parse(p.getProperty('log') || '[]'); all.push(x); p.setProperty('log', JSON.stringify(all)); }
  function sheet_(e) { log_(e && [e.values.slice(1), e.namedValues, e.range.getRow(), e.source.getId()]); }
  function form_(e) { log_([e.response.getId(), e.response.getRespondentEmail(), e.response.getItemResponses().map((r) => [r.getItem().getTitle(), r.getResponse()]), e.source.getTitle(), e.values]); }`;

const MAKE = `
  const form = FormApp.create('報修檔案', true);
  form.setTitle('報修').setEmailCollectionType(FormApp.EmailCollectionType.VERIFIED).setAllowResponseEdits(false);
  const place = form.addListItem().setTitle('地點'); place.setChoiceValues(['三樓', '四樓']).setRequired(true);
  const fault = form.addParagraphTextItem().setTitle('故障');
  const parts = form.addCheckboxItem().setTitle('部位'); parts.setChoices([parts.createChoice('紙匣'), parts.createChoice('螢幕')]).showOtherOption(true);
  const day = form.addDateItem().setTitle('日期');
  const more = form.addMultipleChoiceItem().setTitle('急件');
  const page = form.addPageBreakItem().setTitle('急件說明');
  const why = form.addTextItem().setTitle('原因').setRequired(true);
  more.setChoices([more.createChoice('是', page), more.createChoice('否', FormApp.PageNavigationType.SUBMIT)]);
  if (args[0]) form.setDestination(FormApp.DestinationType.SPREADSHEET, args[0]);
  return [form.getId(), place.getId(), fault.getId(), parts.getId(), day.getId(), more.getId(), why.getId()];`;

function office(options = {}): {
  rt: ReturnType<typeof officeWith>;
  book: string;
  form: string;
  item: Record<string, string>;
} {
  const rt = officeWith(LOG, { latency: false, ...options });
  const book = workbook(rt);
  const [form, place, fault, parts, day, more, why] = (script(rt, MAKE, book) as (string | number)[]).map(String) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { rt, book, form, item: { place, fault, parts, day, more, why } };
}

const log = (rt: ReturnType<typeof officeWith>): unknown[] =>
  JSON.parse(rt.store.state.userProperties[OWNER]?.['log'] ?? '[]') as unknown[];

test('a new form has a file name and no title, one empty choice, numeric ids, and waits to be published (FRM-2)', () => {
  const rt = officeWith('');
  expect(
    script(
      rt,
      `const f = FormApp.create('name'); const c = f.addListItem(); return [f.getTitle(), c.getChoices().map((x) => x.getValue()), typeof c.getId(), f.isPublished(), String(f), String(c), f.addPageBreakItem().toString()]`,
    ),
  ).toEqual(['', [''], 'number', false, 'Form', 'ListItem', 'PageBreakItem']);
});

test('items by id, conversions, order and deletion', () => {
  const { rt, form, item } = office();
  expect(
    script(
      rt,
      `const f = FormApp.openById(args[0]); const i = f.getItemById(Number(args[1]));
       const wrong = (() => { try { i.asTextItem(); } catch (e) { return e.message; } })();
       f.moveItem(0, 2); f.deleteItem(f.getItems()[0]);
       return [i.getType() === FormApp.ItemType.LIST, i.getType() + '', i.asListItem().getChoices().length, wrong, f.getItems().map((x) => x.getTitle()), f.getItemById(1), f.getItems(FormApp.ItemType.DATE).length]`,
      form,
      item.place,
    ),
  ).toEqual([
    true,
    'LIST',
    2,
    'Invalid conversion for item type: LIST.',
    ['部位', '地點', '日期', '急件', '急件說明', '原因'],
    null,
    1,
  ]);
  expect(
    scriptRun(
      rt,
      `FormApp.openById(args[0]).getItems(FormApp.ItemType.LIST)[0].asListItem().setChoiceValues(['a', 'a'])`,
      form,
    ).error?.message,
  ).toMatch(/duplicate/);
  expect(scriptRun(rt, `FormApp.openById('none')`).error?.message).toMatch(/No item with the given ID/);
});

test('a submission is in the response store and in the tab, and both triggers hear of it (SUB-1, FRM-1)', () => {
  const { rt, book, form, item } = office();
  script(
    rt,
    `ScriptApp.newTrigger('sheet_').forSpreadsheet(args[0]).onFormSubmit().create(); ScriptApp.newTrigger('form_').forForm(args[1]).onFormSubmit().create()`,
    book,
    form,
  );
  const { responseId } = rt.person('lin@demo.example').submit(form, {
    [item.place!]: '三樓',
    故障: '007',
    [item.parts!]: ['紙匣', '電源'],
    日期: '2026-03-05',
    急件: '否',
  });
  rt.settle();
  const named = {
    時間戳記: ['2026/3/2 9:00:00'],
    電子郵件地址: ['lin@demo.example'],
    地點: ['三樓'],
    故障: ['7'],
    部位: ['紙匣, 電源'],
    日期: ['2026-03-05'],
    急件: ['否'],
    原因: [''],
  };
  expect(log(rt)).toEqual(
    expect.arrayContaining([
      [['lin@demo.example', '三樓', '7', '紙匣, 電源', '2026-03-05', '否', ''], named, 2, book],
      [
        responseId,
        'lin@demo.example',
        [
          ['地點', '三樓'],
          ['故障', '007'],
          ['部位', ['紙匣', '電源']],
          ['日期', '2026-03-05'],
          ['急件', '否'],
        ],
        '報修',
        null,
      ],
    ]),
  );
  expect(log(rt)).toHaveLength(2);
  const { sheetId } = rt.store.forms[form]!.destination!;
  expect(rt.store.cell(book, sheetId, 2, 1)).toEqual({ v: 46083.375, nf: 'yyyy/m/d h:mm:ss' });
  expect(rt.store.sheet(book, sheetId).formId).toBe(form);
});

test('responses by moment, oldest first, at or after it', () => {
  const { rt, form, item } = office();
  const send = (): unknown => rt.person('lin@demo.example').submit(form, { [item.place!]: '三樓', 急件: '否' });
  send();
  rt.wait(60_000);
  send();
  expect(
    script(
      rt,
      `const f = FormApp.openById(args[0]); const all = f.getResponses(); return [all.length, f.getResponses(all[1].getTimestamp()).map((r) => r.getId() === all[1].getId()), f.getResponse(all[0].getId()).getRespondentEmail()]`,
      form,
    ),
  ).toEqual([2, [true], 'lin@demo.example']);
});

test('the page refuses what the form does not let through, by the sections the answers lead to', () => {
  const { rt, form, item } = office();
  const lin = rt.person('lin@demo.example');
  const submit = (answers: Record<string, unknown>) => () => lin.submit(form, answers);
  expect(submit({})).toThrow('"地點" is a required question');
  expect(submit({ [item.place!]: '五樓' })).toThrow('"五樓" is not one of the choices');
  expect(submit({ [item.place!]: '三樓', 急件: '是' })).toThrow('"原因" is a required question');
  expect(submit({ 沒有: 'x' })).toThrow('the form has no question "沒有"');
  expect(submit({ [item.place!]: '三樓', 日期: '3/5' })).toThrow('not a date');
  expect(rt.store.forms[form]!.responses.length).toBe(0);
  expect(submit({ [item.place!]: '三樓', 急件: '是', 原因: '停機' })).not.toThrow();
  // Answered on a section the answers lead past: not sent.
  lin.submit(form, { [item.place!]: '三樓', 急件: '否', 原因: '無關' });
  expect(rt.store.forms[form]!.responses.last!.answers.map((a) => a.response)).toEqual(['三樓', '否']);
  script(rt, `FormApp.openById(args[0]).setPublished(false)`, form);
  expect(submit({ [item.place!]: '三樓', 急件: '否' })).toThrow('has not been published');
});

test('who answered: verified is the account, typed is what was typed, else nobody (D)', () => {
  const { rt, form, item } = office();
  const emails = (): string[] => rt.store.forms[form]!.responses.list().map((r) => r.email);
  const send = (): unknown =>
    rt.person('lin@demo.example').submit(form, { [item.place!]: '三樓', 急件: '否' }, { email: 'boss@demo.example' });
  send();
  script(rt, `FormApp.openById(args[0]).setCollectEmail(true)`, form);
  send();
  script(rt, `FormApp.openById(args[0]).setCollectEmail(false)`, form);
  send();
  expect(emails()).toEqual(['lin@demo.example', 'boss@demo.example', '']);
});

test('formulas in answers stay text in the tab (SUB-4); an added question gets a column at the end; a rename its header', () => {
  const { rt, book, form, item } = office();
  script(
    rt,
    `const f = FormApp.openById(args[0]); f.addTextItem().setTitle('電話'); f.getItemById(Number(args[1])).setTitle('問題')`,
    form,
    item.fault,
  );
  rt.person('lin@demo.example').submit(form, {
    [item.place!]: '三樓',
    問題: '=1+1',
    急件: '是',
    原因: '急',
    電話: '0912',
  });
  const { sheetId } = rt.store.forms[form]!.destination!;
  const row = (n: number): unknown[] => Array.from({ length: 9 }, (_, i) => rt.store.cell(book, sheetId, n, i + 1).v);
  expect(row(1)).toEqual(['時間戳記', '電子郵件地址', '地點', '問題', '部位', '日期', '急件', '原因', '電話']);
  expect(row(2).slice(3)).toEqual(['=1+1', null, null, '是', '急', 912]);
});

test('events double, go blank or go missing as the switches say (SUB-2)', () => {
  const count = (switches: object): unknown[] => {
    const { rt, book, form, item } = office({ switches });
    script(rt, `ScriptApp.newTrigger('sheet_').forSpreadsheet(args[0]).onFormSubmit().create()`, book);
    rt.person('lin@demo.example').submit(form, { [item.place!]: '三樓', 急件: '否' });
    rt.settle();
    return log(rt).map((e) => e !== null);
  };
  expect(count({})).toEqual([true]);
  expect(count({ submitDuplicated: 1 })).toEqual([true, true]);
  expect(count({ submitBlank: 1 })).toEqual([true, false]);
  expect(count({ submitMissed: 1 })).toEqual([]);
});

test('prefilled links and responses by the script, which fire nothing (B.3)', () => {
  const { rt, book, form, item } = office();
  script(rt, `ScriptApp.newTrigger('sheet_').forSpreadsheet(args[0]).onFormSubmit().create()`, book);
  const url = script(
    rt,
    `const f = FormApp.openById(args[0]); const r = f.createResponse().withItemResponse(f.getItemById(Number(args[1])).asListItem().createResponse('三樓')); const url = r.toPrefilledUrl(); r.submit(); return url`,
    form,
    item.place,
  );
  expect(url).toBe(
    `https://docs.google.com/forms/d/e/${form}/viewform?usp=pp_url&entry.${item.place}=%E4%B8%89%E6%A8%93`,
  );
  rt.settle();
  expect([rt.store.forms[form]!.responses.length, log(rt)]).toEqual([1, []]);
});

test('in the editor: questions added, reworded, moved and deleted; ids are new, answers of deleted ones are no longer given', () => {
  const { rt, form, item } = office();
  const chou = rt.person('chou@demo.example');
  const lin = rt.person('lin@demo.example');
  lin.submit(form, { [item.place!]: '三樓', 故障: '卡紙', 急件: '否' });
  const floor = chou.addQuestion(form, { type: 'TEXT', title: '樓層', required: true }, 1);
  chou.changeQuestion(form, Number(item.place), { title: '在哪裡', help: '大樓', choices: ['四樓', '五樓'] });
  chou.moveQuestion(form, Number(item.day), 0);
  chou.deleteQuestion(form, Number(item.fault));
  expect(() => chou.deleteQuestion(form, Number(item.fault))).toThrow('has no item');
  const { items, responses } = rt.store.forms[form]!;
  expect(items.map((one) => one.title)).toEqual(['日期', '在哪裡', '樓層', '部位', '急件', '急件說明', '原因']);
  expect(items[1]).toMatchObject({ helpText: '大樓', required: true, choices: [{ value: '四樓' }, { value: '五樓' }] });
  expect(responses.list()[0]?.answers.map((a) => a.response)).toEqual(['三樓', '卡紙', '否']);
  expect(() => lin.submit(form, { 在哪裡: '五樓', 急件: '否' })).toThrow('"樓層" is a required question');
  lin.submit(form, { 在哪裡: '五樓', 樓層: '5F', 急件: '否' });
  expect(
    script(
      rt,
      `return FormApp.openById(args[0]).getResponses().map((r) => r.getItemResponses().map((a) => [a.getItem().getId(), a.getResponse()]))`,
      form,
    ),
  ).toEqual([
    [
      [Number(item.place), '三樓'],
      [Number(item.more), '否'],
    ],
    [
      [Number(item.place), '五樓'],
      [floor, '5F'],
      [Number(item.more), '否'],
    ],
  ]);
});

test('choices tell the section they lead to; they keep it when others are changed, and lose it with the section', () => {
  const { rt, form, item } = office();
  const chou = rt.person('chou@demo.example');
  const leads = (): unknown =>
    script(
      rt,
      `return FormApp.openById(args[0]).getItemById(Number(args[1])).asMultipleChoiceItem().getChoices().map((c) => [c.getValue(), c.getPageNavigationType() && String(c.getPageNavigationType()), c.getGotoPage() && c.getGotoPage().getTitle()])`,
      form,
      item.more,
    );
  chou.changeQuestion(form, Number(item.more), { choices: ['是', '否', '不知道'] });
  expect(leads()).toEqual([
    ['是', 'GO_TO_PAGE', '急件說明'],
    ['否', 'SUBMIT', null],
    ['不知道', null, null],
  ]);
  expect(
    scriptRun(
      rt,
      `const q = FormApp.openById(args[0]).getItemById(Number(args[1])).asMultipleChoiceItem(); q.setChoices([...q.getChoices(), q.createChoice('也許')])`,
      form,
      item.more,
    ).error?.message,
  ).toMatch(/cannot be combined/);
  chou.deleteQuestion(form, rt.store.forms[form]!.items.find((one) => one.title === '急件說明')!.id);
  expect(leads()).toEqual([
    ['是', null, null],
    ['否', 'SUBMIT', null],
    ['不知道', null, null],
  ]);
});

test('a closed form and one in the bin take nothing; a deleted one is gone', () => {
  const { rt, form, item } = office();
  const chou = rt.person('chou@demo.example');
  const send = (): unknown => rt.person('lin@demo.example').submit(form, { [item.place!]: '三樓', 急件: '否' });
  const opens = (): string => scriptRun(rt, `FormApp.openById(args[0]).getTitle()`, form).error?.message ?? 'opens';
  chou.changeForm(form, { accepting: false, title: '報修單', description: '只收急件' });
  expect(send).toThrow('no longer accepting');
  expect(rt.store.forms[form]).toMatchObject({ title: '報修單', description: '只收急件' });
  chou.changeForm(form, { accepting: true });
  chou.binForm(form);
  expect(send).toThrow('no form');
  expect(opens()).toMatch(/No item with the given ID/);
  chou.unbinForm(form);
  expect(opens()).toBe('opens');
  expect(send).not.toThrow();
  chou.deleteForm(form);
  expect(opens()).toMatch(/No item with the given ID/);
});

test('a grid has one answer a row, a row left out is blank; what is no column is refused', () => {
  const { rt, form, item } = office();
  const person = rt.person('lin@demo.example');
  const grid = { rows: ['安靜', '清潔'], columns: ['好', '差'] };
  const one = String(person.addQuestion(form, { type: 'GRID', title: '月評', ...grid }));
  const several = String(person.addQuestion(form, { type: 'CHECKBOX_GRID', title: '哪幾天', ...grid }));
  script(rt, `FormApp.openById(args[0]).setPublished(true)`, form);
  const send = (answers: Record<string, unknown>): void =>
    void person.submit(form, { [item['place']!]: '三樓', [item['more']!]: '否', ...answers });
  expect(() => send({ [one]: ['好', '尚可'] })).toThrow(/尚可/);
  send({});
  expect(rt.store.forms[form]!.responses.list()).toHaveLength(1);
  rt.person('lin@demo.example').moveQuestion(form, Number(one), 0);
  rt.person('lin@demo.example').moveQuestion(form, Number(several), 0);
  send({ [one]: ['好'], [several]: [['好', '差']] });
  expect(rt.store.forms[form]!.responses.list()[1]!.answers).toEqual(
    expect.arrayContaining([
      { itemId: Number(one), response: ['好', ''] },
      { itemId: Number(several), response: [['好', '差'], []] },
    ]),
  );
});
