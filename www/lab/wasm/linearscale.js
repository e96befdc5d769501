/**
 * A linear scale that only grows: where a negative value comes, it shows as much below zero as above.
 */
import { number } from './numbers.js';

/** @typedef {import('./logscale.js').LogScale|LinearScale} Scale */

export class LinearScale {
  /** Bars stand on it, or hang from it. @type {number|null} */
  zero = 0;

  /**
   * @param {number} low
   * @param {number} high
   */
  constructor(low, high) {
    this.base = low;
    this.low = low;
    this.high = high;
  }

  reset() {
    this.low = this.base;
  }

  /** @param {(number|null)[]} values */
  include(values) {
    if (values.some((value) => value !== null && value < 0)) this.low = -this.high;
  }

  /**
   * 0 at the low end, 1 at the high end.
   * @param {number} value
   */
  at(value) {
    return Math.max(0, Math.min(1, (value - this.low) / (this.high - this.low)));
  }

  /** Three ticks with their words. */
  get ticks() {
    const middle = (this.low + this.high) / 2;
    return [this.low, middle, this.high].map((value) => ({ at: this.at(value), text: number(value) }));
  }

  /** @type {import('./logscale.js').Horizon[]} */
  horizons = [];
}
