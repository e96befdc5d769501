/** Words for a sequence task: what to remember, the wanted answer and the network's answer. Pure. */
import { number } from '../wasm/numbers.js';
import { best, symbols } from '../strips/sequence.js';

/** @typedef {import('../wasm/types.js').SequenceView} SequenceView */
/** @typedef {{keep: string, wanted: string, says: string}} Story */

export const ORDERS = ['XX', 'XY', 'YX', 'YY'];

/** @param {number} t */
const at = (t) => `time ${t + 1}`;

/** @param {number|undefined} target */
const sign = (target) => (target ? '+1' : '−1');

/**
 * Steps on which the answer depends.
 * @param {SequenceView} sequence
 * @param {(x: number[]) => boolean} marked
 */
const steps = ({ x }, marked) => x.flatMap((read, t) => (marked(read) ? [t] : []));

/** A digit comes in parts. @param {string} keep @returns {(sequence: SequenceView) => Story} */
const digit =
  (keep) =>
  ({ target, answer }) => ({ keep, wanted: String(best(target, 0)), says: String(best(answer, 0)) });

/**
 * One story per task; the others have nothing to remember.
 * @type {Record<string, (sequence: SequenceView) => Story>}
 */
const STORIES = {
  adding: (sequence) => {
    const { x, target, answer } = sequence;
    const [a, b] = steps(sequence, (read) => read[1] > 0);
    return {
      keep: `Remember ${number(x[a][0])} (${at(a)}) and ${number(x[b][0])} (${at(b)})`,
      wanted: number(target[0][0]),
      says: number(answer[0]?.[0]),
    };
  },
  recall: ({ x, target, answer }) => ({
    keep: `Remember ${sign(x[0][0] > 0 ? 1 : 0)} from time 1`,
    wanted: sign(target[0][0]),
    says: certainty(answer[0]?.[0], '+1', '−1'),
  }),
  parity: ({ target, answer }) => ({
    keep: 'Remember whether the number of +1 so far is odd',
    wanted: target[0][0] ? 'odd' : 'even',
    says: certainty(answer[0]?.[0], 'odd', 'even'),
  }),
  temporal_order: (sequence) => {
    const { x, target, answer } = sequence;
    const marks = steps(sequence, (read) => read[4] > 0 || read[5] > 0);
    const names = marks.map((t) => `${x[t][4] > 0 ? 'X' : 'Y'} (${at(t)})`);
    return { keep: `Remember ${names.join(' and ')}`, wanted: ORDERS[best(target, 0)], says: ORDERS[best(answer, 0)] };
  },
  copy: ({ target, answer }) => {
    const spell = (/** @type {number[][]} */ rows) => rows[0].map((_, m) => symbols('copy')[best(rows, m)]).join(' ');
    return { keep: `Remember ${spell(target)} until the start sign`, wanted: spell(target), says: spell(answer) };
  },
  digit_pixels: digit('The digit comes one pixel at a time'),
  digit_rows: digit('The digit comes one row at a time'),
  noise_sequence: ({ target, answer }) => ({
    keep: 'Noise: nothing to learn. r is a random gradient at the answer (with a squared error: a random target)',
    wanted: `r = ${number(target[0]?.at(-1))}`,
    says: number(answer[0]?.at(-1)),
  }),
};

/**
 * @param {string} data
 * @param {SequenceView} sequence
 * @returns {Story}
 */
export function story(data, sequence) {
  const { target, answer } = sequence;
  const plain = { keep: '', wanted: last(data, sequence, target), says: last(data, sequence, answer) };
  const told = STORIES[data]?.(sequence) ?? plain;
  const known = Number.isFinite(answer[0]?.[0]) && answer.flat().some((a) => a !== 0);
  return known ? told : { ...told, says: 'no answer yet' };
}

/**
 * The last answer of a task without a story: its class, or a number.
 * @param {string} data
 * @param {SequenceView} sequence
 * @param {number[][]} rows
 */
function last(data, { classes }, rows) {
  if (!classes || rows.length < 2) return number(rows[0]?.at(-1));
  const place = best(rows, rows[0].length - 1);
  return symbols(data)[place] ?? `class ${place + 1}`;
}

/**
 * A logit as an answer with its probability.
 * @param {number} logit
 * @param {string} yes
 * @param {string} no
 */
function certainty(logit, yes, no) {
  const p = sigmoid(logit);
  return `${p > 0.5 ? yes : no}, ${Math.round(100 * Math.max(p, 1 - p))}\u202f%`;
}

/** @param {number} z */
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
