/** Reset, back, play, phase, step, run to N, speed; and the run's current phase and step. */
import { h, icon } from '../draw/dom.js';
import { count } from '../wasm/numbers.js';
import { phaseWords } from '../run/phase.js';
import { SPEEDS } from '../run/speed.js';

/** The step in the field at the start. */
const USUAL = 500;
/** The last step that a link can name. */
const LAST = 1_000_000;
/** @type {[string, string, string][]} action, word, title */
const BUTTONS = [
  ['reset', 'Reset', 'Back to the start with the same weights (R)'],
  ['back', 'back', 'Undo one phase (,)'],
  ['play', 'Play', 'Play or pause (Space)'],
  ['phase', 'phase', 'Forward one phase (.)'],
  ['step', 'step', 'Forward one whole training step (>)'],
];

export class Transport {
  wants = ['frame', 'play', 'experiment', 'runs', 'view'];
  every = 66;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.buttons = Object.fromEntries(
      BUTTONS.map(([action, word, title]) => [action, this.button(action, word, title)]),
    );
    this.phase = h('span', { class: 'phase' });
    this.step = h('span', { class: 'step-count' });
    this.progress = h('progress', { class: 'thin', max: 1, value: 0, hidden: true, 'aria-label': 'Recomputing' });
    this.target = h('input', {
      type: 'text',
      inputmode: 'numeric',
      class: 'value',
      value: String(USUAL),
      'aria-label': 'Run to training step',
    });
    this.node = h(
      'div',
      { class: 'transport', role: 'group', 'aria-label': 'Run' },
      h('div', { class: 'buttons' }, Object.values(this.buttons)),
      h('div', { class: 'standing' }, this.phase, this.step),
      h('div', { class: 'running' }, this.runTo(), this.speed()),
      this.progress,
    );
  }

  /** @param {string} action @param {string} word @param {string} title */
  button(action, word, title) {
    return h(
      'button',
      {
        type: 'button',
        'data-action': action,
        title,
        class: action === 'play' ? 'primary' : '',
        onclick: () => this.actions.act(action),
      },
      icon(action),
      h('span', { class: action === 'reset' ? 'hidden-word' : 'word' }, word),
    );
  }

  runTo() {
    const run = () => this.actions.runTo(this.asked());
    this.target.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') run();
    });
    return h(
      'span',
      { class: 'run-to' },
      h('span', null, 'to step'),
      this.target,
      h(
        'button',
        { type: 'button', 'data-action': 'run', title: 'Run to this training step', onclick: run },
        icon('run'),
        h('span', { class: 'word' }, 'run'),
      ),
    );
  }

  speed() {
    const select = h(
      'select',
      { 'aria-label': 'Speed', class: 'speed' },
      SPEEDS.map(({ key, label }) => h('option', { value: key }, label)),
    );
    select.addEventListener('change', () => this.actions.setSpeed(select.value));
    return select;
  }

  /**
   * The step in the field; null if it is not a whole number (1,200 is one, 2.5 is not) or too large for a link.
   */
  asked() {
    const text = this.target.value.trim();
    if (!/^(\d+|\d{1,3}([\s,.]\d{3})+)$/.test(text)) return null;
    const step = Number(text.replace(/\D/g, ''));
    return step <= LAST ? step : null;
  }

  /**
   * Proposes a step to run to.
   * @param {number} steps
   */
  suggest(steps) {
    this.target.value = String(steps || USUAL);
  }

  draw() {
    const { view } = this;
    const { frame, seeking } = view;
    const busy = seeking !== null;
    this.dress(busy ? 'cancel' : view.playing ? 'pause' : 'play');
    this.buttons.back.disabled = !busy && frame.phase.name === 'start';
    this.buttons.phase.disabled = Boolean(frame.stopped);
    this.buttons.step.disabled = Boolean(frame.stopped) && !view.othersAlive;
    // A stop is in the step that was not completed.
    this.step.textContent = `step ${count(this.compares || !frame.stopped ? view.step : frame.stopped.step + 1)}`;
    this.phase.textContent = this.words();
    this.progress.hidden = !busy;
    if (seeking !== null) {
      // A single long step shows its phases.
      const within = frame.done / view.summary.phases_per_step;
      this.progress.value = seeking > frame.step ? frame.step / seeking : within;
    }
  }

  /** Whether all runs are shown, not only A. */
  get compares() {
    return this.view.tab === 'compare';
  }

  words() {
    const { frame, summary, seeking, playing, blurred, rate, othersAlive, othersBehind, otherNames, step } = this.view;
    if (seeking !== null) {
      return seeking > frame.step
        ? `Recomputing up to training step ${count(seeking)} …`
        : 'Computing this training step …';
    }
    if (othersBehind && !playing) return `Bringing ${otherNames} to training step ${count(step)} …`;
    if (frame.stopped && !(playing && othersAlive)) {
      if (!othersAlive) return 'Stopped';
      return `A stopped${this.compares ? '' : `; ${otherNames} at training step ${count(step)}`}`;
    }
    if (playing && blurred) return rate ? `${count(rate)} training steps a second` : 'Running';
    return phaseWords(frame.phase, summary);
  }

  /** @param {'play'|'pause'|'cancel'} name what the first button does now */
  dress(name) {
    const button = this.buttons.play;
    if (button.dataset.shows === name) return;
    button.dataset.shows = name;
    button.replaceChildren(
      icon(name === 'cancel' ? 'pause' : name),
      h('span', { class: 'word' }, { play: 'Play', pause: 'Pause', cancel: 'Cancel' }[name]),
    );
  }
}
