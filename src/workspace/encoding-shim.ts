// TextEncoder and TextDecoder for Apps Script, which lacks both; CEL and the hash library ask for them while they load.
// UTF-8 only, filled in only where absent. Lone surrogates and broken bytes become U+FFFD, as the standard has it.

const REPLACEMENT = 0xfffd;

/** @returns the UTF-8 bytes of `text` */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let point = character.codePointAt(0) ?? REPLACEMENT;
    if (point >= 0xd800 && point <= 0xdfff) point = REPLACEMENT;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), continuation(point));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), continuation(point >> 6), continuation(point));
    else bytes.push(0xf0 | (point >> 18), continuation(point >> 12), continuation(point >> 6), continuation(point));
  }
  return Uint8Array.from(bytes);
}

const continuation = (bits: number): number => 0x80 | (bits & 0x3f);

/** Lowest second byte that is not an overlong form, highest that is no surrogate and within Unicode. */
const SECOND: Readonly<Record<number, readonly [number, number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};

/** @returns the text of UTF-8 `bytes`; a leading byte order mark is left out */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const lead = bytes[at++] ?? 0;
    const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    let point = more === 0 ? lead : more > 0 ? lead & (0x3f >> more) : REPLACEMENT;
    let [low, high] = SECOND[lead] ?? [0x80, 0xbf];
    for (let left = more; left > 0; left--) {
      const next = bytes[at] ?? 0;
      if (next < low || next > high) {
        point = REPLACEMENT;
        break;
      }
      point = (point << 6) | (next & 0x3f);
      [low, high] = [0x80, 0xbf];
      at++;
    }
    text += String.fromCodePoint(point);
  }
  return text;
}

const scope = globalThis as { TextEncoder?: unknown; TextDecoder?: unknown };

if (scope.TextEncoder === undefined) {
  scope.TextEncoder = class {
    readonly encoding: string;
    constructor() {
      this.encoding = 'utf-8';
    }
    encode(text = ''): Uint8Array {
      return encodeUtf8(String(text));
    }
  };
}

if (scope.TextDecoder === undefined) {
  scope.TextDecoder = class {
    readonly encoding: string;
    constructor(label = 'utf-8') {
      if (!/^utf-?8$/i.test(label)) throw new RangeError(`Only UTF-8 can be decoded here, not ${label}`);
      this.encoding = 'utf-8';
    }
    decode(bytes: ArrayBuffer | ArrayBufferView = new Uint8Array(0)): string {
      if (bytes instanceof ArrayBuffer) return decodeUtf8(new Uint8Array(bytes));
      return decodeUtf8(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    }
  };
}
