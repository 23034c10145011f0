// The order of test files: those that play whole offices first, so that no long one is left for the end with one worker at
// work and the other idle. Jest orders by size where it has no times yet, and the longest files are three lines.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = [
  /[\\/]tests[\\/]faults[\\/]/,
  /[\\/]tests[\\/]office[\\/]/,
  /[\\/]tests[\\/](security|local[\\/]desk)[\\/]/,
];
const turn = ({ path }) => (LONG.findIndex((where) => where.test(path)) + LONG.length + 1) % (LONG.length + 1);

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => turn(a) - turn(b));
  }
};
