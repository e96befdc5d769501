/** One step in stages, as norms of all parameters: gradient → penalty → clip → rule → decay → ΔW → W. */
import { chosen } from '../wasm/catalog.js';
import { h } from '../draw/dom.js';
import { count, number } from '../wasm/numbers.js';

export class StepCard {
  wants = ['frame', 'experiment'];
  every = 200;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.engine = ports.engine;
    this.body = h('tbody');
    this.caption = h('caption');
    this.verdict = h('p', { class: 'note' });
    this.node = h(
      'section',
      { class: 'card step', 'aria-label': 'One training step' },
      h('h2', null, 'One training step'),
      h('table', { class: 'terms' }, this.caption, this.body),
      this.verdict,
    );
    this.shown = '';
  }

  draw() {
    const norms = /** @type {import('../wasm/types.js').StepNorms} */ (this.engine.lab.step_norms());
    const rows = this.rows(norms);
    const verdict = this.words(norms);
    const key = JSON.stringify([rows, verdict]);
    if (key === this.shown) return;
    this.shown = key;
    // Clipping by norm uses all parameters together, and so do all rows.
    this.caption.textContent = `norms of all ${count(this.view.summary.parameters)} parameters together, with biases`;
    this.verdict.textContent = verdict;
    this.body.replaceChildren(
      ...rows.map(([name, sign, value]) =>
        h('tr', null, h('th', { scope: 'row' }, name, ' ', h('small', null, sign)), h('td', null, number(value))),
      ),
    );
  }

  /**
   * A stage in which nothing acts has no row.
   * @param {import('../wasm/types.js').StepNorms} norms
   * @returns {[string, string, number|null][]}
   */
  rows(norms) {
    const rule = `update by ${this.rule()}, α = ${number(norms.learning_rate)}`;
    /** @type {[string, string, number|null][]} */
    const stages = [
      ['with the penalties', '', norms.penalised],
      ['after clipping', '', norms.clipped],
      [`${this.rule()}’s part, α = ${number(norms.learning_rate)}`, '', norms.decay === null ? null : norms.rule],
      ['decoupled decay', '‖α·λ·W‖', norms.decay],
    ];
    return [
      ['gradient of the loss', '‖∂L/∂W‖', norms.gradient],
      ...stages.filter(([, , value]) => value !== null),
      [norms.decay === null ? rule : 'both together', '‖ΔW‖', norms.update],
      ['parameters', '‖W‖', norms.weights],
    ];
  }

  rule() {
    return chosen(this.view, 'optimizer')?.label ?? 'rule';
  }

  /** @param {import('../wasm/types.js').StepNorms} norms */
  words({ gradient, penalised, clipped, update }) {
    const before = penalised ?? gradient;
    if (clipped !== null && before !== null) {
      return clipped < before
        ? `Clipping fired: ${number(before)} became ${number(clipped)}.`
        : 'Clipping did not fire in this training step.';
    }
    if (penalised !== null) return 'The penalties were added to the gradient; no clipping.';
    return update === null ? '' : 'No penalty and no clipping: the gradient goes to the optimizer as it is.';
  }
}
