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
  wants = ['frame', 'cursor', 'selection', 'size', 'theme', 'experiment', 'view', 'snapshot', 'rows'];
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
    const who = h('p', { class: 'row-who' }, h('b', null, 'The sequence'));
    const key = h('p', { class: 'note row-key' }, 'rows: memory, bars: gradient');
    const head = h('div', { class: 'row-head' }, who, this.task, key);
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
    this.paintNumbers(pen, axis);
  }

  /**
   * The number of the framed time step stands out, and those beside it give way.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {import('../draw/axis.js').Axis} axis
   */
  paintNumbers(pen, axis) {
    const { palette } = this.now.view;
    const framed = (this.now.column ?? -1) + 1;
    const clear = (/** @type {number} */ t) => !framed || Math.abs(t - framed) * axis.pitch > 30;
    const write = (/** @type {number} */ t, /** @type {import('../draw/pen.js').Lettering} */ style) => {
      const half = pen.measure(String(t), style) / 2;
      const x = Math.max(half, Math.min(pen.width - half, axis.center(t - 1)));
      pen.text(String(t), x, pen.height - 3, style);
    };
    for (const t of numbered(axis.columns, axis.pitch, 30).filter(clear)) write(t, { fill: palette.muted });
    if (framed) write(framed, { fill: palette.ink, weight: 700 });
  }
}
