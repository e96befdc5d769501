/** Says of a run that it is still on its way to the step of the others, and how far it is. */
import { h, write } from '../draw/dom.js';
import { count } from '../wasm/numbers.js';

/**
 * @param {number} steps of the run
 * @param {number} step of the others
 */
export const catchingUp = (steps, step) => `catching up: ${count(steps)} of ${count(step)}`;

export class Badge {
  constructor() {
    this.words = h('span');
    this.bar = h('progress', { class: 'thin', max: 1, value: 0, 'aria-label': 'Catching up' });
    this.node = h('span', { class: 'behind-badge', hidden: true }, this.words, this.bar);
  }

  /**
   * @param {import('../run/view.js').RunView} run
   * @param {number} step of the others
   */
  show({ behind, steps, progress }, step) {
    this.node.hidden = !behind;
    if (!behind) return;
    write(this.words, catchingUp(steps, step));
    this.bar.value = progress;
  }
}
