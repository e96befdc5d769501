/** Loads the WebAssembly module. */

/** The module that was loaded last: for what belongs to no run, like writing a number. @type {any} */
export let glue = null;

/** @param {any} loaded */
export function use(loaded) {
  glue = loaded;
}

/**
 * After a panic only a fresh instance is sound; a new address makes the browser evaluate the glue again.
 * @param {number} attempt how many times the lab has been restarted
 */
export async function loadModule(attempt) {
  if (typeof WebAssembly === 'undefined') throw new Error('WebAssembly is missing');
  const address = new URL('../../pkg/gradient_lab.js', import.meta.url);
  if (attempt > 0) address.searchParams.set('again', String(attempt));
  const loaded = await import(address.href);
  await loaded.default();
  use(loaded);
  return loaded;
}
