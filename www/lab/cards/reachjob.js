/**
 * Computes the Jacobians behind a reach. They are costly: a slice between two frames, one run after the other, and
 * only while their chart is in sight. Each is a snapshot, so the runs may go on meanwhile.
 */

import { Pace } from '../run/pace.js';
import { lives } from '../run/room.js';

const PACE = 1000; // ms from one picture to the next while runs play
const SLICE = 5; // ms of a frame

/** @typedef {import('../wasm/types.js').Lab} Lab */

/** A lab computes one reach at a time: for which job. @type {WeakMap<Lab, ReachJob>} */
const computing = new WeakMap();

export class ReachJob {
  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {HTMLCanvasElement} canvas where the result will be drawn
   * @param {import('../run/view.js').Tab} tab on which it is shown
   * @param {() => void} done
   */
  constructor({ view, actions }, canvas, tab, done) {
    this.view = view;
    this.actions = actions;
    this.canvas = canvas;
    this.tab = tab;
    this.done = done;
    this.key = '';
    /**
     * The runs that are still to be computed, the first of them now. Each is a function that returns the run's handle,
     * or null if it has gone or changed.
     * @type {(() => Lab|null)[]}
     */
    this.waiting = [];
    /** The handle in which the first of them is being computed. @type {Lab|null} */
    this.at = null;
    /** Why there is no memory for it. */
    this.refusal = '';
    this.next = 0;
    this.pace = new Pace(); // of time steps
    this.cost = 0;
  }

  get busy() {
    return this.view.playing || this.view.othersBehind;
  }

  /** While runs play, only a visible chart is computed. */
  get inSight() {
    const { top, bottom, width } = this.canvas.getBoundingClientRect();
    const shown = this.view.summary.time && this.view.tab === this.tab && width > 0;
    return shown && (!this.busy || (bottom > 0 && top < innerHeight));
  }

  /**
   * Restarts if the key has changed.
   * @param {string} key
   * @param {(() => Lab|null)[]} labs
   */
  want(key, labs) {
    if (key === this.key || !this.inSight) return;
    if (this.busy && (this.waiting.length || performance.now() < this.next)) return;
    this.cancel();
    Object.assign(this, { key, waiting: [...labs], cost: 0 });
    this.actions.redraw('reach');
  }

  /** A slice; true while there is more to do. */
  work() {
    if (this.waiting.length === 0) return false;
    const lab = this.waiting[0]();
    if (!lab) this.forget(); // dropped, or another experiment by now
    if (!lab || !this.inSight) return false;
    const began = performance.now();
    this.at = lab;
    if (computing.get(lab) !== this) {
      this.refusal = lab.reach_begin(this.view.example) ?? '';
      this.pace = new Pace();
    }
    computing.set(lab, this);
    if (this.refusal) {
      this.cancel();
      this.done();
      return false;
    }
    /** @type {boolean|undefined} */
    let there;
    do there = this.pace.timed((steps) => lab.reach_advance(steps));
    while (there === false && performance.now() < began + SLICE);
    this.cost += performance.now() - began;
    if (there === undefined)
      this.forget(); // its memory was needed
    else if (there) this.arrive(lab);
    return this.waiting.length > 0;
  }

  /** @param {Lab} lab */
  arrive(lab) {
    this.waiting.shift();
    this.at = null;
    computing.delete(lab);
    if (this.waiting.length) return;
    this.next = performance.now() + Math.max(PACE, 10 * this.cost);
    this.done();
  }

  /** The runs have changed. */
  forget() {
    this.key = '';
    this.cancel();
  }

  /** What is under way gives back its memory. */
  cancel() {
    if (this.at && computing.get(this.at) === this) {
      computing.delete(this.at);
      if (lives(this.at)) this.at.reach_cancel();
    }
    this.at = null;
    this.waiting = [];
  }
}
