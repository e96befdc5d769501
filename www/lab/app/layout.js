/** What the whole lab and a single figure share: strips on one axis, which follow sizes, scrolling and theme. */
import { Axis, NARROWEST, NARROWEST_TIME } from '../draw/axis.js';
import { watchTheme } from '../draw/theme.js';
import { LEGIBLE, followable } from '../run/byhand.js';

/**
 * @typedef {object} Strips
 * @property {HTMLElement} track as wide as the plots
 * @property {HTMLElement} strips
 * @property {HTMLElement} scroller
 * @property {{node: HTMLElement}[]} rows
 */

export class Layout {
  /**
   * @param {{looks: import('./looks.js').Looks, painter: import('../run/painter.js').Painter}} parts
   * @param {(run: () => void) => void} attempt
   */
  constructor({ looks, painter }, attempt) {
    this.looks = looks;
    this.painter = painter;
    this.attempt = attempt;
    /** @type {(() => void)[]} */
    this.undo = [];
  }

  /** The place of all. @returns {HTMLElement} */
  get place() {
    throw new Error('the subclass knows');
  }

  /** @returns {Strips} */
  get onAxis() {
    throw new Error('the subclass knows');
  }

  /** Sizes are read here, once, and not while painting. */
  resize() {}

  watch() {
    const { track, scroller } = this.onAxis;
    const resized = () => this.attempt(() => this.resize());
    const scrolled = () => {
      this.readScroll();
      this.painter.changed('cursor');
    };
    // A new arrangement changes sizes again, which an observer may not do in the frame in which it was called.
    let frame = 0;
    const next = () => {
      frame = 0;
      resized();
    };
    const sizes = new ResizeObserver(() => {
      frame ||= requestAnimationFrame(next);
    });
    sizes.observe(this.place);
    sizes.observe(track);
    scroller.addEventListener('scroll', scrolled, { passive: true });
    addEventListener('resize', resized); // also when the page moves to a screen of another density
    this.undo = [
      () => sizes.disconnect(),
      () => cancelAnimationFrame(frame),
      () => removeEventListener('resize', resized),
      watchTheme(() => this.retheme()),
    ];
  }

  stop() {
    for (const undo of this.undo) undo();
  }

  retheme() {
    this.looks.read();
    this.painter.changed('theme');
  }

  /**
   * Gives the strips their axis, and has everything drawn anew.
   * @param {import('../wasm/types.js').Summary} summary
   * @param {boolean} [inner] whether only hidden layers have a column
   */
  fit(summary, inner = false) {
    const { strips, track } = this.onAxis;
    const column = followable(summary) ? LEGIBLE : summary.time ? NARROWEST_TIME : NARROWEST;
    strips.style.setProperty('--least', `${column * (summary.stages + 1)}px`);
    const axis = new Axis(summary.stages, Math.max(1, track.offsetWidth), summary.time);
    this.looks.axis = inner ? axis.inner() : axis;
    this.readScroll();
    this.painter.measure();
    this.painter.changed('size');
  }

  /** The visible part of the axis if the strips are scrolled. */
  readScroll() {
    const { scroller, rows } = this.onAxis;
    const gutter = rows.at(-1)?.node.lastElementChild?.clientWidth ?? 0;
    if (scroller.scrollWidth <= scroller.clientWidth + 1) return;
    this.looks.axis.view = { left: scroller.scrollLeft, width: scroller.clientWidth - gutter };
  }
}
