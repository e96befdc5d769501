/**
 * The network unrolled: all steps as a row of small cells on the shared axis, and below it, enlarged, the step in
 * focus between its neighbors. Blue runs forward, orange comes back, each step when its phase has run.
 */
import { h } from '../draw/dom.js';
import { several } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { litColumn, stageName } from '../run/phase.js';
import { paintChain } from './chain.js';
import { Lens } from './lens.js';
import { connectKeys } from './pointing.js';
import { paintNames } from './units.js';

const ROW = { top: 20, height: 30 };

export class Unrolled {
  wants = ['frame', 'cursor', 'selection', 'size', 'theme', 'experiment', 'snapshot'];
  every = 70;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.actions = actions;
    const label = 'The network unrolled in time';
    this.canvas = h('canvas', { class: 'layer', role: 'img', tabindex: '0', 'aria-label': label });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot unrolled' }, this.canvas);
    this.lens = new Lens(view);
    this.connect();
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    if (!this.view.summary.time) return;
    const pen = this.surface.pen(this.view.palette);
    if (!pen) return;
    this.paint(pen);
    this.describe();
  }

  /** @param {import('../draw/pen.js').Pen} pen */
  paint(pen) {
    const { axis, frame, blurred, palette } = this.view;
    const lit = blurred ? -1 : litColumn(frame.phase, axis.columns);
    const top = ROW.top + ROW.height + 14;
    paintNames(pen, axis, palette);
    paintChain(pen, ROW, lit, this.view);
    this.lens.paint(pen, { top, height: pen.height - top - 6 }, lit);
  }

  connect() {
    const { canvas, surface, actions } = this;
    const column = (/** @type {MouseEvent} */ event) => {
      const { x, y } = surface.locate(event);
      return this.lens.columnAt(x, y) ?? this.view.axis.columnAt(x);
    };
    canvas.addEventListener('pointermove', (event) => {
      const { y } = surface.locate(event);
      // Over the lens nothing is pointed at: it would run away under the pointer.
      actions.point(y > ROW.top + ROW.height + 8 ? null : column(event));
    });
    canvas.addEventListener('pointerleave', () => actions.point(null));
    canvas.addEventListener('click', (event) => actions.pin(column(event)));
    connectKeys(canvas, (key) => actions.moveInTime(key));
  }

  describe() {
    const { summary, time } = this.view;
    if (!summary.time) return;
    const { cell, steps, hidden } = summary.time;
    const size = `${several(steps, 'time step')} of ${several(hidden, 'unit')}`;
    const label =
      `The ${cell.toUpperCase()} unrolled: ${size}, then the output. ` +
      `Arrow keys move over time steps and units. At ${stageName(time.step, summary)}, unit ${time.unit + 1}.`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }
}
