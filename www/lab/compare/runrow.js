/** One run in the list: its letter and line, whether it leads, its differences, its state, and its buttons. */
import { h, write } from '../draw/dom.js';
import { stoppedIn } from '../run/phase.js';
import { number, oddity, percent } from '../wasm/numbers.js';
import { Badge } from './badge.js';

const LEADS = 'The controls, the transport and the inspector apply to this run';

export class RunRow {
  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {number} id of the run; its buttons do nothing once it has gone
   */
  constructor({ view, actions, engine }, id) {
    this.view = view;
    this.engine = engine;
    this.letter = h('b', { class: 'letter' });
    this.name = h('b', { class: 'run-name' });
    this.leads = h('span', { class: 'tag', title: LEADS, hidden: true }, 'the one you change');
    this.now = h('span', { class: 'run-now' });
    this.knobs = h('p', { class: 'differs' });
    this.badge = new Badge();
    const on = { type: 'button', class: 'small', 'data-action': 'go-on', onclick: () => actions.goOnWith(id) };
    const off = { type: 'button', class: 'small quiet', 'data-action': 'drop', onclick: () => actions.drop(id) };
    this.on = h('button', on);
    this.off = h('button', off);
    this.choices = h('span', { class: 'choices' }, this.on, this.off);
    const head = h('p', { class: 'head' }, this.name, this.leads, this.now, this.badge.node);
    this.node = h(
      'li',
      { class: 'run' },
      h('span', { class: 'mark' }, this.letter, h('span', { class: 'line', 'aria-hidden': 'true' })),
      h('div', { class: 'of-run' }, head, this.knobs),
    );
  }

  /**
   * @param {import('../run/view.js').RunView} run
   * @param {import('../run/view.js').RunView} first the one that all are compared with
   * @param {boolean} alone
   */
  update(run, first, alone) {
    const { letter, name, main, steps, behind } = run;
    this.node.dataset.run = letter;
    this.node.dataset.step = String(steps);
    if (main) this.choices.remove();
    else if (!this.choices.parentNode) this.node.append(this.choices);
    this.leads.hidden = !main || alone;
    write(this.letter, letter);
    write(this.name, alone ? [name, 'the main run'].filter(Boolean).join(', ') : name);
    write(this.now, behind ? '' : standing(run, this.view.playing));
    write(this.knobs, run === first ? this.origin(run) : this.differences(run, first));
    write(this.on, `Go on with ${letter}`);
    write(this.off, `Drop ${letter}`);
    this.badge.show(run, this.view.step);
  }

  /** @param {import('../run/view.js').RunView} run */
  origin({ left }) {
    return left ? 'the run as it was' : '';
  }

  /**
   * @param {import('../run/view.js').RunView} run
   * @param {import('../run/view.js').RunView} first
   */
  differences(run, first) {
    const [from, to] = [first, run].map(({ id }) => this.engine.labOf(id));
    /** @type {import('../wasm/types.js').Difference|undefined} */
    const difference = from && to ? from.differs(to) : undefined;
    return (difference?.knobs ?? []).map(({ label, here, there }) => `${label}: ${here} → ${there}`).join(' · ');
  }
}

/**
 * @param {import('../run/view.js').RunView} run
 * @param {boolean} playing in play it is evaluated now and then
 */
function standing({ frame, steps, score }, playing) {
  const { loss, stopped } = frame;
  if (stopped) return `${stoppedIn(stopped)}: ${stopped.value}`;
  const accuracy = score && (playing || score.step === steps) ? score.test_accuracy : null;
  if (accuracy !== null) return `${percent(accuracy, 2)} right`;
  return oddity(loss) === '–' ? 'at the start' : `loss of the last batch ${number(loss)}`;
}
