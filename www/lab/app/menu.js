/** A button with a small menu under it, for the mouse and for the keys. */
import { h } from '../draw/dom.js';

/** @typedef {{words: string, run: () => void}} Item */

export class Menu {
  /**
   * @param {{words: string, title: string, action: string, items: () => Item[]}} given  items: asked at every press; a
   *   single one runs at once
   */
  constructor({ words, title, action, items }) {
    this.read = items;
    this.button = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'data-action': action,
        title,
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        onclick: () => this.press(),
      },
      words,
    );
    this.menu = h('div', { class: 'menu', role: 'menu', 'aria-label': words, hidden: true });
    this.node = h('span', { class: action }, this.button, this.menu);
    this.node.addEventListener('keydown', (event) => this.key(event));
    // Also where a click or Tab goes elsewhere.
    this.node.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.node.contains(relatedTarget))) this.close();
    });
  }

  get items() {
    return /** @type {HTMLElement[]} */ ([...this.menu.children]);
  }

  press() {
    if (!this.menu.hidden) return this.close();
    const items = this.read();
    if (items.length === 1) return items[0].run();
    this.menu.replaceChildren(...items.map((item) => this.item(item)));
    this.menu.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    return this.items[0].focus({ preventScroll: true });
  }

  /** @param {Item} item */
  item({ words, run }) {
    const onclick = () => {
      this.button.focus({ preventScroll: true });
      this.close();
      run();
    };
    return h('button', { type: 'button', role: 'menuitem', tabindex: -1, class: 'quiet', onclick }, words);
  }

  close() {
    this.menu.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.menu.hidden) return;
    const by = { ArrowDown: 1, ArrowUp: -1, Home: 0, End: 0 }[event.key];
    if (by === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    const { items } = this;
    const at = items.findIndex((item) => item.matches(':focus'));
    if (event.key === 'Escape') {
      this.button.focus({ preventScroll: true });
      this.close();
    } else if (by === 0) items.at(event.key === 'Home' ? 0 : -1)?.focus();
    else items[(at + Number(by) + items.length) % items.length].focus();
  }
}
