/** The crash record: the first number that is not finite, where it arose and its operands. */
import { h } from '../draw/dom.js';
import { capital } from '../draw/text.js';
import { count, number } from '../wasm/numbers.js';
import { stageName } from '../run/phase.js';

/**
 * What is pale after a stop.
 * @param {number} step the last complete one
 */
export const paleWords = (step) => `Pale bars are still those of training step ${count(step)}.`;

export class CrashCard {
  wants = ['frame', 'experiment'];

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.engine = ports.engine;
    this.body = h('div', { class: 'record' });
    this.back = h(
      'button',
      { type: 'button', 'data-action': 'undo-stop', onclick: () => this.actions.beforeStop() },
      'Step back to just before',
    );
    this.node = h(
      'section',
      { class: 'card crash', 'aria-label': 'Crash record', hidden: true },
      h('h2', null, 'Crash record'),
      this.body,
      this.back,
    );
    this.shown = '';
  }

  draw() {
    const { stopped } = this.view.frame;
    this.node.hidden = !stopped;
    if (!stopped) return;
    const crash = /** @type {import('../wasm/types.js').Crash|null} */ (this.engine.lab.crash());
    const key = JSON.stringify([stopped, crash]);
    if (key === this.shown) return;
    this.shown = key;
    this.body.replaceChildren(
      h('h3', null, this.headline(stopped, crash)),
      this.facts(stopped, crash),
      ...(crash?.operands.length ? [this.operands(crash)] : []),
      ...(stopped.step > 0 && stopped.phase !== 'update' ? [this.pale(stopped)] : []),
    );
  }

  /** @param {import('../wasm/types.js').Stop} stopped @param {import('../wasm/types.js').Crash|null} crash */
  headline(stopped, crash) {
    return `The first ${crash?.value ?? stopped.value} of the run`;
  }

  /** @param {import('../wasm/types.js').Stop} stopped @param {import('../wasm/types.js').Crash|null} crash */
  facts({ step, phase, stage, quantity }, crash) {
    const tensor = crash?.tensor ?? '';
    const [one, other] = /[WP]/.test(tensor) ? ['unit', 'input'] : [tensor === 'L' ? 'output' : 'unit', 'example'];
    // A bias, a γ or a β is one per unit.
    const single = /[bγβ]\d/.test(tensor);
    const place = crash?.place
      ? `${one} ${count(crash.place[0])}${single ? '' : `, ${other} ${count(crash.place[1])}`}`
      : '';
    // In an update, and when penalties are added, the tensor names the layer.
    const where = crash?.stage ?? stage;
    const nowhere = tensor === 'L' ? 'none: the whole network' : 'all: they share it';
    /** @type {[string, string][]} */
    const facts = [
      ['training step', count(step + 1)],
      ['phase', capital(phase)],
      [this.view.summary.time ? 'time step' : 'layer', where === null ? nowhere : stageName(where, this.view.summary)],
      ['tensor', crash?.tensor ?? quantity],
      ['index', place],
      ['operation', crash?.operation ?? ''],
    ];
    return h(
      'dl',
      null,
      facts.filter(([, value]) => value).flatMap(([name, value]) => [h('dt', null, name), h('dd', null, value)]),
    );
  }

  /** The bars beside it are of two steps. @param {import('../wasm/types.js').Stop} stopped */
  pale({ step }) {
    return h('p', { class: 'note' }, paleWords(step));
  }

  /** @param {import('../wasm/types.js').Crash} crash */
  operands({ operands }) {
    return h(
      'table',
      { class: 'terms' },
      h('caption', null, 'computed from'),
      h(
        'tbody',
        null,
        operands.map(({ name, value }) => h('tr', null, h('th', { scope: 'row' }, name), h('td', null, number(value)))),
      ),
    );
  }
}
