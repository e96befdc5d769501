/** Numbers in small places, with their names. */
import { number, oddity, power } from '../wasm/numbers.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/pen.js').Box} Box */
/**
 * A number with its name.
 * @typedef {object} Entry
 * @property {string} name
 * @property {number|null} value null: not computed yet
 * @property {string} fill
 * @property {boolean} bold whether it has just been computed
 * @property {string} [prefix] written before the number where it has no name
 * @property {boolean} [sign] whether a plus is written too
 */

const BOLD = 650;

/** Without the zero before the point, for want of room. @param {string} text */
const short = (text) => text.replace(/^(−?)0\./, '$1.');

/**
 * The number with as many digits as fit; where not even one does, its power of ten.
 * @param {number} value
 * @param {number} digits at most
 * @param {(text: string) => boolean} fits
 */
export function fitted(value, digits, fits) {
  const [two, one] = [number(value, 2), number(value, 1)];
  const found = [number(value, digits), two, short(two), one, short(one)].find(fits);
  if (found) return found;
  if (oddity(value) || value === 0) return number(value);
  return `${value < 0 ? '−' : ''}${power(Math.floor(Math.log10(Math.abs(value))))}`;
}

/**
 * A number in the middle of a box; or at its right, with its name at the left.
 * @param {Pen} pen
 * @param {Box} box
 * @param {Entry} entry
 * @param {{size: number, digits: number, names: boolean, muted: string, pale: string}} how muted: color of the names;
 *   pale: of those whose number is not there yet
 */
export function writeEntry(
  pen,
  box,
  { name, value, fill, bold, sign, prefix = '' },
  { size, digits, names, muted, pale },
) {
  const { x, width } = box;
  const y = box.y + box.height / 2;
  const lettering = { size, weight: bold ? BOLD : 400, middle: true };
  if (names) pen.text(name, x, y, { fill: value === null ? pale : muted, size, middle: true, align: 'left' });
  if (value === null) return;
  const room = names ? width - pen.measure(name, { size }) - 5 : width;
  const before = (names ? '' : prefix) + (sign && value > 0 ? '+' : '');
  const text = before + fitted(value, digits, (text) => pen.measure(before + text, lettering) <= room);
  if (names) pen.text(text, x + width, y, { ...lettering, fill, align: 'right' });
  else pen.text(text, x + width / 2, y, { ...lettering, fill });
}
