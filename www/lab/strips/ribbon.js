/** The gradient's own ribbon under the diagram: as thick as the gradient is strong, on the same absolute scale. */
import { h } from '../draw/dom.js';
import { oddity } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { markOddity } from './marks.js';
import { connectStrip } from './pointing.js';

export class Ribbon {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 40;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.canvas = h('canvas', { class: 'layer', 'aria-hidden': 'true' });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot ribbon' }, this.canvas);
    connectStrip(this.canvas, this.surface, view, actions);
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const pen = this.surface.pen(this.view.palette);
    if (pen) this.paint(pen);
  }

  /** @param {import('../draw/pen.js').Pen} pen */
  paint(pen) {
    const { frame, axis, palette } = this.view;
    const values = frame.d_z_rms;
    values.forEach((value, stage) => {
      if (value === null) return;
      const word = oddity(value);
      if (word) markOddity(pen, { x: axis.left(stage + 1) + 1, width: axis.pitch - 2 }, word, palette);
      else this.paintPiece(pen, value, values[stage + 1] ?? value, stage + 1);
    });
  }

  /**
   * From the middle of the column above (on the right) to the left edge: it tapers as the gradient shrinks.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number} value
   * @param {number} above
   * @param {number} column
   */
  paintPiece(pen, value, above, column) {
    const { axis, scales } = this.view;
    const full = pen.height - 2;
    const here = Math.max(0.6, full * scales.gradient.at(value));
    const there = Number.isFinite(above) ? Math.max(0.6, full * scales.gradient.at(above)) : here;
    const gap = Math.min(1.5, axis.pitch / 8);
    const [left, right] = [axis.left(column) + gap, axis.left(column) + axis.pitch - gap];
    const end = column === axis.columns - 1 ? here : (here + there) / 2;
    /** @type {import('../draw/pen.js').Step[]} */
    const outline = [['M', left, 1], ['L', right, 1], ['L', right, 1 + end], ['L', left, 1 + here], ['Z']];
    pen.path(outline, { fill: scales.gradient.color(value) });
  }
}
