/** Arranges the panels by the width of the lab, and by whether the network goes through depth or through time. */
import { Axis, NARROWEST, NARROWEST_TIME } from '../draw/axis.js';
import { watchTheme } from '../draw/theme.js';
import { LEGIBLE, followable } from '../run/byhand.js';

const WIDE = 1120; // as in the style sheet

export class Arrangement {
  /**
   * @param {{host: HTMLElement, shell: import('./shell.js').Shell, panels: import('./panels.js').Panels,
   *   looks: import('./looks.js').Looks, view: import('../run/view.js').View,
   *   painter: import('../run/painter.js').Painter}} given
   * @param {(run: () => void) => void} attempt
   */
  constructor({ host, shell, panels, looks, view, painter }, attempt) {
    this.host = host;
    this.shell = shell;
    this.panels = panels;
    this.looks = looks;
    this.view = view;
    this.painter = painter;
    this.attempt = attempt;
    /** @type {boolean|null} */
    this.wide = null;
    /** @type {boolean|null} */
    this.time = null;
    /** @type {(() => void)[]} */
    this.undo = [];
    panels.why.verdict = (is) => this.placeWhy(is);
  }

  watch() {
    const { node, strips } = this.shell;
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
    sizes.observe(node);
    sizes.observe(strips.track);
    strips.scroller.addEventListener('scroll', scrolled, { passive: true });
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

  /** Sizes are read here, once, and not while painting. */
  resize() {
    const { node, strips } = this.shell;
    const { summary, tab, detail } = this.view;
    const time = Boolean(summary.time);
    node.dataset.view = tab;
    this.placeDriving(detail);
    node.dataset.detail = detail;
    const wide = node.offsetWidth >= WIDE; // asked when all that has no place any more is hidden
    if (wide !== this.wide || time !== this.time) this.arrange(wide, time);
    strips.arrange(time, (summary.time?.answers ?? 1) > 1, detail);
    Object.assign(this, { wide, time }); // what the reader has folded stays folded until the layout changes
    const column = followable(summary) ? LEGIBLE : time ? NARROWEST_TIME : NARROWEST;
    const least = column * (summary.stages + 1);
    strips.strips.style.setProperty('--least', `${least}px`);
    this.looks.axis = new Axis(summary.stages, Math.max(1, strips.track.offsetWidth), summary.time);
    this.readScroll();
    this.painter.measure();
    this.painter.changed('size');
  }

  /** The visible part of the axis if the strips are scrolled. */
  readScroll() {
    const { scroller, rows } = this.shell.strips;
    const gutter = rows[rows.length - 1].node.lastElementChild?.clientWidth ?? 0;
    if (scroller.scrollWidth <= scroller.clientWidth + 1) return;
    this.looks.axis.view = { left: scroller.scrollLeft, width: scroller.clientWidth - gutter };
  }

  /**
   * On a narrow page the form is folded, the crash record is above the network and a tapped unit right below it.
   * @param {boolean} wide
   * @param {boolean} time
   */
  arrange(wide, time) {
    const { host, panels } = this;
    const { strips, side, main } = this.shell;
    if (wide !== this.wide) panels.controls.foldFor?.(wide);
    const { diagnosis, why, loss, accuracy, step, predictions, landscape, cell, reach, task } = panels;
    const cards = time
      ? [task, loss, diagnosis, reach, cell, accuracy, why, step, landscape]
      : [landscape, loss, diagnosis, why, accuracy, step, predictions];
    side.append(...cards.map(({ node }) => node));
    if (wide && !host.hasAttribute('controls')) side.prepend(panels.crash.node);
    else main.insertBefore(panels.crash.node, strips.scroller);
    if (wide) side.append(panels.inspector.node);
    else strips.rows[0].node.after(panels.inspector.node);
  }

  /**
   * In *Watch* the picture comes first, and what drives the run follows. The focus stays where it is.
   * @param {import('../run/pagekeys.js').Detail} detail
   */
  placeDriving(detail) {
    const { strips, jumps, driving, main } = this.shell;
    const before = detail === 'watch' ? strips.scroller : jumps;
    if (before.nextElementSibling === driving[0]) return;
    const focused = /** @type {ShadowRoot} */ (main.getRootNode()).activeElement;
    before.after(...driving);
    if (focused instanceof HTMLElement && driving.some((node) => node.contains(focused))) {
      focused.focus({ preventScroll: true });
    }
  }

  /**
   * Places it first while it is the verdict, and after the charts once there is a diagnosis. It keeps the focus.
   * @param {boolean} verdict
   */
  placeWhy(verdict) {
    const { diagnosis, accuracy, why } = this.panels;
    const before = (verdict ? diagnosis : accuracy).node;
    if (before.nextElementSibling !== why.node && !why.node.matches(':focus-within')) before.after(why.node);
  }
}
