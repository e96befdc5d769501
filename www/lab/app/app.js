/**
 * The running lab: connects models, panels and the page. No other module knows all parts: models get what they need,
 * panels get ports.
 */
import { Engine } from '../run/engine.js';
import { View } from '../run/view.js';
import { pool } from '../wasm/pool.js';
import { buildActions } from './actions.js';
import { Alarms } from './alarms.js';
import { DetailSwitch } from './detail.js';
import { buildFigure, FigureTabs } from './figure.js';
import { lock } from './locks.js';
import { openingAct } from './opening.js';
import { pageOf } from './page.js';
import { buildParts } from './parts.js';
import { record } from './report.js';
import { addressOf } from './share.js';
import { pause } from './slices.js';
import { buildTabs } from './tabs.js';
import { Ticker } from './ticker.js';
import { Verbs } from './verbs.js';
import { buildWhole } from './whole.js';

/**
 * @typedef {{status: (status: string) => void, tell: (name: string, detail: object) => void,
 *   fail: (error: unknown) => void}} Outside how the element reacts to events of the lab
 * @typedef {{main: string, own: Record<string, string>, bound: boolean, kept: Record<'depth'|'time', string>,
 *   view: string}} Opening  the main run's text, the page's own keys, whether this lab owns the page's address, what
 *   was left on each axis, and which view is shown
 * @typedef {import('./built.js').Built} Built
 */

export class App {
  /** Made by `build`. @type {Built['panels']} */
  panels = {};
  /** @type {Built['shell']} */
  shell = /** @type {any} */ (null);
  /** @type {Built['arrangement']} */
  arrangement = /** @type {any} */ (null);
  /** @type {Built['presenter']} */
  presenter = null;

  /**
   * @param {import('./host.js').Reflecting} host
   * @param {any} glue the wasm-bindgen API
   * @param {Opening} opening
   * @param {Outside} outside
   */
  constructor(host, glue, opening, outside) {
    this.host = host;
    this.glue = glue;
    this.outside = outside;
    this.opening = opening;
    /** Whether the element has been removed: what comes late from its panels finds no runs any more. */
    this.gone = false;
    const attempt = (/** @type {() => void} */ run) => this.attempt(run);
    this.page = pageOf(this);
    this.parts = buildParts(host, glue, opening, {
      page: this.page,
      runsChanged: () => this.runsChanged(),
      tab: () => this.tabs.current,
      address: () => this.address(),
      tick: (now) => this.ticker.tick(now),
      fail: outside.fail,
      attempt,
    });
    this.ticker = new Ticker(this.parts, outside, new Alarms(this.parts, outside));
    /** What the header switches; nothing in a figure. @type {HTMLElement[]} */
    this.switches = [];
    this.tabs = this.figure ? new FigureTabs(this) : this.makeTabs(opening.kept);
    this.detail = new DetailSwitch((detail) => attempt(() => this.showDetail(detail)));
    this.switches.push(this.detail.node);
    this.verbs = this.makeVerbs();
  }

  /** The name of the view, if it is a figure and not the whole lab. */
  get figure() {
    return this.opening.view === 'lab' ? '' : this.opening.view;
  }

  /** @param {Record<'depth'|'time', string>} kept */
  makeTabs(kept) {
    const tabs = buildTabs(this, kept);
    this.switches.push(tabs.node);
    return tabs;
  }

  /** Makes the panels and the page around them, which nobody sees until they are complete. */
  async build() {
    const { glue, parts } = this;
    const { runs, looks } = parts;
    const view = new View({ ...parts, looks: () => looks, tab: () => this.tabs.current });
    const engine = new Engine(glue, runs, (name, given, tell) => pool.start(this, name, given, tell));
    const ports = { view, engine, actions: buildActions(parts, this.verbs) };
    await pause();
    if (this.gone) return;
    const built = await (this.figure ? buildFigure(this, ports) : buildWhole(this, this.switches, ports));
    if (this.gone || !built) return;
    Object.assign(this, built);
    looks.node = this.shell.node;
  }

  makeVerbs() {
    return new Verbs(this.parts, {
      attempt: (run) => this.attempt(run),
      fail: this.outside.fail,
      settle: () => this.ticker.settle(),
      randomSeed: () => this.glue.random_seed(),
      panels: () => this.panels,
      shell: () => this.shell,
      arrange: () => this.arrangement.resize(),
    });
  }

  // ---- begin and end --------------------------------------------------------------------------------------

  /** Reads the colors from the style sheets, once these have come. */
  readLooks() {
    this.parts.looks.read();
  }

