/** The input of one example at each time step: numbers as bars, marks and symbols as filled cells. */
import { h } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { connectStrip } from './pointing.js';
import { lanes, readingAt } from './sequence.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */

export class InputStrip {
  wants = ['frame', 'selection', 'size', 'theme', 'experiment', 'cursor', 'snapshot'];
  every = 150;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.actions = actions;
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': 'The sequence' });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot input' }, this.canvas);
    this.number = h('span', null, '1');
    const turns = [this.turn('previous', '‹', -1), this.number, this.turn('next', '›', 1)];
    this.ticks = h('div', { class: 'ticks example-turn' }, turns);
    /** The words under the strip's name. @type {HTMLElement|null} */
    this.sub = null;
    connectStrip(this.canvas, this.surface, view, actions);
  }

  /**
   * @param {string} word
   * @param {string} sign
   * @param {number} by
   */
  turn(word, sign, by) {
    const name = `${word} example of the batch`;
    const onclick = () => this.actions.turnExample(by);
    return h('button', { type: 'button', class: 'small quiet', 'aria-label': name, title: name, onclick }, sign);
  }

  measure() {
    this.surface.measure();
  }

  /** @param {number} stage */
  reading(stage) {
    const { sequence } = this.view.snapshot;
    return sequence ? readingAt(this.view.knobs.data, sequence, stage) : '';
  }

  draw() {
    const { view } = this;
    if (!view.summary.time) return;
    this.number.textContent = String(view.example + 1);
    const pen = this.surface.pen(view.palette);
    if (!pen) return;
    this.paint(pen);
    const { sequence } = view.snapshot;
    const words = sequence ? lanes(view.knobs.data, sequence).words : '';
    if (sequence && this.sub) this.sub.textContent = words;
    const label = `The sequence of example ${view.example + 1}: ${words}`;
    if (sequence && this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }

  /** @param {Pen} pen */
  paint(pen) {
    const { palette, snapshot, knobs } = this.view;
    if (!snapshot.sequence) {
      pen.text('the first phase draws a batch', pen.width / 2, pen.height / 2 + 4, { fill: palette.muted });
      return;
    }
    const { axis } = this.view;
    const left = (/** @type {number} */ t) => axis.left(t + 1);
    paintInput(pen, lanes(knobs.data, snapshot.sequence), { left, pitch: axis.pitch, height: pen.height }, palette);
  }
}

/**
 * Where the time steps stand.
 * @typedef {{left: (t: number) => number, pitch: number, height: number}} Steps
 */

/**
 * The lanes of an input, the bars above the marks.
 * @param {Pen} pen
 * @param {{bars: number[], marks: number[][]}} lanes
 * @param {Steps} steps
 * @param {import('../draw/theme.js').Palette} palette
 */
export function paintInput(pen, { bars, marks }, steps, palette) {
  const { height } = steps;
  const foot = marks.length ? (bars.length ? Math.round(height * 0.62) : 0) : height - 1;
  if (bars.length) paintBars(pen, bars, foot, steps, palette);
  const pitch = (height - foot - 4) / marks.length;
  marks.forEach((lane, i) => paintMarks(pen, lane, { top: foot + 3 + pitch * i, high: pitch }, steps, palette));
}

/**
 * @param {Pen} pen
 * @param {number[]} values as shares of the largest
 * @param {number} foot
 * @param {Steps} steps
 * @param {import('../draw/theme.js').Palette} palette
 */
function paintBars(pen, values, foot, { left, pitch }, palette) {
  const signed = values.some((value) => value < 0);
  const ground = signed ? foot / 2 : foot;
  pen.rect(left(0), ground, values.length * pitch, 1, { fill: palette.line });
  const wide = Math.max(1, pitch - (pitch > 5 ? 2 : 0.5));
  values.forEach((value, t) => {
    const size = value * (signed ? foot / 2 - 1 : foot - 2);
    const x = left(t) + (pitch - wide) / 2;
    pen.rect(x, Math.min(ground, ground - size), wide, Math.max(1, Math.abs(size)), { fill: palette.edges[4] });
  });
}

/**
 * @param {Pen} pen
 * @param {number[]} lane
 * @param {{top: number, high: number}} place
 * @param {Steps} steps
 * @param {import('../draw/theme.js').Palette} palette
 */
function paintMarks(pen, lane, { top, high }, { left, pitch }, palette) {
  const size = Math.max(1.5, high - 1.5);
  lane.forEach((value, t) => {
    if (!value) return;
    const alpha = Math.max(0.12, Math.min(1, Math.abs(value)));
    pen.rect(left(t) + 1, top, Math.max(1.5, pitch - 2), size, { fill: palette.ink, alpha });
  });
}
