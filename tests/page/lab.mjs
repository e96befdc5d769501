// A lab that counts its phases, for tests of what stands around it; and stand-ins for the module's own functions.
import assert from 'node:assert/strict';
import { use } from '../../www/lab/wasm/module.js';

/** What the page asks the module for, in short: the real functions have their tests in Rust (tests/shown.rs). */
export const GLUE = {
  number: (x, digits) =>
    String(Number(x.toPrecision(digits)))
      .replace('-', '−')
      .replace('Infinity', '∞'),
  percent: (share, digits) => `${GLUE.number(100 * share, digits)}\u202f%`,
  count: (n) => String(n),
  share_words: (x) =>
    ({
      1: { long: 'all of it' },
      0.5: { long: 'half' },
      0: { long: 'nothing at all' },
      12: { long: '12 times as much' },
    })[x] ?? { long: x < 0.1 ? `1 part in ${GLUE.number(1 / x, 2)}` : GLUE.percent(x, 2) },
  power: (exponent) => `10^${exponent}`,
  share_tick: (exponent) => `1 in 10^${Math.abs(exponent)}`,
  log_place: (value, low, high) => Math.max(0, Math.min(1, (Math.log10(Math.abs(value)) - low) / (high - low))),
  widened: (low, high, values) => {
    const exponents = values.filter(Boolean).map((value) => Math.log10(Math.abs(value)));
    return Int32Array.of(Math.min(low, ...exponents), Math.max(high, ...exponents));
  },
  scale_ticks: (low, high) => [low, 0, high, 1],
  no_room_for: () => undefined,
  no_room_for_job: () => undefined,
  job_needs: () => 1,
  count_workers: () => {},
  forget_weights: () => {},
};

use(GLUE); // for every test that imports this

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
  /** How many handles the memory holds, and how many more once all have shrunk. */
  static room = Infinity;
  static spare = 0;
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
    return {
      step,
      phase: { name, stage },
      done: this.phases % PER_STEP,
      stopped: this.phases >= this.stopsAt ? { step } : null,
    };
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
  head(n) {
    this.target = this.phases + n;
  }
  head_back() {
    if (!this.phases) return false;
    this.target = this.phases - 1;
    this.phases = Math.max(0, this.phases - 2 * PER_STEP);
    return true;
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
  /** None of its experiments takes long to open. */
  room_ahead() {
    return true;
  }
  opening() {
    return undefined;
  }
  beside(text) {
    return new CountingLab(text);
  }
  refusal() {
    if (CountingLab.alive < CountingLab.room) return null;
    return { text: 'There is no room', choices: [{ key: 'batch', value: '2', label: 'Batch 2' }] };
  }
  /** Whether there is memory for what takes its place, and for a copy beside it. */
  room_for(_text, copy) {
    return CountingLab.alive + copy <= CountingLab.room;
  }
  reach_cancel() {}
  shrink() {
    CountingLab.room += CountingLab.spare;
    CountingLab.spare = 0;
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
