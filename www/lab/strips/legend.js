/** What the colors mean, in numbers: both absolute scales, the same for every network. */
import { h } from '../draw/dom.js';
import { power } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';

/** @param {'signal'|'gradient'} kind */
const bar = (kind) => ({
  kind,
  surface: new Surface(h('canvas', { class: 'scale', 'aria-hidden': 'true' })),
  low: h('span'),
  high: h('span'),
});

export class Legend {
  wants = ['theme', 'size'];

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view }) {
    this.view = view;
    this.bars = [bar('signal'), bar('gradient')];
    const [signal, gradient] = this.bars.map(({ surface, low, high }) => [low, surface.canvas, high]);
    this.node = h(
      'p',
      { class: 'legend' },
      h('span', { class: 'legend-item' }, h('b', null, 'square: activation'), ' ', signal),
      h('span', { class: 'legend-item' }, h('b', null, '−'), 'in a square: negative'),
      h('span', { class: 'legend-item' }, h('b', null, 'disc: gradient'), ' ', gradient),
    );
  }

  measure() {
    for (const { surface } of this.bars) surface.measure();
  }

  draw() {
    for (const { kind, surface, low, high } of this.bars) {
      const scale = this.view.scales[kind];
      low.textContent = power(scale.low);
      high.textContent = power(scale.high);
      const pen = surface.pen(this.view.palette);
      if (pen) this.paint(pen, scale);
    }
  }

  /**
   * @param {import('../draw/pen.js').Pen} pen
   * @param {import('../wasm/colors.js').ColorScale} scale
   */
  paint(pen, { colors }) {
    for (let x = 0; x < pen.width; x += 2) {
      const fill = colors[Math.round((x / pen.width) * (colors.length - 1))];
      pen.rect(x, 0, 2, pen.height, { fill });
    }
  }
}
