/**
 * Opens experiments one after the other. Where the memory or the initial weights of one take a while, they are made in
 * slices, with a bar and a way to cancel. Whatever opens at once does so in the same task, unless that has taken long
 * enough already; then it waits for the next one.
 */
import { glue } from '../wasm/module.js';
import { makeRoom } from './room.js';

/** Milliseconds of a task for making them, and after which the next experiment waits for a task of its own. */
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
     * @type {{ahead: import('../wasm/types.js').Opening|null, open: () => void, dropped: () => void}|null}
     */
    this.waits = null;
    /** When the task began in which experiments open now; 0 outside of one. */
    this.begun = 0;
  }

  get busy() {
    return this.waits !== null;
  }

  /** How much is made ahead, 0 to 1; null where nothing has to be. */
  get progress() {
    return this.waits?.ahead?.progress() ?? null;
  }

  /**
   * Opens an experiment, at once or soon. What still waited is dropped.
   * @param {string} text of the experiment
   * @param {() => void} open
   * @param {() => void} [dropped] called instead if it is dropped
   * @param {string} [first] the knob that gives way first where there is too little room
   */
  begin(text, open, dropped = () => {}, first = '') {
    this.drop();
    const { lab } = this.runs.main;
    makeRoom(() => !lab.room_ahead(text, first));
    const ahead = lab.opening(text, first) ?? null;
    const late = this.begun > 0 && performance.now() - this.begun > SLICE;
    if (!ahead && !late) return this.open(open);
    this.waits = { ahead, open, dropped };
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

  /** Goes on for a moment, and opens the experiment when all is there. */
  slice() {
    if (!this.waits) return;
    const { ahead, open } = this.waits;
    if (ahead) {
      const done = makeSome(ahead);
      this.page.redraw('play');
      if (!done) return this.later();
      ahead.keep();
    }
    this.waits = null;
    try {
      this.open(open);
    } finally {
      if (ahead) glue.forget_weights();
      this.page.redraw('play');
    }
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
    this.waits?.ahead?.free();
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
 * Makes what is made ahead for a moment.
 * @param {import('../wasm/types.js').Opening} ahead
 * @returns {boolean} whether all is there
 */
export function makeSome(ahead) {
  const end = performance.now() + SLICE;
  let done = ahead.advance();
  while (!done && performance.now() < end) done = ahead.advance();
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
