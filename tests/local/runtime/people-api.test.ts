// The People advanced service: a company's directory in pages, and Google's words where it is off.

import { officeWith, script } from './helpers';

const ENTRIES = Array.from({ length: 5 }, (_, i) => ({
  email: `p${i}@demo.example`,
  name: `同事${i}`,
  department: '業務部',
}));
const LIST = `const r = People.People.listDirectoryPeople(args[0]); return r;`;
const MASK = 'names,emailAddresses';
const SOURCE = ['DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE'];

interface Answer {
  people: Record<string, unknown>[];
  nextPageToken?: string;
}
const list = (office: ReturnType<typeof officeWith>, options: object): Answer =>
  script(office, LIST, options) as Answer;

test('pages, and only what the mask asks for', () => {
  const office = officeWith('');
  office.store.set({ directory: ENTRIES });
  const first = list(office, { readMask: MASK, sources: SOURCE, pageSize: 3 });
  expect(first.people).toHaveLength(3);
  expect(Object.keys(first.people[0]!).sort()).toEqual(['emailAddresses', 'names', 'resourceName']);
  const rest = list(office, { readMask: MASK, sources: SOURCE, pageSize: 3, pageToken: first.nextPageToken });
  expect(rest.people.map((p) => (p.names as { displayName: string }[])[0]!.displayName)).toEqual(['同事3', '同事4']);
  expect(rest.nextPageToken).toBeUndefined();
  expect(() => list(office, { sources: SOURCE })).toThrow(/mask is required/);
  expect(() => list(office, { readMask: MASK })).toThrow(/at least one source/);
});

test('says so where it is off', () => {
  expect(() => list(officeWith(''), { readMask: MASK, sources: SOURCE })).toThrow(
    /has not been used .* or it is disabled/,
  );
});

test('needs the scope, and the service in the manifest', () => {
  const advanced = { enabledAdvancedServices: [{ userSymbol: 'People', serviceId: 'peopleapi', version: 'v1' }] };
  const bare = officeWith('', {}, { oauthScopes: [], dependencies: advanced });
  bare.store.set({ directory: ENTRIES });
  expect(() => list(bare, { readMask: MASK, sources: SOURCE })).toThrow(/directory\.readonly/);
  const off = officeWith('', {}, { oauthScopes: [], dependencies: {} });
  expect(() => list(off, { readMask: MASK, sources: SOURCE })).toThrow(/People is not defined/);
});
