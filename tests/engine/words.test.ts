// Words: every code has its three sentences, all short enough for Check, and the Check cell puts the gravest first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCell } from '../../src/engine/values';
import { catalogue, checkCell, checkLine, joinLabels, naming, render } from '../../src/engine/words';
import { CHECK } from '../../src/engine/words/check';
import type { CheckLine, Words } from '../../src/engine/types';
import { at, makeField, makeRef, ZONE } from './builders';

const CATALOGUE = catalogue();

const line = (sign: CheckLine['sign'], words: Words, when = '2026-03-02 10:32'): CheckLine => ({
  sign,
  words,
  at: at(when),
});
const places = (text: string): string => [...new Set([...text.matchAll(/\{(\w+)/g)].map((m) => m[1]!))].sort().join();

describe('the catalogue', () => {
  test('no code stands in two parts of it', async () => {
    const folder = join(process.cwd(), 'src/engine/words');
    const files = readdirSync(folder).filter((name) => name !== 'template.ts');
    const parts = await Promise.all(files.map((name) => import(join(folder, name)) as Promise<Record<string, object>>));
    const codes = parts.flatMap((part) => Object.values(part).flatMap((one) => Object.keys(one)));
    expect(Object.keys(CATALOGUE).sort()).toEqual(codes.sort());
  });

  test.each(Object.entries(CATALOGUE))('%s says the same things in three languages', (_, [tw, cn, en]) => {
    expect(places(cn)).toBe(places(tw));
    // English may need {n} once more for one and many.
    expect(places(en)).toBe(places(tw));
    expect([tw, cn, en].every((text) => text.trim().length > 0)).toBe(true);
    expect(en).not.toMatch(/[\u3400-\u9fff「」]/);
    expect(cn).not.toMatch(/[「」]/);
  });

  test.each(Object.entries(CHECK))('%s fits into Check', (_, sentences) => {
    for (const sentence of sentences)
      expect([...sentence.replace(/\{[^{}]*\}/g, '').replace(/\[\[|\]\]/g, '')].length).toBeLessThanOrEqual(40);
  });

  test('every code the engine says has its sentence', () => {
    const said = new Set<string>();
    const kinds = [...new Set(Object.keys(CATALOGUE).map((code) => code.split('.')[0]))].join('|');
    for (const room of ['engine', 'office', 'surfaces']) {
      const root = join(__dirname, '../../src', room);
      for (const file of readdirSync(root).filter((name) => name.endsWith('.ts'))) {
        // Keys of settings look like codes: they are taken out first.
        const text = readFileSync(join(root, file), 'utf8').replace(/setting\([^)]*\)|settings\[[^\]]*\]/g, '');
        for (const [, one, two] of text.matchAll(new RegExp(`code: '([^']+)'|'((?:${kinds})\\.[a-z-]+)'`, 'g')))
          said.add((one ?? two)!);
      }
    }
    expect([...said].filter((code) => !(code in CATALOGUE))).toEqual([]);
    expect(said.size).toBeGreaterThan(5);
  });
});

