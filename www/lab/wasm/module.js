/** Loads the WebAssembly module. All labs of a page share one instance. */
import { engineOf } from './assets.js';

/** The module that was loaded last: for what belongs to no run, like writing a number. @type {any} */
export let glue = null;

/** @param {any} loaded */
export function use(loaded) {
  glue = loaded;
}

/** How many instances have been abandoned. */
let generation = 0;
/** The modules of those: no handle of theirs may be used any more. */
const abandoned = new WeakSet();
/** The instance of this generation. @type {Promise<any>|null} */
let instance = null;
/** Its memory, once it is there. @type {WebAssembly.Memory|null} */
let memory = null;
/** MiB of the abandoned instances. A browser never forgets a module of a page, so it keeps them. */
let lost = 0;

/** MiB that no instance can use any more. */
export const memoryLost = () => lost;

/** The module; the same instance until it is abandoned. @returns {Promise<any>} */
export function loadModule() {
  instance ??= instantiate(generation);
  const mine = instance;
  mine.catch(() => {
    if (instance === mine) abandonModule(); // another attempt fetches again
  });
  return mine;
}

/** After a panic only a fresh instance is sound: the next `loadModule` makes one. */
export function abandonModule() {
  generation += 1;
  instance = null;
  if (glue) abandoned.add(glue);
  lost += (memory?.buffer.byteLength ?? 0) / 2 ** 20;
  memory = null;
}

/** Whether a module's instance has been abandoned. @param {any} loaded */
export const isAbandoned = (loaded) => abandoned.has(loaded);

/** @param {number} mine its generation */
async function instantiate(mine) {
  if (typeof WebAssembly === 'undefined') throw new Error('WebAssembly is missing');
  const { glue: loaded, wasm } = await engineOf(mine);
  const exported = await loaded.default(wasm && { module_or_path: wasm });
  if (mine !== generation) throw new Error('abandoned while it was loading');
  ({ memory } = exported);
  use(loaded);
  return loaded;
}

/**
 * Whether an error is a panic of the engine: thrown by the hook in `src/web/panic.rs`, or by WebAssembly itself where
 * the hook could not run, for example because no memory was left.
 * @param {unknown} error
 */
export function isPanic(error) {
  if (typeof WebAssembly === 'undefined') return false;
  if (error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof Error && error.message.startsWith('panicked at ');
}
