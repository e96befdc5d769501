/** The equation of the gate under the pointer or the focus, with its numbers, right below its strip. */
import { h } from '../draw/dom.js';
import { number } from '../draw/format.js';
import { partEquation } from './equations.js';

export class GateTip {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.title = h('p', { class: 'tip-title' });
    this.body = h('div');
    this.node = h('div', { class: 'gate-tip', hidden: true, 'aria-hidden': 'true' }, this.title, this.body);
    this.shown = '';
  }

  /** @param {import('./gates.js').Gates} gates */
  draw(gates) {
    const { moment } = this.desk;
    const {
      spot: { part },
      step,
    } = moment;
    const row = part === null ? null : gates.rows[part];
    const view = row ? this.find(row) : null;
    this.node.hidden = !row || !view;
    if (!row || !view) return;
    gates.describe(view, row);
    this.write(view, step);
    this.place(row);
  }

  /** @param {import('./gates.js').GateRow} row */
  find(row) {
    return this.desk.moment.view?.parts.find(({ name }) => name === row.part.name) ?? null;
  }

  /** @param {import('../wasm/types.js').PartView} view @param {number} step */
  write(view, step) {
    const { moment } = this.desk;
    const key = JSON.stringify([view, moment.unit, step]);
    if (key === this.shown) return;
    this.shown = key;
    this.title.textContent = `${view.word} · unit ${moment.unit + 1} · time ${step + 1}`;
    const d = moment.returned(step) && view.d !== null ? h('p', { class: 'tip-d' }, this.comesBack(view)) : null;
    this.body.replaceChildren(partEquation(view), ...(d ? [d] : []));
  }

  /** @param {import('../wasm/types.js').PartView} view */
  comesBack({ name, d, formula }) {
    const inside = formula.includes('W') && formula.includes('(');
    return `∂L/∂${name}${inside ? ', before it is bent,' : ''} = ${number(d)}`;
  }

  /** Below the strip and never beyond the page. @param {import('./gates.js').GateRow} row */
  place({ node }) {
    const { axis, moment } = this.desk;
    const plot = node.querySelector('.plot');
    const left = plot instanceof HTMLElement ? plot.offsetLeft : 0;
    const x = left + axis.centre(moment.step + 1);
    const room = this.node.offsetParent instanceof HTMLElement ? this.node.offsetParent.clientWidth : 0;
    const wide = this.node.offsetWidth;
    this.node.style.top = `${node.offsetTop + node.offsetHeight + 4}px`;
    this.node.style.left = `${Math.max(0, Math.min(room - wide, x - wide / 2))}px`;
  }
}
