/**
 * Opens experiments one after the other. Where the initial weights of one take a while to make, they are made in
 * slices, with a bar and a way to cancel. Whatever opens at once does so in the same task, unless that has taken long
 * enough already; then it waits for the next frame.
 */

/** Milliseconds of a frame for making weights, and after which the next experiment waits for a task of its own. */
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
    /** The newest only. @type {{weights: import('../wasm/types.js').Weights|null, open: () => void}|null} */
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
   * Opens an experiment, at once or soon. What still waited is forgotten.
   * @param {string} text of the experiment
   * @param {() => void} open
   */
  begin(text, open) {
    this.drop();
    const weights = this.runs.main.lab.opening(text) ?? null;
    const late = this.begun > 0 && performance.now() - this.begun > SLICE;
    if (!weights && !late) return this.open(open);
    this.waits = { weights, open };
    return this.page.redraw('play');
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

  /**
   * A slice, in each frame.
   * @returns {boolean} whether it has opened an experiment
   */
  tick() {
    if (!this.waits) return false;
    const { weights, open } = this.waits;
    if (weights) {
      const end = performance.now() + SLICE;
      let done = weights.advance();
      while (!done && performance.now() < end) done = weights.advance();
      this.page.redraw('play');
      if (!done) return false;
      weights.keep();
    }
    this.waits = null;
    this.attempt(() => this.open(open));
    return true;
  }

  /** The reader does not want it any more. */
  cancel() {
    if (!this.waits) return;
    this.drop();
    this.page.redraw('experiment', 'play');
    this.page.settle();
  }

  /** Forgets what waits. */
  drop() {
    this.waits?.weights?.free();
    this.waits = null;
  }
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
