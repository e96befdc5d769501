/**
 * The runs: the main one (A) and up to three beside it (B to D), which differ in what the user changed. All see the
 * same data in the same batches and stay at the same step: A takes no new step before the others have caught up. If A
 * has stopped at a NaN, the others go on alone. Runs are created, named by id, and discarded only here.
 */
import { enter, leave } from './room.js';
import { Run } from './run.js';

/** Runs beside the main one, at most. */
export const MOST = 3;
const LETTERS = 'ABCD';

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
    /** The main run first. @type {Run[]} */
    this.list = [this.make(lab)];
    /** Where the others are when the main run has stopped. */
    this.beyond = 0;
    /** The step that a link asked for, which the main run may never reach. */
    this.asked = 0;
  }

  /** @param {import('../wasm/types.js').Lab} lab */
  make(lab) {
    this.made += 1;
    enter(lab);
    return new Run(lab, this.made);
  }

  get main() {
    return this.list[0];
  }

  get others() {
    return this.list.slice(1);
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

  /** @param {import('../wasm/types.js').Lab} lab */
  adopt(lab) {
    const run = this.make(lab);
    this.spare.delete(lab);
    this.list.push(run);
    run.head(this.step);
    this.rename();
    return run;
  }

  /** @param {number} id never the main run's: that one is replaced, not removed */
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
   * This run becomes the main one, which takes its place.
   * @param {number} id
   * @returns {boolean} whether the run is still there
   */
  promote(id) {
    const place = this.list.findIndex((run) => run.id === id);
    if (place < 1) return false;
    const next = [...this.list];
    [next[0], next[place]] = [next[place], next[0]];
    this.list = next;
    next[place].left = 0;
    this.beyond = 0;
    this.rename();
    return true;
  }

  /** The main run's experiment has changed, so the differences of the others have changed too. */
  rename() {
    this.list.forEach((run, place) => {
      run.letter = LETTERS[place];
      run.name = place ? this.main.lab.differs(run.lab).name : '';
    });
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
