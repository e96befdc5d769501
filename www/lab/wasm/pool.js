/**
 * The page's pool of workers, for jobs that need many runs. Each worker has its own instance of the module and shares
 * nothing, so no special headers are needed. Workers start with the first job, and go when they have had none for a
 * while. All of them count in the page's one budget of memory: a job for which there is no room waits for the others,
 * and if there are none it ends in a sentence. If a page may not have workers, it does the jobs itself, one slice at a
 * time, with the same results.
 */
import { workerScript } from './assets.js';
import { JOBS, WORKER_MEMORY } from './jobs.js';
import { glue, isAbandoned, isPanic } from './module.js';
import { tablesIn } from './tables.js';

const MOST = 4;
const SLICE = 8; // ms of the page's time
const IDLE = 10_000; // ms after which a worker without a task goes: its memory never shrinks

/**
 * @typedef {{owner: object, name: string, given: any, tell: (progress: import('./jobs.js').Progress) => void,
 *   resolve: (result: any) => void, reject: (error: Error) => void}} Task
 */
/** @typedef {{promise: Promise<any>, cancel: () => void}} Job */
/**
 * What is known of a worker: its task, the MiB that it may have grown to, and the timer that dismisses it.
 * @typedef {{task: Task|null, held: number, going: ReturnType<typeof setTimeout>|undefined}} Place
 */

/** @type {{createScriptURL: (address: string) => any}|undefined} */
let policy;

/**
 * A host with Trusted Types must allow the policy of this name for workers to start.
 * @param {string} href the address of the worker
 */
function trusted(href) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes
    ? trustedTypes.createPolicy('gradient-lab', { createScriptURL: (/** @type {string} */ address) => address })
    : undefined;
  return policy ? policy.createScriptURL(href) : href;
}

export class Pool {
  /** Tasks that wait for a worker. @type {Task[]} */
  queue = [];
  /** @type {Map<Worker, Place>} */
  workers = new Map();
  /** Whether the page does all tasks itself. */
  alone = typeof Worker === 'undefined';
  /** The task that the page does itself. @type {Task|null} */
  own = null;

  get most() {
    return Math.max(1, Math.min(MOST, (navigator.hardwareConcurrency ?? 2) - 1));
  }

  /**
   * @param {object} owner the lab whose job it is
   * @param {string} name
   * @param {any} given plain data; `text` is the experiment
   * @param {(progress: import('./jobs.js').Progress) => void} [tell]
   * @returns {Job}
   */
  start(owner, name, given, tell = () => {}) {
    /** @type {Task} */
    const task = { owner, name, given, tell, resolve: () => {}, reject: () => {} };
    const promise = new Promise((resolve, reject) => Object.assign(task, { resolve, reject }));
    this.queue.push(task);
    this.feed();
    return { promise, cancel: () => this.cancel((other) => other === task) };
  }

  feed() {
    while (this.queue.length > 0 && !isAbandoned(glue)) {
      if (this.alone) return this.inPage();
      const idle = this.idle();
      if (!idle && this.workers.size >= this.most) return undefined;
      const refusal = this.refusal(this.queue[0], idle);
      if (refusal && this.busy) return undefined; // the end of another task makes room
      if (refusal) this.queue.shift()?.resolve(refusal);
      else this.give(idle ?? this.hire());
    }
    return undefined;
  }

  /** @returns {Worker|undefined} */
  idle() {
    return [...this.workers.keys()].find((worker) => !this.workers.get(worker)?.task);
  }

  get busy() {
    return [...this.workers.values()].some(({ task }) => task);
  }

  /**
   * Why there is no memory for a task, though all other workers without one have gone.
   * @param {Task} task
   * @param {Worker} [worker] that will do it; a new one if there is none
   * @returns {string|undefined}
   */
  refusal({ name, given }, worker) {
    const held = (worker && this.workers.get(worker)?.held) ?? 0;
    const ask = () => glue.no_room_for_job(name, given.text, held);
    if (!ask()) return undefined;
    this.dismissIdle(worker);
    return ask();
  }

