/**
 * The network unrolled: all steps as a row of small cells on the shared axis, and below it, enlarged, the step in
 * focus between its neighbours. Blue runs forward, orange comes back, each step when its phase has run.
 */
import { h } from '../draw/dom.js';
import { litColumn } from './diagram.js';
import { Surface } from '../draw/surface.js';
import { several, stageName } from '../draw/format.js';
import { paintChain } from './chain.js';
import { Lens } from './lens.js';
import { paintNames } from './units.js';

const ROW = { top: 20, height: 30 };

export class Unrolled {
  wants = ['frame', 'cursor', 'selection', 'size', 'theme', 'experiment'];
  every = 70;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.canvas = h('canvas', {
      class: 'layer',
      role: 'img',
      tabindex: '0',
      'aria-label': 'The network unrolled in time',
    });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot unrolled' }, this.canvas);
    this.lens = new Lens(desk);
    this.connect();
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { desk } = this;
    const { time } = desk.summary;
    if (!time) return;
    const context = this.surface.begin();
    if (!context) return;
    const { axis, frame, player, palette } = desk;
    const lit = player.blurred ? -1 : litColumn(frame.phase, axis.columns);
    paintNames(context, axis, palette);
    paintChain(context, ROW, lit, desk);
    this.lens.paint(
      context,
      { top: ROW.top + ROW.height + 14, height: this.surface.height - ROW.top - ROW.height - 20 },
      lit,
      desk.panels.gates.rows,
    );
    this.describe(time);
  }

  connect() {
    const { canvas, desk, surface } = this;
    const column = (/** @type {PointerEvent|MouseEvent} */ event) => {
      const { x, y } = surface.locate(event);
      return this.lens.columnAt(x, y) ?? desk.axis.columnAt(x);
    };
    canvas.addEventListener('pointermove', (event) => {
      const { y } = surface.locate(event);
      // else the lens would run away under the pointer
      desk.cursor.point(y > ROW.top + ROW.height + 8 ? null : column(event));
    });
    canvas.addEventListener('pointerleave', () => desk.cursor.point(null));
    canvas.addEventListener('click', (event) => desk.cursor.pin(column(event)));
    canvas.addEventListener('keydown', (event) => {
      if (!desk.moment.key(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** @param {import('../wasm/types.js').TimeShape} time */
  describe({ steps, cell, hidden }) {
    const { moment, summary } = this.desk;
    const label =
      `The ${cell.toUpperCase()} unrolled: ${several(steps, 'step')} of ${several(hidden, 'unit')}, then the output. ` +
      `Arrow keys move over steps and units. At ${stageName(moment.step, summary)}, unit ${moment.unit + 1}.`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }
}
