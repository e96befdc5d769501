/** The ticks of the scale that all rows share. Pure. */
import { tickExponents } from '../strips/share.js';
import { power, shareTick } from '../wasm/numbers.js';

const MOST_TICKS = 3;

/**
 * The ticks of a scale of shares: all, then every thousandth of it, a few at most.
 * @param {number} low exponent of ten
 * @param {number} high
 * @param {boolean} [short] for narrow places
 */
export function shareTicks(low, high, short = false) {
  const brief = (/** @type {number} */ e) => (e < 0 ? `1/${power(-e)}` : `×${power(e)}`);
  const word = (/** @type {number} */ e) => (short && e !== 0 ? brief(e) : shareTick(e, high));
  return tickExponents(low, high, MOST_TICKS).map((exponent) => ({ exponent, text: word(exponent) }));
}