  hire() {
    try {
      const { address, type, wasm } = workerScript();
      const worker = new Worker(trusted(address), { type });
      if (wasm) worker.postMessage({ wasm });
      worker.onmessage = ({ data }) => this.hear(worker, data);
      worker.onerror = (event) => {
        event.preventDefault();
        this.lose(worker);
      };
      this.workers.set(worker, { task: null, held: 0, going: undefined });
      return worker;
    } catch {
      this.alone = true; // the host's policy allows no workers
      return null;
    }
  }

  /** @param {Worker|null} worker */
  give(worker) {
    const place = worker && this.workers.get(worker);
    const task = place && this.queue.shift();
    if (!task) return;
    const { name, given } = task;
    const held = Math.max(place.held, Math.min(WORKER_MEMORY, glue.job_needs(name, given.text)));
    clearTimeout(place.going);
    Object.assign(place, { task, held });
    this.count();
    const tables = tablesIn(given.text).map(({ table }) => table);
    worker.postMessage({ name, given, tables });
  }

  /** Tells the engine what all workers hold. */
  count() {
    if (isAbandoned(glue)) return; // the next one is told when it is there
    glue.count_workers([...this.workers.values()].reduce((sum, { held }) => sum + held, 0));
  }

  /**
   * @param {Worker} worker
   * @param {{progress?: import('./jobs.js').Progress, result?: any, error?: string}} said
   */
  hear(worker, said) {
    const place = this.workers.get(worker);
    const task = place?.task;
    if (!task) return;
    if (said.progress !== undefined) return task.tell(said.progress);
    if (said.error !== undefined) {
      this.dismiss(worker); // after an error only a new instance is sound
      task.reject(new Error(said.error));
    } else {
      place.task = null;
      place.going = setTimeout(() => this.dismiss(worker), IDLE);
      task.resolve(said.result);
    }
    return this.feed();
  }

  /**
   * A worker that could not be started: the page takes over its task.
   * @param {Worker} worker
   */
  lose(worker) {
    const task = this.workers.get(worker)?.task;
    this.dismiss(worker);
    this.alone = true;
    if (task) this.queue.unshift(task);
    this.feed();
  }

  /** @param {Worker} worker */
  dismiss(worker) {
    worker.terminate();
    clearTimeout(this.workers.get(worker)?.going);
    this.workers.delete(worker);
    this.count();
  }

  /**
   * Gives back the memory of workers that have no task.
   * @param {Worker} [but] stays
   */
  dismissIdle(but) {
    for (const [worker, { task }] of this.workers) if (!task && worker !== but) this.dismiss(worker);
  }

  /**
   * What is no longer wanted makes room at once. Its promise stays open.
   * @param {(task: Task) => boolean} unwanted
   */
  cancel(unwanted) {
    this.queue = this.queue.filter((task) => !unwanted(task));
    if (this.own && unwanted(this.own)) this.own = null;
    for (const [worker, { task }] of this.workers) if (task && unwanted(task)) this.dismiss(worker);
    this.feed();
  }

  /** A lab goes, with its jobs. @param {object} owner */
  leave(owner) {
    this.cancel((task) => task.owner === owner);
    this.dismissIdle();
  }

  /** Does the same job in the page, between two frames. */
  inPage() {
    if (this.own) return;
    const task = this.queue.shift();
    if (!task) return;
    this.own = task;
    const job = JOBS[task.name](glue, task.given);
    const slice = () => {
      if (this.own !== task) return void job.return(undefined);
      try {
        const end = performance.now() + SLICE;
        let next = job.next();
        while (!next.done && performance.now() < end) next = job.next();
        if (!next.done) {
          task.tell(next.value);
          return void setTimeout(slice);
        }
        task.resolve(next.value);
      } catch (error) {
        task.reject(error instanceof Error ? error : new Error(String(error)));
        if (isPanic(error)) throw error; // it was the page's own engine
      }
      this.own = null;
      return this.feed();
    };
    setTimeout(slice);
  }
}

/** The pool of all labs of the page. */
export const pool = new Pool();
