/** The numbers of the layers or time steps under strips that stand without the network. */
import { h } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';

const ROOM = 26;

export class AxisRow {
  wants = ['size', 'theme', 'experiment', 'cursor'];

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view }) {
    this.view = view;
    const canvas = h('canvas', { class: 'layer', 'aria-hidden': 'true' });
    this.surface = new Surface(canvas);
    this.node = h('div', { class: 'plot axis-row' }, canvas);
    this.ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { axis, palette, summary, column } = this.view;
    this.ticks.textContent = summary.time ? 'time step' : 'layer';
    const pen = this.surface.pen(palette);
    if (!pen) return;
    const last = axis.columns - 1;
    const steps = summary.time?.steps ?? Infinity;
    const clear = (/** @type {number} */ at) => column === null || Math.abs(at - column) * axis.pitch >= ROOM - 4;
    const named = axis.labelled(ROOM).filter((at) => clear(at) && at <= steps && (at > 0 || !summary.time));
    for (const at of column === null || column > steps ? named : [...named, column]) {
      const ends = at === 0 ? 'in' : at === last && !summary.time ? 'out' : String(at);
      pen.text(ends, axis.center(at), 14, { fill: at === column ? palette.ink : palette.muted, size: 12 });
    }
  }
}
