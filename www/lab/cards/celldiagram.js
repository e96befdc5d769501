/** Draws the wiring of a cell once, as SVG, and from then on only changes the numbers on it. */
import { h, s, write } from '../draw/dom.js';

export class CellDiagram {
  /**
   * @param {import('../wasm/types.js').CellLayout} layout
   * @param {string} bend what f is in a plain RNN
   */
  constructor(layout, bend) {
    const { foot } = layout;
    this.svg = s('svg', {
      viewBox: `-2 8 324 ${foot + 58}`,
      class: 'cell-diagram',
      role: 'img',
      'aria-label': 'Diagram of the cell',
    });
    this.svg.append(s('rect', { x: 8, y: 32, width: 304, height: foot - 10, rx: 14, class: 'hull' }));
    for (const d of layout.wires) this.svg.append(s('path', { d, class: 'wire' }));
    for (const [x, y] of layout.dots) this.svg.append(s('circle', { cx: x, cy: y, r: 2.2, class: 'dot-on-wire' }));
    for (const box of layout.boxes) this.box(box.text === 'f' ? { ...box, text: bend } : box);
    for (const { x, y, text } of layout.nodes) {
      this.svg.append(
        s('circle', { cx: x, cy: y, r: 10, class: 'node' }),
        s('text', { x, y: y + 4.5, class: 'sign' }, text),
      );
    }
    for (const { x, y, text } of layout.names)
      this.svg.append(s('text', { x, y, class: 'wire-name', 'text-anchor': x > 300 ? 'end' : 'start' }, text));
    this.values = layout.spots.flatMap((spot) => this.number(spot, 'value', spot.value));
    this.gradients = layout.spots.flatMap((spot) => this.number(spot, 'gradient', spot.gradient));
    this.node = h('div', { class: 'cell-picture' }, this.svg);
    this.label = '';
    this.filled = false;
  }

  /** @param {import('../wasm/types.js').Label} box */
  box({ x, y, text }) {
    const wide = Math.max(26, 9 * text.length + 4);
    this.svg.append(
      s('rect', { x: x - wide / 2, y: y - 12, width: wide, height: 24, rx: 4, class: 'box' }),
      s('text', { x, y: y + 4.5, class: 'sign' }, text),
    );
  }

  /**
   * A text for a number of a wire, if it has a place.
   * @param {import('../wasm/types.js').Spot} spot
   * @param {string} kind
   * @param {[number, number]|null} at
   */
  number({ wire, ends }, kind, at) {
    if (!at) return [];
    const [x, y] = at;
    const props = { x, y, class: `wire-${kind}`, 'text-anchor': ends ? 'end' : 'start', 'data-wire': wire };
    const node = s('text', props, '');
    this.svg.append(node);
    return [{ key: wire, node }];
  }

  /** @param {Map<string, {value: string, d: string}>} wires */
  show(wires) {
    this.filled = wires.size > 0;
    for (const { key, node } of this.values) write(node, wires.get(key)?.value ?? '');
    for (const { key, node } of this.gradients) write(node, wires.get(key)?.d ?? '');
  }

  /** @param {string} label */
  describe(label) {
    if (label === this.label) return;
    this.label = label;
    this.svg.setAttribute('aria-label', label);
  }
}
