/** The content of a sequence, by its task, in words and numbers. Pure. */
import { number } from '../wasm/numbers.js';

/** @typedef {import('../wasm/types.js').SequenceView} SequenceView */

/** @type {Record<string, string[]>} */
const SYMBOLS = { copy: ['A', 'B', 'C', 'D', '–', 'go'], temporal_order: ['a', 'b', 'c', 'd', 'X', 'Y'] };

/**
 * The names of a task's symbols; none where it reads numbers.
 * @param {string} data
 */
export const symbols = (data) => SYMBOLS[data] ?? [];

/**
 * The input as lanes: one of bars for a number, as shares of the largest, and one of marks for each symbol or pixel of
 * a row.
 * @param {string} data
 * @param {SequenceView} sequence
 */
export function lanes(data, { x, most }) {
  const across = (x[0] ?? []).map((_, i) => x.map((step) => step[i]));
  const lane = (/** @type {number} */ i) => (across[i] ?? []).map((value) => value / (most[i] || 1));
  const names = symbols(data);
  if (names.length) return { bars: [], marks: across, words: `one of ${names.join(' ')}` };
  if (data === 'adding') return { bars: lane(0), marks: [across[1]], words: 'value, marker' };
  if (data === 'digit_rows') return { bars: [], marks: across.map((_, i) => lane(i)), words: 'a row of pixels' };
  if (across.length === 1) {
    return { bars: lane(0), marks: [], words: data === 'digit_pixels' ? 'one pixel' : 'value' };
  }
  return { bars: lane(0), marks: [], words: `first of ${across.length} numbers` };
}

/**
 * The input at one time step in words: a symbol's name, or up to two numbers; empty for a row of pixels.
 * @param {string} data
 * @param {SequenceView} sequence
 * @param {number} step
 */
export function readingAt(data, { x }, step) {
  const read = x[step];
  if (!read) return '';
  if (read.length <= 2) return `${number(read[0])}${read[1] ? ', marked' : ''}`;
  const one = read.indexOf(1);
  const symbol = one >= 0 && read.every((value, i) => value === (i === one ? 1 : 0));
  return symbol ? `symbol ${symbols(data)[one] ?? one + 1}` : '';
}

/**
 * Whether every step is answered with the next value.
 * @param {SequenceView} sequence
 */
export const forecasts = ({ first, classes, x }) => !classes && first === 0 && x.length > 1;

/**
 * What one step is answered with, where several are: a symbol, or a number.
 * @param {SequenceView} sequence
 * @param {number} step
 * @param {string[]} names of the symbols
 */
export function answerAt({ first, target, answer, classes, says, wanted }, step, names) {
  const m = step - first;
  if (m < 0 || (answer[0]?.length ?? 0) < 2) return null;
  if (!classes) return { says: number(answer[0][m], 2), wanted: number(target[0][m], 2) };
  const word = (/** @type {number|null} */ one) => (one === null ? 'NaN' : (names[one] ?? String(one + 1)));
  return { says: word(says[m]), wanted: word(wanted[m]) };
}
