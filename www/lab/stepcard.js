/** One step in stages, as norms of the whole network: gradient → penalty → clip → ΔW → W. */
import { h } from './dom.js';
import { number } from './format.js';

export class StepCard {
  wants = ['frame', 'experiment'];
  every = 200;

  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.body = h('tbody');
    this.verdict = h('p', { class: 'note' });
    this.node = h('section', { class: 'card step', 'aria-label': 'One step' }, h('h2', null, 'One step'),
      h('table', { class: 'terms' }, this.body), this.verdict);
    this.shown = '';
  }

  draw() {
    const rows = this.rows();
    const verdict = this.words();
    const key = JSON.stringify([rows, verdict]);
    if (key === this.shown) return;
    this.shown = key;
    this.verdict.textContent = verdict;
    this.node.dataset.clip = String(this.desk.frame.clipped?.fired ?? '');
    this.body.replaceChildren(...rows.map(([name, sign, value]) => h('tr', null,
      h('th', { scope: 'row' }, name, ' ', h('small', null, sign)), h('td', null, value))));
  }

  /** @returns {[string, string, string][]} */
  rows() {
    const { moved, clipped, learning_rate: rate } = this.desk.frame;
    const knobs = this.desk.lab.knobs();
    const clips = knobs.clip_norm !== '0' || knobs.clip_value !== '0';
    const gradient = clipped ? clipped.data : moved?.gradient ?? null;
    /** @type {[string, string, string]} */
    const penalties = ['with the penalties', '', number(clipped?.before)];
    /** @type {[string, string, string][]} */
    const limits = clipped ? [
      ...(clipped.before === clipped.data ? [] : [penalties]),
      ...(clips ? [/** @type {[string, string, string]} */ (['after clipping', '', number(clipped.after)])] : []),
    ] : [];
    return [
      // Penalties and clipping look at all parameters together, biases included.
      ['gradient', clipped ? 'of all parameters' : '‖∂L/∂W‖', number(gradient)], ...limits,
      [`step by ${this.rule()}, α = ${number(rate)}`, '‖ΔW‖', number(moved?.update)],
      ['weights', '‖W‖', number(moved?.weights)],
    ];
  }

  rule() {
    const { lab, catalog } = this.desk;
    const value = lab.knobs().optimizer;
    return catalog.knobs.find((knob) => knob.key === 'optimizer')?.options?.find((option) => option.value === value)?.label ?? value;
  }

  words() {
    const { clipped } = this.desk.frame;
    const decays = this.desk.lab.knobs().decay !== '0' ? ' Decoupled decay is in ΔW.' : '';
    if (!clipped) return `No penalty and no clipping: the gradient goes to the optimizer as it is.${decays}`;
    if (clipped.fired) return `Clipping fired: ${number(clipped.before)} became ${number(clipped.after)}.`;
    return clipped.before === clipped.data ? 'Clipping did not fire in this step.' : 'The penalties joined the gradient; clipping did not fire.';
  }
}
