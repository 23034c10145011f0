// What `npm run pictures` takes: each view is there and shown to whom it is for.

import { createApp } from '../../../local/desk/app.ts';
import { Desk } from '../../../local/desk/desk.ts';
import { openDemo } from '../../../local/office.ts';
import { shotsOf } from '../../../local/pictures/views.ts';
import { inApproval, LIN, submit } from '../../office/hands.ts';
import { withPaper } from './paper.ts';

jest.setTimeout(60_000);

test('ten views and more, each open to the person whose eyes it is', async () => {
  const office = openDemo({ start: '2026-03-02T09:00+08:00' }).fork();
  submit(office, {}, LIN);
  inApproval(office);
  office.runtime.wait(8 * 3_600_000);
  withPaper(office);
  const shots = shotsOf(office);
  expect(shots.length).toBeGreaterThanOrEqual(10);
  expect(new Set(shots.map((shot) => shot.name)).size).toBe(shots.length);
  const desk = new Desk();
  desk.take(office);
  const app = createApp(desk, { script: '' });
  for (const shot of shots)
    for (const path of [shot.wide, shot.narrow]) {
      const answer = await app.request(`http://localhost${path}`, {
        headers: { cookie: `who=${shot.who}; grid=table` },
      });
      const text = await answer.text();
      expect(`${shot.name} ${answer.status}`).toBe(`${shot.name} 200`);
      expect(text).not.toMatch(/這筆不是你的|找不到 |class="card problem"/);
    }
});
