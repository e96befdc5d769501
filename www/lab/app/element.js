/**
 * <gradient-lab>: the lab as one element. Attributes: state (an experiment's text), theme (light, dark, auto),
 * controls (full, transport, none). Properties: lab (the wasm handle) and step. Events: lab-ready, lab-step,
 * lab-change, lab-error. Its light-DOM children are the text for readers without it.
 */
import { loadCatalog } from '../wasm/catalog.js';
import { split } from '../run/comparisonlink.js';
import { Desk } from './desk.js';
import { explain, failureCard } from './failure.js';
import { handleKey } from './keys.js';
import { loadModule } from '../wasm/module.js';
import { Link } from '../run/link.js';

const SHEETS = [
  'base.css',
  'layout.css',
  'controls.css',
  'transport.css',
  'strips.css',
  'cards.css',
  'inspector.css',
  'compare.css',
  'time.css',
];

/** Fetched once for all labs of a page. @type {Promise<CSSStyleSheet[]>|null} */
let sheets = null;

/** Styles by adoption: a strict style-src knows no <style> in a shadow root. */
function loadSheets() {
  sheets ??= Promise.all(
    SHEETS.map(async (name) => {
      const response = await fetch(new URL(`../../style/${name}`, import.meta.url));
      if (!response.ok) throw new Error(`${name} did not load (${response.status})`);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(await response.text());
      return sheet;
    }),
  );
  return sheets;
}

/** The module, which knows the named experiments from here on. @param {number} attempt */
async function loadGlue(attempt) {
  const [presets, glue] = await Promise.all([loadCatalog(), loadModule(attempt)]);
  glue.name_experiments(presets);
  return glue;
}

export class GradientLab extends HTMLElement {
  static observedAttributes = ['state', 'theme', 'controls'];

  /** @type {Desk|null} */
  #desk = null;
  #root = this.attachShadow({ mode: 'open' });
  #attempt = 0;
  /** By axis, the experiment that was left for the other one; a restart of the lab keeps it. @type {Record<'depth'|'time', string>|undefined} */
  left;
  #lastLink = '';
  /** @type {(() => void)[]} */
  #undo = [];

  connectedCallback() {
    this.state = 'loading';
    this.#root.replaceChildren(document.createElement('slot')); // the text stays until the lab stands
    this.#lastLink = this.getAttribute('state') ?? (this.#bound ? Link.read() : '');
    this.#start();
  }

  disconnectedCallback() {
    this.#close();
  }

  /** @param {string} name @param {string|null} before @param {string|null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.#desk || before === now) return;
    if (name === 'theme') this.#desk.looks.retheme();
    if (name === 'state') this.#desk.experiment.load(now ?? '');
    if (name === 'controls') this.#desk.looks.resize();
  }

  /** loading, ready, playing, stopped or failed. */
  get state() {
    return this.dataset.state ?? 'loading';
  }

  set state(value) {
    const first = this.dataset.state === 'loading' && value !== 'failed' && value !== 'loading' && !this.#announced;
    this.dataset.state = value;
    if (!first || !this.#desk) return;
    this.#announced = true;
    if (this.#bound) this.#takeFocus();
    this.#desk.told('lab-ready', { link: this.#desk.lab.link(), step: this.step });
  }

  /**
   * On a page of its own the keys work at once: they are heard only while the focus is inside. Nobody who has begun to
   * read or type elsewhere is disturbed, and nothing scrolls.
   */
  #takeFocus() {
    const idle = document.activeElement === null || document.activeElement === document.body;
    const play = this.#root.querySelector('[data-action=play]');
    if (idle && scrollY === 0 && play instanceof HTMLElement) play.focus({ preventScroll: true });
  }

  #announced = false;

  /** The wasm handle. */
  get lab() {
    return this.#desk?.lab ?? null;
  }

  get step() {
    return this.#desk?.frame.step ?? 0;
  }

  /** The first lab of a page without its own state owns the page's address. */
  get #bound() {
    return !this.hasAttribute('state') && document.querySelector('gradient-lab') === this;
  }

  async #start() {
    try {
      const [styles, glue] = await Promise.all([loadSheets(), loadGlue(this.#attempt)]);
      if (!this.isConnected) return;
      this.#root.adoptedStyleSheets = styles;
      const { main, others } = split(this.#lastLink);
      const lab = new glue.Lab(main);
      this.#desk = new Desk(this, glue, lab, (error) => this.#fail(error, 'running'), {
        bound: this.#bound,
        speed: undefined,
      });
      this.#root.replaceChildren(this.#desk.shell.node);
      this.#listen(this.#desk);
      this.#desk.start(others);
      if (this.#attempt > 0) this.#desk.link.update(); // the address may be older than the experiment
    } catch (error) {
      this.#fail(error, this.#desk ? 'running' : 'loading');
    }
  }

  /** @param {Desk} desk */
  #listen(desk) {
    const keys = (/** @type {KeyboardEvent} */ event) =>
      handleKey(event, (action) => !desk.shell.help.open && desk.act(action));
    // The event's own address: our own may have been rewritten since.
    const hash = (/** @type {HashChangeEvent} */ event) => desk.experiment.load(Link.read(event.newURL));
    const seen = new IntersectionObserver((entries) => {
      desk.player.forgetTime();
      desk.painter.show(entries[entries.length - 1].isIntersecting);
    });
    this.addEventListener('keydown', keys);
    const shown = () => desk.player.forgetTime();
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

  /** @param {unknown} error @param {'loading'|'running'} when */
  #fail(error, when) {
    const failure = explain(error, when);
    const link = this.#lastGoodLink();
    this.#close(true);
    this.state = 'failed';
    if (when === 'loading') sheets = null;
    const rebuild = () => this.#rebuild(link);
    this.#root.replaceChildren(failureCard(failure, link, rebuild), document.createElement('slot'));
    loadSheets().then(
      (styles) => {
        this.#root.adoptedStyleSheets = styles;
      },
      () => {},
    );
    this.dispatchEvent(new CustomEvent('lab-error', { detail: { ...failure, error }, bubbles: true, composed: true }));
  }

  /** After a panic the handle cannot be asked any more. */
  #lastGoodLink() {
    try {
      return this.#desk?.address() ?? this.#lastLink;
    } catch {
      return this.#desk?.lastLink ?? this.#lastLink;
    }
  }

  /** @param {string} link */
  #rebuild(link) {
    this.#attempt += 1;
    this.#lastLink = link;
    this.#announced = false;
    this.state = 'loading';
    this.#root.replaceChildren(document.createElement('slot'));
    this.#start();
  }

  /** @param {boolean} [broken] */
  #close(broken = false) {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#desk?.stop();
    if (!broken) this.#desk?.free();
    this.#desk = null;
  }
}
