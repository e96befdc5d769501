/** What helps in front of a class: big type, one figure alone on the screen, a dot that points, the next experiment. */
import { h } from '../draw/dom.js';
import { record } from './report.js';

/** What can stand alone: of two that contain each other, the inner one. */
const FIGURES = '.strip, .gate, .card, .verdict, figure';
const SET_ASIDE = 'set-aside';
/** How much larger big type is, and at least, however small the screen. */
const BIG = 1.5;
const HARDLY = 1.15;

/** @typedef {import('../wasm/types.js').Preset} Preset */

export class Presenter {
  /**
   * @param {HTMLElement} host
   * @param {HTMLElement} node the whole lab
   * @param {{presets: Preset[], now: () => Preset|null, open: (preset: Preset) => void, resize: () => void,
   *   say: (text: string) => void, attempt: (run: () => void) => void}} given  now: the one that is open
   */
  constructor(host, node, given) {
    this.host = host;
    this.node = node;
    this.given = given;
    this.dot = h('div', { class: 'dot-of-light' });
    this.light = h('div', { class: 'light', hidden: true, 'aria-hidden': 'true' }, this.dot);
    node.append(this.light);
    /** The figure that stands alone. @type {HTMLElement|null} */
    this.alone = null;
    /** What had the focus before, and goes out of sight. @type {HTMLElement|null} */
    this.before = null;
    /** The last one that was opened, which the reader may have changed since. */
    this.place = -1;
    this.point = (/** @type {PointerEvent} */ event) => this.follow(event);
    // The browser itself leaves the full screen at Escape.
    this.left = () => document.fullscreenElement ?? this.leave();
    document.addEventListener('fullscreenchange', this.left);
    /** @type {Record<string, () => unknown>} */
    this.named = {
      big: () => this.enlarge(),
      figure: () => (this.alone ? this.leave() : this.isolate()),
      pointer: () => this.shine(this.light.hidden),
      next: () => this.next(),
    };
  }

  /**
   * @param {string} name
   * @returns {boolean} whether it is one of ours
   */
  act(name) {
    const ours = this.named[name] ?? (name === 'release' && this.alone ? () => this.leave() : null);
    if (!ours) return false;
    record(name);
    this.given.attempt(ours);
    return true;
  }

  /** What *Watch* shows stays on the screen; the rest scrolls in any case. */
  enlarge() {
    const { host, node } = this;
    const fits = node.dataset.detail === 'watch' ? innerHeight / node.offsetHeight : BIG;
    const big = host.toggleAttribute('data-big');
    if (big) host.style.setProperty('--big', String(Math.max(HARDLY, Math.min(BIG, fits))));
    else host.style.removeProperty('--big');
    this.given.resize();
  }

  get focused() {
    const { activeElement } = /** @type {ShadowRoot} */ (this.node.getRootNode());
    return activeElement instanceof HTMLElement ? activeElement : null;
  }

  /** The figure under the pointer, or else the one with the focus. @returns {HTMLElement|null} */
  get figure() {
    const pointed = [...this.node.querySelectorAll(`:is(${FIGURES}):hover`)].at(-1);
    const figure = pointed ?? this.focused?.closest(FIGURES);
    return figure instanceof HTMLElement ? figure : null;
  }

  isolate() {
    const { figure } = this;
    if (!figure) return this.given.say('Point at a figure, then press F to see it alone.');
    this.alone = figure;
    figure.classList.add('alone');
    this.takeFocus(figure);
    this.node.dataset.alone = '';
    for (let at = figure; at !== this.node && at.parentElement; at = at.parentElement) {
      for (const other of at.parentElement.children) {
        // The track measures the axis that a strip is drawn on.
        if (other !== at && !other.matches('.cursor-track, .light')) other.classList.add(SET_ASIDE);
      }
    }
    this.given.resize();
    // Where a frame may not fill the screen the figure fills the lab.
    return this.host.requestFullscreen?.().catch(() => {});
  }

  /** The keys reach the lab only while the focus is in it. @param {HTMLElement} figure */
  takeFocus(figure) {
    this.before = figure.contains(this.focused) ? null : this.focused;
    if (!this.before) return;
    if (!figure.hasAttribute('tabindex')) figure.tabIndex = -1;
    figure.focus({ preventScroll: true });
  }

  leave() {
    if (!this.alone) return;
    this.alone.classList.remove('alone');
    this.alone = null;
    delete this.node.dataset.alone;
    for (const other of this.node.querySelectorAll(`.${SET_ASIDE}`)) other.classList.remove(SET_ASIDE);
    this.before?.focus({ preventScroll: true });
    this.given.resize();
    if (document.fullscreenElement === this.host) document.exitFullscreen().catch(() => {});
  }

  /** @param {boolean} on */
  shine(on) {
    this.light.hidden = !on;
    this.dot.hidden = true; // until the pointer says where
    if (on) this.host.addEventListener('pointermove', this.point);
    else this.host.removeEventListener('pointermove', this.point);
  }

  /** @param {PointerEvent} event */
  follow({ clientX, clientY }) {
    const { left, top, width } = this.light.getBoundingClientRect();
    const scale = this.light.offsetWidth / (width || 1); // big type is a zoom
    this.dot.hidden = false;
    this.dot.style.transform = `translate(${(clientX - left) * scale}px, ${(clientY - top) * scale}px)`;
  }

  /** The experiment after this one in the order of the list, and after the last the first. */
  next() {
    const { presets, now, open, say } = this.given;
    const here = presets.findIndex(({ id }) => id === now()?.id);
    this.place = ((here < 0 ? this.place : here) + 1) % presets.length;
    const preset = presets[this.place];
    this.leave();
    open(preset);
    say(`${preset.title}: ${preset.claim}`);
  }

  stop() {
    this.shine(false);
    document.removeEventListener('fullscreenchange', this.left);
  }
}

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} node the whole lab
 * @param {import('./parts.js').Parts} parts
 * @param {import('./verbs.js').Verbs} verbs
 * @param {() => void} resize
 */
export function buildPresenter(host, node, { catalog, experiment, messages, prepared }, verbs, resize) {
  return new Presenter(host, node, {
    presets: catalog.presets,
    now: () => prepared.preset,
    open: ({ id, end, step }) => {
      experiment.load(`preset=${id}`);
      verbs.suggestSteps(end ?? step);
    },
    resize,
    say: (text) => messages.say(text),
    attempt: verbs.attempt,
  });
}
