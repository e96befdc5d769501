/** The equation of the gate under the pointer or the focus, with its numbers, right below its strip. */
import { h } from '../draw/dom.js';
import { number } from '../wasm/numbers.js';
import { partEquation } from './equations.js';

/** @typedef {import('../wasm/types.js').PartView} PartView */

export class GateTip {
  /** @param {import('../run/view.js').View} view */
  constructor(view) {
    this.view = view;
    this.title = h('p', { class: 'tip-title' });
    this.body = h('div');
    this.node = h('div', { class: 'gate-tip', hidden: true, 'aria-hidden': 'true' }, this.title, this.body);
    this.shown = '';
  }

  /**
   * @param {PartView|null} part
   * @param {HTMLElement|null} strip
   */
  draw(part, strip) {
    this.node.hidden = !part || !strip;
    if (!part || !strip) return;
    this.write(part);
    this.place(strip);
  }

  /** @param {PartView} part */
  write(part) {
    const { time, snapshot } = this.view;
    const key = JSON.stringify([part, time.unit, time.step]);
    if (key === this.shown) return;
    this.shown = key;
    this.title.textContent = `${part.word} · unit ${time.unit + 1} · time step ${time.step + 1}`;
    const known = snapshot.returned(time.step) && part.d !== null;
    this.body.replaceChildren(partEquation(part));
    if (known) this.body.append(h('p', { class: 'tip-d' }, this.returned(part)));
  }

  /** @param {PartView} part */
  returned({ name, d, squashed }) {
    return `∂L/∂${name}${squashed ? ', before the activation,' : ''} = ${number(d)}`;
  }

  /**
   * Below the strip and never beyond the page.
   * @param {HTMLElement} strip
   */
  place(strip) {
    const { axis, time } = this.view;
    const plot = strip.querySelector('.plot');
    const left = plot instanceof HTMLElement ? plot.offsetLeft : 0;
    const x = left + axis.center(time.step + 1);
    const room = this.node.offsetParent instanceof HTMLElement ? this.node.offsetParent.clientWidth : 0;
    const wide = this.node.offsetWidth;
    this.node.style.top = `${strip.offsetTop + strip.offsetHeight + 4}px`;
    this.node.style.left = `${Math.max(0, Math.min(room - wide, x - wide / 2))}px`;
  }
}
