/** The unit or weight under the cursor: its formula, and the same formula with the numbers filled in. */
import { h } from '../draw/dom.js';
import { capital } from '../draw/text.js';
import { count, num } from '../wasm/numbers.js';
import { equation, v } from '../draw/formula.js';
import { stageName } from '../run/phase.js';
import { showOperations } from './operations.js';
import { showWeight } from './weight.js';

const INVITATION =
  'Point at a unit or a weight of the network: its formula appears here with the numbers filled in. ' +
  'Click it, or move there with the arrow keys, to keep it in view.';

export class Inspector {
  wants = ['frame', 'selection', 'experiment'];
  every = 150;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.engine = ports.engine;
    /** @type {import('../wasm/types.js').Selection|null} */
    this.shown = null;
    this.title = h('h2', null, 'Inspector');
    this.body = h('div', { class: 'inspected', tabindex: '-1' });
    this.example = h('span', { class: 'now' });
    this.examples = h(
      'div',
      { class: 'example' },
      this.example,
      this.turn('previous', '‹', -1),
      this.turn('next', '›', 1),
    );
    this.close = h(
      'button',
      { type: 'button', class: 'close', 'aria-label': 'Close the inspector', onclick: () => this.actions.release() },
      '×',
    );
    this.node = h(
      'section',
      { class: 'card inspector', 'aria-label': 'Inspector' },
      this.close,
      this.title,
      this.body,
      this.examples,
    );
  }

  /** @param {string} word @param {string} sign @param {number} by */
  turn(word, sign, by) {
    return h(
      'button',
      {
        type: 'button',
        class: 'small',
        'aria-label': `${word} example of the batch`,
        onclick: () => this.actions.turnExample(by),
      },
      sign,
    );
  }

  draw() {
    const selection = this.view.selection;
    if (this.held()) return;
    const focused = this.body.matches(':focus-within');
    this.examples.hidden = this.close.hidden = !selection;
    this.node.classList.toggle('open', this.view.pinned); // what only passes under the pointer covers nothing
    this.example.textContent = `example ${this.view.example + 1} of ${count(this.view.summary.batch)} in the batch`;
    if (!selection) {
      this.title.textContent = 'Inspector';
      this.body.replaceChildren(h('p', { class: 'note' }, INVITATION));
    } else if (selection.kind === 'unit') this.showUnit(selection);
    else this.showWeight(selection);
    if (focused) this.body.focus(); // the focused node has gone; keys must still reach the lab
  }

  /** While the numbers change, the buttons among them stay in place under the pointer. */
  held() {
    const { playing, selection } = this.view;
    const same = this.shown === selection;
    this.shown = selection;
    return same && playing && this.body.matches(':hover');
  }

  /** @param {{stage: number, index: number}} selection */
  showUnit({ stage, index }) {
    const unit = /** @type {import('../wasm/types.js').Unit|null} */ (
      this.engine.lab.unit(stage, index, this.view.example)
    );
    if (!unit) return;
    this.title.textContent = `${capital(stageName(stage, this.view.summary))} · unit ${index + 1}`;
    const known = this.known(stage);
    if (stage < 0) {
      this.body.replaceChildren(equation(v('x'), [num(known.a(unit.x))]));
      return;
    }
    this.body.replaceChildren(
      ...showOperations(unit, {
        stage,
        index,
        known,
        toWeight: (map, from) => this.actions.select({ kind: 'weight', stage, map, to: index, from }),
      }),
    );
  }

  /**
   * Buffers hold zeros before their phase has run, so a value that is not measured yet must not be shown as 0.
   * @param {number} stage
   */
  known(stage) {
    const { frame } = this.view;
    const when = (/** @type {boolean} */ yes) => (/** @type {number|null|undefined} */ x) => (yes ? (x ?? null) : null);
    const sampled = frame.phase.name !== 'start';
    return {
      x: when(stage > 0 ? frame.forward_rms[stage - 1] !== null : sampled),
      a: when(stage < 0 ? sampled : frame.forward_rms[stage] !== null),
      d: when(stage >= 0 && frame.d_z_rms[stage] !== null),
      update: when(stage >= 0 && frame.update_ratio[stage] !== null),
    };
  }

  /** @param {{stage: number, map?: number, to: number, from: number}} selection */
  showWeight({ stage, map = 0, to, from }) {
    const weight = /** @type {import('../wasm/types.js').Weight|null} */ (
      this.engine.lab.weight(stage, map, to, from, this.view.example)
    );
    if (!weight) return;
    const layer = `${stageName(stage, this.view.summary)}${map ? ', second W' : ''}`;
    this.title.textContent = `Weight · ${layer} · ${to + 1} ← ${from + 1}`;
    this.body.replaceChildren(...showWeight(weight, this.known(stage), this.view));
  }
}
