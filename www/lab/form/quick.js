/** The few knobs that stand at their thing: layers and activation at the network, the cell and the length in time. */
import { h, write } from '../draw/dom.js';

/** @typedef {import('../wasm/types.js').Knob} Knob */

/** The next value of the ladder 1, 2, 5, 10, … @param {number} n @param {1|-1} by */
function rung(n, by) {
  const rungs = [-6, -5, -4, -3, -2, -1, 0, 1, 2].flatMap((e) => [1, 2, 5].map((m) => Number(`${m}e${e}`)));
  const found = by > 0 ? rungs.find((r) => r > 1.001 * n) : rungs.findLast((r) => r < 0.999 * n);
  return found ?? n;
}

/** @param {(n: number) => number} stride @returns {(n: number, by: 1|-1) => number} */
const stride = (stride) => (n, by) => Math.max(1, n + by * stride(by < 0 ? n - 1 : n));

/** Knobs with a stepper: the value that a press leads to. @type {Record<string, (n: number, by: 1|-1) => number>} */
const NEXT = {
  hidden_layers: stride((n) => (n < 20 ? 1 : n < 50 ? 5 : 10)),
  width: stride((n) => (n < 8 ? 1 : n < 32 ? 4 : 16)),
  length: stride((n) => (n < 20 ? 2 : n < 100 ? 10 : 50)),
  learning_rate: rung,
};

/** @type {Record<string, string>} */
const UNITS = { hidden_layers: 'layers', width: 'units', length: 'time steps', learning_rate: 'rate' };

/** Where they stand: at the network, and from *Explain* on the rate at the update. @type {Record<string, string[]>} */
export const PLACES = {
  network: ['hidden_layers', 'width', 'activation', 'length', 'cell'],
  update: ['learning_rate'],
};
/** @param {string} label */
const lower = (label) => (/^[A-Z][a-z]/.test(label) ? label[0].toLowerCase() + label.slice(1) : label);

/** Those that come with *Explain*. */
const LATER = ['width', 'learning_rate'];

export class QuickKnobs {
  wants = ['experiment', 'frame', 'view'];
  every = 250;

  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {string} place
   * @param {string[]} [keys] of the knobs; those that a teacher names are always shown
   */
  constructor({ view, actions }, place, keys) {
    this.view = view;
    this.actions = actions;
    this.named = keys !== undefined;
    /** @type {Map<string, {knob: Knob, node: HTMLElement, show: (value: string) => void}>} */
    this.knobs = new Map();
    for (const key of keys ?? PLACES[place]) {
      const knob = view.catalog.knobs.find((one) => one.key === key);
      if (knob) this.knobs.set(key, { knob, ...this.control(knob) });
    }
    this.node = h(
      'div',
      { class: 'quick', role: 'group', 'aria-label': place },
      [...this.knobs.values()].map(({ node }) => node),
    );
  }

  /** @param {Knob} knob */
  control(knob) {
    if (knob.options) return this.choice(knob);
    return knob.kind === 'flag' ? this.box(knob) : this.stepper(knob);
  }

  /** − 10 + layers @param {Knob} knob */
  stepper(knob) {
    const unit = UNITS[knob.key] ?? lower(knob.label);
    const next = NEXT[knob.key] ?? (knob.kind === 'integer' ? stride(() => 1) : rung);
    const turn = (/** @type {1|-1} */ by) => () => {
      const now = Number(this.view.knobs[knob.key]);
      this.actions.change(knob.key, String(Math.min(knob.high ?? Infinity, next(now, by))));
    };
    const button = (/** @type {1|-1} */ by, /** @type {string} */ sign, /** @type {string} */ word) =>
      h('button', { type: 'button', 'aria-label': `${word} ${unit}`, onclick: turn(by) }, sign);
    const value = h('output', { 'aria-label': knob.label });
    const node = h(
      'div',
      { class: 'stepper', 'data-quick': knob.key, title: knob.help },
      h('span', null, button(-1, '−', 'Fewer'), value, button(1, '+', 'More')),
      ` ${unit}`,
    );
    return { node, show: (/** @type {string} */ text) => write(value, text) };
  }

  /** On or off. @param {Knob} knob */
  box(knob) {
    const box = h('input', { type: 'checkbox' });
    box.addEventListener('change', () => this.actions.change(knob.key, box.checked ? 'on' : 'off'));
    const show = (/** @type {string} */ text) => {
      box.checked = text === 'on';
    };
    return { node: h('label', { title: knob.help, 'data-quick': knob.key }, box, ` ${lower(knob.label)}`), show };
  }

  /** @param {Knob} knob */
  choice(knob) {
    // The cell 'none' is another axis; what is not there at all can be chosen of any other knob that is named.
    const options = (knob.options ?? []).filter(({ value }) => value !== 'none' || (this.named && knob.key !== 'cell'));
    const select = h(
      'select',
      { 'aria-label': knob.label, title: knob.help, 'data-quick': knob.key },
      options.map(({ value, label }) => h('option', { value }, label)),
    );
    select.addEventListener('change', () => this.actions.change(knob.key, select.value));
    const show = (/** @type {string} */ text) => {
      if (select.value !== text) select.value = text;
    };
    if (knob.key === 'cell') return { node: h('span', { class: 'which-cell' }, select, this.threeCells()), show };
    // An activation is known by its value; 'none' alone would say nothing.
    const known = Object.values(PLACES).flat().includes(knob.key);
    return { node: known ? select : h('label', null, `${lower(knob.label)} `, select), show };
  }

  /** The picture that shows best what a cell is for. */
  threeCells() {
    const onclick = () => this.actions.compareCells();
    return h('button', { type: 'button', class: 'link', 'data-action': 'three-cells', onclick }, 'Three side by side');
  }

  draw() {
    const { knobs, summary, detail } = this.view;
    const axis = summary.time ? 'time' : 'depth';
    for (const [key, { knob, node, show }] of this.knobs) {
      const early = !this.named && detail === 'watch' && LATER.includes(key);
      // Through time the activation is that of the cell, and seldom changed; without time there is no cell.
      const elsewhere = key === (axis === 'depth' ? 'cell' : this.named ? '' : 'activation');
      node.hidden = early || elsewhere || !knob[axis];
      show(knobs[key] ?? '');
    }
  }
}
