/** The plane: the points of a table with two inputs, and a place to draw more, with the pointer or with keys. */
import { h, s } from '../draw/dom.js';

/** Points that are shown. */
const MOST = 2000;
/** The field in units of its picture. */
const SIZE = 280;
/** How far a drag goes before it sets another point, and one press of an arrow key. */
const APART = 14;
const STEP = 7;

/** @typedef {{x: number, y: number, of: number}} Point  of: the place of its class */
/** @typedef {[x_low: number, x_high: number, y_low: number, y_high: number]} Edges */

/** The edges of a plane around points, with some room. @param {Point[]} points @returns {Edges} */
export function around(points) {
  const span = (/** @type {number[]} */ values) => {
    const [low, high] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
    if (!(low < high)) return values.length > 0 ? [low - 1, low + 1] : [-1, 1];
    const room = 0.1 * (high - low);
    return [low - room, high + room];
  };
  return /** @type {Edges} */ ([...span(points.map(({ x }) => x)), ...span(points.map(({ y }) => y))]);
}

/**
 * A coordinate as the table writes it: as many digits as the plane can show.
 * @param {number} value
 * @param {number} span
 */
export function written(value, span) {
  const decimals = Math.max(0, Math.ceil(-Math.log10(span / 400)));
  return String(Number(value.toFixed(Math.min(decimals, 12))));
}

export class Plane {
  /** @type {Edges} */
  edges = [-1, 1, -1, 1];
  /** Where the keys draw, in units of the picture. */
  cross = { u: SIZE / 2, v: SIZE / 2 };
  /** Where the last point of a drag was set. @type {{u: number, v: number}|null} */
  last = null;

  /** @param {{add: (x: string, y: string) => void, undo: () => void, choose: (of: number) => void}} does */
  constructor(does) {
    this.does = does;
    this.dots = s('g');
    this.mark = s('path', { class: 'cross', d: 'M-7 0H7M0-7V7' });
    this.node = s(
      'svg',
      {
        class: 'plane',
        viewBox: `0 0 ${SIZE} ${SIZE}`,
        tabindex: 0,
        role: 'application',
        'aria-label':
          'Plane to draw points in. Arrow keys move the cross, Enter sets a point, 1 and 2 choose its class, ' +
          'Backspace takes the last one back.',
      },
      this.dots,
      this.mark,
    );
    this.node.addEventListener('pointerdown', (event) => this.begin(/** @type {PointerEvent} */ (event)));
    this.node.addEventListener('pointermove', (event) => this.drag(/** @type {PointerEvent} */ (event)));
    for (const end of ['pointerup', 'pointercancel']) {
      this.node.addEventListener(end, () => {
        this.last = null;
      });
    }
    this.node.addEventListener('keydown', (event) => this.key(/** @type {KeyboardEvent} */ (event)));
    this.moveCross(0, 0);
  }

  /** @param {Point[]} points @param {boolean} fit whether the plane is laid around them anew */
  show(points, fit) {
    if (fit) this.edges = around(points);
    const [left, right, low, high] = this.edges;
    const dot = (/** @type {Point} */ { x, y, of }) =>
      s('circle', {
        class: `class-${of % 6}`,
        cx: (SIZE * (x - left)) / (right - left),
        cy: SIZE * (1 - (y - low) / (high - low)),
        r: 4,
      });
    this.dots.replaceChildren(...points.slice(-MOST).map(dot));
  }

  /** @param {PointerEvent} event */
  place(event) {
    const box = this.node.getBoundingClientRect();
    const along = (/** @type {number} */ at, /** @type {number} */ size) =>
      Math.max(0, Math.min(SIZE, (SIZE * at) / size));
    return { u: along(event.clientX - box.left, box.width), v: along(event.clientY - box.top, box.height) };
  }

  /** @param {PointerEvent} event */
  begin(event) {
    if (event.button !== 0) return;
    this.node.setPointerCapture(event.pointerId);
    this.put(this.place(event));
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.last) return;
    const at = this.place(event);
    if (Math.hypot(at.u - this.last.u, at.v - this.last.v) >= APART) this.put(at);
  }

  /** @param {{u: number, v: number}} at */
  put(at) {
    this.last = at;
    const [left, right, low, high] = this.edges;
    const x = left + ((right - left) * at.u) / SIZE;
    const y = low + (high - low) * (1 - at.v / SIZE);
    this.does.add(written(x, right - left), written(y, high - low));
  }

  /** @param {number} du @param {number} dv */
  moveCross(du, dv) {
    const within = (/** @type {number} */ at) => Math.max(0, Math.min(SIZE, at));
    this.cross = { u: within(this.cross.u + du), v: within(this.cross.v + dv) };
    this.mark.setAttribute('transform', `translate(${this.cross.u} ${this.cross.v})`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = event.shiftKey ? 4 * STEP : STEP;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => this.moveCross(-by, 0),
      ArrowRight: () => this.moveCross(by, 0),
      ArrowUp: () => this.moveCross(0, -by),
      ArrowDown: () => this.moveCross(0, by),
      Enter: () => {
        this.put(this.cross);
        this.last = null;
      },
      Backspace: () => this.does.undo(),
      1: () => this.does.choose(0),
      2: () => this.does.choose(1),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  }
}

/**
 * The two classes to draw with, and what takes points back.
 * @param {{choose: (of: number) => void, undo: () => void, clear: () => void}} does
 */
export function drawingTools({ choose, undo, clear }) {
  const radios = [0, 1].map((of) =>
    h('input', { type: 'radio', name: 'own-class', value: of, checked: of === 0, onchange: () => choose(of) }),
  );
  const words = radios.map(() => h('span'));
  const button = (/** @type {string} */ word, /** @type {() => void} */ onclick) =>
    h('button', { type: 'button', class: 'small', onclick }, word);
  const node = h(
    'div',
    { class: 'row tools' },
    radios.map((radio, of) => h('label', { class: `drawn class-${of}` }, radio, words[of])),
    button('Undo', undo),
    button('Clear', clear),
  );
  const show = (/** @type {number} */ chosen, /** @type {string[]} */ names) =>
    radios.forEach((radio, of) => {
      radio.checked = of === chosen;
      words[of].textContent = ` ${names[of]}`;
    });
  return { node, show };
}
