/** What a sequence is made of and what must be remembered of it, by its task. Pure data in, words and numbers out. */
import { number } from '../draw/format.js';

/** @typedef {import('../wasm/types.js').SequenceView} SequenceView */

const SYMBOLS = { copy: ['A', 'B', 'C', 'D', '–', 'go'], temporal_order: ['a', 'b', 'c', 'd', 'X', 'Y'] };
export const ORDERS = ['XX', 'XY', 'YX', 'YY'];
const DIGITS = ['digit_pixels', 'digit_rows'];

/** @param {string} data @returns {string[]} */
export const symbols = (data) => SYMBOLS[/** @type {'copy'} */ (data)] ?? [];

/**
 * The input as lanes: one of bars for a number, one of marks for each symbol or pixel of a row.
 * @param {string} data @param {SequenceView} sequence
 */
export function lanes(data, { x }) {
  const lane = (/** @type {number} */ i) => x.map((step) => step[i]);
  const across = (x[0] ?? []).map((_, i) => lane(i));
  const names = symbols(data);
  if (names.length) return { bars: [], marks: across, names, words: `one of ${names.join(' ')}` };
  if (data === 'adding') return { bars: across[0], marks: [across[1]], names, words: 'value, marker' };
  if (data === 'digit_rows')
    return { bars: [], marks: across.map((pixels) => scaled(pixels)), names, words: 'a row of pixels' };
  if (across.length === 1)
    return { bars: across[0], marks: [], names, words: data === 'digit_pixels' ? 'one pixel' : 'value' };
  return { bars: across[0] ?? [], marks: [], names, words: `first of ${across.length} numbers` };
}

/** @param {number[]} pixels */
function scaled(pixels) {
  const most = Math.max(1e-9, ...pixels.map(Math.abs));
  return pixels.map((value) => value / most);
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

/** Whether every step is answered with the next value. @param {SequenceView} sequence */
export const forecasts = ({ first, classes, x }) => !classes && first === 0 && x.length > 1;

/**
 * Steps that the answer hangs on.
 * @param {string} data
 * @param {SequenceView} sequence
 * @returns {number[]}
 */
export function telling(data, { x, target }) {
  const steps = x.map((_, t) => t);
  if (data === 'recall') return [0];
  if (data === 'adding') return steps.filter((t) => x[t][1] > 0);
  if (data === 'temporal_order') return steps.filter((t) => x[t][4] > 0 || x[t][5] > 0);
  if (data === 'copy') return steps.slice(0, target[0]?.length ?? 0);
  return [];
}

/** @param {number[]} column */
const best = (column) => column.reduce((top, value, i) => (value > column[top] ? i : top), 0);
/** The answers of one step. @param {number[][]} rows @param {number} m */
const column = (rows, m) => rows.map((row) => row[m]);

/**
 * What one step is answered with, where several are: a symbol, or a number.
 * @param {SequenceView} sequence @param {number} step @param {string[]} names of the symbols
 */
export function answerAt({ first, target, answer, classes }, step, names) {
  const m = step - first;
  if (m < 0 || (answer[0]?.length ?? 0) < 2) return null;
  const word = (/** @type {number[][]} */ rows) =>
    classes ? (names[best(column(rows, m))] ?? String(best(column(rows, m)) + 1)) : number(rows[0][m], 2);
  return { says: word(answer), wanted: word(target) };
}

/**
 * What has to be remembered, and what is answered.
 * @param {string} data
 * @param {SequenceView} sequence
 */
export function story(data, sequence) {
  const { x, target, answer } = sequence;
  const value = answer[0]?.[0];
  const known = Number.isFinite(value) && answer.flat().some((a) => a !== 0);
  const says = (/** @type {string} */ text) => (known ? text : 'not yet asked');
  const at = (/** @type {number} */ t) => `time ${t + 1}`;
  switch (data) {
    case 'adding': {
      const [a, b] = telling(data, sequence);
      return {
        keep: `Remember ${number(x[a][0])} (${at(a)}) and ${number(x[b][0])} (${at(b)})`,
        wanted: number(target[0][0]),
        says: says(number(value)),
      };
    }
    case 'recall':
      return {
        keep: `Remember ${x[0][0] > 0 ? '+1' : '−1'} from time 1`,
        wanted: target[0][0] ? '+1' : '−1',
        says: says(sure(value, '+1', '−1')),
      };
    case 'parity':
      return {
        keep: 'Remember whether the number of +1 so far is odd',
        wanted: target[0][0] ? 'odd' : 'even',
        says: says(sure(value, 'odd', 'even')),
      };
    case 'temporal_order': {
      const marks = telling(data, sequence).map((t) => `${x[t][4] > 0 ? 'X' : 'Y'} (${at(t)})`);
      return {
        keep: `Remember ${marks.join(' and ')}`,
        wanted: ORDERS[best(column(target, 0))],
        says: says(ORDERS[best(column(answer, 0))]),
      };
    }
    case 'copy': {
      const spell = (/** @type {number[][]} */ rows) =>
        rows[0].map((_, m) => symbols('copy')[best(column(rows, m))]).join(' ');
      return {
        keep: `Remember ${spell(target)} until the sign to begin`,
        wanted: spell(target),
        says: says(spell(answer)),
      };
    }
    case 'digit_pixels':
      return {
        keep: 'The digit comes one pixel at a time',
        wanted: String(best(column(target, 0))),
        says: says(String(best(column(answer, 0)))),
      };
    case 'digit_rows':
      return {
        keep: 'The digit comes one row at a time',
        wanted: String(best(column(target, 0))),
        says: says(String(best(column(answer, 0)))),
      };
    case 'noise_sequence':
      return {
        keep: 'Noise: nothing to learn. r is a random gradient at the answer (with a squared error: a random target)',
        wanted: `r = ${number(target[0]?.at(-1))}`,
        says: says(number(answer[0]?.at(-1))),
      };
    default:
      return { keep: '', wanted: number(target[0]?.at(-1)), says: says(number(answer[0]?.at(-1))) };
  }
}

/**
 * A logit as an answer with its probability.
 * @param {number} logit
 * @param {string} yes
 * @param {string} no
 */
function sure(logit, yes, no) {
  const p = 1 / (1 + Math.exp(-logit));
  return `${p > 0.5 ? yes : no}, ${Math.round(100 * Math.max(p, 1 - p))}\u202f%`;
}
