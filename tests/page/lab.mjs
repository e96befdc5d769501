// A lab that counts its phases, for tests of what stands around it.
import assert from 'node:assert/strict';

/** Two stages: sample, forward, forward, loss, backward, backward, clip, update. */
export const PHASES = [
  ['update', null],
  ['sample', null],
  ['forward', 0],
  ['forward', 1],
  ['loss', null],
  ['backward', 1],
  ['backward', 0],
  ['clip', null],
];
export const PER_STEP = PHASES.length;

/** A lab that counts its phases and may stop in a step. */
export class CountingLab {
  static alive = 0;
  phases = 0;
  target = 0;
  constructor(text = '', stopsAt = Infinity) {
    Object.assign(this, { name: text, stopsAt });
    CountingLab.alive += 1;
  }
  free() {
    assert.ok(!this.gone, 'a handle ends once');
    this.gone = true;
    CountingLab.alive -= 1;
  }
  summary() {
    return { phases_per_step: PER_STEP, stages: 2, target_step: 0, batch: 4, time: null };
  }
  frame() {
    assert.ok(!this.gone, 'nobody asks a handle that has ended');
    const [name, stage] = this.phases ? PHASES[this.phases % PER_STEP] : ['start', null];
    const step = Math.floor(this.phases / PER_STEP);
    return { step, phase: { name, stage }, stopped: this.phases >= this.stopsAt ? { step } : null };
  }
  advance(n) {
    const done = Math.min(n, this.stopsAt - this.phases);
    this.phases += done;
    return done;
  }
  seek(step) {
    this.target = step * PER_STEP;
    if (this.phases > this.target) this.phases = 0;
  }
  seek_advance(n) {
    this.phases = Math.min(this.target, this.phases + n);
    return this.phases === this.target;
  }
  differs(other) {
    return { name: other.name };
  }
  text() {
    return this.name;
  }
  fork(changes) {
    return new CountingLab(changes || this.name);
  }
  warnings() {
    return [];
  }
  knobs() {
    return { cell: 'lstm', length: '40' };
  }
  /** A text that begins with 'live' is a live knob; the same text again changes nothing. */
  change(key, value) {
    const text = `${key}=${value}`;
    if (text === this.name) return { effect: 'none', warnings: [] };
    if (key === 'live') {
      this.name += `&${text}`;
      return { effect: 'live', warnings: [] };
    }
    this.load(text);
    return { effect: 'restart', warnings: [] };
  }
  load(text) {
    Object.assign(this, { name: text, phases: 0 });
    return [];
  }
  reset() {
    this.phases = 0;
  }
  evaluate_some() {
    return { step: this.frame().step, test_loss: 1 };
  }
}
