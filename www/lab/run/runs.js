/**
 * The runs beside the main one (A): up to three forks, B to D, that differ in what the student changed. All see the
 * same data and the same batches and are kept at equal steps: A takes no new step before the others have caught up,
 * and where A has stopped on a NaN the others go on alone.
 */
import { Fork } from './run.js';
import { phasesDone } from './player.js';
import { Pool } from '../wasm/pool.js';
import { otherKinds } from './cells.js';

/** Runs beside A. */
export const MOST = 3;
const LETTERS = 'ABCD';
const CATCH_UP = 10; // ms of a frame
/** Steps that 'compare with before' brings both runs to at once, at most. */
const MOST_STEPS = 2000;

export class Company {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** For what takes many runs. */
    this.pool = new Pool(desk.glue);
    /** @type {Fork[]} */
    this.forks = [];
    this.lead = { steps: 0, at: 0, stopped: false };
    /** Where the others are when A has stopped. */
    this.beyond = 0;
    /** The step that a link asked for, which A may never reach. */
    this.asked = 0;
  }

  get any() {
    return this.forks.length > 0;
  }

  /** The step that all are at or on their way to. */
  get step() {
    return this.lead.stopped && this.any ? this.beyond : this.lead.steps;
  }

  /** Whether a run is left that can go on where A cannot. */
  get alive() {
    return this.lead.stopped && this.forks.some((fork) => !fork.stopped);
  }

  /** 'B' or 'B and C' */
  names() {
    return this.forks.map(({ letter }) => letter).join(' and ');
  }

  get behind() {
    return this.forks.some((fork) => !fork.level(this.step));
  }

  // ---- in lock --------------------------------------------------------------------------------------------

  /** A moved by other means than marching: back, reset, to another step. */
  sync() {
    const { frame, summary } = this.desk;
    this.lead = {
      steps: frame.step,
      at: phasesDone(frame.phase, summary.phases_per_step),
      stopped: Boolean(frame.stopped),
    };
    this.beyond = this.lead.stopped ? Math.max(this.beyond, frame.step + 1, this.asked) : frame.step;
    if (this.lead.stopped) this.asked = 0;
    for (const fork of this.forks) fork.head(this.step);
  }

  /** Brings the forks to A's step; true when all are there. @param {number} end */
  catchUp(end) {
    for (const fork of this.forks) if (!fork.catchUp(this.step, end)) return false;
    return true;
  }

  /**
   * While A waits the others catch up, a slice a frame.
   * @returns {boolean} whether there is more to do
   */
  keepUp() {
    const { player, painter, clock } = this.desk;
    if (!this.behind || (player.playing && player.seeking === null)) return false;
    this.catchUp(performance.now() + CATCH_UP);
    painter.changed('company');
    if (!this.behind) clock.stale = true;
    return this.behind;
  }

  /** A whole step of all; of those that can, where A has stopped. */
  oneStep() {
    const { lab, player, frame } = this.desk;
    if (this.alive) this.beyond += 1;
    else lab.advance(Math.max(1, player.phasesTo(frame.step + 1, frame)));
  }

  /**
   * One frame's arithmetic for all runs together.
   * @param {number} end @param {number} phases @param {import('./player.js').Player} player
   */
  march(end, phases, player) {
    const perStep = this.desk.summary.phases_per_step;
    let left = phases;
    while (left > 0 && performance.now() < end && this.catchUp(end)) {
      if (this.lead.stopped) {
        if (!this.alive || (player.until !== null && this.beyond >= player.until)) return player.pause();
        this.beyond += 1;
        left -= perStep;
      } else left -= this.advanceLead(Math.min(left, player.slice(), perStep - this.lead.at), player);
    }
    return undefined;
  }

  /** @param {number} phases @param {import('./player.js').Player} player */
  advanceLead(phases, player) {
    const { lead, desk } = this;
    const done = player.timed((n) => desk.lab.advance(n), phases);
    lead.at += done;
    if (lead.at >= desk.summary.phases_per_step) Object.assign(lead, { at: 0, steps: lead.steps + 1 });
    if (done < phases) {
      lead.stopped = true;
      this.beyond = lead.steps + 1;
    }
    return Math.max(1, done);
  }

  /** Each run keeps its own test curve. */
  *evaluating() {
    for (const fork of [...this.forks]) {
      const there = () => this.forks.includes(fork) && !fork.stopped && fork.seeking < 0 && this.step - fork.steps <= 1;
      while (there() && !fork.lab.evaluate_some()) yield;
    }
  }

  // ---- runs come and go -----------------------------------------------------------------------------------

  /** @param {import('../wasm/types.js').Cure} cure */
  cure({ label, changes }) {
    this.desk.safely(() => {
      if (this.full()) return;
      const lab = this.desk.lab.fork(changes.map(([key, value]) => `${key}=${value}`).join('&'));
      this.desk.experiment.warn(lab.warnings());
      if (this.has(lab)) return;
      const fork = this.adopt(lab);
      this.tell(`${fork.letter} is this run with ${label}: same seed, same batches.`);
    });
  }

  /** The other kinds of cell beside this one: same task, same seed, same batches. */
  cells() {
    this.desk.safely(() => {
      this.clear();
      for (const [, change] of otherKinds(this.desk.lab.knobs().cell)) this.adopt(this.desk.lab.fork(change));
      this.tell('Three cells on the same task: same seed, same batches.');
    });
  }

  /** A stays as it is beside what the student does next. */
  keep() {
    this.desk.safely(() => {
      if (this.full()) return;
      const fork = this.adopt(this.desk.lab.fork(''));
      this.tell(`${fork.letter} is this run as it stands. Now change A on the left: the two go on in lock.`, false);
    });
  }

  /**
   * The experiment as it was before a change, brought to where it was; A follows.
   * @param {string} text
   * @param {number} step
   */
  before(text, step) {
    this.desk.safely(() => {
      if (this.full()) return;
      const fork = this.adopt(new this.desk.glue.Lab(text));
      const far = Math.min(step, MOST_STEPS);
      if (this.desk.frame.step < far) this.desk.player.seek(far);
      this.tell(`${fork.letter} is the run as it was before the change.`);
    });
  }

  /** Those that a link asks for. @param {string[]} texts */
  restore(texts) {
    this.clear();
    this.asked = texts.length ? this.desk.summary.target_step : 0;
    for (const text of texts.slice(0, MOST)) {
      const lab = new this.desk.glue.Lab(text);
      this.desk.experiment.warn(lab.warnings());
      this.adopt(lab);
    }
    if (texts.length) this.desk.shell.show('compare');
  }

  /** @param {any} lab */
  adopt(lab) {
    const fork = new Fork(lab);
    this.forks.push(fork);
    fork.head(this.step);
    this.changed();
    return fork;
  }

  /** @param {Fork} fork */
  remove(fork) {
    this.forks = this.forks.filter((other) => other !== fork);
    fork.lab.free();
  }

  /** @param {Fork} fork */
  drop(fork) {
    this.desk.messages.clear('offer'); // it may speak of this one
    this.remove(fork);
    if (!this.alive && this.lead.stopped) this.desk.player.pause();
    this.changed();
    this.desk.shell.focus();
  }

  clear() {
    if (!this.any) return;
    for (const fork of this.forks) fork.lab.free();
    this.forks = [];
    this.changed();
  }

  /** This run becomes A, and A takes its place. @param {Fork} fork */
  goOnWith(fork) {
    const { desk } = this;
    desk.safely(() => {
      const [letter, name] = [fork.letter, fork.name];
      const playing = desk.player.playing;
      [fork.lab, desk.lab] = [desk.lab, fork.lab];
      fork.steps = this.lead.steps;
      fork.left = 0;
      fork.at = this.lead.at;
      fork.perStep = desk.summary.phases_per_step;
      fork.stopped = this.lead.stopped;
      desk.panels.river.forget();
      desk.experiment.take(playing);
      this.lead.stopped = false;
      this.beyond = 0;
      desk.settle();
      this.changed();
      desk.painter.changed('experiment', 'selection');
      desk.messages.say(
        `${letter} (${name}) is now A, the run that the controls and ‘Through depth’ show; the former A is ${letter}.`,
      );
    });
  }

  /** The very run may stand there already. @param {any} lab */
  has(lab) {
    const same = this.forks.find((fork) => fork.lab.text() === lab.text());
    if (!same) return false;
    lab.free();
    this.desk.messages.say(`${same.letter} is that run already.`);
    this.desk.shell.show('compare');
    return true;
  }

  full() {
    if (this.forks.length < MOST) return false;
    this.desk.messages.say('Four runs stand side by side at most: drop one of them first.');
    this.desk.shell.show('compare');
    return true;
  }

  /** Letters, names, link. */
  changed() {
    this.forks.forEach((fork, i) => {
      fork.letter = LETTERS[i + 1];
      fork.name = this.desk.lab.differs(fork.lab).name;
    });
    this.desk.shell.tell(1 + this.forks.length);
    this.desk.link.update();
    this.desk.painter.changed('company');
  }

  /** Those that were asked for are shown at once. @param {string} text @param {boolean} [go] */
  tell(text, go = true) {
    const { player, messages, shell } = this.desk;
    shell.show('compare');
    messages.say(`${text}${go && !player.playing ? ' Press Play to let them go on in lock.' : ''}`);
  }

  /** What follows A's link. */
  texts() {
    return this.forks.map((fork) => fork.lab.text());
  }

  free() {
    for (const fork of this.forks) fork.lab.free();
    this.forks = [];
  }
}
