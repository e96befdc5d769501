/** The switch Watch | Explain | Lab: how much of the run is shown. */
import { h } from '../draw/dom.js';
import { DETAILS } from '../run/pagekeys.js';

/** @typedef {import('../run/pagekeys.js').Detail} Detail */

/** @type {Record<Detail, [string, string]>} */
const WORDS = {
  watch: ['Watch', 'One network, its gradient and what it means'],
  explain: ['Explain', 'With the reasons: signal, update, factors, loss'],
  lab: ['Lab', 'Everything that can be seen and changed'],
};

export class DetailSwitch {
  /** @param {(detail: Detail) => void} choose */
  constructor(choose) {
    this.buttons = DETAILS.map((detail) => {
      const [word, title] = WORDS[detail];
      const onclick = () => choose(detail);
      return h('button', { type: 'button', title, 'data-detail': detail, onclick }, word);
    });
    this.node = h('div', { class: 'detail', role: 'group', 'aria-label': 'How much is shown' }, this.buttons);
  }

  /** @param {Detail} detail */
  show(detail) {
    for (const button of this.buttons) button.setAttribute('aria-pressed', String(button.dataset.detail === detail));
  }
}
