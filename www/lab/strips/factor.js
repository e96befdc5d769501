/** The factor that each layer multiplies the gradient by, and its parts f′ · W, as numbers, thinned if crowded. */
import { h } from '../draw/dom.js';
import { logPlace } from '../wasm/logscale.js';
import { brief, number } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { connectStrip } from './pointing.js';

const AIR = 8; // between two numbers
const GROUND = 32; // where the bars stand or hang: ×1
const HIGH = 16; // of a bar at ×10, and below the line at ×0.1

/** .24 @param {number|null} x */
const short = (x) => brief(x).replace(/^0\./, '.');

export class FactorStrip {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 120;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.canvas = h('canvas', {
      class: 'layer',
      role: 'img',
      'aria-label': 'The factor by which each layer multiplies the gradient',
    });
    this.surface = new Surface(this.canvas);
    this.split = false;
    /** The words under the strip's name. @type {HTMLElement|null} */
    this.sub = null;
    this.node = h('div', { class: 'plot factor' }, this.canvas);
    this.one = h('span', { class: 'tick', hidden: true }, '×1');
    this.one.style.top = `${GROUND}px`;
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' }, this.one);
    connectStrip(this.canvas, this.surface, view, actions);
  }

  measure() {
    this.surface.measure();
  }

  /** @param {number} stage */
  reading(stage) {
    const { factor, f_factor, w_factor } = this.view.frame;
    const value = stage < 0 ? null : factor[stage];
    if (value === null || value === undefined) return '';
    if (this.undefined(stage)) return '0 / 0';
    const through = this.through(stage);
    if (this.view.summary.time) return number(value);
    const product = `${short(f_factor[stage])} · ${short(w_factor[stage])}`;
    if (!through) return `${number(value)} =\n${product}`;
    // Two vectors: their norms do not add up to the norm of their sum.
    return `${number(value)} = ${product}\nskip ${through.skip}, branch ${through.branch}`;
  }

  /**
   * The two parts that the layer above hands down by the chain rule: over its skip, and through its branch.
   * @param {number} stage
   */
  through(stage) {
    const { skip_factor: skip, branch_factor: branch } = this.view.frame;
    if (skip[stage] === null || skip[stage] === undefined) return null;
    return { skip: short(skip[stage]), branch: short(branch[stage]) };
  }

  /**
   * Below a gradient of exactly zero there is no factor; it is not an explosion.
   * @param {number} stage
   */
  undefined(stage) {
    const { d_z_rms: d } = this.view.frame;
    return d[stage] === 0 && d[stage + 1] === 0;
  }

  /** @param {number} stage */
  word(stage) {
    return this.undefined(stage) ? '0/0' : brief(this.view.frame.factor[stage]);
  }

  draw() {
    const { axis, summary } = this.view;
    const pen = this.surface.pen(this.view.palette);
    if (!pen) return;
    const depth = summary.skip === 'plain' ? 'f′ · W, per layer' : 'f′ · (skip + branch)';
    if (this.sub) this.sub.textContent = summary.time ? 'of ∂L/∂h, per time step' : depth;
    this.split = axis.pitch >= (this.through(0) ? 40 : 56);
    this.one.hidden = this.split; // the line that the bars stand on has a name
    this.paint(pen);
  }

  /** @param {import('../draw/pen.js').Pen} pen */
  paint(pen) {
    const { axis, palette, frame } = this.view;
    const wide = frame.factor.map((value, stage) => (value === null ? 0 : pen.measure(this.word(stage), { size: 13 })));
    for (const column of axis.labelled(Math.max(...wide) + AIR)) {
      const stage = column - 1;
      const value = frame.factor[stage];
      if (value === null || value === undefined) continue;
      pen.text(this.word(stage), axis.center(column), 13, { fill: palette.ink, size: 13 });
      if (this.split && !this.undefined(stage)) this.paintParts(pen, stage, axis.center(column));
    }
    if (!this.split) this.paintSteps(pen);
  }

  /**
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number} stage
   * @param {number} x
   */
  paintParts(pen, stage, x) {
    const { frame, palette, axis } = this.view;
    const [f, through] = [short(frame.f_factor[stage]), this.through(stage)];
    const write = (/** @type {string} */ text, /** @type {number} */ y) =>
      pen.text(text, x, y, { fill: palette.muted, size: 11 });
    if (!through) return write(`${f} · ${short(frame.w_factor[stage])}`, 30);
    const space = axis.pitch < 52 ? '\u2009' : ' ';
    write(`${through.skip}${space}+${space}${through.branch}`, 30);
    if (frame.f_factor[stage] !== 1) write(`· f′ ${f}`, 45);
  }

  /**
   * Too narrow for the parts: small bars about ×1 instead, up where the gradient grows, down where it shrinks.
   * @param {import('../draw/pen.js').Pen} pen
   */
  paintSteps(pen) {
    const { axis, palette, frame } = this.view;
    pen.rect(axis.left(1), GROUND, axis.width - axis.left(1), 1, { fill: palette.edges[2] });
    frame.factor.forEach((value, stage) => {
      if (value === null || !Number.isFinite(value) || value === 0) return;
      const size = HIGH * (2 * logPlace(value, -1, 1) - 1);
      const x = axis.center(stage + 1) - axis.bar / 2;
      const top = size > 0 ? GROUND - size : GROUND + 1;
      pen.rect(x, top, axis.bar, Math.abs(size), { fill: palette.gradient });
    });
  }
}
