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
  testTimeout: 20_000,
};
