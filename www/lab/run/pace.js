/** Learns from every slice of work how many phases fit into a given time, so that no slice takes long. */

const SLICE = 2; // ms

export class Pace {
  /** Phases per millisecond. */
  perMillisecond = 20;

  /** A slice of about 2 ms, in phases. */
  slice() {
    return Math.max(1, Math.round(SLICE * this.perMillisecond));
  }

  /**
   * Runs a slice and learns how long its phases take.
   * @template T
   * @param {(phases: number) => T} run
   * @param {number} [phases]
   */
  timed(run, phases = this.slice()) {
    const before = performance.now();
    const result = run(phases);
    const took = Math.max(0.02, performance.now() - before);
    // A slice that has arrived may have ended early: how many phases it did is not known.
    if (result === true) return result;
    const done = typeof result === 'number' && result > 0 ? result : phases;
    if (done > 1 || took > 1) this.perMillisecond = 0.7 * this.perMillisecond + 0.3 * (done / took);
    return result;
  }
}
