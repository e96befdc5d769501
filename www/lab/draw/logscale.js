/**
 * A logarithmic scale that only grows: it starts at its base range and widens in fixed steps when a value falls
 * outside, so that the place of a number seldom moves until the experiment changes. Pure.
 */
import { power } from './format.js';

const LOW = [-4, -10, -16, -24, -36, -48];
const HIGH = [0, 2, 6, 12, 24, 40];

export class LogScale {
  /**
   * @param {number} low exponent
   * @param {number} high exponent
   */
  constructor(low, high) {
    this.base = { low, high };
    this.low = low;
    this.high = high;
    /** Limits that are marked where they lie inside the range. */
    this.limits = HORIZONS;
  }

  /** Zero has no place on it. @type {number|null} */
  zero = null;

  reset() {
    this.low = this.base.low;
    this.high = this.base.high;
  }

  /**
   * Widens to hold the finite, non-zero values.
   * @param {(number|null)[]} values
   */
  include(values) {
    for (const value of values) {
      if (value === null || value === 0 || !Number.isFinite(value)) continue;
      const e = Math.log10(Math.abs(value));
      if (e < this.low) this.low = LOW.find((rung) => rung <= e) ?? -48;
      if (e > this.high) this.high = HIGH.find((rung) => rung >= e) ?? 40;
    }
  }

  /**
   * 0 at the low end, 1 at the high end.
   * @param {number} value
   */
  at(value) {
    const t = (Math.log10(Math.abs(value)) - this.low) / (this.high - this.low);
    return Math.max(0, Math.min(1, t));
  }

  /** Two to five exponents inside the range. */
  ticks() {
    const span = this.high - this.low;
    const every = [1, 2, 4, 5, 10, 20].find((k) => span / k <= 3.5) ?? 20;
    const first = Math.ceil((this.low + 0.25 * every) / every) * every;
    const ticks = [];
    for (let e = first; e <= this.high; e += every) ticks.push(e);
    return ticks;
  }

  /** The ticks as numbers with their words. */
  marks() {
    return this.ticks().map((e) => ({ value: 10 ** e, text: power(e) }));
  }

  /** The limits that lie inside the range. */
  horizons() {
    return this.limits.filter(({ value }) => Math.log10(value) > this.low && Math.log10(value) < this.high);
  }
}

/** Where number formats end: below these a value becomes zero, or loses digits. */
export const HORIZONS = [
  { value: 6.0e-8, name: 'f16', words: 'f16 ends here: it stores numbers below 6.0·10⁻⁸ as zero' },
  { value: 1.2e-38, name: 'f32', words: 'f32 and bf16 lose digits below 1.2·10⁻³⁸' },
  { value: 1.4e-45, name: 'f32 ends', words: 'f32 ends here: it stores numbers below 1.4·10⁻⁴⁵ as zero' },
];

/** Half the distance from 1 to the next number. A share near it, or below, may be rounding. */
export const ROUNDING = {
  f32: {
    value: 6.0e-8,
    name: 'noise',
    words: 'f32 keeps 7 digits: what is near 6.0·10⁻⁸ or below may be rounding noise',
  },
  f64: {
    value: 1.1e-16,
    name: 'noise',
    words: 'f64 keeps 16 digits: what is near 1.1·10⁻¹⁶ or below may be rounding noise',
  },
};
