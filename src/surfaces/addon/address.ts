// Where the office's pages are, and what of an open file leads to one of them. Nothing is read but a link, a name, an id.

/** Address of the engine's web app, put in by the build (CHANCERY_OFFICE_URL); empty when it was built without one. */
declare const OFFICE_URL: string;

export const office = (): string => OFFICE_URL;

/** A page of the office. */
export const page = (query: string): string => (OFFICE_URL ? `${OFFICE_URL}${query ? `?${query}` : ''}` : '');

/** The deployment an address belongs to: it has two spellings, with and without the domain. */
const deployment = (url: string): string => /\/s\/([\w-]+)\//.exec(url)?.[1] ?? '';

/** A record's page, if this address is one of this office's. */
export function recordPage(url: string | null): string {
  const ours = OFFICE_URL !== '' && url !== null && deployment(url) === deployment(OFFICE_URL);
  const query = ours ? (/\?(p=record&r=[\w-]+&id=[^&#]+)/.exec(url)?.[1] ?? '') : '';
  return query ? page(query) : '';
}

/** The number at the head of a paper's name: `TRF-115-0001` of 「TRF-115-0001 財產移轉單」; '' where there is none. */
export function numberOf(name: string): string {
  const head = name.trim().split(/\s/)[0]!;
  return head.length <= 40 && /\d/.test(head) && /[-字第]/.test(head) ? head.replace(/\.pdf$/i, '') : '';
}
