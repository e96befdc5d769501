/**
 * Plays the run: advances phases until the frame's budget is spent, so that even a slow step never freezes drawing or
 * keys. The slow speeds show one phase at a time.
 */
import { phasesTo } from './phase.js';
import { actRate, easeRate, phaseRate, slowFor } from './speed.js';

/** Milliseconds of arithmetic per frame; the rest of the frame belongs to the pictures. */
const BUDGET = 12;
/** Milliseconds that may be added to a frame to finish a step. */
const CHEAP = 3;
/** Milliseconds that a click may take; what takes longer goes on in slices, with a bar. */
const NEAR = 60;
/** Phases that may lie between a stop and the last good one. */
const BEFORE = 4;
/** Above this many steps per second, pictures of single phases would only flicker. */
const BLUR = 2.5;

export class Player {
  /**
   * @param {import('./runs.js').Runs} runs
   * @param {import('./reading.js').Reading} reading
   */
  constructor(runs, reading) {
    this.runs = runs;
    this.reading = reading;
    this.speed = 'fast';
    /** The speed of an experiment that asks for none, unless the reader has chosen one. */
    this.usual = 'fast';
    this.chosen = false;
    /** Whether the first steps are an opening act, and not only a slow start. @type {() => boolean} */
    this.acts = () => false;
    /** Phases a second, as last shown. */
    this.rate = Infinity;
    this.playing = false;
    /** Stop at this step. @type {number|null} */
    this.until = null;
    /** The step to which the main run is being re-computed. @type {number|null} */
    this.seeking = null;
    /** How many phases may still be undone on the way to the last good one. */
    this.undoing = 0;
    this.credit = 0;
    this.started = 0;
    this.last = 0;
    this.budget = BUDGET;
    this.eager = false;
    /** Whether phases go by too quickly to be shown one by one. */
    this.blurred = false;
    /** Whether a picture waits for the end of a step, because it must show one batch. @type {() => boolean} */
    this.awaited = () => false;
  }

  get main() {
    return this.runs.main;
  }

  get perStep() {
    return this.main.perStep;
  }

  /** Whether it plays, or is on its way to a step. */
  get busy() {
    return this.playing || this.seeking !== null;
  }

  /**
   * @param {number|null} until
   * @param {boolean} eager no slow first steps
   */
  play(until = null, eager = false) {
    this.eager = eager;
    this.playing = true;
    this.until = until;
    this.started = 0;
    this.credit = 1;
  }

  pause() {
    this.playing = false;
    this.undoing = 0;
    this.until = null;
    this.blurred = false;
  }

  /** Another experiment, with the speed that it asks for. @param {import('../wasm/types.js').Summary} summary */
  begin(summary) {
    if (!this.chosen) this.speed = slowFor(summary) ?? this.usual;
  }

  /** The reader's choice, which stays. @param {string} speed */
  setSpeed(speed) {
    this.chosen = true;
    this.speed = speed;
    this.started = 0;
  }

  /**
   * Re-computes the main run up to a step, in slices.
   * @param {number} step
   */
  seek(step) {
    this.pause();
    this.main.lab.seek(step);
    this.seeking = step;
    this.blurred = true; // nobody can follow its phases
  }

  /**
   * Runs the main run on by some phases, at once if they are few or quick, else in slices.
   * @param {number} phases
   */
  head(phases) {
    this.main.lab.head(phases);
    this.pursue();
  }

  /** Undoes one phase of the main run, which may repeat two steps: at once if they are quick, else in slices. */
  back() {
    if (this.main.lab.head_back()) this.pursue();
  }

  /** Goes back to just before the value that is not finite. */
  beforeStop() {
    this.undoing = BEFORE;
    this.undo();
  }

  /** Undoes one phase after the other until the run stands at a good one; goes on later where one is slow. */
  undo() {
    while (this.undoing > 0 && this.seeking === null) {
      const stuck = !this.main.lab.frame().stopped || !this.main.lab.head_back();
      this.undoing = stuck ? 0 : this.undoing - 1;
      if (!stuck) this.pursue();
    }
  }

  /** Goes where the lab is heading. */
  pursue() {
    const end = performance.now() + NEAR;
    this.seeking = this.reading.frame.step;
    do this.seekSlice();
    while (this.seeking !== null && performance.now() < end);
  }

  /** After a hidden tab or a scroll away: the run does not make up for the time that passed. */
  forgetTime() {
    this.last = 0;
  }

  /**
   * Does the arithmetic of one frame.
   * @param {number} now
   * @returns {boolean} whether anything advanced
   */
  tick(now) {
    const elapsed = this.last ? Math.min(100, now - this.last) : 16;
    this.last = now;
    // When frames come late, on a slow machine or with a costly picture, the arithmetic gives way first.
    this.budget = elapsed > 30 ? Math.max(3, 0.8 * this.budget) : Math.min(BUDGET, 1.1 * this.budget);
    if (this.seeking !== null) {
      this.seekSlice();
      this.undo();
      return true;
    }
    if (!this.playing) return false;
    if (!this.started) this.started = now;
    return this.advance(Math.min(this.allowance(now, elapsed), this.awaited() ? this.toEnd() : Infinity));
  }

