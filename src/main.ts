// The only names of the engine project Apps Script can call. Wiring, no logic.
// The encoding shim comes first: libraries below ask for TextEncoder while they load.
import './workspace/encoding-shim';

declare const global: Record<string, unknown>;

function notWiredYet(): never {
  throw new Error('not wired yet');
}

/**
 * Shows a page of the office. A GET changes nothing.
 * @preserve
 */
global.doGet = notWiredYet;

/**
 * What pages call: api(method, params). Every method authorises its caller.
 * @preserve
 */
global.api = notWiredYet;

/**
 * Run once by the office account: creates the office and its triggers; a second run changes nothing.
 * @preserve
 */
global.setup = notWiredYet;

global.onEdit_ = notWiredYet;
global.onSubmit_ = notWiredYet;
global.tick_ = notWiredYet;
global.nightly_ = notWiredYet;
global.heartbeat_ = notWiredYet;
