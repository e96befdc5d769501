/** The few knobs that stand at their thing: layers and activation at the network, the cell and the length in time. */
import { h, write } from '../draw/dom.js';

/** @typedef {import('../wasm/types.js').Knob} Knob */

/** Knobs with a stepper: by how much one press changes a value. @type {Record<string, (n: number) => number>} */
const STRIDE = {
  hidden_layers: (n) => (n < 20 ? 1 : n < 50 ? 5 : 10),
  length: (n) => (n < 20 ? 2 : n < 100 ? 10 : 50),
};

/** @type {Record<'depth'|'time', string[]>} */
const SHOWN = { depth: ['hidden_layers', 'activation'], time: ['length', 'cell'] };

/** @type {Record<string, string>} */
const UNITS = { hidden_layers: 'layers', length: 'time steps' };

export class QuickKnobs {
  wants = ['experiment', 'frame'];
  every = 250;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.actions = actions;
    /** @type {Map<string, {node: HTMLElement, show: (value: string) => void, axis: string}>} */
    this.knobs = new Map();
    for (const axis of /** @type {const} */ (['depth', 'time'])) {
      for (const key of SHOWN[axis]) {
        const knob = view.catalog.knobs.find((one) => one.key === key);
        if (knob) this.knobs.set(key, { ...(knob.options ? this.choice(knob) : this.stepper(knob)), axis });
      }
    }
    this.node = h(
      'div',
      { class: 'quick', role: 'group', 'aria-label': 'The network' },
      [...this.knobs.values()].map(({ node }) => node),
    );
  }

  /** − 10 + layers @param {Knob} knob */
  stepper(knob) {
    let now = 0;
    const turn = (/** @type {1|-1} */ by) => () => {
      const stride = STRIDE[knob.key](by < 0 ? now - 1 : now);
      this.actions.change(knob.key, String(Math.max(1, Math.min(knob.high ?? now, now + by * stride))));
    };
    const button = (/** @type {1|-1} */ by, /** @type {string} */ sign, /** @type {string} */ word) =>
      h('button', { type: 'button', 'aria-label': `${word} ${UNITS[knob.key]}`, onclick: turn(by) }, sign);
    const value = h('output', { 'aria-label': knob.label });
    const node = h(
      'div',
      { class: 'stepper', 'data-key': knob.key, title: knob.help },
      h('span', null, button(-1, '−', 'Fewer'), value, button(1, '+', 'More')),
      ` ${UNITS[knob.key]}`,
    );
    const show = (/** @type {string} */ text) => {
      now = Number(text);
      write(value, text);
    };
    return { node, show };
  }

  /** @param {Knob} knob */
  choice(knob) {
    const options = (knob.options ?? []).filter(({ value }) => value !== 'none');
    const select = h(
      'select',
      { 'aria-label': knob.label, title: knob.help, 'data-key': knob.key },
      options.map(({ value, label }) => h('option', { value }, label)),
    );
    select.addEventListener('change', () => this.actions.change(knob.key, select.value));
    const show = (/** @type {string} */ text) => {
      if (select.value !== text) select.value = text;
    };
    return { node: select, show };
  }

  draw() {
    const { knobs, summary } = this.view;
    const now = summary.time ? 'time' : 'depth';
    for (const [key, { node, show, axis }] of this.knobs) {
      node.hidden = axis !== now;
      show(knobs[key] ?? '');
    }
  }
}
