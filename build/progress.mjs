// One line a step with its seconds, on stderr, so that --json output on stdout stays clean.

/**
 * Runs `work` and reports its name and duration in seconds.
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @param {{quietUnder?: number}} [options] quietUnder: milliseconds below which a success says nothing
 * @returns {Promise<T>}
 * @template T
 */
export async function step(name, work, { quietUnder = 0 } = {}) {
  const begun = performance.now();
  const announce = setTimeout(() => console.error(`… ${name}`), Math.max(quietUnder, 500));
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    if (performance.now() - begun >= quietUnder) console.error(`✓ ${name}  ${seconds()}`);
    return result;
  } catch (error) {
    console.error(`✗ ${name}  ${seconds()}`);
    throw error;
  } finally {
    clearTimeout(announce);
  }
}
