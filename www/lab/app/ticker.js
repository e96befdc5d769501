/** One frame of the lab: advances the runs, reads them, and reports what changed. */

const READ = 33; // ms between two readings of the frame during fast playing
const CATCH_UP = 10; // ms of a frame for runs that are behind

const SEEN = 30; // phases a second that the eye can follow: then all pictures show the same one

/** @typedef {import('./parts.js').Parts} Parts */

export class Ticker {
  readAt = 0;
  /** The step that was told last. @type {number|null} */
  told = null;
  status = 'loading';

  /**
   * @param {Parts} parts
   * @param {{status: (status: string) => void, tell: (name: string, detail: object) => void}} outside
   * @param {{look: (now: number) => void}} alarms
   */
  constructor(parts, outside, alarms) {
    this.parts = parts;
    this.outside = outside;
    this.alarms = alarms;
  }

  /**
   * @param {number} now
   * @param {boolean} [quiet] on a way of which only the end is told
   * @returns {boolean} whether there is more to do
   */
  tick(now, quiet = false) {
    const { player, reading, runs, evaluation, snapshot, openings, painter } = this.parts;
    const wasSeeking = player.seeking;
    this.told ??= reading.frame.step;
    if (evaluation.busy && player.seeking === null)
      player.forgetTime(); // an evaluation needs a run that does not move
    else if (player.tick(now)) {
      this.readWhenDue(now);
      if (player.playing && player.rate <= SEEN) painter.now('frame');
      if (snapshot.takeWhenDue()) painter.now('snapshot');
    }
    if (wasSeeking !== null && player.seeking === null) this.settle();
    if (player.playing && player.until !== null && runs.step >= player.until) player.pause();
    const behind = this.keepUp();
    const { step, loss } = reading.frame;
    if (step !== this.told && !quiet) {
      this.told = step;
      this.outside.tell('lab-step', { step, loss });
    }
    this.alarms.look(now);
    evaluation.measureRate(now);
    evaluation.tick(now);
    this.showStatus();
    const busy = player.playing || player.seeking !== null || evaluation.stale || evaluation.busy;
    return painter.work() || busy || behind || openings.busy;
  }

  /**
   * During fast playing, the frame is read only as often as it is drawn.
   * @param {number} now
   */
  readWhenDue(now) {
    const { player } = this.parts;
    const exact = !player.playing || !player.blurred || player.until !== null || player.speed === 'frame';
    if (!exact && now - this.readAt < READ) return;
    this.readAt = now;
    this.read();
  }

  /** After anything moved. */
  read() {
    const { reading, evaluation, runs, player, painter } = this.parts;
    reading.read();
    evaluation.stale = true;
    if (reading.frame.stopped && !runs.alive) player.pause();
    painter.changed('frame');
  }

  /**
   * While the main run waits, the others catch up, one slice per frame.
   * @returns {boolean} whether there is more to do
   */
  keepUp() {
    const { runs, player, painter, evaluation } = this.parts;
    if (!runs.behind || (player.playing && player.seeking === null)) return false;
    runs.catchUp(performance.now() + CATCH_UP);
    painter.changed('runs');
    if (!runs.behind) evaluation.stale = true;
    return runs.behind;
  }

  /** The main run came to rest: status, link and evaluation follow. */
  settle() {
    const { link, evaluation, painter } = this.parts;
    this.read();
    this.tellStatus();
    link.update();
    link.remember();
    evaluation.soon();
    painter.changed('play', 'frame');
  }

  showStatus() {
    if (this.tellStatus() === 'playing') this.settle();
  }

  /** @returns {string|null} the status that was, if it is another one now */
  tellStatus() {
    const { comparing, openings, player, reading, painter } = this.parts;
    const still = reading.frame.stopped ? 'stopped' : 'ready';
    const coming = openings.busy || comparing.coming.texts.length > 0;
    const status = player.seeking !== null || coming ? 'loading' : player.playing ? 'playing' : still;
    const was = this.status;
    if (was === status) return null;
    this.announce(status);
    painter.changed('play');
    return was;
  }

  /** @param {string} status */
  announce(status) {
    this.status = status;
    this.outside.status(status);
  }
}
