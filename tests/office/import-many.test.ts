// Many rows go in within the API's rate and the runs' time, none twice, while the office works on. `npm run bench` does it with 20,000.
import { claimsOfMany, manyRows } from '../../local/rehearsal/bench/many-rows';
import { morning } from './hands';

test('1,500 rows', () => {
  expect(claimsOfMany(manyRows(morning(), 1500)).filter((one) => !one.holds)).toEqual([]);
}, 300_000);
