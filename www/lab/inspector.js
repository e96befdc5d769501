/** The unit or weight under the cursor: its formula, and the same formula with the numbers put in. */
import { h } from './dom.js';
import { count, number, stageName, capital } from './format.js';
import { equation, fn, lines, num, op, partial, product, row, sub, sum, v } from './formula.js';

/** How an activation is written in a formula. @type {Record<string, string>} */
const SYMBOLS = { sigmoid: 'σ', identity: 'id' };

export class Inspector {
  wants = ['frame', 'selection', 'experiment'];
  every = 150;

  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {import('./types.js').Selection|null} */
    this.shown = null;
    this.title = h('h2', null, 'Inspector');
    this.body = h('div', { class: 'inspected', tabindex: '-1' });
    this.example = h('span', { class: 'now' });
    this.examples = h('div', { class: 'example' }, this.example,
      this.turn('previous', '‹', -1), this.turn('next', '›', 1));
    this.close = h('button', { type: 'button', class: 'close', 'aria-label': 'Close the inspector', onclick: () => desk.release() }, '×');
    this.node = h('section', { class: 'card inspector', 'aria-label': 'Inspector' }, this.close, this.title, this.body, this.examples);
  }

  /** @param {string} word @param {string} sign @param {number} by */
  turn(word, sign, by) {
    return h('button', { type: 'button', class: 'small', 'aria-label': `${word} example of the batch`, onclick: () => this.desk.choice.turn(by) }, sign);
  }

  draw() {
    const selection = this.desk.selection;
    if (this.held()) return;
    const focused = this.body.matches(':focus-within');
    this.examples.hidden = this.close.hidden = !selection;
    this.node.classList.toggle('open', Boolean(selection));
    this.example.textContent = `example ${this.desk.choice.example + 1} of ${count(this.desk.summary.batch)} in the batch`;
    if (!selection) {
      this.title.textContent = 'Inspector';
      this.body.replaceChildren(h('p', { class: 'note' }, 'Point at a unit or a weight of the network, or move there with the arrow keys: its formula appears here with the numbers put in.'));
    } else if (selection.kind === 'unit') this.showUnit(selection);
    else this.showWeight(selection);
    if (focused) this.body.focus(); // what had the focus is gone; keys must still reach the lab
  }

  /** While the run rewrites the numbers, the buttons among them hold still under the pointer. */
  held() {
    const { player, selection } = this.desk;
    const same = this.shown === selection;
    this.shown = selection;
    return same && player.playing && this.body.matches(':hover');
  }

  /** @param {{stage: number, index: number}} selection */
  showUnit({ stage, index }) {
    const unit = /** @type {import('./types.js').Unit|null} */ (this.desk.lab.unit(stage, index, this.desk.choice.example));
    if (!unit) return;
    this.title.textContent = `${capital(stageName(stage, this.desk.summary.stages))} · unit ${index + 1}`;
    const known = this.known(stage);
    if (stage < 0) {
      this.body.replaceChildren(equation(v('x'), [num(known.a(unit.x))]));
      return;
    }
    const f = SYMBOLS[unit.activation ?? ''] ?? unit.activation ?? 'f';
    this.body.replaceChildren(
      equation(v('z'), [row(sum(), v('w'), v('x'), op('+'), v('b'))], [num(known.a(unit.z))]),
      equation(v('a'), [fn(f, v('z'))], [fn(f, num(known.a(unit.z)))], [num(known.a(unit.a))]),
      lines(partial('z'), [product(fn('f′', v('z')), partial('a'))],
        [product(num(known.a(unit.f_prime)), num(known.d(unit.d_a)))], [num(known.d(unit.d_z))]),
      known.a(1) ? this.terms(unit, stage, index) : h('p', { class: 'note' }, 'The forward pass has not come here yet.'));
  }

  /**
   * Buffers hold zeros before their phase has run; what is not measured yet is shown as such and not as 0.
   * @param {number} stage
   */
  known(stage) {
    const { frame } = this.desk;
    const when = (/** @type {boolean} */ yes) => (/** @type {number|null|undefined} */ x) => (yes ? x ?? null : null);
    const sampled = frame.phase.name !== 'start';
    return {
      x: when(stage > 0 ? frame.forward_rms[stage - 1] !== null : sampled),
      a: when(stage < 0 ? sampled : frame.forward_rms[stage] !== null),
      d: when(stage >= 0 && frame.d_z_rms[stage] !== null),
      update: when(stage >= 0 && frame.update_ratio[stage] !== null),
    };
  }

  /** The largest terms of z; each leads to its weight. @param {import('./types.js').Unit} unit @param {number} stage @param {number} index */
  terms(unit, stage, index) {
    const rows = (unit.terms ?? []).map(({ from, x, w, product: p }) => h('tr', null,
      h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', title: 'Inspect this weight',
        onclick: () => this.desk.choice.select({ kind: 'weight', stage, to: index, from }) }, `from ${from + 1}`)),
      h('td', null, number(w)), h('td', null, number(x)), h('td', null, number(p))));
    const rest = unit.rest_count ? [h('tr', null, h('th', { scope: 'row' }, `${unit.rest_count} more`), h('td'), h('td'), h('td', null, number(unit.rest)))] : [];
    const bias = h('tr', null, h('th', { scope: 'row' }, 'bias'), h('td'), h('td'), h('td', null, unit.bias === null ? 'none' : number(unit.bias)));
    return h('table', { class: 'terms' },
      h('thead', null, h('tr', null, ['term', 'w', 'x', 'w · x'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', null, rows, rest, bias));
  }

  /** @param {{stage: number, to: number, from: number}} selection */
  showWeight({ stage, to, from }) {
    const weight = /** @type {import('./types.js').Weight|null} */ (this.desk.lab.weight(stage, to, from, this.desk.choice.example));
    if (!weight) return;
    const { stages } = this.desk.summary;
    this.title.textContent = `Weight · ${stageName(stage, stages)} · ${to + 1} ← ${from + 1}`;
    const known = this.known(stage);
    const [x, dz] = [known.x(weight.x), known.d(weight.d_z)];
    this.body.replaceChildren(
      equation(v('w'), [num(weight.w)]),
      lines(row(v('x'), op('·'), partial('z')), [product(num(x), num(dz))], [num(times(x, dz))]),
      h('p', { class: 'note' }, 'from this example; summed over the batch:'),
      equation(partial('w'), [num(known.d(weight.d_w))]),
      equation(row(op('Δ'), v('w')), [num(known.update(weight.delta_w))]),
      this.chain(weight));
  }

  /** The product of factors through the layers. @param {import('./types.js').Weight} weight */
  chain(weight) {
    const { stages } = this.desk.summary;
    if (weight.d_z_norm === null || Number.isNaN(weight.d_z_norm)) return h('p', { class: 'note' }, 'The backward pass has not come here yet.');
    if (!weight.chain.length) return h('p', { class: 'note' }, 'This weight belongs to the output: no layer stands between it and the loss.');
    const rows = weight.chain.map(({ stage, f_factor, w_factor }) => h('tr', null,
      h('th', { scope: 'row' }, stageName(stage, stages)),
      h('td', null, number(f_factor)), h('td', null, number(w_factor)), h('td', null, number(times(f_factor, w_factor)))));
    const bottom = weight.chain[weight.chain.length - 1].stage + 1;
    const total = weight.chain.reduce((/** @type {number|null} */ all, link) => times(all, times(link.f_factor, link.w_factor)), 1);
    return h('div', { class: 'chain' },
      h('p', { class: 'note' }, 'On its way down the gradient was multiplied by'),
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Factors through the layers' }, h('table', { class: 'terms' },
        h('thead', null, h('tr', null, ['layer', 'f′', 'W', 'factor'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', null, rows))),
      lines(sub('‖∂L/∂z‖', String(bottom)), [product(num(weight.d_z_out_norm), num(total))], [num(weight.d_z_norm)]));
  }
}

/** @param {number|null} a @param {number|null} b */
const times = (a, b) => (a === null || b === null ? null : a * b);
