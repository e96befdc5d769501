/**
 * Playing is advancing phases until the frame's budget is spent, so that the slowest step never freezes a
 * picture or a key press. The slow speeds show one phase at a time.
 */

/** Milliseconds of arithmetic per frame; the rest of the frame belongs to the pictures. */
const BUDGET = 12;
/** Milliseconds of a step that may be added to make it whole. */
const CHEAP = 3;

/** @type {{key: string, label: string}[]} */
export const SPEEDS = [
  { key: 'ease', label: 'first step slowly, then fast' },
  { key: 'slow', label: '2 phases a second' },
  { key: 'medium', label: '10 phases a second' },
  { key: 'frame', label: '1 step a frame' },
  { key: 'fast', label: 'as fast as it goes' },
];

export class Player {
  constructor() {
    /** @type {any} */
    this.lab = null;
    this.speed = 'ease';
    this.playing = false;
    /** Stop at this step. @type {number|null} */
    this.until = null;
    /** A step to which the run is being re-computed. @type {number|null} */
    this.seeking = null;
    this.pace = 50; // phases a millisecond can hold; corrected at every slice
    this.credit = 0;
    this.started = 0;
    this.last = 0;
    this.budget = BUDGET;
    this.eager = false;
    /** True while phases go by too quickly to be shown one by one. */
    this.blurred = false;
    /** The runs beside this one, which keep in step. @type {import('./runs.js').Company|null} */
    this.company = null;
    /** Whether the end of a step is waited for, by pictures that must be of one batch. @type {() => boolean} */
    this.awaited = () => false;
  }

  /** @param {any} lab @param {import('../wasm/types.js').Summary} summary */
  attach(lab, { phases_per_step: perStep }) {
    this.lab = lab;
    this.perStep = perStep;
    this.pace = Math.min(this.pace, 20);
  }

  /** @param {number|null} until @param {boolean} eager no slow first step */
  play(until = null, eager = false) {
    this.eager = eager;
    this.playing = true;
    this.until = until;
    this.started = 0;
    this.credit = 1;
  }

  pause() {
    this.playing = false;
    this.until = null;
    this.blurred = false;
  }

  /** Re-computes the run up to a step, in slices. @param {number} step */
  seek(step) {
    this.pause();
    this.lab.seek(step);
    this.seeking = step;
  }

  /** After a hidden tab or a scroll away, the time that passed is not owed. */
  forgetTime() {
    this.last = 0;
  }

  /**
   * One frame's worth of arithmetic.
   * @param {number} now @param {import('../wasm/types.js').Frame} frame
   * @returns {boolean} whether anything advanced
   */
  tick(now, frame) {
    const elapsed = this.last ? Math.min(100, now - this.last) : 16;
    this.last = now;
    // When frames come late, on a slow machine or with a dear picture, the arithmetic gives way first.
    this.budget = elapsed > 30 ? Math.max(3, 0.8 * this.budget) : Math.min(BUDGET, 1.1 * this.budget);
    if (this.seeking !== null) return this.seekSlice();
    if (!this.playing) return false;
    if (!this.started) this.started = now;
    return this.advance(Math.min(this.allowance(now, elapsed, frame), this.awaited() ? this.toEnd() : Infinity));
  }

  /** Phases to the end of the step under way. */
  toEnd() {
    const frame = this.lab.frame();
    return frame.stopped ? Infinity : this.phasesTo(frame.step + 1, frame);
  }

  seekSlice() {
    const end = performance.now() + 1.5 * BUDGET;
    while (performance.now() < end) {
      if (this.timed((n) => (this.lab.seek_advance(n) ? -1 : n)) < 0) {
        this.seeking = null;
        break;
      }
    }
    return true;
  }

  /**
   * Phases this frame may show.
   * @param {number} now
   * @param {number} elapsed
   * @param {import('../wasm/types.js').Frame} frame
   */
  allowance(now, elapsed, frame) {
    const left = this.until === null ? Infinity : this.phasesTo(this.until, frame);
    if (left <= 0) return 0;
    const rate = this.rate((now - this.started) / 1000);
    this.blurred = rate > 2.5 * (this.perStep ?? 25); // quicker than this a sweep would only flicker
    if (rate === Infinity) return left;
    if (this.speed === 'frame') return Math.min(left, this.phasesTo(frame.step + 1, frame));
    this.credit += (rate * elapsed) / 1000;
    const whole = Math.floor(this.credit);
    this.credit -= whole;
    return Math.min(left, whole);
  }

  /** Phases per second. @param {number} seconds since Play was pressed */
  rate(seconds) {
    const perStep = this.perStep ?? 25;
    switch (this.speed) {
      case 'slow':
        return 2;
      case 'medium':
        return 10;
      case 'frame':
        return 60 * perStep;
      case 'ease':
        return this.eager || seconds > 3 ? Infinity : Math.max(22, perStep) * 4 ** seconds * 0.85;
      default:
        return Infinity;
    }
  }

  /**
   * Phases from here to the end of a step.
   * @param {number} step
   * @param {import('../wasm/types.js').Frame} frame
   */
  phasesTo(step, frame) {
    const perStep = this.perStep ?? 25;
    return (step - frame.step) * perStep - phasesDone(frame.phase, perStep);
  }

  /** @param {number} phases @returns {boolean} */
  advance(phases) {
    const end = performance.now() + this.budget;
    if (this.company?.any) {
      this.company.march(end, phases, this);
      return true;
    }
    let left = phases;
    const moved = phases > 0;
    while (left > 0 && performance.now() < end) {
      const asked = Math.min(left, this.slice());
      const done = this.timed((n) => this.lab.advance(n), asked);
      left -= done;
      if (done < asked) {
        this.pause(); // a value that is not a number ended the run
        return moved;
      }
    }
    // What is seen of steps that fly by is a whole one, where the rest of it costs next to nothing.
    if (this.blurred && moved && (this.perStep ?? Infinity) / this.pace < CHEAP) this.finishStep();
    return moved;
  }

  /** To the end of the step under way, if one is. */
  finishStep() {
    const frame = this.lab.frame();
    if (!frame.stopped && frame.phase.name !== 'update') this.lab.advance(this.phasesTo(frame.step + 1, frame));
  }

  /** Phases that fit about 2 ms. */
  slice() {
    return Math.max(1, Math.round(2 * this.pace));
  }

  /**
   * Runs a slice and learns how long phases take.
   * @param {(n: number) => number} run
   * @param {number} [n]
   */
  timed(run, n = this.slice()) {
    const before = performance.now();
    const done = run(n);
    const took = Math.max(0.02, performance.now() - before);
    if (done > 0 && n > 1) this.pace = 0.7 * this.pace + 0.3 * (done / took);
    else if (took > 1) this.pace = 0.7 * this.pace + 0.3 * (n / took);
    return done;
  }
}

/**
 * Phases of the step under way that are over.
 * @param {import('../wasm/types.js').Phase} phase
 * @param {number} perStep
 */
export function phasesDone({ name, stage }, perStep) {
  const stages = (perStep - 4) / 2;
  const at = stage ?? 0;
  return {
    start: 0,
    update: 0,
    sample: 1,
    forward: 2 + at,
    loss: 2 + stages,
    backward: 2 + 2 * stages - at,
    clip: 3 + 2 * stages,
  }[name];
}
