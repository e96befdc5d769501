/** Reset, back, play, phase, step, run to N, speed; and the run's current phase and step. */
import { h, icon, write } from '../draw/dom.js';
import { count, percent, several } from '../wasm/numbers.js';
import { Dial } from './dial.js';
import { isClearlyBetter } from '../run/guessing.js';
import { phaseWords, stoppedIn } from '../run/phase.js';

/** The step in the field at the start. */
const USUAL = 500;
/** Milliseconds after which the way to a step gets a bar: a short one would only flicker. */
const SOON = 250;
/** The last step that a link can name. */
const LAST = 1_000_000;
/** @type {[string, string, string][]} action, word, title */
const BUTTONS = [
  ['reset', 'Reset', 'Back to the start with the same weights (R)'],
  ['back', 'back', 'Undo one phase (,)'],
  ['play', 'Play', 'Play or pause (Space)'],
  ['phase', 'phase', 'Forward one phase (.)'],
  ['step', 'One step', 'Forward one whole training step (>)'],
];

export class Transport {
  wants = ['frame', 'play', 'experiment', 'runs', 'view', 'evaluation'];
  every = 66;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.buttons = Object.fromEntries(
      BUTTONS.map(([action, word, title]) => [action, this.button(action, word, title)]),
    );
    this.dial = new Dial((speed) => this.actions.setSpeed(speed));
    /** For knobs that have no other place on the page. */
    this.knobs = h('div', { class: 'knobs-here' });
    this.right = new RightAnswers(this.view);
    const title = 'Other initial weights, data and batches';
    const seed = { type: 'button', class: 'link seed', title, onclick: () => this.actions.newSeed() };
    this.seed = h('button', seed, 'new seed');
    this.phase = h('span', { class: 'phase' });
    this.step = h('span', { class: 'step-count' });
    this.going = new Going(this.view);
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
      h('div', { class: 'running' }, this.runTo(), this.dial.node, this.seed),
      this.knobs,
      this.right.node,
      this.going.node,
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
      h('span', null, 'to training step'),
      this.target,
      h(
        'button',
        { type: 'button', 'data-action': 'run', title: 'Run to this training step', onclick: run },
        icon('run'),
        h('span', { class: 'word' }, 'run'),
      ),
    );
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
    const { frame, seeking, making } = view;
    const busy = seeking !== null || making !== null;
    this.dial.show(view.speed);
    this.right.draw();
    dressPlay(this.buttons.play, busy, view.playing);
    this.buttons.back.disabled = !busy && frame.phase.name === 'start';
    this.buttons.phase.disabled = Boolean(frame.stopped);
    this.buttons.step.disabled = Boolean(frame.stopped) && !view.othersAlive;
    // A stop is in the step that was not completed.
    const at = this.compares || !frame.stopped ? view.step : frame.stopped.step + 1;
    this.step.textContent = `training step ${count(at)}`;
    this.phase.textContent = this.words();
    this.going.draw();
  }

  /** Whether all runs are shown, not only the one that leads. */
  get compares() {
    return this.view.tab === 'compare';
  }

  words() {
    const { frame, summary, seeking, making, playing, blurred, rate, step } = this.view;
    const { mainLetter, otherNames, othersAlive, othersBehind } = this.view;
    if (seeking !== null || making !== null) return ''; // the bar has the words
    if (othersBehind && !playing) return `Bringing ${otherNames} to training step ${count(step)} …`;
    if (frame.stopped && !(playing && othersAlive)) {
      if (!othersAlive) return 'Stopped';
      return `${mainLetter} stopped${this.compares ? '' : `; ${otherNames} at training step ${count(step)}`}`;
    }
    if (playing && blurred) return rate ? `${count(rate)} training steps a second` : 'Running';
    return phaseWords(frame.phase, summary);
  }
}

/**
 * Shows what the button that plays does now.
 * @param {HTMLElement} button
 * @param {boolean} busy whether something is on its way that can be cancelled
 * @param {boolean} playing
 */
export function dressPlay(button, busy, playing) {
  const name = busy ? 'cancel' : playing ? 'pause' : 'play';
  if (button.dataset.shows === name) return;
  button.dataset.shows = name;
  button.replaceChildren(
    icon(name === 'cancel' ? 'pause' : name),
    h('span', { class: 'word' }, { play: 'Play', pause: 'Pause', cancel: 'Cancel' }[name]),
  );
}

/** The way to a step that takes a while, such as the one that a link names: how far it is. */
class Going {
  /** @param {import('../run/view.js').View} view */
  constructor(view) {
    this.view = view;
    /** Since when it is on its way. @type {number|null} */
    this.since = null;
    this.words = h('span');
    this.bar = h('progress', { class: 'thin', max: 1, value: 0, 'aria-label': 'How far it is' });
    this.node = h('div', { class: 'going', hidden: true }, this.words, this.bar);
  }

  draw() {
    const { frame, seeking, making, summary } = this.view;
    const going = seeking !== null || making !== null;
    this.since = going ? (this.since ?? performance.now()) : null;
    this.node.hidden = this.since === null || performance.now() - this.since < SOON;
    if (making !== null) {
      write(this.words, 'Opening a large network …');
      this.bar.value = making;
      return;
    }
    if (seeking === null) return;
    const far = seeking > frame.step;
    write(this.words, far ? `Going to training step ${count(seeking)} …` : 'Computing this training step …');
    // A single long step shows its phases.
    this.bar.value = far ? frame.step / seeking : frame.done / summary.phases_per_step;
  }
}

/** How many answers are right, beside what guessing gets: the number that matters where there are classes. */
class RightAnswers {
  /** @param {import('../run/view.js').View} view */
  constructor(view) {
    this.view = view;
    this.after = h('span', { class: 'after' });
    this.share = h('b');
    this.guess = h('span', { class: 'after' });
    this.node = h('p', { class: 'right-answers' }, this.after, ' ', this.share, ' ', this.guess);
  }

  draw() {
    const { score, summary, tab, count: runs, mainLetter } = this.view;
    const whose = tab === 'compare' && runs > 1 ? `${mainLetter}: ` : '';
    const chance = summary.chance_accuracy;
    write(this.after, this.standing());
    const accuracy = score?.test_accuracy ?? null;
    const known = chance !== null && accuracy !== null;
    write(this.share, known ? `${whose}${percent(accuracy, 2)} right` : '');
    write(this.guess, known ? `guessing is ${percent(chance, 2)}` : '');
    this.share.classList.toggle('well', known && isClearlyBetter(accuracy, chance));
  }

  /** How many training steps lie behind what is shown; of several runs, once all of them have come so far. */
  standing() {
    const { frame, step, tab, count: runs, allGoOn, othersBehind, playing } = this.view;
    const after = (/** @type {number} */ steps) => `after ${several(steps, 'training step')}`;
    if (tab === 'compare' && runs > 1) {
      if (othersBehind && !playing) return '';
      return allGoOn ? `${runs === 2 ? 'both' : 'all'} ${after(step)}` : after(step);
    }
    return frame.stopped ? stoppedIn(frame.stopped) : after(frame.step);
  }
}
