// The desk's few line icons, drawn here so that no font or network is needed.

import { markup, trusted, type Markup } from './html.ts';

const PATHS = {
  start: 'M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5h-5v5H5a1 1 0 0 1-1-1z',
  sheet: 'M5 4h14v16H5zM5 9.3h14M5 14.7h14M10.5 4v16',
  form: 'M6 3.5h12v17H6zM9 8h.01M11.5 8H15M9 12h.01M11.5 12H15M9 16h.01M11.5 16H15',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  hood: 'M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8v4.5l3 2',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  lock: 'M6.5 11h11v9h-11zM9 11V8a3 3 0 0 1 6 0v3',
  history: 'M4 5v4h4M4.6 9A8.5 8.5 0 1 1 3.5 13M12 8v4.5l3 2',
  undo: 'M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3',
  more: 'M12 6h.01M12 12h.01M12 18h.01',
  check: 'M5 12.5 10 17 19 7',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  rows: 'M4 5h16v14H4zM4 9.7h16M4 14.3h16',
  document: 'M6 3.5h8l4 4V20.5H6zM14 3.5v4h4M9 12h6M9 15.5h6',
  calendar: 'M4.5 5.5h15v14h-15zM4.5 10h15M8.5 3.5v4M15.5 3.5v4',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14',
  survey: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5L12 16.3 7 19l1.1-5.5L4 9.7 9.6 9z',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName, size = 20): Markup {
  return markup`<svg class="icon" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${trusted(`<path d="${PATHS[name]}"/>`)}</svg>`;
}
