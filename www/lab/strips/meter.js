/** One figure per stage as bars on an absolute log scale: Signal, Gradient, Update. */
import { h } from '../draw/dom.js';
import { HORIZONS, LogScale } from '../draw/axis.js';
import { number, oddity, power, stageName } from '../draw/format.js';
import { markOddity, Surface } from '../draw/surface.js';
import { connectStrip } from './pointing.js';

const AIR = 7; // above the top tick, so that its line is seen

/**
 * @typedef {{key: import('../wasm/types.js').ColumnName, name: string, sub: string, title: string, tone:
 *   'signal'|'gradient'|'accent', low: number, high: number, waiting: string}} MeterSpec
 */

/** @type {MeterSpec[]} */
export const METERS = [
  {
    key: 'forward_rms',
    name: 'Signal',
    sub: 'rms of a',
    tone: 'signal',
    low: -4,
    high: 2,
    waiting: 'the forward pass fills this in',
    title: 'How large the activations of each layer are (root mean square over units and batch)',
  },
  {
    key: 'd_z_rms',
    name: 'Gradient',
    sub: 'rms of ∂L/∂z',
    tone: 'gradient',
    low: -10,
    high: 0,
    waiting: 'the backward pass fills this in',
    title: 'How large the gradient is that reaches each layer (root mean square over units and batch)',
  },
  {
    key: 'update_ratio',
    name: 'Update',
    sub: '‖ΔW‖ / ‖W‖',
    tone: 'accent',
    low: -10,
    high: 0,
    waiting: 'the update fills this in',
    title: 'How far one step moves each layer’s weights, measured against their size',
  },
];

/** Through time all steps share one set of weights, and so one update. @type {MeterSpec[]} */
export const TIME_METERS = [
  {
    ...METERS[0],
    sub: 'rms of h',
    title: 'How large the state is at each time (root mean square over units and batch)',
  },
  {
    ...METERS[1],
    key: 'd_a_rms',
    sub: 'rms of ∂L/∂h',
    title: 'How large the gradient is that reaches each time (root mean square over units and batch)',
  },
];

export class Meter {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 40;

  /** @param {import('../app/desk.js').Desk} desk @param {MeterSpec} spec */
  constructor(desk, spec) {
    this.desk = desk;
    this.spec = spec;
    this.scale = new LogScale(spec.low, spec.high);
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': spec.title });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: `plot meter ${spec.key}` }, this.canvas);
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
    this.shown = '';
    connectStrip(this.canvas, this.surface, desk);
  }

  measure() {
    this.surface.measure();
    this.shown = '';
  }

  /** What it shows the figures of. */
  get frame() {
    return this.desk.frame;
  }

  /** @param {number} t 0 at the foot, 1 at the top */
  y(t) {
    return AIR + (1 - t) * (this.surface.height - AIR);
  }

  /** What the cursor's stage reads, in full. @param {number} stage */
  reading(stage) {
    return stage < 0 ? '' : number(this.frame[this.spec.key][stage]);
  }

  draw() {
    const context = this.surface.begin();
    if (!context) return;
    const values = this.frame[this.spec.key];
    this.scale.include(values);
    this.paintLines(context);
    if (values.every((value) => value === null)) this.paintWaiting(context);
    values.forEach((value, stage) => this.paintBar(context, value, stage));
    this.writeTicks();
    this.describe(values);
  }

  /** @param {CanvasRenderingContext2D} context */
  paintLines(context) {
    const { palette } = this.desk;
    const line = (/** @type {number} */ y) => {
      context.beginPath();
      context.moveTo(0, Math.round(y) + 0.5);
      context.lineTo(this.surface.width, Math.round(y) + 0.5);
      context.stroke();
    };
    context.lineWidth = 1;
    context.strokeStyle = palette.line;
    for (const e of this.scale.ticks()) line(this.y(this.scale.at(10 ** e)));
    context.strokeStyle = palette.muted;
    context.setLineDash([4, 3]);
    for (const horizon of this.horizons()) line(this.y(this.scale.at(horizon.value)));
    context.setLineDash([]);
    context.strokeStyle = palette.edges[2];
    line(this.surface.height - 1);
  }

