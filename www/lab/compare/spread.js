/** The outcomes of several seeds on one axis, and what they show together. Pure. */
import { count, number, percent } from '../wasm/numbers.js';

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
    const values = tried.flatMap((run) => this.values(run));
    if (this.chance) values.push(this.chance);
    const inside = values.filter((value) => value > 0);
    const { low, high } = this.classes ? { low: 0, high: 1 } : decades(inside);
    this.low = low;
    this.high = high;
  }

  /** @param {Outcome} outcome */
  of(outcome) {
    return this.classes ? outcome.accuracy : outcome.loss;
  }

  /**
   * The outcomes that are numbers, sorted.
   * @param {Tried} run
   */
  values(run) {
    const all = run.outcomes.flatMap((outcome) => (outcome ? [this.of(outcome)] : []));
    const finite = all.filter((value) => value !== null && Number.isFinite(value)).map(Number);
    return finite.sort((a, b) => a - b);
  }

  /**
   * 0 at the left, 1 at the right.
   * @param {number} value
   */
  share(value) {
    if (this.classes) return value;
    return Math.max(0, Math.log(Math.max(value, this.low) / this.low) / Math.log(this.high / this.low));
  }

  /** @param {number} value */
  say(value) {
    return this.classes ? percent(value) : number(value);
  }

  /**
   * Smallest, middle and largest in words.
   * @param {Tried} run
   */
  spread(run) {
    const values = this.values(run);
    if (values.length === 0) return 'all stopped';
    const lost = SEEDS.length - values.length;
    const three = [values[0], median(values), values[values.length - 1]].map((value) => this.say(value)).join(', ');
    return lost > 0 ? `${three} (${count(lost)} stopped)` : three;
  }

  /**
   * Compares the spreads in words, for two runs only.
   * @param {Tried[]} tried
   */
  verdict(tried) {
    if (tried.length !== 2) return '';
    const [a, b] = tried.map((run) => this.values(run));
    if (a.length < SEEDS.length || b.length < SEEDS.length) return '';
    const above = a[0] > b[b.length - 1] ? 'A' : b[0] > a[a.length - 1] ? 'B' : '';
    if (!above) return 'The two overlap: with a single seed, a difference between them may be luck.';
    const better = (above === 'A') === this.classes ? 'A' : 'B';
    return `Every seed of ${better} does better than every seed of ${better === 'A' ? 'B' : 'A'}: this is not luck.`;
  }
}

/** Powers of ten around all values. @param {number[]} values */
function decades(values) {
  const low = 10 ** Math.floor(Math.log10(Math.min(1, ...values)));
  return { low, high: 10 ** Math.ceil(Math.log10(Math.max(low * 10, ...values))) };
}

/** @param {number[]} sorted */
const median = (sorted) => (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;

/**
 * The same experiment from another seed.
 * @param {string} text
 * @param {number} seed
 */
export function withSeed(text, seed) {
  return text ? `${text}&seed=${seed}` : `seed=${seed}`; // of two equal knobs in a link the last one counts
}
