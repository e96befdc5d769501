/** The gradient's own ribbon under the diagram: as thick as the gradient is strong, on the same absolute scale. */
import { h } from '../draw/dom.js';
import { markOddity, Surface } from '../draw/surface.js';
import { oddity } from '../draw/format.js';
import { connectStrip } from './pointing.js';

export class Ribbon {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 40;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.canvas = h('canvas', { class: 'layer', 'aria-hidden': 'true' });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot ribbon' }, this.canvas);
    connectStrip(this.canvas, this.surface, desk);
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const context = this.surface.begin();
    if (!context) return;
    const { frame, axis, palette } = this.desk;
    const values = frame.d_z_rms;
    values.forEach((value, stage) => {
      if (value === null) return;
      const word = oddity(value);
      if (word)
        return markOddity(context, axis.left(stage + 1) + 1, axis.pitch - 2, this.surface.height, word, palette);
      this.paintPiece(context, value, values[stage + 1] ?? value, stage + 1);
    });
  }

  /**
   * From the middle of the column above (on the right) to the left edge: it tapers as the gradient shrinks.
   * @param {CanvasRenderingContext2D} context @param {number} value @param {number} above @param {number} column
   */
  paintPiece(context, value, above, column) {
    const { axis, scales } = this.desk;
    const full = this.surface.height - 2;
    const here = Math.max(0.6, full * scales.gradient.at(value));
    const there = Number.isFinite(above) ? Math.max(0.6, full * scales.gradient.at(above)) : here;
    const middle = (here + there) / 2;
    const gap = Math.min(1.5, axis.pitch / 8);
    const x = axis.left(column);
    context.fillStyle = scales.gradient.colour(value);
    context.beginPath();
    context.moveTo(x + gap, 1);
    context.lineTo(x + axis.pitch - gap, 1);
    context.lineTo(x + axis.pitch - gap, 1 + (column === axis.columns - 1 ? here : middle));
    context.lineTo(x + gap, 1 + here);
    context.fill();
  }
}
