/** 「寄給我看」: a mail text of the office with made-up facts in it, to whoever asked; its words count from then on. */
import { toKeys } from '../model/office/mail-words';
import type { Label, Register } from '../model/types';
import type { Draft } from './draft';
import type { MailPayload, Rec } from './types';

const WORDS: Record<string, Record<string, string>> = {
  'zh-TW': {
    number: 'TKT-2026-0001',
    called: '3F 影印機 卡紙',
    state: '處理中',
    due: '3/2 10:32',
    expected: '3/2 10:32',
    outcome: '換了定影器',
    actor: '吳建宏',
    reason: '等料',
    clock: '回應期限',
    action: '開始處理',
    month: '2026-03',
    step: '1',
    held: '地點',
  },
  'zh-CN': {
    number: 'TKT-2026-0001',
    called: '三楼复印机 卡纸',
    state: '处理中',
    due: '3/2 10:32',
    expected: '3/2 10:32',
    outcome: '换了定影器',
    actor: '吴建宏',
    reason: '等料',
    clock: '响应期限',
    action: '开始处理',
    month: '2026-03',
    step: '1',
    held: '地点',
  },
  en: {
    number: 'TKT-2026-0001',
    called: '3F copier, paper jam',
    state: 'Working',
    due: '2 Mar 10:32',
    expected: '2 Mar 10:32',
    outcome: 'Fuser replaced',
    actor: 'Jason Wu',
    reason: 'Waiting for parts',
    clock: 'Respond by',
    action: 'Start',
    month: '2026-03',
    step: '1',
    held: 'Place',
  },
};

/** Queues the sample: at once, without grace, in the reader's language; blank parts stay as shipped. */
export function sendSample(draft: Draft, register: Register, rec: Rec, by: string): void {
  if (register.shipped !== 'mails') return;
  const { ref, now, shared, registers } = draft.facts;
  const key = String(rec.values.key);
  const text = shared.mails[key];
  if (!text) return;
  const lang = ref.people.find((p) => p.email.toLowerCase() === by.toLowerCase())?.language ?? ref.language;
  const own = (part: 'answer' | 'body'): Label => {
    const out: Label = { ...text[part] };
    for (const [language, suffix] of [
      ['zh-TW', 'tw'],
      ['zh-CN', 'cn'],
      ['en', 'en'],
    ] as const) {
      const typed = rec.values[`${part}_${suffix}`];
      if (typeof typed === 'string' && typed !== '') out[language] = toKeys({ registers }, typed).text;
    }
    return out;
  };
  const payload: MailPayload = {
    text: key,
    to: by,
    bundle: false,
    rank: 1,
    params: { ...WORDS[lang]!, subject: 'answer' },
    words: { answer: own('answer'), body: own('body') },
  };
  draft.effects.push({
    key: `${rec.register}/${rec.id}:sample:${draft.facts.cause}:${by.toLowerCase()}`,
    kind: 'mail',
    notBefore: now,
    register: rec.register,
    id: rec.id,
    rev: rec.rev,
    payload,
  });
}
