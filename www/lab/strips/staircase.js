/**
 * The staircase: how much of the gradient arrives at each layer, as a share of what the highest hidden layer receives,
 * and what each crossing on the way down multiplies it by.
 */
import { h } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { stageName } from '../run/phase.js';
import { LogScale } from '../wasm/logscale.js';
import { brief, oddity, shareTick, shareWords } from '../wasm/numbers.js';
import { PALE, markOddity, paintClear, paintWaiting } from './marks.js';
import { connectStrip } from './pointing.js';
import { BASE, clearLabels, isFresh, newest, sharesOf, tickExponents } from './share.js';

/** Room above the bars for their words, and below them for the factors. */
const TOP = 20;
const FOOT = 26;
/** The same with the numbers of the layers between, where no network above has them. */
const NUMBERED = 44;
/** Height of a bar at the lower end of the scale, so that the smallest is still seen. */
const LEAST = 10;
const MOST_TICKS = 5;
const LETTERS = { size: 13, weight: 650 };
/** Width of the words of a tick, at most. */
const TICK = 90;
/** A label that stands higher than this above its bar, in pixels, has a line down to it. */
const NEAR = 12;

export class Staircase {
  wants = ['frame', 'size', 'theme', 'experiment', 'cursor'];
  every = 40;
  /** Whether the numbers of the layers stand under the bars. */
  numbered = false;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions, engine }) {
    this.view = view;
    this.engine = engine;
    this.scale = new LogScale(...BASE);
    /** The experiment for which the scale has grown. @type {import('../run/engine.js').Stamp|null} */
    this.of = null;
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': 'Gradient: not measured yet' });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'plot staircase' }, this.canvas);
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
    this.shown = '';
    connectStrip(this.canvas, this.surface, view, actions);
  }

  measure() {
    this.surface.measure();
    this.shown = '';
  }

  /** @param {number} stage */
  reading(stage) {
    const share = sharesOf(this.view.frame.d_z_rms)[stage];
    return share === null || share === undefined ? '' : shareWords(share).long;
  }

  draw() {
    if (!this.engine.sameExperiment(this.of)) this.scale.reset();
    this.of = this.engine.stamp();
    const shares = sharesOf(this.view.frame.d_z_rms);
    this.scale.include(shares);
    const pen = this.surface.pen(this.view.palette);
    if (!pen) return;
    this.paintGround(pen);
    const words = this.view.playing ? 'no gradient yet' : 'no gradient yet: press Play';
    if (shares.every((share) => share === null)) paintWaiting(pen, words, this.view.palette);
    this.paintBars(pen, shares);
    this.paintWords(pen, shares);
    if (this.numbered) this.paintNumbers(pen, shares.length);
    this.paintFactors(pen, shares);
    this.writeTicks(shares);
    this.describe(shares);
  }

  /** The line on which the bars stand. */
  get ground() {
    return this.surface.height - (this.numbered ? NUMBERED : FOOT);
  }

  /** @param {number} at 0 at the lower end of the scale, 1 at the upper */
  height(at) {
    return TOP + (1 - at) * (this.ground - LEAST - TOP);
  }

  /** The exponents that have a tick. */
  get marked() {
    const { low, high } = this.scale;
    return tickExponents(low, high, MOST_TICKS).map((exponent) => ({ exponent, at: (exponent - low) / (high - low) }));
  }

  /** @param {import('../draw/pen.js').Pen} pen */
  paintGround(pen) {
    const { palette } = this.view;
    for (const { at } of this.marked) {
      const y = Math.round(this.height(at)) + 0.5;
      pen.line(0, y, pen.width, y, { stroke: palette.line });
    }
    pen.line(0, this.ground + 0.5, pen.width, this.ground + 0.5, { stroke: palette.edges[2] });
  }

  /**
   * Bars of this step are full, the newest one strongest; what is still of the step before is pale.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {(number|null)[]} shares
   */
  paintBars(pen, shares) {
    const { axis, palette, frame, blurred } = this.view;
    const last = newest(frame, blurred);
    shares.forEach((share, stage) => {
      if (share === null) return;
      const word = oddity(share);
      if (word) return markOddity(pen, { x: axis.left(stage + 1) + 1, width: axis.pitch - 2 }, word, palette);
      if (share === 0) return;
      const top = this.height(this.scale.at(share));
      const alpha = isFresh(stage, frame, blurred) ? (last === null || stage === last ? 1 : 0.88) : PALE;
      const left = axis.center(stage + 1) - this.bar / 2;
      const style = { fill: palette.gradient, alpha, radius: Math.min(2, this.bar / 4) };
      pen.rect(left, top, this.bar, this.ground - top, style);
    });
  }

  /**
   * Its share in plain words above each bar, thinned where they would touch.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {(number|null)[]} shares
   */
  paintWords(pen, shares) {
    const { axis, palette, frame, blurred } = this.view;
    const words = shares.map((share) => (share === null || oddity(share) ? '' : shareWords(share).short));
    const labels = words.map((word, stage) => {
      const width = pen.measure(word, LETTERS);
      return { x: Math.max(width / 2, Math.min(pen.width - width / 2, axis.center(stage + 1))), width };
    });
    for (const stage of clearLabels(labels, 8)) {
      const share = shares[stage];
      if (share === null || !isFresh(stage, frame, blurred)) continue;
      const foot = this.above(labels[stage], shares);
      this.lead(pen, stage, foot + 3, share ? this.height(this.scale.at(share)) - 1 : this.ground);
      const lettering = { fill: palette.gradientText, ...LETTERS };
      paintClear(pen, words[stage], { x: labels[stage].x, y: foot }, lettering, palette);
    }
  }

  /**
   * A thin line from a label that stands high above its bar, as its neighbors may be higher, down to it.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number} stage
   * @param {number} from
   * @param {number} to
   */
  lead(pen, stage, from, to) {
    const x = Math.round(this.view.axis.center(stage + 1)) + 0.5;
    if (to - from > NEAR) pen.line(x, from, x, to, { stroke: this.view.palette.gradientText });
  }

  /**
   * The foot of a label: above every bar that it reaches over.
   * @param {{x: number, width: number}} label
   * @param {(number|null)[]} shares
   */
  above({ x, width }, shares) {
    const { axis } = this.view;
    const under = shares.filter((_, stage) => Math.abs(axis.center(stage + 1) - x) < (width + this.bar) / 2);
    const tops = under.map((share) => (share ? this.height(this.scale.at(share)) : this.ground));
    return Math.min(this.ground, ...tops) - 6;
  }

  /** Width of a bar. */
  get bar() {
    return Math.max(1.5, Math.min(54, 0.54 * this.view.axis.pitch));
  }

  /**
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number} layers
   */
  paintNumbers(pen, layers) {
    const { axis, palette, column } = this.view;
    const every = axis.every(26);
    for (let layer = 1; layer <= layers; layer++) {
      const near = layers - layer < every && layer < layers;
      if (layer !== column && layer !== 1 && layer !== layers && (layer % every || near)) continue;
      if (column && layer !== column && Math.abs(layer - column) * axis.pitch < 22) continue;
      const style = { fill: layer === column ? palette.ink : palette.muted, size: 12 };
      pen.text(String(layer), within(pen, String(layer), axis.center(layer), style), this.ground + 16, style);
    }
  }

  /**
   * Between two bars an arrow from the upper layer to the lower one, with the factor.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {(number|null)[]} shares
   */
  paintFactors(pen, shares) {
    const { axis, palette, frame, blurred } = this.view;
    const style = { fill: palette.gradientText, size: 12 };
    const word = (/** @type {number} */ stage) => `×${brief(frame.factor[stage])}`;
    const known = (/** @type {number} */ stage) =>
      Number.isFinite(frame.factor[stage]) && (shares[stage] ?? 0) > 0 && isFresh(stage, frame, blurred);
    const widest = Math.max(0, ...shares.map((_, stage) => (known(stage) ? pen.measure(word(stage), style) : 0)));
    const every = [1, 2, 5, 10, 20, 50].find((k) => k * axis.pitch > widest + 8) ?? 100;
    for (let stage = 0; stage < shares.length - 1; stage++) {
      if (shares[stage + 1] === null || !known(stage) || stage % every) continue;
      const x = axis.left(stage + 2);
      const reach = Math.min(18, 0.2 * axis.pitch);
      if (reach > 3) this.paintArrow(pen, x, reach);
      pen.text(word(stage), within(pen, word(stage), x, style), this.ground + (this.numbered ? 38 : 22), style);
    }
  }

  /**
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number} x its middle
   * @param {number} reach half its length
   */
  paintArrow(pen, x, reach) {
    const fill = this.view.palette.gradient;
    const y = this.ground + (this.numbered ? 23 : 6.5);
    pen.line(x + reach, y, x - reach + 5, y, { stroke: fill });
    pen.path([['M', x - reach, y], ['L', x - reach + 7, y - 4], ['L', x - reach + 7, y + 4], ['Z']], { fill });
  }

  /**
   * Ticks are words in the page, for readers who zoom.
   * @param {(number|null)[]} shares
   */
  writeTicks(shares) {
    const marks = this.marked.map((mark) => ({ ...mark, free: this.freeSide(this.height(mark.at), shares) }));
    const key = `${this.scale.low} ${this.scale.high} ${this.surface.height} ${marks.map(({ free }) => free)}`;
    if (key === this.shown) return;
    this.shown = key;
    this.ticks.replaceChildren(
      ...marks.map(({ exponent, at, free }) => {
        const mark = h('span', { class: 'tick', 'data-free': free }, shareTick(exponent, this.scale.high));
        mark.style.top = `${this.height(at)}px`;
        return mark;
      }),
    );
  }

  /**
   * At which end words can stand on a line without touching a bar or its label, where they have no room of their own.
   * @param {number} y of the line
   * @param {(number|null)[]} shares
   * @returns {'left'|'right'|''}
   */
  freeSide(y, shares) {
    const { axis } = this.view;
    const clear = (/** @type {(x: number) => boolean} */ reached) =>
      shares.every((share, stage) => {
        if (!share || !reached(axis.center(stage + 1))) return true;
        return this.height(this.scale.at(share)) - TOP > y;
      });
    if (clear((x) => x < TICK)) return 'left';
    return clear((x) => x > axis.width - TICK) ? 'right' : '';
  }

  /** @param {(number|null)[]} shares */
  describe(shares) {
    if (this.view.playing) return;
    const { summary } = this.view;
    const [low, top] = [shares[0], shares.length - 1];
    const words =
      low === null || low === undefined
        ? 'not measured yet'
        : `of the gradient of ${stageName(top, summary)}, ${shareWords(low).long} arrives at ${stageName(0, summary)}`;
    this.canvas.setAttribute('aria-label', `Gradient: ${words}`);
  }
}

/**
 * The middle of a text that stays on the canvas.
 * @param {import('../draw/pen.js').Pen} pen
 * @param {string} text
 * @param {number} x
 * @param {Partial<import('../draw/pen.js').Lettering>} style
 */
function within(pen, text, x, style) {
  const half = pen.measure(text, style) / 2;
  return Math.max(half, Math.min(pen.width - half, x));
}
