/** Numbers as a teacher writes them: three digits, powers of ten as such, NaN and ∞ by name. */

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const language = () => document.documentElement.lang || undefined;

/** 10⁻⁸ @param {number} exponent */
export function power(exponent) {
  if (exponent === 0) return '1';
  if (exponent === 1) return '10';
  const digits = String(Math.abs(exponent)).replace(/\d/g, (d) => RAISED[Number(d)]);
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/**
 * The words for what is not a finite number; null for one that is.
 * @param {number|null|undefined} x
 */
export function oddity(x) {
  if (x === null || x === undefined) return '–';
  if (Number.isNaN(x)) return 'NaN';
  if (x === Infinity) return '∞';
  if (x === -Infinity) return '−∞';
  return null;
}

/** Number formats are costly to make. @type {Map<string, Intl.NumberFormat>} */
const WRITERS = new Map();

/** @param {number} [digits] */
function writer(digits) {
  const key = `${language()} ${digits}`;
  const known =
    WRITERS.get(key) ?? new Intl.NumberFormat(language(), digits ? { maximumSignificantDigits: digits } : {});
  WRITERS.set(key, known);
  return known;
}

/** @param {number} x @param {number} digits */
const plain = (x, digits) => writer(digits).format(x).replace('-', '−');

/** 0.577 · 1.5·10⁻⁶ · 12,300 @param {number|null|undefined} x @param {number} [digits] */
export function number(x, digits = 3) {
  const odd = oddity(x);
  if (odd !== null) return odd;
  const value = /** @type {number} */ (x);
  const size = Math.abs(value);
  if (value === 0) return '0'; // and not −0
  if (size >= 1e-3 && size < 1e5) return plain(value, digits);
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${plain(Number(mantissa), digits)}·${power(Number(exponent))}`;
}

/** Two digits, for narrow places. @param {number|null|undefined} x */
export const brief = (x) => number(x, 2);

/** A share as a percentage: 11.4 % @param {number|null|undefined} x */
export function percent(x) {
  const odd = oddity(x);
  if (odd !== null) return odd;
  return `${number(100 * /** @type {number} */ (x))}\u202f%`; // the sign never stands alone on a line
}

/** 1,437 @param {number} n */
export const count = (n) => writer().format(n);

/** '1 layer', '3 layers' @param {number} n @param {string} thing */
export const several = (n, thing) => `${count(n)} ${thing}${n === 1 ? '' : 's'}`;

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