  horizons() {
    const { low, high } = this.scale;
    return HORIZONS.filter(({ value }) => Math.log10(value) > low && Math.log10(value) < high);
  }

  /** @param {CanvasRenderingContext2D} context @param {number|null} value @param {number} stage */
  paintBar(context, value, stage) {
    const { axis, palette } = this.desk;
    const { height } = this.surface;
    if (value === null) return;
    const word = oddity(value);
    if (word) return markOddity(context, axis.left(stage + 1) + 1, axis.pitch - 2, height, word, palette);
    const x = axis.centre(stage + 1) - axis.bar / 2;
    if (value === 0) return this.paintZero(context, axis.centre(stage + 1));
    context.fillStyle = palette[this.spec.tone];
    const top = this.y(this.scale.at(value));
    context.fillRect(x, top, axis.bar, Math.max(1.5, height - top));
  }

  /**
   * Exactly zero has no place on a log scale; it is marked on the ground line.
   * @param {CanvasRenderingContext2D} context
   * @param {number} x
   */
  paintZero(context, x) {
    const { palette, axis } = this.desk;
    const y = this.surface.height - 7;
    context.fillStyle = palette.ink;
    if (axis.pitch >= 9) {
      context.font = `600 11px ${palette.font}`;
      context.textAlign = 'center';
      context.fillText('0', x, y + 4);
    } else context.fillRect(x - 1, y + 2, 2, 5);
  }

  /** @param {CanvasRenderingContext2D} context */
  paintWaiting(context) {
    const { palette } = this.desk;
    context.font = `12px ${palette.font}`;
    context.fillStyle = palette.muted;
    context.textAlign = 'center';
    const y = this.surface.height / 2 + 4;
    const half = context.measureText(this.spec.waiting).width / 2 + 8;
    context.clearRect(this.surface.width / 2 - half, y - 13, 2 * half, 18);
    context.fillText(this.spec.waiting, this.surface.width / 2, y);
  }

  /** Ticks are words in the page, for readers who zoom; a tick gives way to a horizon's name. */
  writeTicks() {
    const named = this.desk.namesHorizons(this);
    const key = `${this.scale.low} ${this.scale.high} ${named}`;
    if (key === this.shown) return;
    this.shown = key;
    const names = named
      ? this.horizons().map(({ value, name, words }) => ({ value, text: name, kind: 'horizon', title: words }))
      : [];
    const ticks = this.scale.ticks().map((e) => ({ value: 10 ** e, text: power(e), kind: 'tick', title: '' }));
    /** @type {number[]} */
    const taken = [];
    const clear = [...names, ...ticks].filter(({ value }) => {
      const y = this.y(this.scale.at(value));
      if (taken.some((other) => Math.abs(other - y) < 13)) return false;
      return taken.push(y);
    });
    this.ticks.replaceChildren(...clear.map((mark) => this.mark(mark)));
  }

  /** @param {{value: number, text: string, kind: string, title: string}} mark */
  mark({ value, text, kind, title }) {
    const mark = h('span', { class: kind, title: title || null }, text);
    mark.style.top = `${this.y(this.scale.at(value))}px`;
    return mark;
  }

  /** @param {(number|null)[]} values */
  describe(values) {
    const { summary } = this.desk;
    const said =
      values.length === 0 || values[0] === null
        ? 'not measured yet'
        : `${stageName(0, summary)} ${number(values[0])}, ${stageName(summary.stages - 1, summary)} ${number(values[summary.stages - 1])}`;
    const label = `${this.spec.name}, ${this.spec.sub}: ${said}`;
    if (!this.desk.player.playing) this.canvas.setAttribute('aria-label', label);
  }
}
