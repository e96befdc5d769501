/**
 * The Jacobians behind a reach are dear: they are worked out in slices between frames, one run after the other, and
 * only while their chart is in sight. Each is a snapshot, so the runs may go on meanwhile.
 */

const PACE = 1000; // ms from one picture to the next while runs play
const SLICE = 5; // ms of a frame

export class DearReach {
  /**
   * @param {import('../app/desk.js').Desk} desk
   * @param {HTMLCanvasElement} canvas where it will be drawn
   * @param {'time'|'compare'} view
   * @param {() => void} done
   */
  constructor(desk, canvas, view, done) {
    this.desk = desk;
    this.canvas = canvas;
    this.view = view;
    this.done = done;
    this.key = '';
    /** The runs that are still to be worked out, the first of them under way. @type {any[]} */
    this.waiting = [];
    this.begun = false;
    this.next = 0;
    this.pace = 4; // steps in time that a millisecond holds; corrected at every slice
    this.cost = 0;
  }

  get busy() {
    return this.desk.player.playing || this.desk.company.behind;
  }

  /** While runs play, only what is really seen is worked out. */
  get inSight() {
    const { top, bottom, width } = this.canvas.getBoundingClientRect();
    const shown = this.desk.summary.time && this.desk.shell.node.dataset.view === this.view && width > 0;
    return shown && (!this.busy || (bottom > 0 && top < innerHeight));
  }

  /**
   * Begins anew where the key says that something else is to be seen.
   * @param {string} key
   * @param {any[]} labs
   */
  want(key, labs) {
    if (key === this.key || !this.inSight || (this.busy && (this.waiting.length || performance.now() < this.next)))
      return;
    Object.assign(this, { key, waiting: [...labs], begun: false, cost: 0 });
    this.desk.painter.changed('reach');
  }

  /** A slice; true while there is more to do. */
  tick() {
    const [lab] = this.waiting;
    if (lab && !lab.__wbg_ptr) this.forget(); // it was dropped meanwhile
    if (!lab?.__wbg_ptr || !this.inSight) return false;
    const began = performance.now();
    if (!this.begun) lab.reach_begin(this.desk.choice.example);
    this.begun = true;
    const asked = Math.max(1, Math.round(SLICE * this.pace));
    const there = lab.reach_advance(asked);
    const took = Math.max(0.02, performance.now() - began);
    this.cost += took;
    if (!there) this.pace = 0.7 * this.pace + 0.3 * (asked / took);
    else this.arrive();
    return this.waiting.length > 0;
  }

  arrive() {
    this.waiting.shift();
    this.begun = false;
    if (this.waiting.length) return;
    this.next = performance.now() + Math.max(PACE, 10 * this.cost);
    this.done();
  }

  /** The labs are others now. */
  forget() {
    this.key = '';
    this.waiting = [];
  }
}
