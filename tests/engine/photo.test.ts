// A photo is what begins like one; names and what a sender says of it tell nothing.
import { MOST_PHOTO, photoOf } from '../../src/engine/photo';

const base64 = (...bytes: (number | string)[]): string =>
  Buffer.concat(bytes.map((b) => (typeof b === 'string' ? Buffer.from(b) : Buffer.from([b])))).toString('base64');
const JPEG = base64(0xff, 0xd8, 0xff, 0xe0, '..JFIF......');

test('JPEG, PNG and WebP are told by their first bytes', () => {
  expect(photoOf(JPEG)).toEqual({ ok: true, mime: 'image/jpeg', end: 'jpg' });
  expect(photoOf(base64(0x89, 'PNG\r\n', 0x1a, '\n............'))).toMatchObject({ mime: 'image/png' });
  expect(photoOf(base64('RIFF', 1, 2, 3, 4, 'WEBPVP8 .'))).toMatchObject({ mime: 'image/webp' });
});

test.each([
  ['nothing', ''],
  ['an SVG', base64('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a page', base64('<!doctype html><script>alert(1)</script>')],
  ['a program', base64('MZ', 0x90, 0, 3, '.................')],
  ['a shell script', base64('#!/bin/sh\necho hello world')],
  ['a PDF', base64('%PDF-1.7 ...........')],
  ['a RIFF that is no picture', base64('RIFF', 1, 2, 3, 4, 'WAVEfmt .')],
  ['a data address', `data:image/jpeg;base64,${JPEG}`],
  ['text that is no base64', '=IMAGE("https://evil.test/")'],
  ['half a byte', JPEG.slice(0, -1)],
])('%s is refused', (_what, data) => {
  expect(photoOf(data)).toMatchObject({ ok: false, words: { code: 'photo.not-one' } });
});

test('what is too big is refused whole', () => {
  expect(photoOf(JPEG + 'A'.repeat(MOST_PHOTO))).toMatchObject({ ok: false, words: { code: 'photo.too-big' } });
});
