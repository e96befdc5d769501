/** Measurements beside the run: steps per second, and the costly evaluation: over all examples, and over the plane. */

const EVERY = 500; // ms
const SLICE = 5; // ms of it in a frame
const FINENESS = 50; // points a side of the picture of the boundary

export class Evaluation {
  /**
   * @param {import('./reading.js').Reading} reading
   * @param {import('./player.js').Player} player
   * @param {(reason: string) => void} redraw
   */
  constructor(reading, player, redraw) {
    this.reading = reading;
    this.player = player;
    this.runs = reading.runs;
    this.redraw = redraw;
    /** @type {import('../wasm/types.js').Evaluation|null} */
    this.score = null;
    /** Whether the run has moved since the last evaluation. */
    this.stale = true;
    /** The evaluation that has begun; training waits for it, the page does not. @type {Generator<void>|null} */
    this.work = null;
    /** Whether the picture of the boundary is on the page. @type {() => boolean} */
    this.shows = () => false;
    /** The step of that picture. */
    this.pictured = -1;
    this.took = 0;
    this.next = performance.now() + EVERY; // when the lab is opened the pictures come first
    this.rate = 0;
    this.since = { time: 0, step: 0 };
  }

  /**
   * Steps a second, for the transport.
   * @param {number} now
   */
  measureRate(now) {
    const { step } = this.reading.frame;
    if (!this.player.playing) this.rate = this.since.time = 0;
    else if (!this.since.time) this.since = { time: now, step };
    else if (now - this.since.time > 500) {
      this.rate = Math.round((1000 * (step - this.since.step)) / (now - this.since.time));
      this.since = { time: now, step };
    }
  }

  soon() {
    this.next = 0;
  }

  /** Another experiment: the score of the earlier one does not apply to it. */
  forget() {
    this.score = this.work = null;
    this.pictured = -1;
    this.stale = true;
    this.next = 0;
  }

  get busy() {
    return this.work !== null;
  }

  /**
   * Twice a second at most, and less often where it is costly.
   * @param {number} now
   */
  tick(now) {
    if (this.player.seeking !== null) return;
    if (!this.work && !this.due(now)) return;
    const began = performance.now();
    this.work ??= this.evaluating();
    let done = false;
    do done = Boolean(this.work.next().done);
    while (!done && performance.now() - began < SLICE);
    this.took += performance.now() - began;
    if (!done) return;
    this.work = null;
    this.next = now + Math.max(EVERY, 25 * this.took);
    this.redraw('evaluation');
  }

  /** @param {number} now */
  due(now) {
    if (!this.stale || now < this.next) return false;
    this.stale = false;
    this.took = 0;
    const { step } = this.reading.frame; // only the update changes the answers
    return this.score?.step !== step || this.runs.any || (this.shows() && this.pictured !== step);
  }

  /**
   * Evaluates every run at the main run's step, one chunk of examples at a time. A run that has gone, has changed or is
   * still on its way is left out.
   */
  *evaluating() {
    const { main, others } = this.runs;
    const { step } = this.reading.frame;
    if (this.score?.step !== step) {
      while (this.runs.main === main && !main.evaluateSome()) yield;
      if (this.runs.main === main) this.score = main.score;
    }
    for (const run of others) {
      while (this.evaluable(run) && !this.evaluateAt(run)) yield;
    }
    if (!this.shows()) return;
    while (this.runs.main === main && !main.lab.boundary_some(FINENESS)) yield;
    this.pictured = step;
  }

  /**
   * @param {import('./run.js').Run} run
   * @returns {boolean} whether all is done
   */
  evaluateAt(run) {
    if (run.level(this.runs.step)) return run.evaluateSome();
    run.advanceTo(this.runs.step);
    return false;
  }

  /** @param {import('./run.js').Run} run */
  evaluable(run) {
    const { main, step } = this.runs;
    return this.runs.get(run.id) === run && run !== main && !run.stopped && !run.behind(step);
  }
}
