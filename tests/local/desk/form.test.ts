// Forms as people fill them: branching, required questions, answers of sections that were skipped.

import { readFileSync } from 'node:fs';
import { answersOf, missingIn, typedFrom } from '../../../local/desk/answers.ts';
import { route } from '../../../local/desk/views/form.ts';
import { browserIsHere, visit } from './browser.ts';
import { FORM, rawOffice } from './raw-office.ts';

jest.setTimeout(40_000);

const form = rawOffice().runtime.store.forms[FORM]!;
const way = (typed: Record<string, string[]>): number[] => route(form, typed).map((section) => section.id);

test('the way follows the choices', () => {
  expect(way({ '11': ['印表機'], '12': ['還是不行'] })).toEqual([0, 30, 40]);
  expect(way({ '11': ['空調'] })).toEqual([0, 40]);
  expect(way({ '11': ['印表機'], '12': ['好了，不用報修'] })).toEqual([0, 30]);
});

test('only questions on the way are required', () => {
  expect(missingIn(form, { '11': ['空調'] })).toEqual(new Set([13]));
  expect(missingIn(form, {})).toEqual(new Set([11, 12, 13]));
  expect(missingIn(form, { '11': ['印表機'], '12': ['好了，不用報修'] })).toEqual(new Set());
});

test('answers of skipped sections are not sent; several choices and one’s own text are', () => {
  const typed = typedFrom(
    new URLSearchParams(
      'entry.11=空調&entry.12=還是不行&entry.13=不冷&entry.14=漏水&entry.14=__other__&entry.14.other=滴水聲&entry.15=&other=1',
    ),
  );
  expect(answersOf(form, typed)).toEqual({ '11': '空調', '13': '不冷', '14': ['漏水', '滴水聲'] });
});

// In the browser, as staff see them.
const seen = browserIsHere() ? test : test.skip;

seen(
  'a form with dates, sections and grids is filled in on a phone: what is required is asked for, the answers arrive',
  async () => {
    const office = rawOffice();
    const owner = office.runtime.person('office@demo.example');
    const rows = ['安靜', '清潔'];
    const columns = ['好', '普通', '差'];
    const ids = [
      owner.addQuestion(FORM, { type: 'GRID', title: '這個月怎麼樣', required: true, rows, columns }),
      owner.addQuestion(FORM, {
        type: 'CHECKBOX_GRID',
        title: '哪幾天',
        rows: ['上午', '下午'],
        columns: ['一', '二'],
      }),
      owner.addQuestion(FORM, { type: 'TIME', title: '幾點方便' }),
    ];
    const visitor = await visit(office, 390);
    try {
      const { page, trouble } = visitor;
      await page.goto('/as/lin@demo.example?to=/');
      await page.goto(`/form/${FORM}?entry.15=2026-03-05&entry.${ids[0]}.1=${encodeURIComponent('差')}`);
      await page.selectOption('#i11', '空調');
      await page.click('#form-next');
      expect(await page.inputValue('#i15')).toBe('2026-03-05');
      await page.fill('#i13', '不冷');
      await page.click('#form-send');
      // One row of the grid has no answer yet.
      await page.locator(`[data-item="${ids[0]}"] .missing:visible`).waitFor();
      expect(office.runtime.store.forms[FORM]!.responses.list()).toHaveLength(0);
      await page.getByRole('radio', { name: '安靜：好' }).check();
      await page.getByRole('checkbox', { name: '下午：一' }).check();
      await page.getByRole('checkbox', { name: '下午：二' }).check();
      await page.fill(`#i${ids[2]}`, '14:30');
      const wide = `[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)`;
      expect(await page.evaluate(`${wide}.map((e) => e.outerHTML.slice(0, 80))`)).toEqual([]);
      await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
      const found = await page.evaluate(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html))`,
      );
      expect(found).toEqual([]);
      await page.click('#form-send');
      await page.waitForSelector('.sent');
      const [sent] = office.runtime.store.forms[FORM]!.responses.list();
      const said = Object.fromEntries(sent!.answers.map((a) => [a.itemId, a.response]));
      expect(said).toMatchObject({
        13: '不冷',
        15: '2026-03-05',
        [ids[0]!]: ['好', '差'],
        [ids[1]!]: [[], ['一', '二']],
        [ids[2]!]: '14:30',
      });
      expect(trouble).toEqual([]);
    } finally {
      await visitor.close();
    }
  },
);
