/** Forms that do not open: deleted, in the bin, no longer ours, or the service failing for a moment. Time tells which. */
import { PROP, type FormMap } from './layout';
import type { Ports } from './ports';

/** So long a form must stay shut before anybody is troubled: a failure of a moment is over at the next tick. */
const PATIENCE = 9 * 60_000;

export interface Lost {
  since: number;
  told: boolean;
}

export function lostSince(props: Record<string, string>, form: string): Lost | null {
  const text = props[PROP.lost + form];
  return text === undefined ? null : { since: Number(text.split('|')[0]), told: text.includes('|') };
}

/** Remembers that a form did not open just now; one that was made anew meanwhile is nobody's any more. */
export function notOpening(ports: Ports, form: FormMap): void {
  if (ports.props.get(PROP.lost + form.id) !== null || ports.props.get(PROP.form + form.id) === null) return;
  ports.props.set(PROP.lost + form.id, String(ports.now()));
  ports.log('form-does-not-open', { form: form.key });
}

/** Its tab is read from the top once more: what came while it was shut has not been taken in. */
export function recountTab(ports: Ports, form: string): void {
  const grown = JSON.parse(ports.props.get('grown') ?? '{}') as Record<string, number>;
  if (!(form in grown)) return;
  delete grown[form];
  ports.props.set('grown', JSON.stringify(grown));
}

export const isOverdue = (lost: Lost, now: number): boolean => !lost.told && now - lost.since >= PATIENCE;

export const markTold = (ports: Ports, form: string, lost: Lost): void =>
  ports.props.set(PROP.lost + form, `${lost.since}|told`);
