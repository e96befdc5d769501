/**
 * The gradient on its way back through time, on the absolute log scale: ∂L/∂h as a line, ∂L/∂c dashed where the cell
 * has a c.
 */
import { number } from '../draw/format.js';
import { Meter, TIME_METERS } from './meter.js';

/** @typedef {import('../wasm/types.js').Figure} Figure */

export class Descent extends Meter {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    super(desk, { ...TIME_METERS[1], sub: 'rms of ∂L/∂h' });
    this.node.classList.add('d_z_rms');
    /** @type {HTMLElement|null} */
    this.sub = null;
  }

  get frame() {
    return this.desk.moment.frame;
  }

  /** @returns {Figure[]} */
  get memory() {
    return this.frame.d_c_rms ?? [];
  }

  hasMemory() {
    return this.desk.summary.time?.cell === 'lstm';
  }

  /** @param {number} stage */
  reading(stage) {
    const c = this.memory[stage];
    const h = super.reading(stage);
    return h && c !== null && c !== undefined ? `h ${h}\nc ${number(c)}` : h;
  }

  draw() {
    if (!this.desk.summary.time) return;
    if (this.sub) this.sub.textContent = this.hasMemory() ? '∂L/∂h  ┄ ∂L/∂c' : 'rms of ∂L/∂h';
    this.scale.include(this.memory);
    super.draw();
    const context = this.surface.width ? this.canvas.getContext('2d') : null;
    if (!context) return;
    this.paintLine(context, this.frame.d_a_rms, []);
    this.paintLine(context, this.memory, [5, 3]);
  }

  /**
   * Finite sizes are a line; zero and what is no number are marked as in every meter.
   * @param {CanvasRenderingContext2D} context
   * @param {Figure} value
   * @param {number} stage
   */
  paintBar(context, value, stage) {
    if (value === 0 || (value !== null && !Number.isFinite(value))) super.paintBar(context, value, stage);
  }

  /** @param {CanvasRenderingContext2D} context @param {Figure[]} values @param {number[]} dash */
  paintLine(context, values, dash) {
    const { axis, palette } = this.desk;
    context.strokeStyle = palette.gradient;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.setLineDash(dash);
    context.beginPath();
    let joined = false;
    values.forEach((value, stage) => {
      const drawn = value !== null && value !== 0 && Number.isFinite(value);
      if (drawn) {
        const [x, y] = [axis.centre(stage + 1), this.y(this.scale.at(value))];
        if (joined) context.lineTo(x, y);
        else context.moveTo(x - Math.min(2, axis.pitch / 4), y);
        context.lineTo(x, y);
      }
      joined = drawn;
    });
    context.stroke();
    context.setLineDash([]);
  }
}
