/**
 * The runs: up to four, which differ in what the user changed. All see the same data in the same batches and stay at
 * the same step. One of them leads: it is the main run, which the controls and the transport act on. It takes no new
 * step before the others have caught up; if it has stopped at a NaN, the others go on alone. A run keeps its letter for
 * life, whichever leads: the run as it was is A, a changed one gets the next letter. Runs are created, named by id, and
 * discarded only here.
 */
import { enter, leave } from './room.js';
import { Run } from './run.js';

/** Runs beside the main one, at most. */
export const MOST = 3;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Steps at which a new run is evaluated on its way, at most. */
const SCORES = 64;

export class Runs {
  /**
   * @param {import('../wasm/types.js').Lab} lab the main run's handle
   * @param {() => void} changed called when a run has come or gone
   */
  constructor(lab, changed) {
    this.made = 0;
    this.changed = changed;
    /** Handles that are no runs: made for a picture, or not yet adopted. @type {Set<import('../wasm/types.js').Lab>} */
    this.spare = new Set();
    /** In the order of their letters. @type {Run[]} */
    this.list = [this.make(lab, 'A')];
    /** The one that leads. */
    this.main = this.list[0];
    /** Where the others are when the main run has stopped. */
    this.beyond = 0;
    /** The step that a link asked for, which the main run may never reach. */
    this.asked = 0;
  }

  /**
   * @param {import('../wasm/types.js').Lab} lab
   * @param {string} letter
   */
  make(lab, letter) {
    this.made += 1;
    enter(lab);
    return new Run(lab, this.made, letter);
  }

  get others() {
    return this.list.filter((run) => run !== this.main);
  }

  /** The letter of the next run. One that was dropped gives back its letter only when no later one is left. */
  get nextLetter() {
    const used = this.list.map(({ letter }) => letter);
    const last = used[used.length - 1];
    return [...LETTERS].find((letter) => letter > last) ?? [...LETTERS].find((letter) => !used.includes(letter)) ?? '';
  }

  /** The letters of the main run and of the others, as a link names them; '' if they are A, B, C in this order. */
  get letters() {
    const letters = [this.main, ...this.others].map(({ letter }) => letter).join('');
    return LETTERS.startsWith(letters) ? '' : letters;
  }

  /**
   * A run that has gone is undefined.
   * @param {number} id
   */
  get(id) {
    return this.list.find((run) => run.id === id);
  }

  get any() {
    return this.list.length > 1;
  }

  get full() {
    return this.list.length > MOST;
  }

  /** The step that all are at or on their way to. */
  get step() {
    return this.main.stopped && this.any ? this.beyond : this.main.steps;
  }

  /** Whether a run is left that can go on where the main one cannot. */
  get alive() {
    return this.main.stopped && this.others.some((run) => !run.stopped);
  }

  get behind() {
    return this.others.some((run) => !run.level(this.step));
  }

  /** 'B' or 'B and C' */
  names() {
    return this.others.map(({ letter }) => letter).join(' and ');
  }

  // ---- in lockstep ----------------------------------------------------------------------------------------

  /**
   * The main run was read: the others follow to where it stands.
   * @param {import('../wasm/types.js').Frame} frame
   */
  sync(frame) {
    const { main } = this;
    main.take(frame);
    this.beyond = main.stopped ? Math.max(this.beyond, frame.step + 1, this.asked) : frame.step;
    if (main.stopped) this.asked = 0;
    for (const run of this.others) run.head(this.step);
  }

  /**
   * Brings the others to the main run's step; true when all are there.
   * @param {number} end the time to stop at
   */
  catchUp(end) {
    return this.others.every((run) => run.catchUp(this.step, end));
  }

  // ---- runs come and go -----------------------------------------------------------------------------------

  /**
   * A new run beside the others.
   * @param {import('../wasm/types.js').Lab} lab
   * @param {string} [letter]
   */
  adopt(lab, letter = this.nextLetter) {
    const run = this.make(lab, letter);
    this.spare.delete(lab);
    run.due = thinned(this.main.scored);
    this.list.push(run);
    run.head(this.step);
    this.rename();
    return run;
  }

  /**
   * The run as it was before the main one changed. It keeps the letter, and what the main run has become gets the next.
   * @param {import('../wasm/types.js').Lab} lab
   */
  leaveBehind(lab) {
    const { letter } = this.main;
    this.main.letter = this.nextLetter;
    return this.adopt(lab, letter);
  }

  /**
   * The main run is this earlier one again, which goes.
   * @param {Run} run
   */
  takeBack(run) {
    this.main.letter = run.letter;
    this.remove(run.id);
  }

  /** @param {number} id never the main run's: first another one has to lead */
  remove(id) {
    const gone = this.others.find((run) => run.id === id);
    if (!gone) return;
    this.list = this.list.filter((run) => run !== gone);
    this.discard(gone.lab);
    this.rename();
  }

  /** Only the main run stays. */
  clear() {
    if (!this.any) return;
    const gone = this.others;
    this.list = [this.main];
    for (const run of gone) this.discard(run.lab);
    this.rename();
  }

  /**
   * This run leads from now on. All keep their letters.
   * @param {number} id
   * @returns {boolean} whether the run is still there and did not lead before
   */
  lead(id) {
    const run = this.others.find((other) => other.id === id);
    if (!run) return false;
    this.main.left = 0;
    this.main = run;
    this.beyond = 0;
    this.rename();
    return true;
  }

  /**
   * A run has come, gone or changed, so the differences have changed too. A run is named by how it differs from the
   * first one, and the first by how it differs from the second. One that is alone has no name, and counts as A again.
   */
  rename() {
    if (!this.any) this.main.letter = 'A';
    this.list.sort((a, b) => (a.letter < b.letter ? -1 : 1));
    const [first, second] = this.list;
    for (const run of this.list) {
      const from = run === first ? second : first;
      run.name = from?.lab.differs(run.lab).name ?? '';
      run.cell = run.lab.knobs().cell;
    }
    this.changed();
  }

  // ---- handles end ----------------------------------------------------------------------------------------

  /**
   * Keeps a handle that is not a run, until it is discarded or the element is removed.
   * @param {import('../wasm/types.js').Lab} lab
   */
  hold(lab) {
    this.spare.add(lab);
    enter(lab);
    return lab;
  }

  /**
   * The only place where a handle is freed. The caller must no longer use it.
   * @param {import('../wasm/types.js').Lab} lab
   */
  discard(lab) {
    this.spare.delete(lab);
    leave(lab);
    lab.free();
  }

  /** The element goes. */
  close() {
    const gone = [...this.list.map(({ lab }) => lab), ...this.spare];
    this.list = [];
    for (const lab of gone) this.discard(lab);
  }
}

/**
 * Some of these steps, evenly, the last among them.
 * @param {number[]} steps
 */
function thinned(steps) {
  const every = Math.ceil(steps.length / SCORES);
  return steps.filter((_, i) => (steps.length - 1 - i) % every === 0);
}
