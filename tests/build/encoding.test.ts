// Our UTF-8 answers as the standard's does, also for texts and bytes that are broken.
import fc from 'fast-check';
import { decodeUtf8, encodeUtf8 } from '../../src/workspace/encoding-shim';

test('any text is encoded as the standard encodes it', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(fc.oneof(units, fc.string({ unit: 'grapheme' })), (text) => {
      expect([...encodeUtf8(text)]).toEqual([...new TextEncoder().encode(text)]);
    }),
  );
});

test('any bytes are decoded as the standard decodes them', () => {
  // Bytes near the borders of valid sequences come up far more often than chance would bring them.
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0xf0, 0x90, 0xf4, 0x8f, 0xef, 0xbb),
  );
  fc.assert(
    fc.property(fc.uint8Array(), fc.array(byte), (plain, border) => {
      for (const bytes of [plain, Uint8Array.from(border)])
        expect(decodeUtf8(bytes)).toBe(new TextDecoder().decode(bytes));
    }),
    { numRuns: 500 },
  );
});
