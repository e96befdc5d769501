/**
 * A network small enough to follow by hand, as on paper: z, a and ∂L/∂z in every unit, w and ∂L/∂w on every edge. A
 * number appears when the present step has computed it; after the update each edge shows its new w and the change.
 */
import { followable, progress } from '../run/byhand.js';
import { number } from '../wasm/numbers.js';
import { edgeOf, paintWires } from './byhandedges.js';
import { cellAt, heightByHand, layoutByHand, wireAt } from './byhandlayout.js';
import { paintColumn } from './byhandunits.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../wasm/types.js').Diagram} Diagram */
/** @typedef {import('./byhandedges.js').Marks} Marks */

export class ByHand {
  /** @param {import('../run/view.js').View} view */
  constructor(view) {
    this.view = view;
    /** The network as it was drawn last; null where it is too large. @type {import('./byhandlayout.js').Sheet|null} */
    this.sheet = null;
  }

  /** Whether this network is shown with all its numbers. */
  get on() {
    return followable(this.view.summary);
  }

  /**
   * The height of the strip in CSS; empty where the style sheet decides.
   * @param {Diagram} data
   */
  height({ columns }) {
    if (!this.on) return '';
    const sizes = columns.map(({ size }) => size);
    return `${heightByHand(sizes, this.view.axis.width)}px`;
  }

  /**
   * @param {Pen} pen
   * @param {Diagram} data
   * @param {Marks} marks
   */
  paint(pen, { columns, edges }, marks) {
    const { view } = this;
    const sizes = columns.map(({ size }) => size);
    const sheet = layoutByHand(view.axis, pen.height, sizes);
    this.sheet = sheet;
    paintWires(pen, sheet, edges, marks, view);
    const { unit } = marks;
    columns.forEach((content, column) => {
      paintColumn(pen, sheet, content, column, unit?.column === column ? unit.slot : -1, view);
    });
    this.paintLoss(pen);
  }

  /**
   * Under the output, from the loss on.
   * @param {Pen} pen
   */
  paintLoss(pen) {
    const { frame, axis, palette } = this.view;
    const { name } = frame.phase;
    const last = axis.columns - 1;
    if (frame.loss === null || name === 'forward' || !progress(frame.phase, last - 1).forward) return;
    const lettering = { size: 12, weight: name === 'loss' ? 650 : 400 };
    const text = `L ${number(frame.loss, 3)}`;
    const half = pen.measure(text, lettering) / 2;
    const x = Math.min(axis.center(last), pen.width - half - 2);
    pen.text(text, x, pen.height - 6, { ...lettering, fill: palette.ink });
  }

  /**
   * The unit under a point, if any.
   * @param {number} x
   * @param {number} y
   */
  unitAt(x, y) {
    return this.sheet && cellAt(this.sheet, x, y);
  }

  /**
   * The offset of the edge under a point; -1 if there is none.
   * @param {Float32Array} edges
   * @param {number} x
   * @param {number} y
   */
  edgeAt(edges, x, y) {
    const wire = this.sheet && wireAt(this.sheet, x, y);
    return wire ? edgeOf(edges, wire) : -1;
  }
}
