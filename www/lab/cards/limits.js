/** The thresholds of the diagnosis as input fields. */
import { h } from '../draw/dom.js';

/** @typedef {import('../wasm/types.js').Limit & {key: string, value: number}} Limit */
/** @typedef {import('../wasm/types.js').Finding['limits']} Values */

/**
 * Whether a threshold differs from its default.
 * @param {Values} values
 * @param {import('../wasm/types.js').Catalog} catalog
 */
export const limitsMoved = (values, { limits }) => values.some(({ key, value }) => value !== limits[key]?.usual);

export class LimitFields {
  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.actions = actions;
    this.node = h('div', { class: 'limits' });
    this.shown = '';
  }

  /**
   * A field that has the focus stays.
   * @param {Values} values
   */
  show(values) {
    const words = this.view.catalog.limits;
    const limits = values.flatMap((limit) => (words[limit.key] ? [{ ...words[limit.key], ...limit }] : []));
    const key = JSON.stringify(limits);
    if (key === this.shown || this.node.matches(':focus-within')) return;
    this.shown = key;
    this.node.replaceChildren(...limits.map((limit) => this.field(limit)));
  }

  /** @param {Limit} limit */
  field(limit) {
    const input = h('input', { type: 'text', inputmode: 'decimal', class: 'value', 'data-limit': limit.key });
    input.value = String(limit.value);
    input.addEventListener('change', () => this.set(limit, input));
    const usual = limit.value === limit.usual ? '' : ` (was ${limit.usual})`;
    return h('label', null, h('span', null, `${limit.label}${usual}`), input);
  }

  /**
   * @param {Limit} limit
   * @param {HTMLInputElement} input
   */
  set(limit, input) {
    const value = Number(input.value.replace(',', '.'));
    const fits = input.value.trim() !== '' && value >= limit.low && value <= limit.high;
    if (fits) return this.actions.setLimit(limit.key, value);
    input.value = String(limit.value);
    this.actions.say(`${limit.label}: this takes a number from ${limit.low} to ${limit.high}.`);
  }
}
