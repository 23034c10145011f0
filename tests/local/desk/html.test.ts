// Whatever an office holds must never become markup of the desk.

import { markup, trusted } from '../../../local/desk/html.ts';
import { relink } from '../../../local/desk/places.ts';
import { mailDocument, pageDocument } from '../../../local/desk/views/page.ts';

test('text is escaped between tags and in attributes; own markup and lists pass', () => {
  const evil = '<img src=x onerror="alert(1)">\'&';
  expect(markup`<p title="${evil}">${evil}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;</p>',
  );
  expect(markup`<ul>${[1, 2].map((n) => markup`<li>${n}</li>`)}</ul>${null}${false}${trusted('<hr>')}`.text).toBe(
    '<ul><li>1</li><li>2</li></ul><hr>',
  );
});

test('links of the office lead into the desk, every other link is made inert', () => {
  const app = 'https://script.google.com/a/macros/demo.example/s/local/exec?p=record&amp;id=TKT-1';
  expect(relink(`<a href="${app}">x</a>`)).toBe('<a href="/page?p=record&amp;id=TKT-1">x</a>');
  expect(relink('<a href="https://docs.google.com/forms/d/e/F1/viewform?usp=pp_url&#38;entry.5=a">x</a>')).toContain(
    'href="/form/F1?usp=pp_url&amp;entry.5=a"',
  );
  expect(relink("<a href='https://docs.google.com/spreadsheets/d/S1/edit#gid=100'>x</a>")).toContain(
    'href="/book/S1/100"',
  );
  expect(relink('<a href="https://evil.example/">x</a>')).toBe('<a data-href="outside">x</a>');
  expect(relink('<a href="javascript:alert(1)">x</a>')).toBe('<a data-href="outside">x</a>');
});

test('a plain mail keeps its text and finds its links', () => {
  const out = mailDocument(
    '',
    'a < b\nhttps://script.google.com/a/macros/demo.example/s/local/exec?p=today',
    'zh-TW',
    '<b>主旨',
  );
  expect(out).toContain('a &lt; b');
  expect(out).toContain('<title>&lt;b&gt;主旨</title>');
  expect(out).toContain('href="/page?p=today"');
});

test('the bridge stands before the page’s own scripts and its parameters cannot close the script', () => {
  const out = pageDocument(
    '<html><head><script>own()</script></head></html>',
    { id: '</script><script>alert(1)</script>' },
    'en',
  );
  expect(out.indexOf('google')).toBeGreaterThan(0);
  expect(out.indexOf('google')).toBeLessThan(out.indexOf('own()'));
  expect(out).not.toContain('alert(1)</script>');
});
