/** Loads the WebAssembly module. */

/**
 * After a panic only a fresh instance is sound; a new address makes the browser evaluate the glue again.
 * @param {number} attempt how many times the lab has been restarted
 */
export async function loadModule(attempt) {
  if (typeof WebAssembly === 'undefined') throw new Error('WebAssembly is missing');
  const address = new URL('../../pkg/gradient_lab.js', import.meta.url);
  if (attempt > 0) address.searchParams.set('again', String(attempt));
  const glue = await import(address.href);
  await glue.default();
  return glue;
}
