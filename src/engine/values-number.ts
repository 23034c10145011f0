/** Numbers, money and yes-no as people type them: full width, thousands, NT$, 元, 萬, ✓. */

/** Significant digits a double keeps; a longer number would be rounded without a word. */
const DIGITS = 15;

/** `1,234.5`, `１２`, `-3`; null when it is no number. `1,5`, `1e5`, `0x10` and `12 000` are none: they may mean two things. */
export function readNumber(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[\u2212\u2013]/g, '-');
  const found = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?$/.exec(plain);
  if (!found || (!found[2] && !found[3])) return null;
  const digits = (found[2] ?? '0').replace(/,/g, '') + (found[3] ?? '');
  if (digits.replace('.', '').replace(/^0+/, '').length > DIGITS) return null;
  const value = Number(digits) * (found[1] === '-' ? -1 : 1);
  return value === 0 ? 0 : value;
}

const CURRENCIES: Record<string, { words: string[]; decimals: number }> = {
  TWD: { words: ['nt$', 'ntd', 'twd', 'nt', '新台幣', '新臺幣', '台幣', '臺幣', '新台币', '台币'], decimals: 0 },
  CNY: { words: ['cny', 'rmb', '人民幣', '人民币', '¥'], decimals: 2 },
  JPY: { words: ['jpy', '日圓', '日元', '円', '¥'], decimals: 0 },
  USD: { words: ['us$', 'usd', '美元', '美金'], decimals: 2 },
  EUR: { words: ['€', 'eur', '歐元', '欧元'], decimals: 2 },
  HKD: { words: ['hk$', 'hkd', '港幣', '港币'], decimals: 2 },
};
/** Said of any currency. */
const NEUTRAL = ['$', '元整', '元', '圓整', '圓', '圆', '塊', '块'];

export type Money = { value: number } | { fault: 'not-money' | 'currency' | 'no-decimals' };

const currencyOf = (code: string): (typeof CURRENCIES)[string] =>
  CURRENCIES[code] ?? { words: [code.toLowerCase()], decimals: 2 };

/** Digits after the point that amounts of an office show: its own number (money.decimals), or what its currency has. */
export function moneyDecimals(settings: Record<string, unknown>): number {
  const set = settings['money.decimals'];
  const own = typeof set === 'number' || (typeof set === 'string' && set !== '') ? Number(set) : NaN;
  return Number.isInteger(own) && own >= 0 && own <= 4 ? own : currencyOf(codeOf(settings)).decimals;
}

/** ISO code of the office's currency. */
export const codeOf = (settings: Record<string, unknown>): string => {
  const code = settings['money.currency'];
  return typeof code === 'string' && code !== '' ? code : 'TWD';
};

/** An amount in the office's currency (ISO code). A sign of another currency, or decimals the currency (or `decimals`) lacks, is a fault. */
export function readMoney(typed: string | number, currency: string, decimals?: number): Money {
  const own = currencyOf(currency);
  const places = decimals ?? own.decimals;
  if (typeof typed === 'number') return Number.isFinite(typed) ? rounded(typed, places) : { fault: 'not-money' };
  let text = typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\u2212\u2013]/g, '-');
  let foreign = false;
  let sign = 1;
  const paid = /^\((.+)\)$/.exec(text); // (500) of bookkeepers
  if (paid) {
    text = paid[1]!;
    sign = -1;
  }
  const strip = (words: string[]): boolean =>
    words.some((word) => {
      const rest = text.startsWith(word)
        ? text.slice(word.length)
        : /^[-+]/.test(text) && text.slice(1).startsWith(word)
          ? text[0]! + text.slice(1 + word.length)
          : text.endsWith(word)
            ? text.slice(0, -word.length)
            : null;
      if (rest === null) return false;
      text = rest.trim();
      return true;
    });
  const others = Object.values(CURRENCIES)
    .flatMap((one) => one.words)
    .filter((word) => !own.words.includes(word));
  // A sign before and a word after: NT$12,000元.
  for (let i = 0; i < 2; i++) {
    if (strip(own.words)) continue;
    if (strip(others)) foreign = true;
    else strip(NEUTRAL);
  }
  let factor = 1;
  if (/[萬万]$/.test(text)) {
    factor = 10_000;
    text = text.slice(0, -1).trim();
  }
  const number = readNumber(text);
  if (number === null) return { fault: 'not-money' };
  return foreign ? { fault: 'currency' } : rounded(number * factor * sign, places);
}

/** Noise of a formula (1260.0000000000002) is taken off; a real fraction the currency lacks is a fault. */
function rounded(value: number, decimals: number): Money {
  const unit = 10 ** decimals;
  const near = Math.round(value * unit) / unit;
  if (Math.abs(near - value) > 1e-6) return { fault: 'no-decimals' };
  return { value: near === 0 ? 0 : near };
}

const YES = new Set(['true', 'yes', 'y', 'v', 't', '✓', '✔', '☑', '✅', '是', '有', '對', '对', '1', 'o', '○', '打勾']);
const NO = new Set(['false', 'no', 'n', 'f', 'x', '✗', '✘', '×', '☐', '否', '無', '无', '不', '沒有', '没有', '0']);

/** Yes, no, or null when it is neither. */
export function readYesNo(typed: string | number): boolean | null {
  const text = String(typed).trim().normalize('NFKC').toLowerCase();
  return YES.has(text) ? true : NO.has(text) ? false : null;
}
