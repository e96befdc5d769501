/** What is measured beside the run: steps a second, and the dear evaluation over all examples. */

const EVALUATE_EVERY = 500; // ms

export class Clock {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {import('./types.js').Evaluation|null} */
    this.evaluation = null;
    /** The run moved since the last evaluation. */
    this.stale = true;
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
    this.evaluation = null;
    this.stale = true;
    this.next = 0;
  }

  /** Twice a second at most, and rarer where it is dear. @param {number} now */
  evaluateWhenDue(now) {
    const { player, frame, lab, painter } = this.desk;
    if (!this.stale || now < this.next || player.seeking !== null) return;
    this.stale = false;
    const began = performance.now();
    if (this.evaluation?.step !== frame.step) this.evaluation = lab.evaluate(); // only the update changes the answers
    else if (!this.desk.company.any) return;
    this.desk.company.evaluate();
    const took = performance.now() - began;
    this.next = now + Math.max(EVALUATE_EVERY, (took > 200 ? 60 : 25) * took); // a stall that is seen must be rare
    painter.changed('evaluation');
  }
}
