/** Links in mails and on pages: pointers without secret or expiry; identity, pending state and seal decide (S5). */
import { PROP, type FormMap } from '../office/layout';
import type { Links } from '../office/letters';
import type { Ports } from '../office/ports';

export function linksOf(ports: Ports): Links {
  let known: FormMap[] | null = null;
  const forms = (): FormMap[] =>
    (known ??= Object.entries(ports.props.all())
      .filter(([k]) => k.startsWith(PROP.form))
      .map(([, t]) => JSON.parse(t) as FormMap));
  const record = (register: string, id: string): string =>
    `${ports.webUrl()}?p=record&r=${register}&id=${encodeURIComponent(id)}`;
  return {
    record: (rec) => record(rec.register, rec.id),
    approve: (rec) => record(rec.register, rec.id),
    order: (rec) => record(rec.register, rec.id),
    // `prefill`: the intake form of a register that points at this record, with the record filled in (R093).
    survey: (rec, survey) => {
      const form =
        survey === 'prefill'
          ? forms().find((f) => f.kind === 'intake' && f.prefill.includes(encodeURIComponent('{asset}')))
          : forms().find((f) => f.kind === 'survey' && f.key === survey);
      if (!form) return ports.webUrl();
      return form.prefill
        .replace(/(%7B|\{)(\$|%24)?ticket(%7D|\})/i, encodeURIComponent(rec.id))
        .replace(/(%7B|\{)asset(%7D|\})/i, encodeURIComponent(rec.id))
        .replace(/&entry\.\d+=(%7B|\{)\w+(%7D|\})/gi, '');
    },
    get home() {
      return `${ports.webUrl()}?p=mine`;
    },
  };
}
