/** What the cell reads at each step, for the example on show: numbers as bars, marks and symbols as filled cells. */
import { h } from '../draw/dom.js';
import { number } from '../draw/format.js';
import { connectStrip } from './pointing.js';
import { Surface } from '../draw/surface.js';
import { lanes } from './sequence.js';

export class InputStrip {
  wants = ['frame', 'selection', 'size', 'theme', 'experiment', 'cursor'];
  every = 150;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': 'The sequence' });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot input' }, this.canvas);
    this.ticks = h(
      'div',
      { class: 'ticks example-turn' },
      this.turn('previous', '‹', -1),
      (this.number = h('span', null, '1')),
      this.turn('next', '›', 1),
    );
    /** @type {HTMLElement|null} */
    this.sub = null;
    /** @type {ReturnType<typeof lanes>|undefined} */
    this.lanes = undefined;
    connectStrip(this.canvas, this.surface, desk);
  }

  /** @param {string} word @param {string} sign @param {number} by */
  turn(word, sign, by) {
    return h(
      'button',
      {
        type: 'button',
        class: 'small quiet',
        'aria-label': `${word} example of the batch`,
        title: `${word} example of the batch`,
        onclick: () => this.desk.choice.turn(by),
      },
      sign,
    );
  }

  measure() {
    this.surface.measure();
  }

  /** @param {number} stage */
  reading(stage) {
    const x = this.desk.moment.sequence?.x[stage];
    if (!x) return '';
    if (x.length > 2) {
      const one = x.indexOf(1);
      return one >= 0 && x.every((value, i) => value === (i === one ? 1 : 0))
        ? `symbol ${this.lanes?.names[one] ?? one + 1}`
        : '';
    }
    return `${number(x[0])}${x[1] ? ', marked' : ''}`;
  }

  draw() {
    const { desk } = this;
    if (!desk.summary.time) return;
    this.number.textContent = String(desk.choice.example + 1);
    desk.moment.snapshot();
    const { sequence } = desk.moment;
    const context = this.surface.begin();
    if (!context) return;
    if (!sequence) return this.paintWaiting(context);
    this.lanes = lanes(desk.lab.knobs().data, sequence);
    if (this.sub) this.sub.textContent = this.lanes.words;
    const { bars, marks } = this.lanes;
    const { height } = this.surface;
    const foot = marks.length ? (bars.length ? Math.round(height * 0.62) : 0) : height - 1;
    if (bars.length) this.paintBars(context, bars, foot);
    marks.forEach((lane, i) =>
      this.paintMarks(
        context,
        lane,
        foot + 3 + ((height - foot - 4) / marks.length) * i,
        (height - foot - 4) / marks.length,
      ),
    );
    this.describe();
  }

  /** @param {CanvasRenderingContext2D} context */
  paintWaiting(context) {
    const { palette } = this.desk;
    this.lanes = undefined;
    context.font = `12px ${palette.font}`;
    context.fillStyle = palette.muted;
    context.textAlign = 'center';
    context.fillText('the first phase draws a batch', this.surface.width / 2, this.surface.height / 2 + 4);
  }

  /** @param {CanvasRenderingContext2D} context @param {number[]} values @param {number} foot */
  paintBars(context, values, foot) {
    const { axis, palette } = this.desk;
    const most = Math.max(1e-9, ...values.map(Math.abs));
    const signed = values.some((value) => value < 0);
    const ground = signed ? foot / 2 : foot;
    context.fillStyle = palette.line;
    context.fillRect(axis.left(1), ground, values.length * axis.pitch, 1);
    const wide = Math.max(1, axis.pitch - (axis.pitch > 5 ? 2 : 0.5));
    values.forEach((value, t) => {
      const size = (value / most) * (signed ? foot / 2 - 1 : foot - 2);
      context.fillStyle = palette.edges[4];
      context.fillRect(
        axis.left(t + 1) + (axis.pitch - wide) / 2,
        Math.min(ground, ground - size),
        wide,
        Math.max(1, Math.abs(size)),
      );
    });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number[]} lane
   * @param {number} top
   * @param {number} high
   */
  paintMarks(context, lane, top, high) {
    const { axis, palette } = this.desk;
    const size = Math.max(1.5, high - 1.5);
    lane.forEach((value, t) => {
      if (!value) return;
      context.globalAlpha = Math.max(0.12, Math.min(1, Math.abs(value)));
      context.fillStyle = palette.ink;
      context.fillRect(axis.left(t + 1) + 1, top, Math.max(1.5, axis.pitch - 2), size);
    });
    context.globalAlpha = 1;
  }

  describe() {
    const label = `The sequence of example ${this.desk.choice.example + 1}: ${this.lanes?.words ?? ''}`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }
}
