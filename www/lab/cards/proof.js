/** The proof: compares the whole gradient with finite differences, in slices, layer by layer. */
import { h } from '../draw/dom.js';
import { capital } from '../draw/text.js';
import { count, number } from '../wasm/numbers.js';
import { stageName } from '../run/phase.js';
import { makeRoom } from '../run/room.js';

/** Heading and explanation of each column. */
const HEADS = [
  ['', ''],
  ['agree', 'The gradient agrees with finite differences of the loss'],
  ['too small', 'The loss changes too little for finite differences: not checked this way, and not counted as correct'],
  ['own layer', 'The layer’s backward pass agrees with differences of its own output, even for tiny gradients'],
  ['at a kink', 'The nudge crosses a point where f has no slope: nothing to compare with'],
  ['differ', 'They disagree: a bug'],
  ['worst', 'Largest relative difference'],
];

const BUDGET = 10; // ms of a frame
const INVITATION =
  'This nudges every weight, bias, γ and β a little, measures how the loss moves, and compares that with the ' +
  'gradient from backpropagation. It runs the same code in 64-bit numbers on the first examples of the batch. ' +
  'The dropped units stay as they are; the penalties are checked with the loss they belong to.';

export class Proof {
  wants = ['frame', 'experiment', 'check'];

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.engine = ports.engine;
    this.running = false;
    /** The run that the table speaks of. @type {import('../run/engine.js').Stamp|null} */
    this.stamp = null;
    this.of = '';
    this.slice = 8;
    this.button = h(
      'button',
      { type: 'button', onclick: () => this.actions.attempt(() => this.toggle()) },
      'Prove the gradient',
    );
    this.bar = h('progress', { class: 'thin', max: 1, value: 0, hidden: true, 'aria-label': 'Checking' });
    this.words = h('p', { class: 'note' });
    this.table = h('table', { class: 'terms', hidden: true });
    this.node = h(
      'section',
      { class: 'card proof', 'aria-label': 'Proof' },
      h('h2', null, 'Proof'),
      this.words,
      this.button,
      this.bar,
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Result per layer' }, this.table),
    );
    this.invite();
  }

  invite() {
    this.words.textContent = INVITATION;
  }

  toggle() {
    if (this.running) return this.cancel();
    this.actions.act('pause');
    const refusal = makeRoom(() => this.engine.lab.check_begin());
    if (refusal) return void this.actions.say(refusal);
    this.running = true;
    this.of = this.state();
    this.stamp = this.engine.stamp();
    this.table.hidden = false;
    this.table.replaceChildren();
    this.dress();
    this.actions.redraw('check');
  }

  cancel() {
    this.stop();
    this.dress();
    this.words.textContent = 'Canceled. The results so far are shown below.';
  }

  stop() {
    if (this.running && this.stamp) this.engine.labOf(this.stamp.id)?.check_cancel();
    this.running = false;
  }

  /** The run or the experiment has changed, so an old proof no longer applies. */
  forget() {
    this.stop();
    this.stamp = null;
    this.table.hidden = true;
    this.dress();
    this.invite();
  }

  /** What is being proved: this experiment at this phase. */
  state() {
    const { step, phase } = this.view.frame;
    return JSON.stringify([this.engine.lab.text(), step, phase]);
  }

  dress() {
    this.button.textContent = this.running ? 'Cancel' : 'Prove the gradient';
    this.bar.hidden = !this.running;
  }

  /** One frame's slice; true while there is more to check. */
  work() {
    if (!this.running) return false;
    const lab = this.of === this.state() && this.engine.mainAt(this.stamp);
    if (!lab) {
      this.forget();
      return false;
    }
    const state = this.slices(lab, performance.now() + BUDGET);
    this.show(state);
    if (state.done) {
      this.running = false;
      this.dress();
    }
    return this.running;
  }

  /**
   * Runs slices of about 4 ms each until the time is over.
   * @param {import('../wasm/types.js').Lab} lab
   * @param {number} end
   * @returns {import('../wasm/types.js').Check}
   */
  slices(lab, end) {
    for (;;) {
      const before = performance.now();
      const state = lab.check_advance(this.slice);
      const took = performance.now() - before;
      const factor = took < 2 ? 1.6 : took > 5 ? 0.6 : 1;
      this.slice = Math.max(1, Math.min(4096, Math.round(this.slice * factor)));
      if (state.done || performance.now() >= end) return state;
    }
  }

  /** @param {import('../wasm/types.js').Check} state */
  show(state) {
    this.bar.value = state.progress;
    this.words.textContent = state.sentence;
    this.table.replaceChildren(
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          HEADS.map(([name, title]) => h('th', { scope: 'col', title }, name)),
        ),
      ),
      h(
        'tbody',
        null,
        state.layers.map((layer, row) => this.line(layer, this.nameOf(row))),
      ),
    );
  }

  /** All steps in time have one set of weights: they are one row. @param {number} row */
  nameOf(row) {
    if (!this.view.summary.time) return stageName(row, this.view.summary);
    return row === 0 ? 'the cell, all time steps' : 'the output';
  }

  /** @param {import('../wasm/types.js').CheckedLayer} layer @param {string} name */
  line(layer, name) {
    return h(
      'tr',
      { class: layer.failed ? 'failed' : '' },
      h('th', { scope: 'row' }, capital(name)),
      h('td', null, count(layer.agreed)),
      h('td', null, count(layer.too_small)),
      h('td', null, count(layer.stage_agreed)),
      h('td', null, count(layer.at_kink)),
      h('td', null, count(layer.failed)),
      h(
        'td',
        null,
        number(layer.worst, 2),
        layer.worst_name ? h('small', null, ` ${layer.worst_name}[${layer.worst_place.join(', ')}]`) : null,
      ),
    );
  }

  draw() {
    if (this.stamp && this.of !== this.state()) this.forget();
  }
}
