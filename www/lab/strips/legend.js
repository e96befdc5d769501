/** What the colours mean, in numbers: both absolute scales, the same for every network. */
import { h } from '../draw/dom.js';
import { power } from '../draw/format.js';
import { Surface } from '../draw/surface.js';

export class Legend {
  wants = ['theme', 'size'];

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.bars = /** @type {const} */ (['signal', 'gradient']).map((kind) => ({
      kind,
      surface: new Surface(h('canvas', { class: 'scale', 'aria-hidden': 'true' })),
      low: h('span'),
      high: h('span'),
    }));
    const [signal, gradient] = this.bars.map(({ surface, low, high }) => [low, surface.canvas, high]);
    this.node = h(
      'p',
      { class: 'legend' },
      h('span', { class: 'legend-item' }, h('b', null, 'square: activation'), ' ', signal),
      h('span', { class: 'legend-item' }, h('b', null, 'disc: gradient'), ' ', gradient),
    );
  }

  measure() {
    for (const { surface } of this.bars) surface.measure();
  }

  draw() {
    for (const { kind, surface, low, high } of this.bars) {
      const scale = this.desk.scales[kind];
      low.textContent = power(Math.round(scale.low));
      high.textContent = power(Math.round(scale.high));
      const context = surface.begin();
      if (!context) continue;
      const { width, height } = surface;
      for (let x = 0; x < width; x += 2) {
        context.fillStyle = scale.colours[Math.round((x / width) * (scale.colours.length - 1))];
        context.fillRect(x, 0, 2, height);
      }
    }
  }
}
