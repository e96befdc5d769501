/**
 * <gradient-lab>: the lab, or one figure of it, as one element. What a page around may rely on is the table of
 * `contract.js`; besides it there are status (loading, ready, playing, stopped or failed; also as data-status), lab
 * (the wasm handle) and currentStep. Its light-DOM children are the text for readers without it.
 *
 * It never touches address, focus, scroll or history of its page, unless the page opts in with `bound`.
 */
import { namedExperiments } from '../wasm/catalog.js';
import { isPanic } from '../wasm/module.js';
import { openAhead } from './ahead.js';
import { App } from './app.js';
import { askedRuns, askedText, firstText, isBound } from './asked.js';
import { ATTRIBUTES } from './contract.js';
import { explain, failureCard } from './failure.js';
import { takeFocus } from './focus.js';
import { takeOver } from './host.js';
import { listen } from './listen.js';
import { Remote } from './remote.js';
import { loadGlue, loadSheets } from './load.js';
import { writeReport } from './report.js';
import { join, leave, panicked } from './restart.js';
import { pause } from './slices.js';
import { BEGIN } from './tabs.js';
import { tellRestart, tellTrouble } from './trouble.js';
import { Waits } from './waits.js';
import { refit, reseed, showUsual, warn } from './wishes.js';

/** What decides of which parts it is made. */
const SHAPES = ['view', 'open', 'controls'];
const SOON = 10_000; // ms: a lab that panics again so soon after it was reopened would go on doing so

export class GradientLab extends Remote {
  static observedAttributes = ATTRIBUTES.map(({ name }) => name).filter((name) => name !== 'bound');

  /** @type {App|null} */
  #app = null;
  /** The one that is being built. @type {App|null} */
  #opening = null;
  #root = this.attachShadow({ mode: 'open' });
  /** Counts what begins or ends the lab: a start that is not the last one belongs to a lab that has gone. */
  #starts = 0;
  /** The report about the last panic, told once the lab stands again. */
  #report = '';
  /** From this time on a panic reopens the experiment; before, it would only cause the same panic again. */
  #steadyFrom = Infinity;
  #resident = { ended: (/** @type {unknown} */ error, /** @type {boolean} */ guilty) => this.#ended(error, guilty) };
  /** By axis, the experiment that was left for the other one; it survives a restart. */
  #kept = { ...BEGIN };
  #lastLink = '';
  #announced = false;
  #waits = new Waits();
  /** Whether a change of the attributes asks for another shell, which is made once for all of them. */
  #stale = false;
  #unlisten = () => {};