describe('rendering', () => {
  test('labels, numbers, one and many, Chinese two, blanks left out', () => {
    expect(
      render(
        {
          code: 'act.missing',
          params: {
            action: { 'zh-TW': '修好了', en: 'Solved' },
            fields: joinLabels([
              { 'zh-TW': '處理結果', en: 'What was done' },
              { 'zh-TW': '費用', en: 'Cost' },
            ]),
          },
        },
        'zh-TW',
      ),
    ).toBe('修好了 還缺：處理結果、費用');
    expect(
      render({ code: 'act.missing', params: { action: { en: 'Solved' }, fields: joinLabels([{ en: 'Cost' }]) } }, 'en'),
    ).toBe('Solved still needs: Cost');
    expect(render({ code: 'notice.header-shifted', params: { register: 'Tickets', n: 1 } }, 'en')).toBe(
      'Tickets: 1 row above the header',
    );
    expect(render({ code: 'notice.header-shifted', params: { register: '報修單', n: 2 } }, 'zh-TW')).toBe(
      '報修單：表頭上多了 2 列',
    );
    expect(render({ code: 'approval.running', params: { step: 2, steps: 3 } }, 'zh-TW')).toBe('送簽中 2/3');
    expect(render({ code: 'approval.running', params: { step: 2, steps: 3, who: '財務' } }, 'zh-TW')).toBe(
      '送簽中 2/3，等財務',
    );
    expect(render({ code: 'back.bound', params: { field: '費用', typed: '8,500', value: '8,000' } }, 'zh-TW')).toBe(
      '你輸入 8,500。已核准 8,000；「費用」要改先選「抽回」',
    );
    expect(render({ code: 'value.too-long', params: { field: '說明', max: 45000 } }, 'zh-TW')).toContain('45,000');
  });

  test('moments in the zone, names of keys, an unknown code', () => {
    const times = { zone: ZONE, now: at('2026-03-03 09:00') };
    expect(
      render({ code: 'notice.restored.keep', params: { at: at('2026-03-02 16:00') } }, 'zh-TW', undefined, times),
    ).toBe('就用 16:00 這版');
    const names = (kind: string, key: string) =>
      kind === 'person' && key === 'wu@demo.example' ? '吳國華' : undefined;
    expect(
      render(
        { code: 'act.not-yours', params: { action: '結案', who: naming('person', 'wu@demo.example') } },
        'zh-TW',
        names,
      ),
    ).toBe('「結案」由吳國華做');
    expect(
      render(
        { code: 'act.not-yours', params: { action: '結案', who: naming('person', 'x@demo.example') } },
        'zh-TW',
        names,
      ),
    ).toBe('「結案」由x@demo.example做');
    expect(render({ code: 'constructor' }, 'en')).toBe('constructor');
  });

  test('what a person typed is quoted short, on one line, and never filled in again', () => {
    const said = render(
      { code: 'act.unknown', params: { typed: `{actions}\n${'x'.repeat(50)}`, actions: '結案' } },
      'zh-TW',
    );
    expect(said).toBe('沒有「{actions} xxxxxxxxx…」；可選：結案');
  });
});

describe('words of values', () => {
  const ref = makeRef();
  const said = (type: Parameters<typeof makeField>[0], label: string, cell: string): string => {
    const parsed = parseCell(makeField(type, { label: { 'zh-TW': label } }), cell, {
      ref,
      now: at('2026-03-02 09:00'),
      lang: 'zh-TW',
    });
    return 'words' in parsed ? render(parsed.words, 'zh-TW') : '';
  };
  test.each([
    ['date', '到料日', '下週三', '到料日：「下週三」不是日期，例：3/5'],
    ['money', '費用', 'abc', '費用：「abc」不是金額，例：1200'],
    ['department', '部門', '業三', '部門：找不到「業三」，是不是「業務三部」？'],
    ['person', '報修人', '陳怡君', '報修人：有兩位陳怡君（業務三部、法務），請選'],
  ] as const)('%s', (type, label, cell, words) => expect(said(type, label, cell)).toBe(words));
});

describe('the Check cell', () => {
  const done = line('✓', { code: 'act.done', params: { action: '結案' } });
  const held = line('✗', { code: 'value.not-money', params: { field: '費用', typed: 'abc' } });
  const waits = line('✎', { code: 'act.missing', params: { action: '修好了', fields: '處理結果' } });

  test('one line', () => {
    expect(checkCell([done], 'zh-TW', ZONE)).toBe('✓ 10:32 結案');
    expect(checkCell([], 'zh-TW', ZONE)).toBe('');
    expect(checkLine(line('⏸', { code: 'row.frozen' }), 'zh-TW', ZONE)).toBe('⏸ 疑似只排了一部分，見首頁');
  });

  test('the gravest first, of what is done only the last, nothing twice', () => {
    const earlier = line('✓', { code: 'new.received' }, '2026-03-02 09:02');
    expect(checkCell([earlier, done, waits, held, held], 'zh-TW', ZONE)).toBe(
      '✗ 費用：「abc」不是金額，例：1200 ✎ 修好了 還缺：處理結果 ✓ 10:32 結案',
    );
    const signs: CheckLine['sign'][] = ['✓', '⏳', '✎', '✗', '⏸'];
    const all = checkCell(
      signs.map((sign) => line(sign, { code: 'edit.done' })),
      'en',
      ZONE,
    );
    expect(all.replace(/[^⏸✗✎⏳✓]/g, '')).toBe('⏸✗✎⏳✓');
  });

  test('all held fields are named, the newest first', () => {
    const second = line('✗', { code: 'value.not-date', params: { field: '到料日', typed: 'x' } }, '2026-03-02 10:40');
    expect(checkCell([held, second], 'zh-TW', ZONE)).toBe(
      '✗ 到料日：「x」不是日期，例：3/5 ✗ 費用：「abc」不是金額，例：1200',
    );
  });
});
