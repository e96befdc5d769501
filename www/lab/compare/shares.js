/**
 * The gradient of each stage as a share of the last one's, with its words and the ticks of its scale. Pure.
 */
import { count, number, oddity, percent } from '../wasm/numbers.js';

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

/** Fractions with a sign of their own, and how far a share may be from one. */
const FRACTIONS = [
  { value: 1, text: 'all' },
  { value: 1 / 2, text: '½' },
  { value: 1 / 3, text: '⅓' },
  { value: 1 / 4, text: '¼' },
];
const NEAR = 0.04;

/**
 * A share in few letters, to be written at its bar: 'all', '½', '31 %', '1/25,000', '1/3 million', '12 times'.
 * @param {number} share
 */
export function shareWord(share) {
  if (oddity(share)) return number(share);
  if (share === 0) return '0';
  const fraction = FRACTIONS.find(({ value }) => Math.abs(share / value - 1) < NEAR);
  if (fraction) return fraction.text;
  if (share > 1) return `${number(share, 2)} times`;
  if (share >= 0.1) return percent(share, 2);
  return share < 1e-12 ? number(share, 1) : `1/${rounded(1 / share)}`;
}

/** A large number in two digits: 25,000 · 1.4 million · 260 billion @param {number} n */
function rounded(n) {
  if (n >= 1e9) return `${number(n / 1e9, 2)} billion`;
  if (n >= 1e6) return `${number(n / 1e6, 2)} million`;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1);
  return count(Math.round(n / unit) * unit);
}

/** Names of the steps of a thousand, long and short. */
const THOUSANDS = [
  { exponent: 3, long: '1,000', short: '1,000' },
  { exponent: 6, long: 'a million', short: '10⁶' },
  { exponent: 9, long: 'a billion', short: '10⁹' },
];

/**
 * The ticks of a scale of shares, 'all' first, then every thousandth of it, a few at most.
 * @param {number} low exponent of ten
 * @param {number} high
 * @param {(exponent: number) => string} power how a power of ten is written
 * @param {boolean} [short] for narrow places
 */
export function shareTicks(low, high, power, short = false) {
  const every = 3 * Math.ceil((high - low) / 9);
  const name = (/** @type {number} */ size) =>
    THOUSANDS.find(({ exponent }) => exponent === size)?.[short ? 'short' : 'long'] ?? power(size);
  const word = (/** @type {number} */ exponent) => {
    if (exponent === 0) return 'all';
    if (exponent > 0) return `${name(exponent)} times`;
    return short ? `1/${name(-exponent)}` : `1 in ${name(-exponent)}`;
  };
  const exponents = [];
  for (let e = 0; e <= high; e += every) exponents.push(e);
  for (let e = -every; e >= low; e -= every) exponents.push(e);
  return exponents.map((exponent) => ({ exponent, text: word(exponent) }));
}

/**
 * The stages whose gradient belongs to the batch of the last stage's: during a backward pass those it has reached.
 * @param {import('../wasm/types.js').Phase} phase
 */
export const freshFrom = ({ name, stage }) =>
  name === 'backward' ? (stage ?? Infinity) : name === 'loss' ? Infinity : 0;
