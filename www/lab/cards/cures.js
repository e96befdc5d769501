/** Cures as buttons, each with a line about its effect. */
import { h } from '../draw/dom.js';

/** How many are shown at once: the loss is to be seen below them. */
const FIRST = 3;

export class CureList {
  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ actions }) {
    this.actions = actions;
    this.node = h('ul', { class: 'cures' });
    this.shown = '[]';
  }

  /**
   * Buttons stay in place while the numbers above them change, so that a click cannot miss.
   * @param {import('../wasm/types.js').Cure[]} cures
   */
  show(cures) {
    const key = JSON.stringify(cures);
    if (key === this.shown) return;
    this.shown = key;
    const items = cures.map((cure) => this.item(cure));
    const rest = items.splice(cures.length > FIRST + 1 ? FIRST : items.length);
    const more = h('details', { class: 'more' }, h('summary', null, `${rest.length} more`), h('ul', null, rest));
    this.node.replaceChildren(...items, ...(rest.length ? [h('li', null, more)] : []));
  }

  /** @param {import('../wasm/types.js').Cure} cure */
  item(cure) {
    const title = 'Starts a second run with this change, beside this one';
    const onclick = () => this.actions.cure(cure);
    const button = h('button', { type: 'button', class: 'cure', title, onclick }, cure.label);
    return h('li', null, button, h('span', null, cure.note));
  }
}
