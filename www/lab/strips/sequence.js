/** The content of a sequence, by its task, in words and numbers. Pure. */
import { number } from '../wasm/numbers.js';

/** @typedef {import('../wasm/types.js').SequenceView} SequenceView */

/** @type {Record<string, string[]>} */
const SYMBOLS = { copy: ['A', 'B', 'C', 'D', '–', 'go'], temporal_order: ['a', 'b', 'c', 'd', 'X', 'Y'] };
const DIGITS = ['digit_pixels', 'digit_rows'];

/**
 * The names of a task's symbols; none where it reads numbers.
 * @param {string} data
 */
export const symbols = (data) => SYMBOLS[data] ?? [];

/**
 * The input as lanes: one of bars for a number, one of marks for each symbol or pixel of a row.
 * @param {string} data
 * @param {SequenceView} sequence
 */
export function lanes(data, { x }) {
  const across = (x[0] ?? []).map((_, i) => x.map((step) => step[i]));
  const names = symbols(data);
  if (names.length) return { bars: [], marks: across, words: `one of ${names.join(' ')}` };
  if (data === 'adding') return { bars: across[0], marks: [across[1]], words: 'value, marker' };
  if (data === 'digit_rows') return { bars: [], marks: across.map(scaled), words: 'a row of pixels' };
  if (across.length === 1) {
    return { bars: across[0], marks: [], words: data === 'digit_pixels' ? 'one pixel' : 'value' };
  }
  return { bars: across[0] ?? [], marks: [], words: `first of ${across.length} numbers` };
}

/** @param {number[]} pixels */
function scaled(pixels) {
  const most = Math.max(1e-9, ...pixels.map(Math.abs));
  return pixels.map((value) => value / most);
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
 * The digit that a sequence of pixels or rows spells, 0 … 16; null for other tasks.
 * @param {string} data
 * @param {SequenceView} sequence
 */
export function digitOf(data, { x }) {
  if (!DIGITS.includes(data)) return null;
  const pixels = x.flat();
  const low = Math.min(...pixels);
  const most = Math.max(...pixels) - low || 1;
  return pixels.map((value) => (16 * (value - low)) / most);
}

/**
 * Whether every step is answered with the next value.
 * @param {SequenceView} sequence
 */
export const forecasts = ({ first, classes, x }) => !classes && first === 0 && x.length > 1;

/**
 * The class with the largest value at one answered step.
 * @param {number[][]} rows
 * @param {number} m
 */
export const best = (rows, m) => rows.reduce((top, row, i) => (row[m] > rows[top][m] ? i : top), 0);

/**
 * The answer at one time step, if several steps are answered: a symbol, or a number.
 * @param {SequenceView} sequence
 * @param {number} step
 * @param {string[]} names of the symbols
 */
export function answerAt({ first, target, answer, classes }, step, names) {
  const m = step - first;
  if (m < 0 || (answer[0]?.length ?? 0) < 2) return null;
  const word = (/** @type {number[][]} */ rows) =>
    classes ? (names[best(rows, m)] ?? String(best(rows, m) + 1)) : number(rows[0][m], 2);
  return { says: word(answer), wanted: word(target) };
}
