// The grid's compiled chunk, as the build left it in dist/desk.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';

const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** One of its files; no name reaches out of the folder. */
export function sendGridFile(c: Context, name: string, folder = 'dist/desk'): Response {
  const type = /^[\w-]+\.(js|css)$/.exec(name)?.[1];
  if (!type) return c.notFound() as Response;
  try {
    // Asked for again each time, but sent and compiled only once: "no-store" would cost a second on every tab.
    const tag = `"${(JSON.parse(readFileSync(join(folder, 'built.json'), 'utf8')) as { inputs: string }).inputs}"`;
    const headers = { ETag: tag, 'Cache-Control': 'no-cache' };
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers);
    return c.body(readFileSync(join(folder, name)), 200, { ...headers, 'Content-Type': TYPES[type]! });
  } catch {
    return c.notFound() as Response;
  }
}
