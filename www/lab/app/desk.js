/**
 * What stands on the desk while a lab runs: the wasm handle, the latest frame, the cursor and the panels that show
 * them. Every wish of the user ends in one of its verbs; every picture reads its fields.
 */
import { readCatalog } from '../wasm/catalog.js';
import { Choice } from '../run/selection.js';
import { Clock } from '../run/evaluation.js';
import { Company } from '../run/runs.js';
import { join } from '../run/comparisonlink.js';
import { explainStop } from '../cards/crash.js';
import { CursorLine } from '../strips/cursorline.js';
import { Experiment } from '../run/experiment.js';
import { Link, copy } from '../run/link.js';
import { Looks } from './looks.js';
import { Messages } from '../run/messages.js';
import { Moment } from '../run/timecursor.js';
import { Painter } from '../run/painter.js';
import { Player } from '../run/player.js';
import { buildPanels, buildShell } from './shell.js';

export class Desk {
  readAt = 0;

  /**
   * @param {import('./element.js').GradientLab} host
   * @param {any} glue the wasm door
   * @param {any} lab
   * @param {(error: unknown) => void} fail
   * @param {{bound: boolean, speed: string|undefined}} options
   */
  constructor(host, glue, lab, fail, { bound, speed }) {
    this.host = host;
    this.glue = glue;
    this.lab = lab;
    this.fail = fail;
    this.catalog = readCatalog(glue);
    this.messages = new Messages();
    this.player = new Player();
    if (speed) this.player.speed = speed;
    this.link = new Link(() => this.address(), bound);
    this.painter = new Painter((now) => this.tick(now), fail);
    /** @type {import('../wasm/types.js').Frame} */
    this.frame = lab.frame();
    /** @type {import('../wasm/types.js').Summary} */
    this.summary = lab.summary();
    this.company = this.player.company = new Company(this);
    this.lastLink = lab.link();
    this.clock = new Clock(this);
    this.choice = new Choice(this);
    this.moment = new Moment(this);
    this.player.awaited = () => this.moment.due;
    this.experiment = new Experiment(this);
    this.looks = new Looks(this);
    this.panels = buildPanels(this);
    this.shell = buildShell(this, this.panels);
    this.cursor = new CursorLine(this, this.shell.strips);
    for (const panel of Object.values(this.panels).flat()) this.painter.add(panel);
    this.painter.add(this.cursor);
    this.player.attach(lab, this.summary);
  }

  /** @param {string[]} others texts of the runs beside this one */
  start(others) {
    this.looks.watch();
    this.company.restore(others);
    this.experiment.warn(this.lab.warnings());
    this.experiment.unheard();
    this.suggestSteps(0);
    this.looks.resize();
    if (this.summary.target_step > 0) this.player.seek(this.summary.target_step);
    else this.host.state = 'ready';
    this.painter.wake();
  }

  stop() {
    this.painter.stop();
    this.company.pool.close();
    this.messages.stop();
    this.link.stop();
    this.looks.stop();
  }

  /** The handles go; after a panic nobody may touch them. */
  free() {
    this.company.free();
    this.lab.free();
  }

