// `npm start`: opens the demo office on localhost and keeps it between starts. PORT says where, --reset begins anew.
// Until its three months are lived, which takes minutes once, a new office is open; then one click moves into the lived one.

import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { clientScript } from './client-script.ts';
import { Desk } from './desk.ts';
import { isLived, livedOffice } from '../demo/life.ts';
import { DATABASE, forget, keptSince, openKept } from './keep.ts';
import { Life } from './life.ts';

const port = Number(process.env['PORT'] ?? 3000);

if (process.argv.includes('--reset')) forget();

const began = Date.now();
const desk = new Desk();
const app = createApp(desk, { script: await clientScript() });
const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`
      : error.message,
  );
  process.exit(1);
});
server.on('listening', () => {
  console.log(`Chancery's preview office: http://localhost:${port}`);
  // The first request is answered before the boot takes the thread.
  setTimeout(() => void open(), 50);
});

/** Opens the kept office; where none is, the lived one if there is one already. */
async function open(): Promise<void> {
  const lived = isLived();
  await desk.boot(() => openKept(DATABASE, 'dist/engine', lived ? livedOffice : undefined), keptSince);
  if (desk.problem !== null) {
    console.error(`The office could not open: ${desk.problem}\nTo begin anew: npm start -- --reset`);
    return;
  }
  const script = process.env['CHANCERY_LIFE'];
  const life = new Life(() => desk.tellLife());
  desk.life = life;
  if (lived) life.ready = true;
  else if (script) life.begin(script);
  console.log(
    `Open after ${((Date.now() - began) / 1000).toFixed(1)} s. Stop with Ctrl-C; the office is kept in ${DATABASE}.`,
  );
}

/** Leaves the office that is open for another one. */
desk.moves = {
  lived: () => {
    forget();
    return openKept(DATABASE, 'dist/engine', livedOffice);
  },
  fresh: () => {
    forget();
    return openKept();
  },
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    desk.life?.stop();
    server.close();
    process.exit(0);
  });
}
