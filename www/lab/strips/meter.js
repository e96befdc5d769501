/** One number per stage as bars on an absolute scale. Which meters there are, the catalog says. */
import { h } from '../draw/dom.js';
import { LinearScale } from '../wasm/linearscale.js';
import { LogScale } from '../wasm/logscale.js';
import { number, oddity } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { isOlder, stageName } from '../run/phase.js';
import { PALE, markOddity, paintScale, paintWaiting } from './marks.js';
import { connectStrip } from './pointing.js';

/** Room above the top tick, so that its line is seen. */
export const AIR = 7;

/** @typedef {import('../wasm/types.js').MeterRow} MeterRow */

export class Meter {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 40;
  /** Where several meters stand together, only one names the limits of the number formats. */
  namesHorizons = () => true;

  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {MeterRow} spec
   */
  constructor({ view, actions, engine }, spec) {
    this.view = view;
    this.engine = engine;
    this.spec = spec;
    /** @type {import('../wasm/linearscale.js').Scale} */
    this.scale = new (spec.scale === 'linear' ? LinearScale : LogScale)(spec.low, spec.high);
    /** The experiment for which the scale has grown. @type {import('../run/engine.js').Stamp|null} */
    this.of = null;
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': spec.help });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: `plot meter ${spec.column ?? spec.key}` }, this.canvas);
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
    this.shown = '';
    connectStrip(this.canvas, this.surface, view, actions);
  }

  measure() {
    this.surface.measure();
    this.shown = '';
  }

  /** What it shows the figures of. */
  get frame() {
    return this.view.frame;
  }

  /** One number per stage; null = not measured yet. @returns {(number|null)[]} */
  get values() {
    const { column } = this.spec;
    return column ? this.frame[column] : [];
  }

  /** The height of a place on the scale. @param {number} at */
  height(at) {
    return AIR + (1 - at) * (this.surface.height - AIR);
  }

  /** @param {number} value */
  y(value) {
    return this.height(this.scale.at(value));
  }

  /**
   * What the cursor's stage reads, in full.
   * @param {number} stage
   */
  reading(stage) {
    return stage < 0 ? '' : number(this.values[stage]);
  }

  draw() {
    this.rescale();
    const pen = this.surface.pen(this.view.palette);
    if (!pen) return;
    this.paint(pen);
    this.writeTicks();
    this.describe(this.values);
  }

  /** Another experiment begins with the base range again. */
  rescale() {
    if (!this.engine.sameExperiment(this.of)) this.scale.reset();
    this.of = this.engine.stamp();
  }

  /** @param {import('../draw/pen.js').Pen} pen */
  paint(pen) {
    const { palette } = this.view;
    const { values } = this;
    this.scale.include(values);
    paintScale(pen, this.scale, (at) => this.height(at), palette);
    if (values.every((value) => value === null)) paintWaiting(pen, this.spec.waiting, palette);
    values.forEach((value, stage) => this.paintBar(pen, value, stage));
  }

  /**
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number|null} value
   * @param {number} stage
   */
  paintBar(pen, value, stage) {
    const { axis, palette } = this.view;
    if (value === null) return;
    const word = oddity(value);
    if (word) return markOddity(pen, { x: axis.left(stage + 1) + 1, width: axis.pitch - 2 }, word, palette);
    const x = axis.center(stage + 1) - axis.bar / 2;
    if (this.scale.zero !== null) return this.paintFromZero(pen, value, x);
    if (value === 0) return this.paintZero(pen, axis.center(stage + 1));
    const top = this.y(value);
    pen.rect(x, top, axis.bar, Math.max(1.5, pen.height - top), {
      fill: palette[this.spec.tone],
      alpha: this.spec.column && isOlder(this.spec.tone, stage, this.frame.stopped) ? PALE : undefined,
    });
  }

  /**
   * On a linear scale bars stand on the line of zero, or hang from it.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number} value
   * @param {number} x
   */
  paintFromZero(pen, value, x) {
    const { palette, axis } = this.view;
    const [zero, end] = [this.y(0), this.y(value)];
    const top = Math.min(zero - (value < 0 ? 0 : 1.5), end);
    pen.rect(x, top, axis.bar, Math.max(1.5, Math.abs(end - zero)), { fill: palette[this.spec.tone] });
  }

  /**
   * Exactly zero has no place on a log scale; it is marked on the ground line.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number} x
   */
  paintZero(pen, x) {
    const { palette, axis } = this.view;
    const y = pen.height - 7;
    if (axis.pitch >= 9) pen.text('0', x, y + 4, { fill: palette.ink, size: 11, weight: 600 });
    else pen.rect(x - 1, y + 2, 2, 5, { fill: palette.ink });
  }

  /** Ticks are words in the page, for readers who zoom; a tick gives way to a horizon's name. */
  writeTicks() {
    const named = this.namesHorizons();
    const { ticks, horizons } = this.scale;
    // The limits of a scale depend on the number format.
    const key = [this.scale.low, this.scale.high, named, ...horizons.map(({ words }) => words)].join(' ');
    if (key === this.shown) return;
    this.shown = key;
    /** @type {{at: number, text: string, words?: string}[]} */
    const marks = named ? [...horizons, ...ticks] : ticks;
    /** @type {number[]} */
    const taken = [];
    const clear = marks.filter(({ at }) => {
      const y = this.height(at);
      if (taken.some((other) => Math.abs(other - y) < 13)) return false;
      return taken.push(y);
    });
    this.ticks.replaceChildren(...clear.map((mark) => this.mark(mark)));
  }

  /** A horizon has words on what ends there. @param {{at: number, text: string, words?: string}} mark */
  mark({ at, text, words }) {
    const mark = h('span', { class: words ? 'horizon' : 'tick', title: words }, text);
    mark.style.top = `${this.height(at)}px`;
    return mark;
  }

  /** @param {(number|null)[]} values */
  describe(values) {
    if (this.view.playing) return;
    const { summary } = this.view;
    const last = summary.stages - 1;
    const said =
      values.length === 0 || values[0] === null
        ? 'not measured yet'
        : `${stageName(0, summary)} ${number(values[0])}, ${stageName(last, summary)} ${number(values[last])}`;
    this.canvas.setAttribute('aria-label', `${this.spec.label}, ${this.spec.symbol}: ${said}`);
  }
}
