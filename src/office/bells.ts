/**
 * Bells: an edit trigger leaves one before it tries the lock, so that no edit waits for the night and no author is lost
 * (reliability: Bells and the lock). A bell carries no values and no orders: where to look and who was there.
 */
import { PROP } from './layout';
import type { Ports } from './ports';

/** 1-based rows and columns as the edit event gives them; `who` is '' when Google does not say. */
export interface Bell {
  key: string;
  id: string;
  sheet: number;
  r0: number;
  r1: number;
  c0: number;
  c1: number;
  who: string | null;
  at: number;
}

export function ring(ports: Ports, bell: Omit<Bell, 'key'>): string {
  const key = `${PROP.bell}${bell.id}:${ports.uuid()}`;
  ports.props.set(key, JSON.stringify([bell.sheet, bell.r0, bell.r1, bell.c0, bell.c1, bell.who ?? '', bell.at]));
  return key;
}

/** All bells of a workbook, oldest first. */
export function bellsOf(ports: Ports, id: string): Bell[] {
  const all = ports.props.all();
  return Object.keys(all)
    .filter((k) => k.startsWith(`${PROP.bell}${id}:`))
    .map((key) => {
      const [sheet, r0, r1, c0, c1, who, at] = JSON.parse(all[key]!) as [
        number,
        number,
        number,
        number,
        number,
        string,
        number,
      ];
      return { key, id, sheet, r0, r1, c0, c1, who: who || null, at };
    })
    .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

export function silence(ports: Ports, bells: Bell[]): void {
  for (const b of bells) ports.props.remove(b.key);
}
