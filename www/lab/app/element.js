/**
 * <gradient-lab>: the lab as one element. Attributes: experiment (an experiment's text), theme (light, dark, auto),
 * controls (full, transport, none). Properties: experiment (reads and opens one), status (loading, ready, playing,
 * stopped or failed; also as data-status), lab (the wasm handle) and step. Events: lab-ready, lab-step, lab-change,
 * lab-error. Its light-DOM children are the text for readers without it.
 */
import { readAddress, takeOut } from '../run/link.js';
import { App } from './app.js';
import { explain, failureCard } from './failure.js';
import { handleKey } from './keys.js';
import { loadGlue, loadSheets } from './load.js';
import { BEGIN } from './tabs.js';

export class GradientLab extends HTMLElement {
  static observedAttributes = ['experiment', 'theme', 'controls'];

  /** @type {App|null} */
  #app = null;
  #root = this.attachShadow({ mode: 'open' });
  /** How many times the lab has been restarted. */
  #attempt = 0;
  /** Counts what begins or ends the lab: a start that is not the last one belongs to a lab that has gone. */
  #starts = 0;
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
    this.#start();
  }

  disconnectedCallback() {
    this.#announced = false; // put back, it is another lab
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
    const start = this.#starts;
    try {
      const [styles, glue] = await Promise.all([loadSheets(), loadGlue(this.#attempt)]);
      if (start !== this.#starts) return;
      this.#root.adoptedStyleSheets = styles;
      const { own, rest } = takeOut(this.#lastLink);
      const { main, others } = glue.split_link(rest);
      const app = new App(this, glue, { main, own, bound: this.#bound, kept: this.#kept }, this.#outside());
      this.#app = app;
      this.#root.replaceChildren(app.shell.node);
      this.#listen(app);
      app.start(others);
      if (this.#attempt > 0) app.writeAddress(); // it may be older than the experiment
    } catch (error) {
      if (start === this.#starts) this.#fail(error, this.#app ? 'running' : 'loading');
    }
  }

  /** @returns {import('./app.js').Outside} */
  #outside() {
    return {
      status: (status) => this.#setStatus(status),
      tell: (name, detail) => this.#tell(name, detail),
      fail: (error) => this.#fail(error, 'running'),
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
      () => this.removeEventListener('keydown', keys),
      () => removeEventListener('hashchange', hash),
      () => document.removeEventListener('visibilitychange', shown),
      () => seen.disconnect(),
    ];
  }

  /**
   * @param {unknown} error
   * @param {'loading'|'running'} when
   */
  #fail(error, when) {
    const failure = explain(error, when);
    const link = this.#lastGoodLink();
    this.#close(true);
    this.#setStatus('failed');
    const rebuild = () => this.#rebuild(link);
    this.#root.replaceChildren(failureCard(failure, link, rebuild), document.createElement('slot'));
    const adopt = (/** @type {CSSStyleSheet[]} */ styles) => {
      this.#root.adoptedStyleSheets = styles;
    };
    loadSheets().then(adopt, () => {});
    this.#tell('lab-error', { ...failure, error });
  }

  /** After a panic the handle cannot be used any more. */
  #lastGoodLink() {
    try {
      return this.#app?.address() ?? this.#lastLink;
    } catch {
      return this.#app?.lastLink || this.#lastLink;
    }
  }

  /** @param {string} link */
  #rebuild(link) {
    this.#attempt += 1;
    this.#lastLink = link;
    this.#announced = false;
    this.#setStatus('loading');
    this.#root.replaceChildren(document.createElement('slot'));
    this.#start();
  }

  /** @param {boolean} [broken] whether the engine cannot be asked any more */
  #close(broken = false) {
    this.#starts += 1;
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#app?.stop();
    if (!broken) this.#app?.free();
    this.#app = null;
  }
}
