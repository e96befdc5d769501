/**
 * The gradient on its way back through time, on the absolute log scale: ∂L/∂h as a line, ∂L/∂c dashed where the cell
 * has a memory c.
 */
import { meterNamed } from '../wasm/catalog.js';
import { number } from '../wasm/numbers.js';
import { Meter } from './meter.js';

/** @typedef {import('../wasm/types.js').Figure} Figure */
/** @typedef {import('../draw/pen.js').Pen} Pen */

export class Descent extends Meter {
  wants = ['frame', 'size', 'theme', 'experiment', 'snapshot'];
  /** The words under the strip's name. @type {HTMLElement|null} */
  sub = null;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    super(ports, meterNamed(ports.view.catalog, 'state_gradient'));
    this.node.classList.add('d_z_rms');
  }

  get frame() {
    return this.view.snapshot.frame;
  }

  /** @returns {Figure[]} */
  get memory() {
    return this.frame.d_c_rms ?? [];
  }

  /** @param {number} stage */
  reading(stage) {
    const c = this.memory[stage];
    const h = super.reading(stage);
    return h && c !== null && c !== undefined ? `h ${h}\nc ${number(c)}` : h;
  }

  draw() {
    if (!this.view.summary.time) return;
    if (this.sub) this.sub.textContent = this.view.time.hasMemory ? '∂L/∂h  ┄ ∂L/∂c' : this.spec.symbol;
    super.draw();
  }

  /** @param {Pen} pen */
  paint(pen) {
    this.scale.include(this.memory);
    super.paint(pen);
    this.paintLine(pen, this.frame.d_a_rms);
    this.paintLine(pen, this.memory, [5, 3]);
  }

  /**
   * Finite sizes are a line; zero and what is no number are marked as in every meter.
   * @param {Pen} pen
   * @param {Figure} value
   * @param {number} stage
   */
  paintBar(pen, value, stage) {
    if (value === 0 || (value !== null && !Number.isFinite(value))) super.paintBar(pen, value, stage);
  }

  /**
   * @param {Pen} pen
   * @param {Figure[]} values
   * @param {number[]} [dash]
   */
  paintLine(pen, values, dash) {
    const { axis, palette } = this.view;
    /** @type {import('../draw/pen.js').Step[]} */
    const steps = [];
    let joined = false;
    values.forEach((value, stage) => {
      const drawn = value !== null && value !== 0 && Number.isFinite(value);
      if (drawn) {
        const [x, y] = [axis.center(stage + 1), this.y(value)];
        steps.push(joined ? ['L', x, y] : ['M', x - Math.min(2, axis.pitch / 4), y], ['L', x, y]);
      }
      joined = drawn;
    });
    if (steps.length) pen.path(steps, { stroke: palette.gradient, width: 2, dash });
  }
}
