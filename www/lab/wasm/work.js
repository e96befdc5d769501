/** One worker of the pool: an instance of the module of its own, and one job at a time. */
import { provideModule } from './assets.js';
import { JOBS, WORKER_MEMORY } from './jobs.js';
import { glue, loadModule } from './module.js';
import { giveTables } from './tables.js';

const TELL = 50; // ms between two reports of progress

/**
 * A job with the tables that its text names; or, from a page that has the module inside itself, that module first.
 * @param {MessageEvent<{name: string, given: any, tables: import('./tables.js').Table[], wasm?: WebAssembly.Module}>}
 *   message
 */
globalThis.onmessage = async ({ data: { name, given, tables, wasm } }) => {
  if (wasm) return provideModule(wasm);
  try {
    if (!glue) {
      await loadModule();
      glue.set_memory_budget(WORKER_MEMORY);
    }
    giveTables(glue, tables);
    const job = JOBS[name](glue, given);
    let told = performance.now();
    for (let next = job.next(); ; next = job.next()) {
      if (next.done) return postMessage({ result: next.value });
      if (performance.now() - told < TELL) continue;
      told = performance.now();
      postMessage({ progress: next.value });
    }
  } catch (error) {
    return postMessage({ error: String(error) });
  }
};
