/** A QR code as an inline SVG: one path, no picture to fetch, sharp on any printer. */
import qrcode from 'qrcode-generator';
import { utf8 } from '../engine/digest';
import { Html } from './html';

/** Modules around the code that stay white, as readers want it. */
const QUIET = 4;

/** `text` in UTF-8, 15 % of it may be dirty. Throws when it is longer than a code can hold (about 2,300 letters). */
export function qrSvg(text: string): Html {
  const code = qrcode(0, 'M');
  code.addData(String.fromCharCode(...utf8(text)), 'Byte');
  code.make();
  const n = code.getModuleCount();
  let path = '';
  for (let row = 0; row < n; row++)
    for (let col = 0; col < n; col++) if (code.isDark(row, col)) path += `M${col + QUIET} ${row + QUIET}h1v1h-1z`;
  const size = n + QUIET * 2;
  return new Html(
    `<svg class="qr" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="QR"><path d="${path}"/></svg>`,
  );
}
