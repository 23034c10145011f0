// Who may talk to the desk: pages of this machine only, so that a site open in another tab cannot act as a person here.

import type { MiddlewareHandler } from 'hono';
import { sayIn } from './words.ts';

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Refuses foreign host names (DNS rebinding) and writes that come from another origin. */
export function guard(): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    const origin = c.req.header('origin');
    const foreign =
      c.req.method !== 'GET' &&
      origin !== undefined &&
      new URL(origin === 'null' ? 'http://null' : origin).host !== host;
    if (!LOCAL.test(host) || foreign)
      return c.text(`${sayIn('zh-TW')('errorForeign')} ${sayIn('en')('errorForeign')}`, 403);
    return next();
  };
}

/** A path inside the desk; anything else leads to the start. */
export function safePath(to: string): string {
  return /^\/(?!\/|\\)/.test(to) ? to : '/';
}
