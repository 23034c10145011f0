// Jest runs every test as CommonJS through esbuild: plain `npx jest path` works, without Node flags.
// Only these packages ship as ES modules alone and are therefore transformed as well.
const esmOnly = ['@marcbachmann/cel-js', '@noble/hashes', 'temporal-polyfill', 'temporal-utils', 'temporal-spec'];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'cjs', 'json', 'node'],
  transform: { '\\.(ts|tsx|mjs|js)$': '<rootDir>/build/jest-esbuild.cjs' },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.office/'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  globalSetup: '<rootDir>/build/jest-setup.mjs',
  // One worker a core: left alone Jest keeps a core for itself, which is one of two on the machine that runs every push.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/build/jest-sequencer.cjs',
  testTimeout: 20_000,
};
