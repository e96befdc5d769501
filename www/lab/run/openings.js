/**
 * Opens experiments one after the other. Where the initial weights of one take a while to make, they are made in
 * slices, with a bar and a way to cancel. Whatever opens at once does so in the same task, unless that has taken long
 * enough already; then it waits for the next one.
 */
import { glue } from '../wasm/module.js';

/** Milliseconds of a task for making weights, and after which the next experiment waits for a task of its own. */
const SLICE = 12;

export class Openings {
  /**
   * @param {import('./runs.js').Runs} runs
   * @param {Pick<import('./page.js').Page, 'redraw'|'settle'>} page
   * @param {(run: () => void) => void} attempt runs what may throw
   */
  constructor(runs, page, attempt) {
    this.runs = runs;
    this.page = page;
    this.attempt = attempt;
    /**
     * The newest only.
     * @type {{weights: import('../wasm/types.js').Weights|null, open: () => void, dropped: () => void}|null}
     */
    this.waits = null;
    /** When the task began in which experiments open now; 0 outside of one. */
    this.begun = 0;
  }

  get busy() {
    return this.waits !== null;
  }

  /** How much of the weights is made, 0 to 1; null where none have to be. */
  get progress() {
    return this.waits?.weights?.progress() ?? null;
  }

  /**
   * Opens an experiment, at once or soon. What still waited is dropped.
   * @param {string} text of the experiment
   * @param {() => void} open
   * @param {() => void} [dropped] called instead if it is dropped
   */
  begin(text, open, dropped = () => {}) {
    this.drop();
    const weights = this.runs.main.lab.opening(text) ?? null;
    const late = this.begun > 0 && performance.now() - this.begun > SLICE;
    if (!weights && !late) return this.open(open);
    this.waits = { weights, open, dropped };
    this.page.redraw('play');
    return this.later();
  }

  /** @param {() => void} open */
  open(open) {
    const outer = this.begun;
    this.begun ||= performance.now();
    try {
      open();
    } finally {
      this.begun = outer;
    }
  }

  /** Goes on in a task of its own, also where nobody sees the lab. */
  later() {
    setTimeout(() => this.attempt(() => this.slice()));
  }

  /** Makes weights for a moment, and opens what they are for when all are made. */
  slice() {
    if (!this.waits) return;
    const { weights, open } = this.waits;
    if (weights) {
      const done = makeSome(weights);
      this.page.redraw('play');
      if (!done) return this.later();
      weights.keep();
    }
    this.waits = null;
    this.open(open);
    if (weights) glue.forget_weights();
    this.page.redraw('play');
  }

  /** The reader does not want it any more. */
  cancel() {
    if (!this.waits) return;
    this.drop();
    this.page.redraw('experiment', 'play');
    this.page.settle();
  }

  /** The lab goes. */
  close() {
    this.waits?.weights?.free();
    this.waits = null;
  }

  /** Drops what waits. */
  drop() {
    const { waits } = this;
    this.close();
    waits?.dropped();
  }
}

/**
 * Makes weights for a moment.
 * @param {import('../wasm/types.js').Weights} weights
 * @returns {boolean} whether all are made
 */
export function makeSome(weights) {
  const end = performance.now() + SLICE;
  let done = weights.advance();
  while (!done && performance.now() < end) done = weights.advance();
  return done;
}

/**
 * Does one after the other.
 * @param {((then: () => void) => void)[]} steps each calls what follows it, at once or later
 * @param {() => void} end
 */
export function inTurn([first, ...rest], end) {
  if (first) first(() => inTurn(rest, end));
  else end();
}