  /** Phases to the end of the current step. */
  toEnd() {
    const frame = this.main.lab.frame();
    return frame.stopped ? Infinity : phasesTo(frame.step + 1, frame, this.perStep);
  }

  seekSlice() {
    const end = performance.now() + 1.5 * BUDGET;
    const { main } = this;
    const on = (/** @type {number} */ phases) => {
      if (main.pace.timed((n) => main.lab.seek_advance(n), phases)) this.seeking = null;
    };
    while (this.seeking !== null && performance.now() < end) on(main.pace.slice());
    // What is there meanwhile is shown at the end of a step.
    if (this.seeking !== null && this.blurred && this.perStep / main.pace.perMillisecond < CHEAP) on(this.toEnd());
    if (this.seeking === null && !this.playing) this.blurred = false;
  }

  /**
   * Phases that this frame may show.
   * @param {number} now
   * @param {number} elapsed
   */
  allowance(now, elapsed) {
    const { frame } = this.reading;
    const left = this.until === null ? Infinity : phasesTo(this.until, frame, this.perStep);
    if (left <= 0) return 0;
    const tempo = this.tempo(now);
    const rate = Math.min(phaseRate(this.speed, this.perStep), tempo);
    this.rate = rate;
    this.blurred = rate > BLUR * this.perStep;
    if (rate === Infinity) return left;
    if (this.speed === 'frame' && tempo === Infinity)
      return Math.min(left, phasesTo(frame.step + 1, frame, this.perStep));
    this.credit += (rate * elapsed) / 1000;
    const whole = Math.floor(this.credit);
    this.credit -= whole;
    return Math.min(left, whole);
  }

  /**
   * Phases per second that the first steps allow.
   * @param {number} now
   */
  tempo(now) {
    if (this.eager) return Infinity;
    if (this.acts()) return actRate(this.reading.frame, this.perStep);
    return this.chosen ? Infinity : easeRate(this.perStep, (now - this.started) / 1000);
  }

  /** Whether it plays a step of the opening act. */
  get opening() {
    return this.playing && !this.eager && this.acts() && actRate(this.reading.frame, this.perStep) < Infinity;
  }

  /**
   * @param {number} phases
   * @returns {boolean} whether anything advanced
   */
  advance(phases) {
    const end = performance.now() + this.budget;
    const moved = phases > 0;
    if (this.runs.any) {
      this.march(end, phases);
      if (this.hastens(moved)) this.closeRanks();
      return true;
    }
    for (let left = phases; left > 0 && performance.now() < end; ) {
      const asked = Math.min(left, this.main.pace.slice());
      const done = this.main.pace.timed((n) => this.main.lab.advance(n), asked);
      left -= done;
      if (done < asked) {
        this.pause(); // a value that is not a number ended the run
        return moved;
      }
    }
    if (this.hastens(moved)) this.finishStep();
    return moved;
  }

  /**
   * During fast playing a whole step is shown if finishing it costs next to nothing.
   * @param {boolean} moved
   */
  hastens(moved) {
    return this.blurred && moved && this.perStep / this.main.pace.perMillisecond < CHEAP;
  }

  /** The end of the current step for all runs, so that what is shown of them compares. */
  closeRanks() {
    const { runs, main, perStep } = this;
    if (main.at > 0 && !main.stopped) main.advance(perStep - main.at);
    if (main.stopped) runs.beyond = Math.max(runs.beyond, main.steps + 1);
    runs.catchUp(performance.now() + CHEAP);
  }

  /**
   * One frame's arithmetic for all runs together: the main run waits for the others before each of its steps.
   * @param {number} end
   * @param {number} phases
   */
  march(end, phases) {
    const { runs, main, perStep } = this;
    for (let left = phases; left > 0 && performance.now() < end && runs.catchUp(end); ) {
      if (main.stopped) {
        if (!runs.alive || (this.until !== null && runs.beyond >= this.until)) return this.pause();
        runs.beyond += 1;
        left -= perStep;
      } else {
        left -= Math.max(1, main.advance(Math.min(left, main.pace.slice(), perStep - main.at)));
        if (main.stopped) runs.beyond = main.steps + 1;
      }
    }
    return undefined;
  }

  /** A whole step of all runs; of those that can, where the main one has stopped. */
  oneStep() {
    const { frame } = this.reading;
    if (this.runs.alive) this.runs.beyond += 1;
    else this.head(Math.max(1, phasesTo(frame.step + 1, frame, this.perStep)));
  }

  /** To the end of the current step, if one has begun. */
  finishStep() {
    const frame = this.main.lab.frame();
    if (!frame.stopped && frame.phase.name !== 'update') {
      this.head(phasesTo(frame.step + 1, frame, this.perStep));
    }
  }
}
