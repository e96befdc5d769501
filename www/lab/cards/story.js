/** Words for a sequence task: what to remember, the wanted answer and the network's answer. Pure. */
import { number, percent } from '../wasm/numbers.js';
import { symbols } from '../strips/sequence.js';

/** @typedef {import('../wasm/types.js').SequenceView} SequenceView */
/** @typedef {{keep: string, wanted: string, says: string}} Story */

/** @param {number} t */
const at = (t) => `time step ${t + 1}`;

/**
 * Steps on which the answer depends.
 * @param {SequenceView} sequence
 * @param {(x: number[]) => boolean} marked
 */
const steps = ({ x }, marked) => x.flatMap((read, t) => (marked(read) ? [t] : []));

/** A digit comes in parts. @param {string} keep @returns {(sequence: SequenceView) => Story} */
const digit =
  (keep) =>
  ({ wanted, says }) => ({ keep, wanted: String(wanted[0]), says: String(says[0]) });

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
  recall: (sequence) => ({
    ...classStory(sequence),
    keep: `Remember ${sequence.names[sequence.x[0][0] > 0 ? 1 : 0]} from time step 1`,
  }),
  temporal_order: (sequence) => {
    const { x, wanted, says, names: orders } = sequence;
    const marks = steps(sequence, (read) => read[4] > 0 || read[5] > 0);
    const names = marks.map((t) => `${x[t][4] > 0 ? 'X' : 'Y'} (${at(t)})`);
    return { keep: `Remember ${names.join(' and ')}`, wanted: orders[wanted[0]], says: orders[says[0] ?? -1] };
  },
  copy: ({ wanted, says }) => {
    const spell = (/** @type {(number|null)[]} */ all) => all.map((one) => symbols('copy')[one ?? -1]).join(' ');
    return { keep: `Remember ${spell(wanted)} until the start sign`, wanted: spell(wanted), says: spell(says) };
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
  const plain = { keep: '', wanted: number(target[0]?.at(-1)), says: number(answer[0]?.at(-1)) };
  const told = STORIES[data]?.(sequence) ?? (sequence.classes ? classStory(sequence) : plain);
  const known = Number.isFinite(answer[0]?.[0]) && answer.flat().some((a) => a !== 0);
  return known ? told : { ...told, says: 'no answer yet' };
}

/** Which class it is, in the words of the dataset. @param {SequenceView} sequence @returns {Story} */
function classStory(sequence) {
  const { remember, names, wanted, says } = sequence;
  const keep = remember ? `Remember ${remember}` : '';
  if (names.length > 0) return { keep, wanted: names[wanted[0]], says: certainty(sequence) };
  return { keep, wanted: classOf(wanted), says: classOf(says) };
}

/** The class at the last answer, by its number. @param {(number|null)[]} classes */
const classOf = (classes) => `class ${(classes.at(-1) ?? -1) + 1}`;

/** The likeliest answer, with its probability. @param {SequenceView} sequence */
function certainty({ says: [one], odds, names }) {
  return `${names[one ?? 0]}, ${percent(odds[one ?? 0], 2)}`;
}
