/** Arranges the panels by the width of the lab, and by whether the network goes through depth or through time. */
import { Layout } from './layout.js';

const WIDE = 1120; // as in the style sheet

export class Arrangement extends Layout {
  /**
   * @param {{host: HTMLElement, shell: import('./shell.js').Shell, panels: import('./panels.js').Panels,
   *   looks: import('./looks.js').Looks, view: import('../run/view.js').View,
   *   painter: import('../run/painter.js').Painter}} given
   * @param {(run: () => void) => void} attempt
   */
  constructor({ host, shell, panels, looks, view, painter }, attempt) {
    super({ looks, painter }, attempt);
    this.host = host;
    this.shell = shell;
    this.panels = panels;
    this.view = view;
    /** @type {boolean|null} */
    this.wide = null;
    /** @type {boolean|null} */
    this.time = null;
    panels.why.verdict = (is) => this.placeWhy(is);
  }

  get place() {
    return this.shell.node;
  }

  get onAxis() {
    return this.shell.strips;
  }

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
    this.fit(summary);
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
