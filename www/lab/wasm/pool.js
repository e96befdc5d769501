/**
 * A pool of workers for jobs that need many runs. Each worker has its own instance of the module and shares nothing, so
 * no special headers are needed. Workers start with the first job. If a page may not have workers, it does the jobs
 * itself, one slice at a time, with the same results.
 */
import { JOBS } from './jobs.js';
import { isPanic } from './module.js';

const MOST = 4;
const SLICE = 8; // ms of the page's time

/**
 * @typedef {{name: string, given: any, tell: (progress: import('./jobs.js').Progress) => void, resolve: (result: any)
 *   => void, reject: (error: Error) => void}} Task
 */
/** @typedef {{promise: Promise<any>, cancel: () => void}} Job */

/** @type {{createScriptURL: (address: string) => any}|undefined} */
let policy;

/** The address of the worker. A host with Trusted Types must allow the policy of this name for workers to start. */
function workerAddress() {
  const { href } = new URL('worker.js', import.meta.url);
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes
    ? trustedTypes.createPolicy('gradient-lab', { createScriptURL: (/** @type {string} */ address) => address })
    : undefined;
  return policy ? policy.createScriptURL(href) : href;
}

export class Pool {
  /** Tasks that wait for a worker. @type {Task[]} */
  queue = [];
  /** Each worker with its task. @type {Map<Worker, Task|null>} */
  workers = new Map();
  /** Whether the page does all tasks itself. */
  alone = typeof Worker === 'undefined';
  /** The task that the page does itself. @type {Task|null} */
  own = null;

  /** @param {any} glue */
  constructor(glue) {
    this.glue = glue;
    this.most = Math.max(1, Math.min(MOST, (navigator.hardwareConcurrency ?? 2) - 1));
  }

  /**
   * @param {string} name
   * @param {any} given plain data
   * @param {(progress: import('./jobs.js').Progress) => void} [tell]
   * @returns {Job}
   */
  start(name, given, tell = () => {}) {
    /** @type {Task} */
    const task = { name, given, tell, resolve: () => {}, reject: () => {} };
    const promise = new Promise((resolve, reject) => Object.assign(task, { resolve, reject }));
    this.queue.push(task);
    this.feed();
    return { promise, cancel: () => this.cancel(task) };
  }

  feed() {
    while (this.queue.length > 0) {
      if (this.alone) return this.inPage();
      const idle = this.idle();
      if (idle) this.give(idle);
      else if (!this.alone) return undefined;
    }
    return undefined;
  }

  /** An idle worker, or a new one if there may be more. */
  idle() {
    for (const [worker, task] of this.workers) if (!task) return worker;
    return this.workers.size < this.most ? this.hire() : null;
  }

  hire() {
    try {
      const worker = new Worker(workerAddress(), { type: 'module' });
      worker.onmessage = ({ data }) => this.hear(worker, data);
      worker.onerror = (event) => {
        event.preventDefault();
        this.lose(worker);
      };
      this.workers.set(worker, null);
      return worker;
    } catch {
      this.alone = true; // the host's policy allows no workers
      return null;
    }
  }

  /** @param {Worker} worker */
  give(worker) {
    const task = this.queue.shift();
    if (!task) return;
    this.workers.set(worker, task);
    worker.postMessage({ name: task.name, given: task.given });
  }

  /**
   * @param {Worker} worker
   * @param {{progress?: import('./jobs.js').Progress, result?: any, error?: string}} said
   */
  hear(worker, said) {
    const task = this.workers.get(worker);
    if (!task) return;
    if (said.progress !== undefined) return task.tell(said.progress);
    if (said.error !== undefined) {
      this.dismiss(worker); // after an error only a new instance is sound
      task.reject(new Error(said.error));
    } else {
      this.workers.set(worker, null);
      task.resolve(said.result);
    }
    return this.feed();
  }

  /**
   * A worker that could not be started: the page takes over its task.
   * @param {Worker} worker
   */
  lose(worker) {
    const task = this.workers.get(worker);
    this.dismiss(worker);
    this.alone = true;
    if (task) this.queue.unshift(task);
    this.feed();
  }

  /** @param {Worker} worker */
  dismiss(worker) {
    worker.terminate();
    this.workers.delete(worker);
  }

  /** What is no longer wanted makes room at once. Its promise stays open. @param {Task} task */
  cancel(task) {
    this.queue = this.queue.filter((other) => other !== task);
    if (this.own === task) this.own = null;
    for (const [worker, at] of this.workers) if (at === task) this.dismiss(worker);
    this.feed();
  }

  /** Does the same job in the page, between two frames. */
  inPage() {
    if (this.own) return;
    const task = this.queue.shift();
    if (!task) return;
    this.own = task;
    const job = JOBS[task.name](this.glue, task.given);
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

  /** Called when the element is removed. */
  close() {
    this.queue = [];
    this.own = null;
    for (const worker of this.workers.keys()) worker.terminate();
    this.workers.clear();
  }
}
