/**
 * The gradient of each stage as a share of the last one's, and the ticks of its scale. Pure.
 */
import { power, shareTick } from '../wasm/numbers.js';

/** @typedef {import('../wasm/types.js').Figure} Figure */

/** The exponents of ten with which a scale of shares begins: from one in a million to all. */
export const BASE = [-6, 0];

/**
 * Each value divided by the last one. Null where either is not measured; NaN where the last one is 0.
 * @param {Figure[]} values
 * @returns {Figure[]}
 */
export function sharesOf(values) {
  const last = values.at(-1) ?? null;
  return values.map((value) => (value === null || last === null ? null : last === 0 ? NaN : value / last));
}

/**
 * The ticks of a scale of shares: all, then every thousandth of it, a few at most.
 * @param {number} low exponent of ten
 * @param {number} high
 * @param {boolean} [short] for narrow places
 */
export function shareTicks(low, high, short = false) {
  const every = 3 * Math.ceil((high - low) / 9);
  const exponents = [];
  for (let e = every * Math.floor(high / every); e >= low; e -= every) exponents.push(e);
  const brief = (/** @type {number} */ e) => (e < 0 ? `1/${power(-e)}` : `×${power(e)}`);
  const word = (/** @type {number} */ e) => (short && e !== 0 ? brief(e) : shareTick(e));
  return exponents.map((exponent) => ({ exponent, text: word(exponent) }));
}
