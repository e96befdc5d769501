/** The engine for panels: the main run's handle, a run by its id, a comparison, and jobs in workers. */

import { variantOf } from './room.js';

/**
 * One version of a run, to which a job belongs.
 * @typedef {{id: number, version: number, changes: number}} Stamp
 */

export class Engine {
  /**
   * @param {any} glue the wasm-bindgen API
   * @param {import('./runs.js').Runs} runs
   * @param {(name: string, given: object, tell?: (progress: import('../wasm/jobs.js').Progress) => void) =>
   *   import('../wasm/pool.js').Job} start begins a job in a worker, or in the page where there are no workers
   */
  constructor(glue, runs, start) {
    this.glue = glue;
    this.runs = runs;
    this.start = start;
  }

  /** The main run's handle. @returns {import('../wasm/types.js').Lab} */
  get lab() {
    return this.runs.main.lab;
  }

  /**
   * The handle of a run; null when the run has gone.
   * @param {number} id
   * @returns {import('../wasm/types.js').Lab|null}
   */
  labOf(id) {
    return this.runs.get(id)?.lab ?? null;
  }

  /**
   * The run and version for a job that begins now; the main run unless an id is given.
   * @param {number} [id]
   * @returns {Stamp}
   */
  stamp(id = this.runs.main.id) {
    const run = this.runs.get(id);
    return { id, version: run?.version ?? -1, changes: run?.changes ?? -1 };
  }

  /**
   * The handle that a stamp names; null if that run has gone, or has another experiment. Live changes do not count.
   * @param {Stamp|null} stamp
   * @returns {import('../wasm/types.js').Lab|null}
   */
  openAt(stamp) {
    if (!stamp) return null;
    const run = this.runs.get(stamp.id);
    return run?.version === stamp.version ? run.lab : null;
  }

  /**
   * The same, null also if the run has changed.
   * @param {Stamp|null} stamp
   * @returns {import('../wasm/types.js').Lab|null}
   */
  at(stamp) {
    return stamp && this.runs.get(stamp.id)?.changes === stamp.changes ? this.openAt(stamp) : null;
  }

  /**
   * Like `at`, for the main run only: a job of the page ends when another run leads.
   * @param {Stamp|null} stamp
   */
  mainAt(stamp) {
    return stamp?.id === this.runs.main.id ? this.at(stamp) : null;
  }

  /**
   * Whether a stamp is of the main run's present experiment; live changes do not count.
   * @param {Stamp|null} stamp
   */
  sameExperiment(stamp) {
    return stamp?.id === this.runs.main.id && this.openAt(stamp) !== null;
  }

  /**
   * Another experiment for a picture, beside the runs: the main one with changes. The caller discards it. None if there
   * is no memory for it.
   * @param {string} changes
   */
  variant(changes) {
    const fork = variantOf(this.lab, changes);
    return fork ? this.runs.hold(fork) : null;
  }

  /** @param {import('../wasm/types.js').Lab} lab of `variant` */
  discard(lab) {
    this.runs.discard(lab);
  }

  /**
   * An experiment's text as the lab itself writes it.
   * @param {string} text
   * @returns {string}
   */
  canonical(text) {
    return this.glue.parse(text).text;
  }

  /**
   * Charts of several runs.
   * @param {(comparison: any) => void} draw
   */
  compare(draw) {
    const comparison = new this.glue.Comparison();
    try {
      draw(comparison);
    } finally {
      comparison.free();
    }
  }
}
