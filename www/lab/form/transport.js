/** Reset, back, play, phase, step, run to N, speed; and where the run stands. */
import { h, icon } from '../draw/dom.js';
import { count, phaseWords } from '../draw/format.js';
import { SPEEDS } from '../run/player.js';

/** The last step that a link can name. */
const LAST = 1_000_000;
/** @type {[string, string, string][]} action, word, title */
const BUTTONS = [
  ['reset', 'Reset', 'Back to step 0 with the same weights (R)'],
  ['back', 'back', 'Undo one phase (,)'],
  ['play', 'Play', 'Play or pause (Space)'],
  ['phase', 'phase', 'One phase on (.)'],
  ['step', 'step', 'One whole step on (>)'],
];

export class Transport {
  wants = ['frame', 'play', 'experiment', 'company', 'view'];
  every = 66;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.buttons = Object.fromEntries(
      BUTTONS.map(([action, word, title]) => [action, this.button(action, word, title)]),
    );
    this.phase = h('span', { class: 'phase' });
    this.step = h('span', { class: 'step-count' });
    this.progress = h('progress', { class: 'thin', max: 1, value: 0, hidden: true, 'aria-label': 'Re-computing' });
    this.target = h('input', {
      type: 'text',
      inputmode: 'numeric',
      class: 'value',
      value: '500',
      'aria-label': 'Run to step',
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
        onclick: () => this.desk.act(action),
      },
      icon(action),
      h('span', { class: action === 'reset' ? 'hidden-word' : 'word' }, word),
    );
  }

  runTo() {
    const run = () => this.desk.act('run');
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
        { type: 'button', 'data-action': 'run', title: 'Run to this step', onclick: run },
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
    select.addEventListener('change', () => this.desk.setSpeed(select.value));
    return select;
  }

  /**
   * The step asked for, or null with nothing lost when it is no whole number (1,200 is one, and 2.5 is none), or too
   * large for a link.
   */
  asked() {
    const text = this.target.value.trim();
    if (!/^(\d+|\d{1,3}([\s,.]\d{3})+)$/.test(text)) return null;
    const step = Number(text.replace(/\D/g, ''));
    return step <= LAST ? step : null;
  }

  draw() {
    const { desk } = this;
    const { frame, player } = desk;
    this.dress(player.playing);
    const busy = player.seeking !== null;
    this.buttons.back.disabled = !busy && frame.phase.name === 'start';
    this.buttons.phase.disabled = Boolean(frame.stopped);
    this.buttons.step.disabled = Boolean(frame.stopped) && !desk.company.alive;
    this.step.textContent = `step ${count(this.compares || !desk.frame.stopped ? desk.company.step : desk.frame.step)}`;
    this.phase.textContent = this.words();
    this.progress.hidden = !busy;
    if (player.seeking !== null) this.progress.value = player.seeking ? frame.step / player.seeking : 1;
  }

  /** Whether all runs are on show, and not A alone. */
  get compares() {
    return this.desk.shell.node.dataset.view === 'compare';
  }

  words() {
    const {
      frame,
      player,
      company,
      summary,
      clock: { rate },
    } = this.desk;
    if (player.seeking !== null) return `Re-computing up to step ${count(player.seeking)} …`;
    if (company.behind && !player.playing) return `Bringing ${company.names()} to step ${count(company.step)} …`;
    if (frame.stopped && !(player.playing && company.alive)) {
      return company.alive
        ? `A stopped${this.compares ? '' : `; ${company.names()} at step ${count(company.step)}`}`
        : 'Stopped';
    }
    if (player.playing && player.blurred) return rate ? `${count(rate)} steps a second` : 'Running';
    return phaseWords(frame.phase, summary);
  }

  /** @param {boolean} playing */
  dress(playing) {
    const name = playing ? 'pause' : 'play';
    const button = this.buttons.play;
    if (button.dataset.shows === name) return;
    button.dataset.shows = name;
    button.replaceChildren(icon(name), h('span', { class: 'word' }, playing ? 'Pause' : 'Play'));
  }
}
