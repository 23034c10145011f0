// A form of the office by its id or by the id in its published address.

import type { LocalOffice } from '../office.ts';
import type { Form } from '../runtime/store/state.ts';

export function formOf(office: LocalOffice, id: string): Form | undefined {
  const { forms } = office.runtime.store;
  return forms[id] ?? Object.values(forms).find((form) => id.endsWith(form.id));
}
