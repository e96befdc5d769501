/** One run: its wasm handle, its position, and how it follows the others in whole steps. */
import { Pace } from './pace.js';

export class Run {
  /**
   * @param {import('../wasm/types.js').Lab} lab
   * @param {number} id never given twice
   * @param {string} letter
   */
  constructor(lab, id, letter) {
    this.lab = lab;
    this.id = id;
    /** Counts the experiments that this handle has held. */
    this.version = 0;
    /** Counts everything that changes the future of the run: a new experiment, a live knob, a reset. */
    this.changes = 0;
    this.letter = letter;
    /** How it differs from the runs beside it. */
    this.name = '';
    /** The key of its cell; 'none' through depth. */
    this.cell = 'none';
    /** The last score over all examples. @type {import('../wasm/types.js').Evaluation|null} */
    this.score = null;
    /** The steps at which it has scores. @type {number[]} */
    this.scored = [];
    /** Steps at which it has to be evaluated on its way, because another run was. @type {number[]} */
    this.due = [];
    /** The step at which a change of structure left this run behind; 0 for a run that the user asked for. */
    this.left = 0;
    this.perStep = lab.summary().phases_per_step;
    this.seeking = -1;
    this.pace = new Pace();
    this.steps = 0;
    this.at = 0;
    this.stopped = false;
    this.read();
  }

  /** Where it stands, as its own lab reports it. */
  read() {
    this.take(/** @type {import('../wasm/types.js').Frame} */ (this.lab.frame()));
  }

  /** @param {import('../wasm/types.js').Frame} frame its own, just read */
  take(frame) {
    this.steps = frame.step;
    this.at = frame.done;
    this.stopped = Boolean(frame.stopped);
  }

  /** The handle holds another experiment now. */
  renew() {
    this.version += 1;
    this.changes += 1;
    this.perStep = this.lab.summary().phases_per_step;
    this.seeking = -1;
    this.pace = new Pace();
    this.score = null;
    this.scored = [];
    this.due = [];
    this.read();
  }

  /**
   * A chunk of the examples.
   * @returns {boolean} whether all are evaluated
   */
  evaluateSome() {
    /** @type {import('../wasm/types.js').Evaluation|null} */
    const score = this.lab.evaluate_some();
    if (!score) return false;
    this.score = score;
    this.scored = [...this.scored.filter((step) => step < score.step), score.step];
    return true;
  }

  /**
   * Whether it is at this step, or stopped before it.
   * @param {number} step
   */
  level(step) {
    return this.seeking < 0 && (this.stopped || this.steps >= step);
  }

  /**
   * The main run is at this step now; a run that is past it goes back.
   * @param {number} step
   */
  head(step) {
    const target = this.seeking < 0 ? this.steps : this.seeking;
    if (target <= step && this.seeking < 0) return;
    if (target === step) return;
    this.lab.seek(step);
    this.seeking = step;
    this.stopped = false;
  }

  /**
   * @param {number} step
   * @param {number} end the time to stop at
   * @returns {boolean} whether it has arrived
   */
  catchUp(step, end) {
    while (!this.level(step)) {
      if (performance.now() >= end) return false;
      if (this.seeking >= 0) this.seekSlice();
      else this.goOn(step);
    }
    return true;
  }

  /**
   * A slice of the way to a step, with the evaluations that are due before it.
   * @param {number} step
   */
  goOn(step) {
    while (this.due[0] < this.steps) this.due.shift();
    const next = this.due[0] ?? step;
    if (next > this.steps) this.advanceTo(Math.min(step, next));
    else if (this.evaluateSome()) this.due.shift();
  }

  seekSlice() {
    const there = this.pace.timed((phases) => this.lab.seek_advance(phases));
    if (!there) return;
    this.seeking = -1;
    this.read();
  }

  /** @param {number} step */
  advanceTo(step) {
    const left = (step - this.steps) * this.perStep - this.at;
    this.advance(Math.max(1, Math.min(left, this.pace.slice())));
  }

  /**
   * Runs these phases and keeps count; fewer where the run stops.
   * @param {number} phases
   * @returns {number} how many were done
   */
  advance(phases) {
    const done = this.pace.timed((n) => this.lab.advance(n), phases);
    this.at += done;
    this.steps += Math.floor(this.at / this.perStep);
    this.at %= this.perStep;
    if (done < phases) this.stopped = true;
    return done;
  }

  /** The step that it has reached, on the way to another one too. */
  get reached() {
    return this.seeking < 0 ? this.steps : this.lab.frame().step;
  }

  /**
   * Its progress toward the step, 0 to 1.
   * @param {number} step
   */
  progress(step) {
    return this.level(step) ? 1 : Math.min(1, this.reached / Math.max(1, step));
  }

  /**
   * Whether it is too far from this step to be compared. In lockstep a run may be one step behind.
   * @param {number} step
   */
  behind(step) {
    return !this.level(step) && (this.seeking >= 0 || step - this.steps > 1);
  }
}
