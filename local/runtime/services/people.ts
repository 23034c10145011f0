// The People advanced service, as far as it reads a company's directory: pages of domain profiles, Google's own words when it is off.

import { Api } from '../api.ts';
import { JSON_TEXT } from '../bridge.ts';
import { apiError, notImplemented } from '../errors.ts';
import type { DirectoryEntry } from '../store/state.ts';

interface Options {
  readMask?: string;
  sources?: string | string[];
  pageSize?: number;
  pageToken?: string;
}

class People extends Api {
  readonly _class = 'People.People';

  /** `readMask` and `sources` must be given; a page holds at most 1000. */
  listDirectoryPeople(options: Options = {}): { [JSON_TEXT]: string } {
    const method = 'people.people.listDirectoryPeople';
    const { directory } = this._x.runtime.store.state;
    if (!directory)
      throw apiError(
        method,
        403,
        'People API has not been used in project 0 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/people.googleapis.com/overview?project=0 then retry.',
      );
    if (!options.readMask) throw apiError(method, 400, 'personFields mask is required.');
    const sources = [options.sources ?? []].flat();
    if (sources.length === 0) throw apiError(method, 400, 'Must specify at least one source.');
    if (sources.some((source) => source !== 'DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE'))
      throw notImplemented(`${method}: sources ${sources.join(', ')}`);
    const size = Math.min(options.pageSize ?? 100, 1000);
    const from = Number(options.pageToken ?? 0);
    const asked = options.readMask.split(',').map((one) => one.trim());
    const people = directory.slice(from, from + size).map((entry) => resource(entry, asked));
    const next = from + size < directory.length ? { nextPageToken: String(from + size) } : {};
    return { [JSON_TEXT]: JSON.stringify({ people, ...next }) };
  }
}

/** Only what the mask asks for, as the API answers. */
function resource(entry: DirectoryEntry, asked: string[]): Record<string, unknown> {
  const all: Record<string, unknown> = {
    names: [{ metadata: { primary: true }, displayName: entry.name, unstructuredName: entry.name }],
    emailAddresses: [{ metadata: { primary: true }, value: entry.email }],
    ...(entry.department ? { organizations: [{ metadata: { primary: true }, department: entry.department }] } : {}),
    ...(entry.phone ? { phoneNumbers: [{ metadata: { primary: true }, value: entry.phone }] } : {}),
    ...(entry.employee ? { externalIds: [{ value: entry.employee, type: 'organization' }] } : {}),
  };
  const told = Object.entries(all).filter(([key]) => asked.includes(key));
  return { resourceName: `people/${entry.email}`, ...Object.fromEntries(told) };
}

/** Global `People`, when the manifest switches the advanced service on. */
export class PeopleService extends Api {
  readonly _class = 'People';
  readonly People = new People(this._x);
}
