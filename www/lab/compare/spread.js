/** The outcomes of several seeds on one axis, and what Rust says they show together. */
import { logPlace } from '../wasm/logscale.js';
import { glue } from '../wasm/module.js';
import { number, percent, power } from '../wasm/numbers.js';

/** @typedef {import('../wasm/jobs.js').Outcome} Outcome */
/** @typedef {{letter: string, name: string, text: string, outcomes: (Outcome|undefined)[]}} Tried */

/** Seeds that each run is trained from. */
export const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Accuracy from 0 to 1, or the loss on a log axis where the task has no classes. */
export class Spread {
  /**
   * @param {Tried[]} tried
   * @param {{chance_accuracy: number|null, chance_loss: number|null}} summary
   */
  constructor(tried, { chance_accuracy: accuracy, chance_loss: loss }) {
    this.classes = accuracy !== null;
    this.chance = this.classes ? accuracy : loss;
    this.title = this.classes ? 'Accuracy on the test set' : 'Loss on the test set';
    const done = tried.flatMap(({ outcomes }, run) =>
      outcomes.flatMap((outcome) => (outcome ? [{ run, value: this.of(outcome) ?? NaN }] : [])),
    );
    const [runs, values] = [done.map(({ run }) => run), done.map(({ value }) => value)];
    const letters = tried.map(({ letter }) => letter).join('');
    const worth = glue.over_seeds(letters, runs, values, this.classes, this.chance ?? undefined);
    /** Exponents of ten at the ends of the log axis. */
    this.ends = { low: worth.low, high: worth.high };
    /** By run: smallest, median and largest in words. @type {string[]} */
    this.words = worth.words;
    /** Whether two runs really differ. @type {string} */
    this.verdict = worth.verdict;
  }

  /** @param {Outcome} outcome */
  of(outcome) {
    return this.classes ? outcome.accuracy : outcome.loss;
  }

  /**
   * 0 at the left, 1 at the right.
   * @param {number} value
   */
  share(value) {
    return this.classes ? value : logPlace(value, this.ends.low, this.ends.high);
  }

  /** @param {number} value */
  say(value) {
    return this.classes ? percent(value) : number(value);
  }

  /** The labels of the axis, each with its place. */
  get ticks() {
    if (this.classes) return [0, 0.5, 1].map((value) => ({ at: value, text: percent(value) }));
    return [this.ends.low, this.ends.high].map((exponent, at) => ({ at, text: power(exponent) }));
  }
}

/**
 * The same experiment from another seed.
 * @param {string} text
 * @param {number} seed
 */
export function withSeed(text, seed) {
  return text ? `${text}&seed=${seed}` : `seed=${seed}`; // of two equal knobs in a link the last one counts
}
