/**
 * The staircase of one run's gradient: each layer's, or each time step's, as a share of the last one's, on the scale
 * and the axis that all rows share. The column of the cursor is outlined, and its share is written at its bar.
 */
import { h } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { markOddity, paintClear, paintWaiting } from '../strips/marks.js';
import { connectKeys, connectStrip } from '../strips/pointing.js';
import { logPlace } from '../wasm/logscale.js';
import { oddity, shareWords } from '../wasm/numbers.js';
import { besideBar, numbered } from './rowlayout.js';
import { shareTicks } from './shares.js';

/** Room above the bar of the whole gradient, for a share. */
const AIR = 17;
/** Height of the smallest share of the scale: even one in a million is a bar. */
const STUMP = 8;
/** The row of layer numbers. */
const NUMBERS = 19;
/** Gutters narrower than this, in pixels, have short words. */
const GUTTER = 84;

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/axis.js').Axis} Axis */
/** @typedef {import('./rowsnow.js').Row} Row */

export class ShareBars {
  wants = ['frame', 'runs', 'cursor', 'size', 'theme', 'experiment', 'view', 'snapshot', 'rows'];
  every = 80;

  /**
   * @param {import('./rowsnow.js').RowsNow} now
   * @param {import('../run/ports.js').Actions} actions
   * @param {number} place of the run among all
   */
  constructor(now, actions, place) {
    this.now = now;
    this.actions = actions;
    this.place = place;
    // One stop of the tab key for all rows: the cursor runs through all of them.
    const tabindex = place === 0 ? '0' : '-1';
    this.canvas = h('canvas', { class: 'layer', role: 'img', tabindex, 'aria-label': 'The gradient' });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'row-bars' }, this.canvas);
    this.ticks = h('div', { class: 'row-ticks', 'aria-hidden': 'true' });
    this.outline = h('div', { class: 'row-column', hidden: true });
    this.shown = '';
    this.connect();
  }

  connect() {
    const { actions, canvas } = this;
    connectStrip(canvas, this.surface, this.now.pointed(this.surface), actions);
    connectKeys(canvas, (key) => (this.now.time ? actions.moveInTime(key) : this.move(key)));
  }

  /** @param {string} key */
  move(key) {
    const last = this.now.columns;
    const at = (this.now.column ?? 0) + 1;
    /** @type {Record<string, number>} */
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 1, End: last };
    if (!(key in to)) return false;
    this.actions.pin(Math.max(1, Math.min(last, to[key])));
    return true;
  }

  measure() {
    this.surface.measure();
    this.gutter = this.ticks.offsetWidth;
    this.shown = '';
  }

  /** The line on which the bars stand. */
  get ground() {
    return this.surface.height - (this.now.time ? 1 : NUMBERS);
  }

  /** @param {number} at place on the scale */
  y(at) {
    return this.ground - STUMP - at * (this.ground - STUMP - AIR);
  }

  draw() {
    const row = this.surface.width ? this.now.rows[this.place] : undefined;
    const pen = row && this.surface.pen(this.now.view.palette);
    if (!row || !pen) return;
    const axis = this.now.axis(pen.width);
    const ticks = this.ticksNow();
    for (const { exponent } of ticks) this.line(pen, this.y(this.place10(exponent)));
    if (row.shares.every((share) => share === null)) this.wait(pen, row);
    else this.paint(pen, axis, row);
    if (!this.now.time) this.paintNumbers(pen, axis, row);
    this.writeTicks(ticks);
    this.placeOutline(axis);
    this.describe(row);
  }

  /** @param {number} exponent */
  place10(exponent) {
    const { low, high } = this.now.scale;
    return (exponent - low) / (high - low);
  }

  ticksNow() {
    const { low, high } = this.now.scale;
    return shareTicks(low, high, (this.gutter ?? 0) < GUTTER);
  }

  /** @param {Pen} pen @param {number} y */
  line(pen, y) {
    const at = Math.round(y) + 0.5;
    pen.line(0, at, pen.width, at, { stroke: this.now.view.palette.line });
  }

  /** @param {Pen} pen @param {Row} row */
  wait(pen, { fits, summary }) {
    const alone = summary.hidden_layers === 0 && !this.now.time;
    const measured = alone ? 'no hidden layers that it could pass' : 'the first backward pass measures it';
    const words = fits ? measured : 'its stages are of another kind';
    paintWaiting(pen, words, this.now.view.palette);
  }

  /**
   * @param {Pen} pen
   * @param {Axis} axis
   * @param {Row} row
   */
  paint(pen, axis, { shares, fresh }) {
    const { palette } = this.now.view;
    const { column, time } = this.now;
    const wide = time ? Math.max(1, axis.pitch - (axis.pitch > 6 ? 3 : 0.6)) : Math.min(44, axis.pitch * 0.52);
    const tops = shares.map((share) => this.top(share));
    shares.forEach((share, i) => {
      if (share === null) return;
      const word = oddity(share);
      if (word) return markOddity(pen, { x: axis.left(i) + 1, width: axis.pitch - 2 }, word, palette);
      const alpha = !fresh(i) ? 0.25 : i === column || column === null ? 1 : 0.72;
      const x = axis.center(i) - wide / 2;
      const radius = Math.min(2, wide / 4);
      if (share === 0) return pen.rect(x, this.ground - 1.5, wide, 1.5, { fill: palette.muted });
      pen.rect(x, tops[i], wide, this.ground - tops[i], { fill: palette.gradient, alpha, radius });
    });
    this.writeShare(pen, axis, shares, tops);
  }

  /** Where a bar ends. @param {number|null} share */
  top(share) {
    if (share === null || !Number.isFinite(share) || share === 0) return this.ground;
    const { low, high } = this.now.scale;
    return this.y(logPlace(share, low, high));
  }

  /**
   * The share of the column of the cursor, else of the lowest one.
   * @param {Pen} pen
   * @param {Axis} axis
   * @param {(number|null)[]} shares
   * @param {number[]} tops
   */
  writeShare(pen, axis, shares, tops) {
    const { column, time, view } = this.now;
    const at = column ?? 0;
    const share = shares[at];
    if (share === null || share === undefined || !Number.isFinite(share)) return;
    const lettering = /** @type {const} */ ({
      size: 13,
      weight: 700,
      fill: view.palette.gradientText,
      align: 'left',
    });
    const text = shareWords(share).short;
    const bars = { left: axis.left(at), right: axis.left(at + 1), tops, pitch: axis.pitch, width: pen.width };
    const place = besideBar(bars, pen.measure(text, lettering), !time);
    if (time) pen.text(text, place.x, place.y, lettering);
    else paintClear(pen, text, place, lettering, view.palette);
  }

  /**
   * @param {Pen} pen
   * @param {Axis} axis
   * @param {Row} row
   */
  paintNumbers(pen, axis, { shares }) {
    const { palette } = this.now.view;
    for (const layer of numbered(shares.length, axis.pitch, 24)) {
      const half = pen.measure(String(layer)) / 2;
      const x = Math.max(half, Math.min(pen.width - half, axis.center(layer - 1)));
      pen.text(String(layer), x, pen.height - 4, { fill: palette.muted });
    }
  }

  /** Ticks are words in the page, for readers who zoom. @param {{exponent: number, text: string}[]} ticks */
  writeTicks(ticks) {
    const key = `${ticks.map(({ text }) => text).join()} ${this.ground}`;
    if (key === this.shown) return;
    this.shown = key;
    this.ticks.replaceChildren(
      ...ticks.map(({ exponent, text }) => {
        const mark = h('span', null, text);
        mark.style.top = `${this.y(this.place10(exponent))}px`;
        return mark;
      }),
    );
  }

  /** @param {Axis} axis */
  placeOutline(axis) {
    const { column } = this.now;
    this.outline.hidden = column === null;
    if (column === null) return;
    this.outline.style.setProperty('--x', `${axis.left(column)}px`);
    this.outline.style.setProperty('--pitch', `${axis.pitch}px`);
  }

  /** @param {Row} row */
  describe({ letter, shares }) {
    const { column, time } = this.now;
    const name = time ? 'time step' : 'layer';
    const at = column ?? 0;
    const share = shares[at];
    const said = share === null || share === undefined ? 'not measured yet' : shareWords(share).short;
    const of = `Gradient of ${letter} at each ${name}, as a share of ${name} ${shares.length}’s`;
    const label = `${of}. ${name} ${at + 1}: ${said}. Arrow keys move the cursor.`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }
}
