/**
 * <gradient-lab>: the lab as one element. Attributes: experiment (an experiment's text), theme (light, dark, auto),
 * controls (full, transport, none), detail (watch, explain, lab: what is shown where the link does not say).
 * Properties: experiment (reads and opens one), status (loading, ready, playing, stopped or failed; also as
 * data-status), lab (the wasm handle) and step. Events: lab-ready, lab-step, lab-change, lab-error. Its light-DOM
 * children are the text for readers without it.
 */
import { readAddress, takeOut } from '../run/link.js';
import { runsOf } from '../run/prepared.js';
import { namedExperiments } from '../wasm/catalog.js';
import { isPanic } from '../wasm/module.js';
import { makeAhead } from './ahead.js';
import { App } from './app.js';
import { explain, failureCard } from './failure.js';
import { watchFocus } from './focus.js';
import { handleKey } from './keys.js';
import { loadGlue, loadSheets } from './load.js';
import { writeReport } from './report.js';
import { join, leave, panicked } from './restart.js';
import { pause } from './slices.js';
import { BEGIN } from './tabs.js';

const SOON = 10_000; // ms: a lab that panics again so soon after it was reopened would go on doing so

export class GradientLab extends HTMLElement {
  static observedAttributes = ['experiment', 'theme', 'controls'];

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
  /** @type {(() => void)[]} */
  #undo = [];

  connectedCallback() {
    this.#setStatus('loading');
    this.#root.replaceChildren(document.createElement('slot')); // the text stays until the lab stands
    this.#lastLink = this.#asked;
    join(this.#resident);
    this.#start();
  }

  disconnectedCallback() {
    this.#announced = false; // put back, it is another lab
    leave(this.#resident);
    this.#close();
  }

  /**
   * @param {string} name
   * @param {string|null} before
   * @param {string|null} now
   */
  attributeChangedCallback(name, before, now) {
    if (name === 'experiment' && !this.#app) this.#lastLink = this.#asked; // the latest, if it is still opening
    if (!this.#app || before === now) return;
    if (name === 'theme') this.#app.retheme();
    if (name === 'experiment') this.#app.open(takeOut(now ?? ''));
    if (name === 'controls') this.#app.resize();
  }

  /** The experiment as it stands, as a link writes it; set it to open another one. */
  get experiment() {
    return this.#app?.address() ?? this.#lastLink;
  }

  set experiment(text) {
    if (this.#app && this.getAttribute('experiment') === text) this.#app.open(takeOut(text));
    else this.setAttribute('experiment', text);
  }

  /** loading, ready, playing, stopped or failed. */
  get status() {
    return this.dataset.status ?? 'loading';
  }

  /** The wasm handle of the main run. */
  get lab() {
    return this.#app?.lab ?? null;
  }

  get step() {
    return this.#app?.step ?? 0;
  }

  /** @param {string} status */
  #setStatus(status) {
    this.dataset.status = status;
    if (this.#announced || !this.#app || status === 'loading' || status === 'failed') return;
    this.#announced = true;
    this.#steadyFrom = this.#report ? performance.now() + SOON : 0;
    this.#report = '';
    if (this.#bound) this.#takeFocus();
    this.#tell('lab-ready', { link: this.#app.lab.link(), step: this.step });
  }

  /**
   * On a page of its own, takes the focus so that the keys work at once. It does not disturb a reader who has begun to
   * read or type elsewhere, and nothing scrolls.
   */
  #takeFocus() {
    const idle = document.activeElement === null || document.activeElement === document.body;
    const play = this.#root.querySelector('[data-action=play]');
    if (idle && scrollY === 0 && play instanceof HTMLElement) play.focus({ preventScroll: true });
  }

  /** The first lab of a page without an experiment of its own owns the page's address. */
  get #bound() {
    return !this.hasAttribute('experiment') && document.querySelector('gradient-lab') === this;
  }

  /** The link that the attribute asks for, or else the page's address. */
  get #asked() {
    return this.getAttribute('experiment') ?? (this.#bound ? readAddress() : '');
  }

  async #start() {
    this.#starts += 1;
    const mine = this.#starts;
    const reopened = this.#report;
    const asked = this.#asked;
    try {
      const [styles, glue] = await Promise.all([loadSheets(), loadGlue()]);
      if (mine !== this.#starts) return;
      const { own, rest } = takeOut(this.#lastLink);
      const opened = runsOf(rest, namedExperiments(), glue.split_link);
      const { main, others, view } = await this.#ahead(styles, glue, opened);
      if (mine !== this.#starts) return;
      const app = new App(this, glue, { main, own, bound: this.#bound, kept: this.#kept }, this.#outside(mine));
      this.#opening = app;
      await app.build();
      await pause();
      if (mine !== this.#starts) return;
      this.#opening = null;
      this.#app = app;
      this.#root.adoptedStyleSheets = styles;
      app.readLooks(); // before there is a page to lay out
      this.#root.replaceChildren(app.shell.node);
      this.#listen(app);
      const late = this.#asked === asked ? null : takeOut(this.#asked); // asked for while the panels were built
      app.start(others, view);
      if (reopened) app.tellRestart(reopened);
      if (late) app.open(late);
      if (mine > 1) app.writeAddress(); // it may be older than the experiment
    } catch (error) {
      if (mine !== this.#starts) return;
      if (isPanic(error)) panicked(error, this.#resident);
      else this.#giveUp(error, this.#app ? 'running' : 'loading', this.#lastLink);
    }
  }

  /**
   * Makes memory and initial weights of the first run ahead, if that takes a while. Who cancels that gets the first
   * experiment of all.
   * @param {CSSStyleSheet[]} styles
   * @param {any} glue
   * @param {import('../run/prepared.js').Opened} opened
   * @returns {Promise<import('../run/prepared.js').Opened>}
   */
  async #ahead(styles, glue, opened) {
    const mine = this.#starts;
    const ahead = glue.opening(opened.main);
    if (!ahead) return opened;
    this.#root.adoptedStyleSheets = styles;
    const made = await makeAhead(glue, ahead, this.#root, () => mine !== this.#starts);
    return made ? opened : { main: '', others: [] };
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

  /** @param {App} app */
  #listen(app) {
    const keys = (/** @type {KeyboardEvent} */ event) => handleKey(event, (action) => app.act(action));
    // The event's own address: ours may have been rewritten since.
    const hash = (/** @type {HashChangeEvent} */ event) => app.open(takeOut(readAddress(event.newURL)));
    const seen = new IntersectionObserver((entries) => app.show(entries[entries.length - 1].isIntersecting));
    const shown = () => app.forgetTime();
    this.addEventListener('keydown', keys);
    document.addEventListener('visibilitychange', shown);
    if (this.#bound) addEventListener('hashchange', hash);
    seen.observe(this);
    this.#undo = [
      watchFocus(this),
      () => this.removeEventListener('keydown', keys),
      () => removeEventListener('hashchange', hash),
      () => document.removeEventListener('visibilitychange', shown),
      () => seen.disconnect(),
    ];
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
    this.#app.tellTrouble(error, report);
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
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#starts += 1;
    for (const app of [this.#app, this.#opening]) {
      app?.stop();
      if (!broken) app?.free();
    }
    this.#app = this.#opening = null;
  }
}
