/** The company's directory over the People advanced service: domain profiles, page by page. */
import type { DirectoryPerson } from '../office/ports';
import { retrying } from './books';

interface Listed {
  people?: {
    names?: { displayName?: string }[];
    emailAddresses?: { value?: string; metadata?: { primary?: boolean } }[];
    organizations?: { department?: string }[];
    phoneNumbers?: { value?: string }[];
    externalIds?: { value?: string; type?: string }[];
  }[];
  nextPageToken?: string;
}
const PAGES = 20;

/** Everybody in the directory with an address; null = the service is not switched on, or the account may not read it. */
export function directory(sleep: (ms: number) => void): DirectoryPerson[] | null {
  const service = typeof People === 'undefined' ? undefined : People?.People;
  if (!service) return null;
  const out: DirectoryPerson[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    let listed: Listed;
    try {
      listed = retrying(sleep, () =>
        service.listDirectoryPeople({
          readMask: 'names,emailAddresses,organizations,phoneNumbers,externalIds',
          sources: ['DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE'],
          pageSize: 500,
          ...(pageToken ? { pageToken } : {}),
        }),
      );
    } catch (error) {
      if (isOff(error)) return null;
      throw error;
    }
    for (const one of listed.people ?? []) {
      const mails = one.emailAddresses ?? [];
      const email = (mails.find((m) => m.metadata?.primary) ?? mails[0])?.value?.trim().toLowerCase();
      const name = one.names?.[0]?.displayName?.trim();
      if (!email || !name) continue;
      out.push({
        email,
        name,
        department: one.organizations?.[0]?.department ?? '',
        employee: one.externalIds?.find((id) => id.type === 'organization')?.value ?? '',
        phone: one.phoneNumbers?.[0]?.value ?? '',
      });
    }
    pageToken = listed.nextPageToken;
    if (!pageToken) break;
  }
  return out;
}

/** Google's answers where the API is off, sharing is off, or the scope was not granted. */
const isOff = (error: unknown): boolean =>
  /has not been used|is disabled|SERVICE_DISABLED|PERMISSION_DENIED|not sufficient|\b403\b|G Suite domain admin/i.test(
    String((error as Error)?.message ?? error),
  );
