// The two Apps Script projects this repository builds, and the only names each may put into its global scope.

/**
 * `publicNames` can be called by anybody who reaches the project (doGet, google.script.run, cards, menus);
 * `handlers` end in an underscore, which hides them from google.script.run, and are named by triggers.
 */
export const projects = [
  {
    name: 'engine',
    entry: 'src/main.ts',
    manifest: 'appsscript.json',
    clasp: '.clasp.json',
    out: 'dist/engine',
    publicNames: ['doGet', 'api', 'setup'],
    handlers: ['onEdit_', 'onSubmit_', 'onCalendar_', 'tick_', 'nightly_', 'heartbeat_'],
  },
  {
    name: 'addon',
    entry: 'src/addon.ts',
    manifest: 'appsscript.addon.json',
    clasp: 'clasp.addon.json',
    out: 'dist/addon',
    publicNames: ['homepage', 'eventOpened', 'openRow', 'onOpen', 'openOffice', 'openRecord'],
    handlers: [],
  },
];

/** Top-level names the build chain itself declares beside the functions. */
export const chainNames = ['global'];

/** Upper bounds of what is pushed, in bytes: the server script, and each page (packs are data and have none). */
export const limits = { script: 760_000, page: 60_000 };
