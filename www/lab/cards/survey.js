/**
 * The losses around a run that has exactly two parameters. Rust computes every loss with the network itself, a row of
 * points at a time; the lines of equal loss are drawn from these.
 */
import { ticksOf } from './contours.js';
import { linesOf } from './landscapepicture.js';

/** Points of a side; odd, so that one is at the origin. */
const FINENESS = 41;
/** Milliseconds of a frame for the losses. */
const BUDGET = 5;

/** @typedef {import('./contours.js').Point} Point */

/** Points that stand one behind the other. @param {ArrayLike<number>} flat @returns {Point[]} */
export const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);

export class Survey {
  /** The experiment that the losses are of. @type {import('../run/engine.js').Stamp|null} */
  stamp = null;
  /** Half the side of the window. */
  half = NaN;
  /** The losses of the window so far, row by row. @type {number[]} */
  rows = [];
  /** The last landscape that is complete; it stays while that of a larger window is computed.
   *  @type {{field: import('./contours.js').Field, lines: import('./landscapepicture.js').Lines}|null} */
  ground = null;

  /**
   * @param {import('../run/engine.js').Engine} engine
   * @param {() => void} changed called when there is work, or a new landscape
   */
  constructor(engine, changed) {
    this.engine = engine;
    this.changed = changed;
  }

  /** Another experiment has another landscape. */
  forget() {
    this.stamp = this.ground = null;
    this.half = NaN;
  }

  /**
   * Begins to compute the landscape, if that of this run and window is not known or under way.
   * @param {number} id of the run
   * @param {number} half of the side of the window
   */
  around(id, half) {
    const same = this.stamp?.id === id && this.engine.openAt(this.stamp) !== null;
    if (half === this.half && same) return;
    if (!same) this.forget();
    Object.assign(this, { half, rows: [], stamp: this.engine.stamp(id) });
    this.changed();
  }

  /** Some rows of losses. @returns {boolean} whether there are more to come */
  work() {
    const { half } = this;
    const lab = this.engine.openAt(this.stamp);
    if (!lab || this.ground?.field.half === half) return false;
    const end = performance.now() + BUDGET;
    const ticks = ticksOf(FINENESS, half);
    do {
      const y = ticks[this.rows.length / FINENESS];
      this.rows.push(...lab.losses_at(Float64Array.from(ticks.flatMap((x) => [x, y]))));
    } while (this.rows.length < FINENESS ** 2 && performance.now() < end);
    if (this.rows.length < FINENESS ** 2) return true;
    const field = { n: FINENESS, half, values: Float64Array.from(this.rows) };
    this.ground = { field, lines: linesOf(field) };
    this.changed();
    return false;
  }
}
