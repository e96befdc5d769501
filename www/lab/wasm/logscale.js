/**
 * A logarithmic scale that only grows: it starts at its base range and widens in fixed steps when a value falls
 * outside, so that the place of a number seldom moves until the experiment changes.
 */
import { glue } from './module.js';
import { power } from './numbers.js';

/**
 * Where the size of a value falls between two powers of ten: 0 at 10^low and below, 1 at 10^high and above.
 * @param {number} value
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
export const logPlace = (value, low, high) => glue.log_place(value, low, high);

/** @typedef {{at: number, text: string}} Tick  at: 0 at the low end, 1 at the high end */
/** @typedef {Tick & {words: string}} Horizon  a limit of a number format */
/** @typedef {{value: number, text: string, words: string}} Limit */

/** Where number formats end: below these a value becomes zero, or loses digits. @type {Limit[]} */
const ENDS = [
  { value: 6.0e-8, text: 'f16', words: 'f16 ends here: without a loss scale it stores numbers below 6.0·10⁻⁸ as zero' },
  { value: 1.2e-38, text: 'f32', words: 'f32 and bf16 lose digits below 1.2·10⁻³⁸' },
  { value: 1.4e-45, text: 'f32 ends', words: 'f32 ends here: it stores numbers below 1.4·10⁻⁴⁵ as zero' },
];

export class LogScale {
  /** A few labeled decades. @type {Tick[]} */
  ticks = [];
  /** Zero has no place on it. @type {number|null} */
  zero = null;
  /** Limits that are marked where they lie inside the range. */
  limits = ENDS;

  /**
   * @param {number} low exponent
   * @param {number} high exponent
   */
  constructor(low, high) {
    this.base = [low, high];
    this.low = NaN;
    this.high = NaN;
    this.reset();
  }

  reset() {
    this.stretch(this.base);
  }

  /**
   * Widens to hold the finite, non-zero values.
   * @param {(number|null)[]} values
   */
  include(values) {
    this.stretch(glue.widened(this.low, this.high, values));
  }

  /** @param {ArrayLike<number>} ends */
  stretch({ 0: low, 1: high }) {
    if (low === this.low && high === this.high) return;
    this.low = low;
    this.high = high;
    const ticks = glue.scale_ticks(low, high);
    this.ticks = [];
    for (let i = 0; i < ticks.length; i += 2) this.ticks.push({ at: ticks[i + 1], text: power(ticks[i]) });
  }

  /** The limits that lie inside the range. @returns {Horizon[]} */
  get horizons() {
    const places = this.limits.map(({ value, text, words }) => ({ at: this.at(value), text, words }));
    return places.filter(({ at }) => at > 0 && at < 1);
  }

  /**
   * 0 at the low end, 1 at the high end.
   * @param {number} value
   * @returns {number}
   */
  at(value) {
    return logPlace(value, this.low, this.high);
  }
}
