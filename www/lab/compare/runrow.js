/** One run in the list: its letter and line, its differences, its state, and its buttons. */
import { h, write } from '../draw/dom.js';
import { count, number, oddity } from '../wasm/numbers.js';

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
    this.now = h('span', { class: 'run-now' });
    this.knobs = h('p', { class: 'differs' });
    this.words = h('p', { class: 'note' });
    const label = 'Catching up';
    this.bar = h('progress', { class: 'thin', max: 1, value: 0, hidden: true, 'aria-label': label });
    const on = { type: 'button', class: 'small', 'data-action': 'go-on', onclick: () => actions.goOnWith(id) };
    const off = { type: 'button', class: 'small quiet', 'data-action': 'drop', onclick: () => actions.drop(id) };
    this.on = h('button', on);
    this.off = h('button', off);
    this.choices = h('span', { class: 'choices' }, this.on, this.off);
    this.node = h(
      'li',
      { class: 'run' },
      h('span', { class: 'mark' }, this.letter, h('span', { class: 'line', 'aria-hidden': 'true' })),
      h('div', { class: 'of-run' }, h('p', { class: 'head' }, this.name, this.now), this.knobs, this.words, this.bar),
    );
  }

  /**
   * @param {import('../run/view.js').RunView} run
   * @param {boolean} newest only one sentence on a difference is shown: readers read one, not four
   */
  update(run, newest) {
    const { letter, name, frame, main, steps, progress } = run;
    const { step } = this.view;
    this.node.dataset.run = letter;
    this.node.dataset.step = String(steps);
    if (main) this.choices.remove();
    else if (!this.choices.parentNode) this.node.append(this.choices);
    const behind = !main && progress < 1 && step - steps > 1;
    const lab = main ? null : this.engine.labOf(run.id);
    /** @type {import('../wasm/types.js').Difference|null} */
    const difference = lab && this.engine.lab.differs(lab);
    const knobs = difference?.knobs.map(({ label, here, there }) => `${label}: ${here} → ${there}`) ?? [];
    write(this.letter, letter);
    write(this.name, main ? [name, 'the main run'].filter(Boolean).join(', ') : name);
    write(this.now, behind ? `catching up to training step ${count(step)}` : standing(frame));
    write(this.knobs, knobs.join(' · '));
    write(this.words, newest && step > 0 ? (difference?.sentence ?? '') : '');
    write(this.on, `Continue with ${letter}`);
    write(this.off, `Drop ${letter}`);
    this.bar.hidden = !behind;
    if (behind) this.bar.value = progress;
  }
}

/** @param {import('../wasm/types.js').Frame} frame */
function standing({ loss, stopped }) {
  if (stopped) return `stopped in training step ${count(stopped.step + 1)}: ${stopped.value}`;
  return oddity(loss) === '–' ? 'at the start' : `loss of the last batch ${number(loss)}`;
}
