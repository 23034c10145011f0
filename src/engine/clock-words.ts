/** Why a clock is due when it is due, in lines a person can read: one a day that counted, one a day that did not. */
import type { Lang } from '../model/types';
import type { ClockState, Span } from './types';
import { dateAt, formatDate, toCivil, weekdayName } from './civil';

const SAY = {
  'zh-TW': {
    starts: '從 {at} 起算，可用 {time}',
    counts: '{day} {spans} 算 {time}',
    off: '{day} {why} 不算',
    until: '到 {at} 到期',
    paused: '暫停中，恢復後再算期限',
    stopped: '{at} 完成，{met}',
    met: '準時',
    late: '逾期',
    and: '、',
    weekend: '週末',
    holiday: '放假',
    half: '只上半天',
    pause: '暫停',
    pauseFrom: '{from} 到 {to} 暫停 不算',
    between: '{from} 到 {to} 之間 算 {time}',
    hour: ' 小時',
    minute: ' 分',
    second: ' 秒',
    to: '～',
  },
  'zh-CN': {
    starts: '从 {at} 起算，可用 {time}',
    counts: '{day} {spans} 算 {time}',
    off: '{day} {why} 不算',
    until: '到 {at} 到期',
    paused: '暂停中，恢复后再算期限',
    stopped: '{at} 完成，{met}',
    met: '按时',
    late: '逾期',
    and: '、',
    weekend: '周末',
    holiday: '放假',
    half: '只上半天',
    pause: '暂停',
    pauseFrom: '{from} 到 {to} 暂停 不算',
    between: '{from} 到 {to} 之间 算 {time}',
    hour: ' 小时',
    minute: ' 分',
    second: ' 秒',
    to: '～',
  },
  en: {
    starts: 'Starts {at}, {time} allowed',
    counts: '{day} {spans} counts {time}',
    off: '{day} {why}, not counted',
    until: 'Due {at}',
    paused: 'Paused; the due time is set when it resumes',
    stopped: 'Done {at}, {met}',
    met: 'in time',
    late: 'late',
    and: ', ',
    weekend: 'weekend',
    holiday: 'holiday',
    half: 'half day',
    pause: 'paused',
    pauseFrom: '{from} to {to} paused, not counted',
    between: '{from} to {to} counts {time}',
    hour: ' h',
    minute: ' min',
    second: ' s',
    to: ' to ',
  },
} as const;

const fill = (text: string, params: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '');

/** A length of time: 「1 小時 20 分」, "1 h 20 min". Seconds only below a minute. */
export function lengthOf(ms: number, lang: Lang): string {
  const say = SAY[lang];
  if (ms > 0 && ms < 60_000) return `${Math.round(ms / 1000)}${say.second}`;
  const total = Math.round(ms / 60_000);
  const parts: string[] = [];
  if (total >= 60) parts.push(`${Math.floor(total / 60)}${say.hour}`);
  if (total % 60 || total === 0) parts.push(`${total % 60}${say.minute}`);
  return parts.join(' ');
}

/**
 * The ledger of a clock as lines: start, each day that counted, each holiday, weekend and pause that did not, and the end.
 * Nights and lunch are not told: they show in the hours. Zone and language are the reader's.
 */
export function explainClock(state: ClockState, zone: string, lang: Lang): string[] {
  const say = SAY[lang];
  const today = dateAt(state.started, zone);
  const day = (ms: number): string =>
    `${weekdayName(toCivil(ms, zone).weekday, lang)} ${formatDate(dateAt(ms, zone), lang, today)}`;
  const clock = (ms: number): string => toCivil(ms, zone).time;
  const moment = (ms: number): string => `${day(ms)} ${clock(ms)}`;
  const lines = [fill(say.starts, { at: moment(state.started), time: lengthOf(state.allowed, lang) })];

  let counting: { day: string; spans: string[]; ms: number } | null = null;
  const flush = (): void => {
    if (counting)
      lines.push(
        fill(say.counts, { day: counting.day, spans: counting.spans.join(say.and), time: lengthOf(counting.ms, lang) }),
      );
    counting = null;
  };
  const count = (span: Span): void => {
    const where = day(span.from);
    if (counting && counting.day !== where) flush();
    counting ??= { day: where, spans: [], ms: 0 };
    // A span may end at midnight or later: then its last day is named too.
    const end = day(span.to - 1) === where ? (clock(span.to) === '00:00' ? '24:00' : clock(span.to)) : moment(span.to);
    counting.spans.push(`${clock(span.from)}–${end}`);
    counting.ms += span.counted;
  };

  for (const span of state.ledger) {
    if (span.why === 'between') {
      flush();
      lines.push(fill(say.between, { from: day(span.from), to: day(span.to), time: lengthOf(span.counted, lang) }));
    } else if (span.counted > 0) count(span);
    else if (span.why === 'paused') {
      flush();
      lines.push(fill(say.pauseFrom, { from: moment(span.from), to: moment(span.to) }));
    } else if (span.why === 'weekend' || span.why === 'half-day' || span.why.startsWith('holiday')) {
      flush();
      const first = day(span.from);
      const last = day(span.to - 1);
      lines.push(
        fill(say.off, { day: first === last ? first : `${first}${say.to}${last}`, why: reason(span.why, lang) }),
      );
    }
  }
  flush();
  if (state.stopped !== null) {
    if (state.due !== null) lines.push(fill(say.until, { at: moment(state.due) }));
    lines.push(fill(say.stopped, { at: moment(state.stopped), met: state.met === false ? say.late : say.met }));
  } else lines.push(state.due === null ? say.paused : fill(say.until, { at: moment(state.due) }));
  return lines;
}

function reason(why: string, lang: Lang): string {
  const say = SAY[lang];
  if (why === 'weekend') return say.weekend;
  if (why === 'half-day') return say.half;
  return why.slice('holiday:'.length) || say.holiday;
}
