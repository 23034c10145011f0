// A letter laid out: text stays text in both twins, a header stays one line (S3).
import { bundle, oneLine, type Letter } from '../../src/office/letters';
import { layOut } from '../../src/surfaces/letter-html';
import { addressesOf, MARKUP, shapeOf } from '../security/payloads';

const links = { home: 'https://script.google.com/home' } as Parameters<typeof bundle>[1];
/** A letter that says one text wherever it can say something. */
const letter = (text: string, more: Partial<Letter> = {}): Letter => ({
  to: 'lin@demo.example',
  lang: 'zh-TW',
  subject: text,
  answer: text,
  lines: [text, text],
  facts: [{ label: text, value: text }],
  button: { label: text, url: 'https://script.google.com/x?a=1&b=2' },
  items: [{ title: text, text: `${text}\n${text}`, url: 'https://script.google.com/y' }],
  why: text,
  office: text,
  ...more,
});
const shape = shapeOf(layOut(letter('文字')).html);

test.each(MARKUP)('%j in every part of a letter, alone and in a bundle', (text) => {
  for (const one of [letter(text), bundle([letter(text), letter(text)], links)]) {
    const mail = layOut(one);
    expect([...shapeOf(mail.html)].filter((tag) => !shape.has(tag))).toEqual([]);
    for (const header of [mail.subject, mail.name]) expect(header).not.toMatch(/[\r\n\u2028\u2029\u202e]/);
    expect(mail.to).toBe('lin@demo.example');
    expect(mail.replyTo).toBeNull();
  }
});

test('a button or a case leads to pages of ours or nowhere', () => {
  for (const url of ['javascript:alert(1)', 'http://evil.example/', 'data:text/html,x', '']) {
    const mail = layOut(letter('文字', { button: { label: 'x', url }, items: [{ title: 'y', text: 'z', url }] }));
    expect(addressesOf(mail.html)).toEqual([]);
  }
  expect(addressesOf(layOut(letter('文字')).html).map((u) => u.replace(/&#38;/g, '&'))).toEqual([
    'https://script.google.com/y',
    'https://script.google.com/x?a=1&b=2',
  ]);
});

test('one line: breaks of every kind and turned writing become blanks, the end is cut', () => {
  expect(oneLine(' a\r\nBcc: x\u2028y\u202ez ')).toBe('a Bcc: x y z');
  expect(oneLine('長'.repeat(500))).toHaveLength(180);
});
