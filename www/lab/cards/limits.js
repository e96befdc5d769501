/** Thresholds of the diagnosis as fields to fill in. */
import { h } from '../draw/dom.js';

/** @typedef {import('../wasm/types.js').Limit & {key: string, value: number}} Limit */

export class LimitFields {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = h('div', { class: 'limits' });
    this.shown = '';
  }

  /** What is being filled in stays. @param {import('../wasm/types.js').Finding['limits']} values */
  show(values) {
    const words = this.desk.catalog.limits;
    const limits = values.flatMap((limit) => (words[limit.key] ? [{ ...words[limit.key], ...limit }] : []));
    const key = JSON.stringify(limits);
    if (key === this.shown || this.node.matches(':focus-within')) return;
    this.shown = key;
    this.node.replaceChildren(
      ...limits.map((limit) => {
        const input = h('input', { type: 'text', inputmode: 'decimal', class: 'value', 'data-limit': limit.key });
        input.value = String(limit.value);
        input.addEventListener('change', () => this.set(limit, input));
        const usual = limit.value === limit.usual ? '' : ` (was ${limit.usual})`;
        return h('label', null, h('span', null, `${limit.label}${usual}`), input);
      }),
    );
  }

  /** @param {Limit} limit @param {HTMLInputElement} input */
  set(limit, input) {
    const value = Number(input.value.replace(',', '.'));
    const fits = input.value.trim() !== '' && value >= limit.low && value <= limit.high;
    if (!fits) {
      input.value = String(limit.value);
      this.desk.messages.say(`${limit.label}: a number from ${limit.low} to ${limit.high} goes here.`);
      return;
    }
    this.desk.lab.set_limit(limit.key, value);
    this.desk.painter.changed('limits');
  }
}
