/** Cuts a long job into slices, so that the page answers in between. */

const SLICE = 8; // ms

/** Lets the browser do what waits. @returns {Promise<void>} */
export function pause() {
  const { scheduler } = /** @type {any} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
}

/**
 * Does one after the other, with a pause where a slice is used up.
 * @param {Iterable<() => void>} jobs
 */
export async function inSlices(jobs) {
  let end = performance.now() + SLICE;
  for (const job of jobs) {
    job();
    if (performance.now() < end) continue;
    await pause();
    end = performance.now() + SLICE;
  }
}
