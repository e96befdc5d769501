/** Draws the wiring of a cell once, as SVG, and from then on only changes the numbers on it. */
import { h } from '../draw/dom.js';
import { WIRINGS } from './wiring.js';

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} tag @param {Record<string, string|number>} props @param {string} [text] */
function s(tag, props, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(props)) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

export class CellDiagram {
  /** @param {string} kind @param {string} bend what f is in a plain RNN */
  constructor(kind, bend) {
    const wiring = WIRINGS[kind] ?? WIRINGS.rnn;
    const { foot } = wiring;
    this.svg = s('svg', {
      viewBox: `-2 8 324 ${foot + 58}`,
      class: 'cell-diagram',
      role: 'img',
      'aria-label': 'Diagram of the cell',
    });
    this.svg.append(s('rect', { x: 8, y: 32, width: 304, height: foot - 10, rx: 14, class: 'hull' }));
    for (const d of wiring.wires) this.svg.append(s('path', { d, class: 'wire' }));
    for (const [x, y] of wiring.dots) this.svg.append(s('circle', { cx: x, cy: y, r: 2.2, class: 'dot-on-wire' }));
    for (const box of wiring.boxes) this.box(box.text === 'f' ? { ...box, text: bend } : box);
    for (const { x, y, text } of wiring.nodes) {
      this.svg.append(
        s('circle', { cx: x, cy: y, r: 10, class: 'node' }),
        s('text', { x, y: y + 4.5, class: 'sign' }, text),
      );
    }
    for (const { x, y, text } of wiring.names)
      this.svg.append(s('text', { x, y, class: 'wire-name', 'text-anchor': x > 300 ? 'end' : 'start' }, text));
    this.values = wiring.values
      .filter(({ only }) => only !== 'd')
      .map((place) => this.number(place, 'value', place.x, place.y));
    this.gradients = wiring.values
      .filter(({ only }) => only !== 'value')
      .map((place) => {
        const [x, y] = place.back ?? [place.x, place.only === 'd' ? place.y : place.y + 13];
        return this.number(place, 'gradient', x, y);
      });
    this.node = h('div', { class: 'cell-picture' }, this.svg);
    this.label = '';
    this.filled = false;
  }

  /** @param {import('./wiring.js').Box} box */
  box({ x, y, text }) {
    const wide = Math.max(26, 9 * text.length + 4);
    this.svg.append(
      s('rect', { x: x - wide / 2, y: y - 12, width: wide, height: 24, rx: 4, class: 'box' }),
      s('text', { x, y: y + 4.5, class: 'sign' }, text),
    );
  }

  /**
   * @param {import('./wiring.js').Place} place
   * @param {string} kind
   * @param {number} x
   * @param {number} y
   */
  number({ key, end }, kind, x, y) {
    const node = s('text', { x, y, class: `wire-${kind}`, 'text-anchor': end ?? 'start', 'data-wire': key }, '');
    this.svg.append(node);
    return { key, node };
  }

  /** @param {Map<string, {value: string, d: string}>} wires */
  show(wires) {
    this.filled = wires.size > 0;
    for (const { key, node } of this.values) put(node, wires.get(key)?.value ?? '');
    for (const { key, node } of this.gradients) put(node, wires.get(key)?.d ?? '');
  }

  /** @param {string} label */
  describe(label) {
    if (label === this.label) return;
    this.label = label;
    this.svg.setAttribute('aria-label', label);
  }
}

/** @param {Element} node @param {string} text */
function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