  /**
   * Runs what a click asked for; an error ends in words, not on the console.
   * @template T
   * @param {() => T} run
   * @returns {T|undefined}
   */
  safely(run) {
    try {
      return run();
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /** One frame: advance, read, and say what changed. @param {number} now */
  tick(now) {
    const {
      player,
      panels: { reach, compare, proof, range },
    } = this;
    const wasSeeking = player.seeking;
    const before = this.frame.step;
    if (this.clock.busy && player.seeking === null)
      player.forgetTime(); // what is evaluated should stand still
    else if (player.tick(now, this.frame)) {
      this.readWhenDue(now);
      this.moment.rest();
    }
    if (wasSeeking !== null && player.seeking === null) this.settle();
    if (player.playing && player.until !== null && this.company.step >= player.until) player.pause();
    const behind = this.company.keepUp();
    if (this.frame.step !== before) this.told('lab-step', { step: this.frame.step, loss: this.frame.loss });
    this.clock.measureRate(now);
    this.clock.evaluateWhenDue(now);
    this.showState();
    return (
      [reach.dear, compare.reach, proof, range].some((panel) => panel.tick()) ||
      player.playing ||
      player.seeking !== null ||
      this.clock.stale ||
      this.clock.busy ||
      behind
    );
  }

  /**
   * While phases fly by, the frame is read as often as it is drawn and no more.
   * @param {number} now
   */
  readWhenDue(now) {
    const { player } = this;
    const exact = !player.playing || !player.blurred || player.until !== null || player.speed === 'frame';
    if (!exact && now - this.readAt < 33) return;
    this.readAt = now;
    this.read();
  }

  /** Reads the frame after anything moved. */
  read() {
    this.frame = this.lab.frame();
    this.clock.stale = true;
    this.panels.proof.forget();
    this.company.sync();
    if (this.frame.stopped && !this.company.alive) this.player.pause();
    this.painter.changed('frame');
  }

  /** The run came to rest: the link and the evaluation follow. */
  settle() {
    this.read();
    this.link.update();
    this.lastLink = this.address();
    this.clock.evaluateSoon();
    this.painter.changed('play', 'frame');
  }

  showState() {
    const { player, frame } = this;
    const state =
      player.seeking !== null ? 'loading' : player.playing ? 'playing' : frame.stopped ? 'stopped' : 'ready';
    const was = this.host.dataset.state;
    if (was === state) return;
    this.host.state = state;
    if (was === 'playing') this.settle();
    this.painter.changed('play');
  }

  // ---- the verbs ------------------------------------------------------------------------------------------

  /** @param {string} action @returns {boolean} whether it was one of ours */
  act(action) {
    if (action === 'release' && !this.held()) return false;
    const verb = this.verbs[action];
    if (verb) this.safely(verb);
    return Boolean(verb);
  }

  /** @type {Record<string, () => void>} */
  verbs = {
    play: () => (this.player.playing ? this.pause() : this.play(null)),
    pause: () => this.pause(),
    reset: () => this.halt(() => this.startOver()),
    back: () => this.halt(() => this.lab.back()),
    phase: () => this.halt(() => this.lab.advance(1)),
    step: () => this.halt(() => this.company.oneStep()),
    run: () => this.runToAsked(),
    help: () => this.shell.help.showModal(),
    release: () => this.release(),
  };

  /** @param {number|null} until @param {boolean} eager without a slow first step */
  play(until, eager = this.company.step > 0) {
    if (this.frame.stopped && !this.company.alive) return explainStop(this, this.frame.stopped);
    this.player.seeking = null;
    this.player.play(until, eager);
    this.messages.clear('note');
    this.painter.changed('play');
  }

  /** A run that was too quick to watch comes to rest at the end of its step. */
  pause() {
    const { player } = this;
    if (player.playing && player.blurred) player.finishStep();
    player.pause();
    this.painter.changed('play');
  }

  /** A single act ends playing first. @param {() => unknown} run */
  halt(run) {
    this.player.pause();
    this.player.seeking = null;
    run();
    this.messages.clear('note');
    this.settle();
  }

  startOver() {
    this.lab.reset();
    this.panels.river.forget();
  }

  runToAsked() {
    const step = this.panels.transport.asked();
    if (step === null)
      return this.messages.say('“Run to step” wants a whole number of steps, such as 500, and at most 1,000,000.');
    if (step <= this.frame.step) return this.seek(step);
    return this.play(step);
  }

  /** @param {number} step */
  seek(step) {
    this.safely(() => {
      this.messages.clear('note');
      this.player.seek(step);
      this.painter.changed('play', 'frame');
    });
  }

  /** @param {string} speed */
  setSpeed(speed) {
    this.player.speed = speed;
    this.player.started = 0;
  }

  /** @param {number} steps */
  suggestSteps(steps) {
    this.panels.transport.target.value = String(steps || 500);
  }

  // ---- the cursor -----------------------------------------------------------------------------------------

  cursorColumn() {
    return this.cursor.column();
  }

  held() {
    return this.choice.kept !== null || this.cursor.pinned !== null;
  }

  release() {
    const { inspector, diagram } = this.panels;
    if (inspector.node.matches(':focus-within')) diagram.unitCanvas.focus();
    this.choice.select(null);
    this.cursor.clear();
  }

  /**
   * Only one meter names the horizons: the first that has one in range, the gradient before the rest.
   * @param {import('../strips/meter.js').Meter} meter
   */
  namesHorizons(meter) {
    const [signal, gradient, update] = this.panels.meters;
    return Boolean(this.summary.time) || [gradient, update, signal].find((one) => one.horizons().length > 0) === meter;
  }

  // ---- what the panels read -------------------------------------------------------------------------------

  get axis() {
    return this.looks.axis;
  }

  get dark() {
    return this.looks.dark;
  }

  get palette() {
    return this.looks.palette;
  }

  get scales() {
    return this.looks.scales;
  }

  get selection() {
    return this.choice.shown;
  }

  /** What follows # in a link to exactly this state, the runs beside it included. */
  address() {
    const { company } = this;
    const link = company.any ? this.lab.link().replace(/(^|&)step=\d+/, `$1step=${company.step}`) : this.lab.link();
    return join(link, company.texts());
  }

  async share() {
    const address = this.link.address();
    const copied = await copy(address);
    this.messages.say(copied ? 'The link to exactly this state is copied.' : `Copy this link: ${address}`);
  }

  /** @param {string} name @param {object} detail */
  told(name, detail) {
    this.host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
