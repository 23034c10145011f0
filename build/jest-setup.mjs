// Before any test: bring dist up to date once, so that tests run the very files that ship.
// A bundle that does not build must not stop the tests of single modules; tests that load dist then say it is missing.
import { existsSync } from 'node:fs';

export default async function setup() {
  if (process.env.CHANCERY_BUILT || !existsSync('build/bundle.mjs')) return;
  const { buildIfStale, forgetBuild } = await import('./bundle.mjs');
  try {
    await buildIfStale();
  } catch (error) {
    forgetBuild();
    console.error(`The bundle does not build; tests that load dist/ will fail.\n${error.message}`);
  }
}
