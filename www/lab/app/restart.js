/**
 * Restarts the engine after a panic. All labs of a page share one instance of the module, so a panic that one of them
 * causes ends the engine of all.
 */
import { abandonModule, isPanic } from '../wasm/module.js';

/** @typedef {{ended: (error: unknown, guilty: boolean) => void}} Resident  a lab of the page */

/** @type {Set<Resident>} */
const residents = new Set();

/** @param {Resident} resident */
export function join(resident) {
  if (residents.size === 0) {
    addEventListener('error', uncaught);
    addEventListener('unhandledrejection', uncaught);
  }
  residents.add(resident);
}

/** @param {Resident} resident */
export function leave(resident) {
  residents.delete(resident);
  if (residents.size > 0) return;
  removeEventListener('error', uncaught);
  removeEventListener('unhandledrejection', uncaught);
}

/**
 * A panic that none of our own callers caught, in a listener or a promise.
 * @param {ErrorEvent|PromiseRejectionEvent} event
 */
function uncaught(event) {
  const error = event instanceof ErrorEvent ? event.error : event.reason;
  if (isPanic(error)) panicked(error);
}

/**
 * Ends the engine of every lab. Each then decides for itself whether it reopens its experiment.
 * @param {unknown} error
 * @param {Resident} [cause] the lab whose call panicked, where that is known
 */
export function panicked(error, cause) {
  abandonModule();
  for (const resident of [...residents]) resident.ended(error, !cause || resident === cause);
}
