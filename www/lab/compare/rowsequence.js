/** The sequence that all cells read, above their rows: the input values as bars, and the marks. */
import { h, write } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { paintInput } from '../strips/input.js';
import { connectStrip } from '../strips/pointing.js';
import { lanes } from '../strips/sequence.js';
import { numbered } from './rowlayout.js';

/** The row of time steps. */
const NUMBERS = 17;
/** Tasks that a few words tell, by data. @type {Record<string, string>} */
const TASKS = { adding: 'add the two marked values' };

export class RowSequence {
  wants = ['frame', 'selection', 'size', 'theme', 'experiment', 'view', 'snapshot', 'rows'];
  every = 150;

  /**
   * @param {import('./rowsnow.js').RowsNow} now
   * @param {import('../run/ports.js').Actions} actions
   */
  constructor(now, actions) {
    this.now = now;
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': 'The sequence' });
    this.surface = new Surface(this.canvas);
    this.task = h('p', { class: 'note' });
    const head = h('div', { class: 'row-head' }, h('p', { class: 'row-who' }, h('b', null, 'The sequence')), this.task);
    this.node = h('div', { class: 'watchrow sequence' }, head, h('div', { class: 'row-plot' }, this.canvas));
    connectStrip(this.canvas, this.surface, now.pointed(this.surface), actions);
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { view } = this.now;
    const pen = this.now.time ? this.surface.pen(view.palette) : null;
    if (!pen) return;
    const { sequence } = view.snapshot;
    const axis = this.now.axis(pen.width);
    const data = view.knobs.data;
    if (sequence) {
      const shown = lanes(data, sequence);
      paintInput(
        pen,
        shown,
        { pitch: axis.pitch, left: (t) => axis.left(t), height: pen.height - NUMBERS },
        view.palette,
      );
      write(this.task, TASKS[data] ?? shown.words);
    }
    for (const t of numbered(axis.columns, axis.pitch, 30)) {
      const half = pen.measure(String(t)) / 2;
      const x = Math.max(half, Math.min(pen.width - half, axis.center(t - 1)));
      pen.text(String(t), x, pen.height - 3, { fill: view.palette.muted });
    }
  }
}
