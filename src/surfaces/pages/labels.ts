// The labels' own code: draws each QR where it is printed, so that the engine's script need not carry the generator.
import qrcode from 'qrcode-generator';

/** Modules around the code that stay white, as readers want it. */
const QUIET = 4;
const SVG = 'http://www.w3.org/2000/svg';

/** `text` in UTF-8, 15 % of it may be dirty. One path, no picture to fetch, sharp on any printer. */
function qr(text: string): SVGSVGElement {
  const code = qrcode(0, 'M');
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)), 'Byte');
  code.make();
  const n = code.getModuleCount();
  let modules = '';
  for (let row = 0; row < n; row++)
    for (let col = 0; col < n; col++) if (code.isDark(row, col)) modules += `M${col + QUIET} ${row + QUIET}h1v1h-1z`;
  const size = n + QUIET * 2;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('shape-rendering', 'crispEdges');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', modules);
  svg.append(path);
  return svg;
}

for (const place of Array.from(document.querySelectorAll<HTMLElement>('.qr[data-text]')))
  place.append(qr(place.dataset.text ?? ''));

document.querySelector('.print')?.addEventListener('click', () => {
  print();
});
