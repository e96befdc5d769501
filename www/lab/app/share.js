/** 'Copy link': to the experiment from its start, or at the step that is shown, as a small menu under the button. */
import { h } from '../draw/dom.js';
import { count } from '../wasm/numbers.js';
import { copy, putBack } from '../run/link.js';

export class ShareMenu {
  /**
   * @param {{step: () => number, address: (step: number) => string, say: (text: string) => void}} given  address: the
   *   link to the experiment at a step
   */
  constructor({ step, address, say }) {
    this.step = step;
    this.address = address;
    this.say = say;
    this.button = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'data-action': 'share',
        title: 'Copy a link to this experiment',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        onclick: () => this.press(),
      },
      'Copy link',
    );
    this.menu = h('div', { class: 'menu', role: 'menu', 'aria-label': 'Copy link', hidden: true });
    this.node = h('span', { class: 'share' }, this.button, this.menu);
    this.node.addEventListener('keydown', (event) => this.key(event));
    // Also where a click or Tab goes elsewhere.
    this.node.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.node.contains(relatedTarget))) this.close();
    });
  }

  get items() {
    return /** @type {HTMLElement[]} */ ([...this.menu.children]);
  }

  /** A run at step 0 has one link, so nothing is asked. */
  press() {
    if (!this.menu.hidden) return this.close();
    const step = this.step();
    if (step === 0) return this.copy(0);
    const at = `At this training step (${count(step)})`;
    this.menu.replaceChildren(this.item('From the start', 0), this.item(at, step));
    this.menu.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    return this.items[0].focus({ preventScroll: true });
  }

  /** @param {string} words @param {number} step */
  item(words, step) {
    const onclick = () => this.copy(step);
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

  /** @param {number} step */
  async copy(step) {
    if (!this.menu.hidden) this.button.focus({ preventScroll: true });
    this.close();
    const address = this.address(step);
    const which = step ? `at training step ${count(step)}` : 'from the start';
    this.say((await copy(address)) ? `The link to this experiment ${which} is copied.` : `Copy this link: ${address}`);
  }
}

/**
 * @param {import('./parts.js').Parts} parts
 * @param {(step: number) => string} address what follows # in the link to a step
 */
export function shareMenu({ link, messages, runs }, address) {
  return new ShareMenu({
    step: () => runs.step,
    address: (step) => link.address(address(step)),
    say: (text) => messages.say(text),
  }).node;
}

/**
 * The part after # of a link to this state, or to another step of it, with the other runs and the page's own keys.
 * @param {import('./parts.js').Parts} parts
 * @param {any} glue the wasm-bindgen API
 * @param {number} [step]
 */
export function addressOf({ comparing, pageKeys, runs }, glue, step) {
  const { coming } = comparing;
  const texts = [...runs.others.map((run) => run.lab.text()), ...coming.texts];
  const { lab } = runs.main;
  const here = step === undefined && texts.length === 0;
  const link = here ? lab.link() : glue.join_link(lab.text(), step ?? runs.step, texts);
  const { letters: _, ...own } = pageKeys.values; // those of the link that was opened
  const letters = coming.letters || runs.letters;
  return putBack(letters ? { ...own, letters } : own, link);
}
