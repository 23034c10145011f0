// `npm start`: opens the demo office on localhost and keeps it between starts. PORT says where, --reset begins anew.

import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { clientScript } from './client-script.ts';
import { Desk } from './desk.ts';
import { DATABASE, forget, openKept } from './keep.ts';

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

async function open(): Promise<void> {
  await desk.boot(() => openKept());
  if (desk.problem !== null) {
    console.error(`The office could not open: ${desk.problem}\nTo begin anew: npm start -- --reset`);
    return;
  }
  console.log(
    `Open after ${((Date.now() - began) / 1000).toFixed(1)} s. Stop with Ctrl-C; the office is kept in ${DATABASE}.`,
  );
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.close();
    process.exit(0);
  });
}
