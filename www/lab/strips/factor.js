/** What each layer multiplies the gradient by: the factor, and its two parts f′ · W. Numbers, thinned when crowded. */
import { h } from '../draw/dom.js';
import { brief, number } from '../draw/format.js';
import { Surface } from '../draw/surface.js';
import { connectStrip } from './pointing.js';

const AIR = 8; // between two numbers

/** .24 @param {number|null} x */
const short = (x) => brief(x).replace(/^0\./, '.');

export class FactorStrip {
  wants = ['frame', 'size', 'theme', 'experiment'];
  every = 120;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.canvas = h('canvas', {
      class: 'layer',
      role: 'img',
      'aria-label': 'The factor each layer multiplies the gradient by',
    });
    this.surface = new Surface(this.canvas);
    this.parts = false;
    /** The words under the strip's name. @type {HTMLElement|null} */
    this.sub = null;
    this.node = h('div', { class: 'plot factor' }, this.canvas);
    connectStrip(this.canvas, this.surface, desk);
  }

  measure() {
    this.surface.measure();
  }

  /** @param {number} stage */
  reading(stage) {
    const { factor, f_factor, w_factor } = this.desk.frame;
    const value = stage < 0 ? null : factor[stage];
    if (value === null || value === undefined) return '';
    if (this.undefined(stage)) return '0 / 0';
    const through = this.through(stage);
    if (this.desk.summary.time) return number(value);
    if (!through) return `${number(value)} =\n${short(f_factor[stage])} · ${short(w_factor[stage])}`;
    // Two vectors: their norms do not add up to the norm of their sum.
    return `${number(value)} = ${short(f_factor[stage])} · ${short(w_factor[stage])}\nskip ${through.skip}, branch ${through.branch}`;
  }

  /**
   * What the layer above hands down, as the chain rule has it: over its skip, plus through its branch.
   * @param {number} stage
   */
  through(stage) {
    const { skip_factor: skip, branch_factor: branch } = this.desk.frame;
    if (skip[stage] === null || skip[stage] === undefined) return null;
    return { skip: short(skip[stage]), branch: short(branch[stage]) };
  }

  /**
   * Below a gradient of exactly zero there is no factor to speak of; it is not an explosion.
   * @param {number} stage
   */
  undefined(stage) {
    const { d_z_rms: d } = this.desk.frame;
    return d[stage] === 0 && d[stage + 1] === 0;
  }

  /** @param {number} stage */
  word(stage) {
    return this.undefined(stage) ? '0/0' : brief(this.desk.frame.factor[stage]);
  }

  draw() {
    const context = this.surface.begin();
    if (!context) return;
    const { axis, palette, frame } = this.desk;
    context.textAlign = 'center';
    const { time, skip } = this.desk.summary;
    if (this.sub)
      this.sub.textContent = time
        ? 'of ∂L/∂h, per step'
        : skip === 'plain'
          ? 'f′ · W, per layer'
          : 'f′ · (skip + branch)';
    this.parts = axis.pitch >= (this.through(0) ? 40 : 56);
    context.font = `13px ${palette.font}`;
    const widest = Math.max(
      ...frame.factor.map((value, stage) => (value === null ? 0 : context.measureText(this.word(stage)).width)),
    );
    for (const column of axis.labelled(widest + AIR)) {
      const stage = column - 1;
      const value = frame.factor[stage];
      if (value === null || value === undefined) continue;
      context.font = `13px ${palette.font}`;
      context.fillStyle = palette.ink;
      context.fillText(this.word(stage), axis.centre(column), 13);
      if (!this.undefined(stage)) this.paintParts(context, stage, axis.centre(column));
    }
    if (!this.parts) this.paintSteps(context);
  }

  /** @param {CanvasRenderingContext2D} context @param {number} stage @param {number} x */
  paintParts(context, stage, x) {
    if (!this.parts) return;
    const { frame, palette } = this.desk;
    const [f, through] = [short(frame.f_factor[stage]), this.through(stage)];
    context.font = `11px ${palette.font}`;
    context.fillStyle = palette.muted;
    if (!through) return context.fillText(`${f} · ${short(frame.w_factor[stage])}`, x, 30);
    const space = this.desk.axis.pitch < 52 ? '\u2009' : ' ';
    context.fillText(`${through.skip}${space}+${space}${through.branch}`, x, 30);
    if (frame.f_factor[stage] !== 1) context.fillText(`· f′ ${f}`, x, 45);
  }

  /**
   * Too narrow for the parts: small bars about ×1 instead, up where the gradient grows, down where it shrinks.
   * @param {CanvasRenderingContext2D} context
   */
  paintSteps(context) {
    const { axis, palette, frame } = this.desk;
    const ground = 28;
    context.fillStyle = palette.line;
    context.fillRect(axis.left(1), ground, axis.width - axis.left(1), 1);
    context.fillStyle = palette.muted;
    frame.factor.forEach((value, stage) => {
      if (value === null || !Number.isFinite(value) || value === 0) return;
      const size = Math.max(-10, Math.min(10, (6 * Math.log2(value)) / 2));
      const x = axis.centre(stage + 1) - axis.bar / 2;
      context.fillRect(x, size > 0 ? ground - size : ground + 1, axis.bar, Math.abs(size));
    });
  }
}
