/**
 * Learns from every slice of work how many phases fit into a given time, so that no slice takes long. It belongs to one
 * experiment: what fits of a small network would be seconds of a large one. It begins with a single phase, grows by and
 * by, and shrinks soon.
 */

const SLICE = 2; // ms
/** What takes less, in ms, may have been one of few phases: it does not tell that they are slow. */
const TELLING = 1;
/** The pace falls by this factor at most: one slow slice may be a hiccup of the machine. */
const AT_MOST = 4;

export class Pace {
  /** Phases per millisecond. */
  perMillisecond = 1 / SLICE;

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
    const rate = done / took;
    if (rate > this.perMillisecond) this.perMillisecond = 0.7 * this.perMillisecond + 0.3 * rate;
    else if (took > TELLING) this.perMillisecond = Math.max(rate, this.perMillisecond / AT_MOST);
    return result;
  }
}
