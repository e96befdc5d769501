/** What is measured beside the run: steps a second, and the dear evaluation over all examples. */

const EVALUATE_EVERY = 500; // ms
const SLICE = 8; // ms of it in a frame

export class Clock {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {import('../wasm/types.js').Evaluation|null} */
    this.evaluation = null;
    /** The run moved since the last evaluation. */
    this.stale = true;
    /** The one under way; training waits for it, the page does not. @type {Generator<void>|null} */
    this.work = null;
    this.took = 0;
    this.next = 0;
    this.rate = 0;
    this.since = { time: 0, step: 0 };
  }

  /** Steps a second, for the transport. @param {number} now */
  measureRate(now) {
    const { player, frame } = this.desk;
    if (!player.playing) this.rate = this.since.time = 0;
    else if (!this.since.time) this.since = { time: now, step: frame.step };
    else if (now - this.since.time > 500) {
      this.rate = Math.round((1000 * (frame.step - this.since.step)) / (now - this.since.time));
      this.since = { time: now, step: frame.step };
    }
  }

  evaluateSoon() {
    this.next = 0;
  }

  forget() {
    this.evaluation = this.work = null;
    this.stale = true;
    this.next = 0;
  }

  get busy() {
    return this.work !== null;
  }

  /** Twice a second at most, and rarer where it is dear. @param {number} now */
  evaluateWhenDue(now) {
    if (this.desk.player.seeking !== null) return;
    if (!this.work && !this.due(now)) return;
    const began = performance.now();
    this.work ??= this.evaluating();
    let done;
    do done = this.work.next().done;
    while (!done && performance.now() - began < SLICE);
    this.took += performance.now() - began;
    if (!done) return;
    this.work = null;
    this.next = now + Math.max(EVALUATE_EVERY, 25 * this.took);
    this.desk.painter.changed('evaluation');
  }

  /** @param {number} now */
  due(now) {
    const { frame, company } = this.desk;
    if (!this.stale || now < this.next) return false;
    this.stale = false;
    this.took = 0;
    return this.evaluation?.step !== frame.step || company.any; // only the update changes the answers
  }

  /** Every run's score, a chunk of examples at a time. */
  *evaluating() {
    const { frame, company } = this.desk;
    if (this.evaluation?.step !== frame.step) {
      let score;
      while (!(score = this.desk.lab.evaluate_some())) yield;
      this.evaluation = score;
    }
    yield* company.evaluating();
  }
}
