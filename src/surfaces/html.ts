/** HTML by construction: every value is escaped, only what `html` made passes as it is (S3). */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** What may stand in a page: text, numbers, booleans; nothing that would print as an object. */
export type Plain = string | number | boolean | null | undefined;

export const escape = (value: Plain): string =>
  String(value ?? '').replace(/[&<>"'\u2028\u2029]/g, (c) => `&#${c.charCodeAt(0)};`);

export function html(parts: TemplateStringsArray, ...values: (Plain | Html | (Plain | Html)[])[]): Html {
  let out = parts[0]!;
  values.forEach((v, i) => {
    const list = Array.isArray(v) ? v : [v];
    out +=
      list
        .map((x) => (x instanceof Html ? x.text : x === null || x === undefined || x === false ? '' : escape(x)))
        .join('') + parts[i + 1]!;
  });
  return new Html(out);
}

/** Links only to https pages we built; anything else is no link. */
export const safeUrl = (url: string): string =>
  /^https:\/\//.test(url) || /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(url) ? url : '';

/** JSON for a script element: no way out of it. */
export const jsonIn = (value: unknown): Html =>
  new Html(
    JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