  /**
   * @param {string[]} others texts of the runs beside the main one
   * @param {import('../run/view.js').Tab} [view] what to show
   */
  start(others, view) {
    const { comparing, experiment, link, painter, pageKeys, player, reading } = this.parts;
    this.detail.show(pageKeys.detail);
    this.arrangement.watch();
    comparing.warn(reading.lab.warnings());
    experiment.tellLength();
    this.panels.transport?.suggest?.(0);
    this.arrangement.resize();
    lock(this); // all knobs are in their places
    comparing.expect(others, pageKeys.values.letters);
    comparing.restore(() => {
      if (view) this.tabs.show(view);
      link.remember();
      if (reading.summary.target_step > 0) player.seek(reading.summary.target_step);
      else this.ticker.announce('ready');
      if (!others.length) openingAct(this.parts, this.verbs);
    });
    painter.wake();
  }

  stop() {
    const { painter, messages, link } = this.parts;
    this.gone = true;
    painter.close();
    pool.leave(this);
    messages.stop();
    link.stop();
    this.presenter?.stop();
    this.arrangement?.stop(); // none yet, if it goes while it is built
  }

  /** Discards the handles, except after a panic, when they must not be used. */
  free() {
    this.parts.openings.close();
    this.parts.runs.close();
  }

  /**
   * Runs the action of a click; if it throws, the page shows a sentence.
   * @param {() => void} run
   */
  attempt(run) {
    if (this.gone) return;
    try {
      run();
    } catch (error) {
      this.outside.fail(error);
    }
  }

  get lab() {
    return this.parts.reading.lab;
  }

  /** The last link that the engine returned, at the step of now. After a panic the engine cannot be asked any more. */
  get lastLink() {
    const { link, player, runs } = this.parts;
    return link.lastAt(player.seeking ?? runs.step);
  }

  writeAddress() {
    this.parts.link.update();
  }

  get step() {
    return this.parts.reading.frame.step;
  }

  /**
   * Opens another link.
   * @param {{own: Record<string, string>, rest: string}} link with the page's own keys taken out
   */
  open({ own, rest }) {
    record(`open ${rest}`);
    this.parts.pageKeys.values = own;
    this.detail.show(this.parts.pageKeys.detail);
    lock(this);
    this.parts.painter.changed('meters');
    this.attempt(() => this.parts.experiment.load(rest, own.letters));
  }

  /**
   * @param {string} action
   * @returns {boolean} whether it was one of ours
   */
  act(action) {
    if (this.figure && (this.host.controls === 'none' || action === 'help')) return false;
    if (action === 'next' && this.parts.pageKeys.hidden.includes('experiments')) return false;
    return !this.shell.covered() && (this.presenter?.act(action) || this.verbs.act(action));
  }

  retheme() {
    this.arrangement.retheme();
  }

  resize() {
    this.arrangement.resize();
  }

  /**
   * Called when the lab enters or leaves the screen: nothing runs off-screen.
   * @param {boolean} visible
   */
  show(visible) {
    this.forgetTime();
    this.parts.painter.show(visible);
  }

  forgetTime() {
    this.parts.player.forgetTime();
  }

  /**
   * The main run is another experiment: new stages, new axis, nothing selected.
   * @param {boolean} again keep playing
   */
  renewed(again) {
    const { player, reading, evaluation, selection, timeCursor, snapshot, cursor } = this.parts;
    player.pause();
    player.seeking = null;
    reading.renew();
    player.begin(reading.summary);
    evaluation.forget();
    selection.forget();
    timeCursor.forget();
    snapshot.forget();
    cursor.clear();
    this.arrangement.resize();
    if (again) player.play(null);
  }

  /** A run has come or gone. */
  runsChanged() {
    const { runs, link, painter, prepared } = this.parts;
    prepared.recognize();
    this.tabs.tell(runs.list.length);
    link.update();
    if (this.figure) this.arrangement?.resize(); // one run and several are shown in different pictures
    painter.changed('runs');
    painter.listed();
  }

  /** What a click at the foot of the lab has made is at its top. The scroll of another page is not ours. */
  toTop() {
    const { main } = this.shell;
    if (this.opening.bound && main.getBoundingClientRect().top < 0) main.scrollIntoView({ block: 'start' });
  }

  /** More or less of the run. @param {import('../run/pagekeys.js').Detail} detail */
  showDetail(detail) {
    record(`detail ${detail}`);
    this.parts.pageKeys.show(detail);
    this.parts.link.update();
    this.shown();
  }

  /** Another tab, or more or less of it. */
  shown() {
    this.detail.show(this.parts.pageKeys.detail);
    this.parts.evaluation.stale = true;
    this.arrangement.resize();
    this.parts.painter.changed('view', 'frame', 'size', 'experiment', 'evaluation');
  }

  /**
   * The part after # of a link to this state, or to another step of it.
   * @param {number} [step]
   * @param {Record<string, string|undefined>} [keys] of the page, in place of those of now
   */
  address(step, keys) {
    return addressOf(this.parts, this.glue, step, keys);
  }
}
