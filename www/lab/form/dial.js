/** The dial of the speed, from one phase a second, for following by hand, to flat out. */
import { h } from '../draw/dom.js';
import { SPEEDS } from '../run/speed.js';

export class Dial {
  /** @param {(speed: string) => void} choose */
  constructor(choose) {
    this.range = h('input', { type: 'range', min: 0, max: SPEEDS.length - 1, step: 1, 'aria-label': 'Speed' });
    this.node = h('span', { class: 'dial' }, h('span', null, 'slow'), this.range, h('span', null, 'flat out'));
    this.range.addEventListener('input', () => choose(SPEEDS[Number(this.range.value)].key));
  }

  /** @param {string} speed */
  show(speed) {
    const at = SPEEDS.findIndex(({ key }) => key === speed);
    if (this.range.value !== String(at)) this.range.value = String(at);
    const { label } = SPEEDS[at];
    if (this.range.title === label) return;
    this.range.title = label;
    this.range.setAttribute('aria-valuetext', label);
  }
}