  connectedCallback() {
    takeOver(this);
    this.#setStatus('loading');
    this.#root.replaceChildren(document.createElement('slot')); // the text stays until the lab stands
    this.#lastLink = firstText(this);
    join(this.#resident);
    if (this.view === 'lab') this.#start();
    else this.#waits.near(this, () => this.#start());
  }

  disconnectedCallback() {
    this.#announced = false; // put back, it is another lab
    this.#waits.stop();
    leave(this.#resident);
    this.#close();
  }

  /**
   * @param {string} name
   * @param {string|null} before
   * @param {string|null} now
   */
  attributeChangedCallback(name, before, now) {
    const app = this.#app;
    if (name === 'experiment' && !app) this.#lastLink = askedText(this); // the latest, if it is still opening
    if (before === now || !this.isConnected) return;
    if (SHAPES.includes(name)) this.#reshape();
    if (!app) return;
    warn(app, name);
    if (name === 'theme') app.retheme();
    if (name === 'experiment') app.open(this.#link());
    if (name === 'seed' && now !== null) reseed(app, this.asked('seed'));
    if (name === 'detail' && !app.figure) showUsual(app, this.asked('detail'));
    if (name === 'autoplay' && now !== null) app.verbs.play(null);
  }

  /** The experiment as it stands, as a link writes it; set it to open another one. */
  get experiment() {
    return this.#app?.address() ?? this.#lastLink;
  }

  set experiment(text) {
    if (this.#app && this.getAttribute('experiment') === text) this.#app.open(this.#link());
    else this.reflect('experiment', text);
  }

  /** loading, ready, playing, stopped or failed. */
  get status() {
    return this.dataset.status ?? 'loading';
  }

  /** The wasm handle of the main run. */
  get lab() {
    return this.#app?.lab ?? null;
  }

  get currentStep() {
    return this.#app?.step ?? 0;
  }

  /** The running lab, once it stands; a figure that is far from the screen starts now. */
  async standing() {
    if (this.#waits.far) {
      this.#waits.stop();
      this.#start();
    }
    if (this.status === 'failed') throw new Error('the lab has failed');
    if (!this.#app) await this.#waits.wait();
    return /** @type {App} */ (this.#app);
  }

  /** @param {string} status */
  #setStatus(status) {
    this.dataset.status = status;
    if (this.#announced || !this.#app || status === 'loading' || status === 'failed') return;
    this.#announced = true;
    for (const { name } of ATTRIBUTES) warn(this.#app, name);
    this.#steadyFrom = this.#report ? performance.now() + SOON : 0;
    this.#report = '';
    if (isBound(this)) takeFocus(this.#root);
    this.#tell('lab-ready', { link: this.#app.lab.link(), step: this.currentStep });
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (this.hasAttribute('autoplay') && !still) this.#app.verbs.play(null);
  }

  /** What the attributes ask for, once there is an engine. */
  #link() {
    return askedRuns(askedText(this), this.asked('seed'), namedExperiments());
  }

  /** Another view or other controls: the lab is built anew where it stands, once for all attributes that change. */
  #reshape() {
    if (this.#stale || !this.#starts || this.#waits.far) return;
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      if (!this.isConnected || this.status === 'failed') return;
      const app = this.#app;
      if (app && !app.figure && this.view === 'lab') return refit(app);
      const playing = app?.parts.player.playing;
      if (app) this.#lastLink = app.address();
      this.#close();
      this.#setStatus('loading');
      this.#start();
      if (playing) this.play().catch(() => {});
    });
  }

  async #start() {
    this.#starts += 1;
    const mine = this.#starts;
    const reopened = this.#report;
    const [asked, seed] = [askedText(this), this.asked('seed')];
    try {
      const [styles, glue] = await Promise.all([loadSheets(), loadGlue()]);
      if (mine !== this.#starts) return;
      const fresh = this.#lastLink === asked ? seed : null; // else the link has its own
      const { own, opened } = askedRuns(this.#lastLink, fresh, namedExperiments());
      const { main, others, view } = await openAhead(glue, styles, this.#root, opened, () => mine !== this.#starts);
      if (mine !== this.#starts) return;
      const opening = { main, own, bound: isBound(this), kept: this.#kept, view: this.view };
      const app = new App(this, glue, opening, this.#outside(mine));
      this.#opening = app;
      await app.build();
      await pause();
      if (mine !== this.#starts) return;
      this.#opening = null;
      this.#app = app;
      this.#root.adoptedStyleSheets = styles;
      app.readLooks(); // before there is a page to lay out
      this.#root.replaceChildren(app.shell.node);
      this.#unlisten = listen(this, app, isBound(this));
      const late = askedText(this) !== asked || this.asked('seed') !== seed ? this.#link() : null;
      app.start(others, view);
      this.#waits.done();
      if (reopened) tellRestart(app, reopened);
      if (late) app.open(late);
      if (mine > 1) app.writeAddress(); // it may be older than the experiment
    } catch (error) {
      if (mine !== this.#starts) return;
      if (isPanic(error)) panicked(error, this.#resident);
      else this.#giveUp(error, this.#app ? 'running' : 'loading', this.#lastLink);
    }
  }

  /**
   * A lab that has been closed is no longer heard.
   * @param {number} start
   * @returns {import('./app.js').Outside}
   */
  #outside(start) {
    const heard = (/** @type {() => void} */ run) => {
      if (start === this.#starts) run();
    };
    return {
      status: (status) => heard(() => this.#setStatus(status)),
      tell: (name, detail) => heard(() => this.#tell(name, detail)),
      fail: (error) => heard(() => this.#fail(error)),
    };
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /**
   * A panic ends the engine of the whole page; any other error of a running lab ends in a sentence.
   * @param {unknown} error
   */
  #fail(error) {
    if (isPanic(error)) return panicked(error, this.#resident);
    if (!this.#app) return undefined; // its start reports the error
    const report = writeReport(error, this.#app.lastLink ?? '');
    console.error(report);
    tellTrouble(this.#app, error, report);
    return this.#tell('lab-error', { ...explain(error, 'running'), error });
  }

  /**
   * The engine has panicked: reopens the experiment with a fresh one, unless this lab is likely to cause it again.
   * @param {unknown} error
   * @param {boolean} guilty whether a call of this lab may have caused it
   */
  #ended(error, guilty) {
    if (this.status === 'failed') return;
    const link = this.#app?.lastLink ?? this.#lastLink;
    if (guilty && performance.now() < this.#steadyFrom) return this.#giveUp(error, 'running', link);
    this.#close(true);
    this.#report = writeReport(error, link);
    console.warn(this.#report);
    this.#rebuild(link);
    this.#tell('lab-error', { ...explain(error, 'running'), error });
  }

  /**
   * @param {unknown} error
   * @param {'loading'|'running'} when
   * @param {string} link
   */
  #giveUp(error, when, link) {
    const failure = explain(error, when);
    this.#waits.done(new Error(failure.title));
    this.#close(true);
    this.#setStatus('failed');
    const report = writeReport(error, link);
    const card = failureCard(failure, link, report, () => {
      if (when === 'running') this.#report = report;
      this.#rebuild(link);
    });
    this.#root.replaceChildren(card, document.createElement('slot'));
    const adopt = (/** @type {CSSStyleSheet[]} */ styles) => {
      this.#root.adoptedStyleSheets = styles;
    };
    loadSheets().then(adopt, () => {});
    this.#tell('lab-error', { ...failure, error });
  }

  /** @param {string} link */
  #rebuild(link) {
    this.#lastLink = link;
    this.#announced = false;
    this.#steadyFrom = Infinity;
    this.#setStatus('loading');
    this.#root.replaceChildren(document.createElement('slot'));
    this.#start();
  }

  /** @param {boolean} [broken] whether the engine cannot be asked any more */
  #close(broken = false) {
    this.#unlisten();
    this.#unlisten = () => {};
    this.#starts += 1;
    for (const app of [this.#app, this.#opening]) {
      app?.stop();
      if (!broken) app?.free();
    }
    this.#app = this.#opening = null;
  }
}
