/** Links in mails and on pages: pointers without secret or expiry; identity, pending state and seal decide (S5). */
import { PROP, type FormMap } from '../office/layout';
import { pageUrl, type Links } from '../office/letters';
import type { Ports } from '../office/ports';

export function linksOf(ports: Ports): Links {
  let known: FormMap[] | null = null;
  const forms = (): FormMap[] =>
    (known ??= Object.entries(ports.props.all())
      .filter(([k]) => k.startsWith(PROP.form))
      .map(([, t]) => JSON.parse(t) as FormMap));
  const record = (register: string, id: string): string => pageUrl(ports, register, id);
  return {
    record: (rec) => record(rec.register, rec.id),
    approve: (rec) => record(rec.register, rec.id),
    order: (rec) => record(rec.register, rec.id),
    survey: (rec, survey) =>
      filled(
        forms().find((f) => f.kind === 'survey' && f.key === survey),
        { $ticket: rec.id },
      ),
    // The intake form that asks for a record of this register, with the record filled in (R093): repairs before others.
    report: (rec, values) => {
      const key = rec.register.replace(/s$/, '');
      const asking = forms().filter((f) => f.kind === 'intake' && f.marks[key]);
      return filled(asking.find((f) => f.key === 'tickets') ?? asking[0], { [key]: rec.id, ...values });
    },
    // The second way in: the form with the case and its seal filled in.
    decide: (rec) =>
      rec.approval
        ? filled(
            forms().find((f) => f.kind === 'decision'),
            { $number: rec.id, $seal: rec.approval.seal },
          )
        : '',
    get approvals() {
      return `${ports.webUrl()}?p=approvals`;
    },
    get work() {
      return `${ports.webUrl()}?p=work`;
    },
    get portal() {
      return ports.webUrl();
    },
    get home() {
      return `${ports.webUrl()}?p=mine`;
    },
  };
}

/** A prefill link with these values in place of its marks; a mark without a value is left out. */
export function filled(form: FormMap | undefined, values: Record<string, string>): string {
  if (!form) return '';
  const [page = '', query = ''] = form.prefill.split('?');
  const keys = Object.entries(form.marks);
  const params = query.split('&').flatMap((param) => {
    const [name = '', raw = ''] = param.split('=');
    const value = decodeURIComponent(raw.replace(/\+/g, ' '));
    const key = keys.find(([, mark]) => mark === value)?.[0];
    if (key === undefined) return param ? [param] : [];
    return values[key] ? [`${name}=${encodeURIComponent(values[key])}`] : [];
  });
  return params.length > 0 ? `${page}?${params.join('&')}` : page;
}
