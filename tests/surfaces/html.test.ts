// HTML by construction: whatever a value holds, it stays text (S3).
import fc from 'fast-check';
import { escape, html, Html, jsonIn, safeUrl } from '../../src/surfaces/html';

const EVIL = `<img src=x onerror="alert('1')">&\u2028\u2029`;

test('values are escaped between tags and in attributes; what html made passes once', () => {
  const list = [html`<i></i>`, '<u>'];
  // prettier-ignore
  const page = html`<p title="${EVIL}">${EVIL}${html`<b>${1}</b>`}${list}${null}${undefined}${false}</p>`.text;
  expect(page).toContain('<b>1</b><i></i>&#60;u&#62;</p>');
  expect(page.match(/</g)).toHaveLength(6);
  expect(page.match(/"/g)).toHaveLength(2);
  expect(page).not.toMatch(/[\u2028\u2029]/);
});

test('no text whatever opens a tag, closes an attribute or starts an entity', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>"\'&;#=/a1 \u2028\u2029', '\u{1F600}') }), (text) => {
      expect(escape(text)).not.toMatch(/[<>"'\u2028\u2029]|&(?!#\d+;)/);
    }),
  );
});

test('something that only looks like Html is text', () => {
  const forged = { text: '<b>' } as unknown as string;
  expect(html`${forged}`.text).not.toContain('<b>');
  expect(html`${new Html('<b>')}`.text).toBe('<b>');
});

test.each([
  ['https://script.google.com/a', true],
  ['http://localhost:8080/x', true],
  ['http://evil.example/', false],
  ['javascript:alert(1)', false],
  ['JaVaScRiPt:alert(1)', false],
  [' https://ok.example', false],
  ['//evil.example', false],
  ['data:text/html,x', false],
  ['http://localhost.evil.example/', false],
  ['http://localhost@evil.example/', false],
  ['https:/evil', false],
  ['', false],
])('a link to %s', (url, passes) => {
  expect(safeUrl(url)).toBe(passes ? url : '');
});

test('JSON in a script element cannot leave it', () => {
  const value = { a: '</script><script>alert(1)</script>', b: '<!--', c: '\u2028&' };
  const text = jsonIn(value).text;
  expect(text).not.toMatch(/[<>&\u2028]/);
  expect(JSON.parse(text)).toEqual(value);
});
