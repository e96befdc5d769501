/** What has become of a run, in words: its accuracy or error, and whether it learns. Pure. */
import { answersNothing } from '../cards/versus.js';
import { betterBy, isClearlyBetter } from '../run/guessing.js';
import { stoppedIn } from '../run/phase.js';
import { number, percent } from '../wasm/numbers.js';

/** @typedef {import('../wasm/types.js').Frame} Frame */
/** @typedef {import('../wasm/types.js').Summary} Summary */
/** @typedef {import('./rowlayout.js').Point} Point */
/**
 * Green, dark red, orange, and ink where it is too early to tell or nothing tells whether a number is good.
 * @typedef {'learns'|'explodes'|'open'|'unknown'} Tone
 */
/** @typedef {{tone: Tone, large: string, small: string}} Outcome */

/** The part of the way from guessing to no error below which an accuracy is no better than guessing. */
const HARDLY = 0.1;
/** Training steps after which a run that does no better than guessing is said not to learn. */
const PATIENCE = 150;

/**
 * Whether a run is clearly better than guessing. Unknown without a line of chance counts as no.
 * @param {{accuracy: number, loss: number}} score on the test set
 * @param {Pick<Summary, 'chance_accuracy'|'chance_loss'>} summary
 * @param {number} learned the loss that counts as learned, as a part of the loss of guessing
 */
export function learns({ accuracy, loss }, { chance_accuracy: chance, chance_loss: guess }, learned) {
  if (chance !== null) return isClearlyBetter(accuracy, chance);
  return guess !== null && loss < learned * guess;
}

/**
 * @param {{accuracy: number, loss: number}} score
 * @param {Summary} summary
 * @param {number} learned
 * @returns {Tone}
 */
function toneOf(score, summary, learned) {
  if (learns(score, summary, learned)) return 'learns';
  const { chance_accuracy: chance } = summary;
  return chance !== null && betterBy(score.accuracy, chance) >= HARDLY ? 'unknown' : 'open';
}

/** What is counted as right, by task. @type {Record<string, string>} */
const RIGHT = { digits: 'of the digits right', plane: 'of the points right', classes: 'of the points right' };

/**
 * @param {{frame: Frame, summary: Summary, scores: ArrayLike<number>, learned: number}} run scores: step, loss and
 *   accuracy of each evaluation
 * @returns {Outcome}
 */
export function outcomeOf({ frame, summary, scores, learned }) {
  const { stopped, step } = frame;
  if (stopped) {
    const { value } = stopped; // what exploded is infinite first; NaN may have another reason
    return { tone: 'explodes', large: value === 'NaN' ? value : 'explodes', small: `${stoppedIn(stopped)}: ${value}` };
  }
  if (answersNothing(summary)) return { tone: 'open', large: '', small: 'no answers: a fixed gradient is sent down' };
  const last = lastScore(scores, step);
  if (!last) return { tone: 'open', large: '', small: 'not evaluated yet' };
  const classes = summary.chance_accuracy !== null;
  if (!classes && !Number.isFinite(last.loss)) {
    return { tone: 'explodes', large: 'explodes', small: 'its loss is not finite' };
  }
  const known = classes || summary.chance_loss !== null; // else it is only a number
  const tone = step && known ? toneOf(last, summary, learned) : 'unknown';
  if (summary.time) return { tone, ...inTime(tone, step, last, classes, summary) };
  if (classes) {
    return { tone, large: percent(last.accuracy, 2), small: RIGHT[summary.task] ?? 'of the answers right' };
  }
  return { tone, large: number(last.loss, 2), small: guessing('loss', summary) };
}

/**
 * @param {Tone} tone
 * @param {number} step
 * @param {{accuracy: number, loss: number}} score
 * @param {boolean} classes
 * @param {Summary} summary
 */
function inTime(tone, step, { accuracy, loss }, classes, summary) {
  const not = step < PATIENCE ? (step ? 'has not learned yet' : 'not trained yet') : 'does not learn';
  const large = tone === 'learns' ? 'learns' : not;
  if (classes) return { large, small: `${percent(accuracy, 2)} of the answers right` };
  const lost = `loss ${number(loss, 2)}`;
  return { large, small: tone === 'learns' ? lost : guessing(lost, summary) };
}

/** @param {string} loss @param {Summary} summary */
const guessing = (loss, { chance_loss: chance }) => (chance === null ? loss : `${loss}, guessing ${number(chance, 2)}`);

/**
 * The last evaluation up to a step.
 * @param {ArrayLike<number>} scores
 * @param {number} step
 */
function lastScore(scores, step) {
  for (let i = scores.length - 3; i >= 0; i -= 3) {
    if (scores[i] <= step) return { step: scores[i], loss: scores[i + 1], accuracy: scores[i + 2] };
  }
  return null;
}

/**
 * What the curves of all rows show: the accuracy where every run has been evaluated along its way, else the loss.
 * @param {{scores: ArrayLike<number>, step: number, classes: boolean}[]} runs
 * @returns {'accuracy'|'loss'}
 */
export function curveKind(runs) {
  const whole = runs.every(({ scores, step, classes }) => classes && scores.length >= 12 && scores[0] <= step / 5);
  return whole ? 'accuracy' : 'loss';
}
