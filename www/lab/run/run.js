/** One run beside the main one: its own wasm handle, where it stands, and how it follows in whole steps. */
import { phasesDone } from './player.js';

const SLICE = 2; // ms

export class Fork {
  /** @param {any} lab */
  constructor(lab) {
    this.lab = lab;
    this.letter = '';
    this.name = '';
    /** Where a change of structure left it behind; 0 for one that was asked for. */
    this.left = 0;
    this.perStep = lab.summary().phases_per_step;
    this.seeking = -1;
    this.pace = 20; // phases a millisecond can hold; corrected at every slice
    this.steps = 0;
    this.at = 0;
    this.stopped = false;
    this.look();
  }

  /** Where it stands by its own account. */
  look() {
    const frame = /** @type {import('../wasm/types.js').Frame} */ (this.lab.frame());
    this.steps = frame.step;
    this.at = phasesDone(frame.phase, this.perStep);
    this.stopped = Boolean(frame.stopped);
  }

  /** There, or as far as it ever gets. @param {number} step */
  level(step) {
    return this.seeking < 0 && (this.stopped || this.steps >= step);
  }

  /** A is at this step now; a run that is past it goes back. @param {number} step */
  head(step) {
    const target = this.seeking < 0 ? this.steps : this.seeking;
    if (target <= step && this.seeking < 0) return;
    if (target === step) return;
    this.lab.seek(step);
    this.seeking = step;
    this.stopped = false;
  }

  /** @param {number} step @param {number} end @returns {boolean} whether it has arrived */
  catchUp(step, end) {
    while (!this.level(step)) {
      if (performance.now() >= end) return false;
      if (this.seeking >= 0) this.seekSlice();
      else this.advance(step);
    }
    return true;
  }

  seekSlice() {
    const there = this.timed((n) => this.lab.seek_advance(n));
    if (!there) return;
    this.seeking = -1;
    this.look();
  }

  /** @param {number} step */
  advance(step) {
    const left = (step - this.steps) * this.perStep - this.at;
    const asked = Math.max(1, Math.min(left, Math.round(SLICE * this.pace)));
    const done = this.timed(() => this.lab.advance(asked), asked);
    this.at += done;
    this.steps += Math.floor(this.at / this.perStep);
    this.at %= this.perStep;
    if (done < asked) this.stopped = true;
  }

  /** @template T @param {(phases: number) => T} run @param {number} [phases] */
  timed(run, phases = Math.max(1, Math.round(SLICE * this.pace))) {
    const before = performance.now();
    const result = run(phases);
    const took = Math.max(0.02, performance.now() - before);
    if (phases > 1 || took > 1) this.pace = 0.7 * this.pace + 0.3 * (phases / took);
    return result;
  }

  /** How far it has come on its way, 0 to 1. @param {number} step */
  progress(step) {
    if (this.level(step)) return 1;
    const at = this.seeking < 0 ? this.steps : this.lab.frame().step;
    return Math.min(1, at / Math.max(1, step));
  }
}
