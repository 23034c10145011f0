// News of the office on their way to an open page, as server-sent events.

import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Desk, News } from './desk.ts';
import { visitOf } from './visit.ts';
import { timesIn } from './words.ts';

/** Sends every piece of news until the page goes away; of waiting progress only the newest. */
export function newsStream(c: Context, desk: Desk): Response {
  return streamSSE(c, async (stream) => {
    const queue: News[] = [];
    let wake: () => void = () => undefined;
    const stop = desk.listen((news) => {
      if (news.kind === 'progress' && queue.at(-1)?.kind === 'progress') queue.pop();
      queue.push(news);
      wake();
    });
    stream.onAbort(() => {
      stop();
      wake();
    });
    const lang = desk.office ? visitOf(c, desk, desk.office).lang : 'zh-TW';
    const say = (news: News): string =>
      JSON.stringify({ ...news, shown: timesIn(lang, desk.office?.runtime.zone ?? 'UTC').long(news.now) });
    await stream.writeSSE({ event: 'hello', data: '{}' });
    while (!stream.aborted) {
      const news = queue.shift();
      if (news) await stream.writeSSE({ event: 'news', data: say(news) });
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  });
}
