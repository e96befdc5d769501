/** Draws the wiring of a cell once, as SVG, and from then on only changes the numbers on it. */
import { h } from '../dom.js';
import { number } from '../format.js';
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
    const foot = wiring.foot ?? 220;
    this.svg = s('svg', { viewBox: `-2 8 324 ${foot + 12}`, class: 'cell-diagram', role: 'img', 'aria-label': 'Diagram of the cell' });
    this.svg.append(s('rect', { x: 12, y: 24, width: 296, height: foot - 24, rx: 14, class: 'hull' }));
    for (const d of wiring.wires) this.svg.append(s('path', { d, class: 'wire' }));
    for (const [x, y] of wiring.dots) this.svg.append(s('circle', { cx: x, cy: y, r: 2.2, class: 'dot-on-wire' }));
    for (const box of wiring.boxes) this.box(box.text === 'f' ? { ...box, text: bend } : box);
    for (const { x, y, text } of wiring.nodes) {
      this.svg.append(s('circle', { cx: x, cy: y, r: 10, class: 'node' }), s('text', { x, y: y + 4.5, class: 'sign' }, text));
    }
    for (const { x, y, text } of wiring.names) this.svg.append(s('text', { x, y, class: 'wire-name', 'text-anchor': x > 300 ? 'end' : 'start' }, text));
    this.values = this.places(wiring.values, 'value');
    this.gradients = this.places(wiring.gradients, 'gradient');
    this.node = h('div', { class: 'cell-picture' }, this.svg);
    this.label = '';
  }

  /** @param {import('./wiring.js').Box} box */
  box({ x, y, text }) {
    const wide = Math.max(26, 9 * text.length + 4);
    this.svg.append(s('rect', { x: x - wide / 2, y: y - 12, width: wide, height: 24, rx: 4, class: 'box' }), s('text', { x, y: y + 4.5, class: 'sign' }, text));
  }

  /** @param {import('./wiring.js').Place[]} places @param {string} kind */
  places(places, kind) {
    return places.map(({ x, y, key, end }) => {
      const node = s('text', { x, y, class: `wire-${kind}`, 'text-anchor': end ?? 'start' }, '');
      this.svg.append(node);
      return { key, node };
    });
  }

  /** @param {Map<string, {value: number|null, d: number|null}>} wires */
  show(wires) {
    for (const { key, node } of this.values) if (key !== 'x') put(node, written(wires.get(key)?.value));
    for (const { key, node } of this.gradients) put(node, written(wires.get(key)?.d));
    if (!wires.size) this.writeInput([]);
  }

  /** All that is read at this step, as far as there is room. @param {number[]} x */
  writeInput(x) {
    const place = this.values.find(({ key }) => key === 'x');
    const text = x.slice(0, 6).map((value) => number(value, 2)).join(', ');
    if (place) put(place.node, x.length > 6 ? `(${text}, …)` : x.length > 1 ? `(${text})` : text);
  }

  /** @param {string} label */
  describe(label) {
    if (label === this.label) return;
    this.label = label;
    this.svg.setAttribute('aria-label', label);
  }
}

/** @param {number|null|undefined} x */
const written = (x) => (x === null || x === undefined ? '' : number(x, 2));

/** @param {Element} node @param {string} text */
function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
