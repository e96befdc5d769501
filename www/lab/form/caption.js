/** The row under a figure: play, one step, from the start; the knobs that are left open; and the way into the lab. */
import { h, icon, write } from '../draw/dom.js';
import { count, number, percent } from '../wasm/numbers.js';
import { stoppedIn } from '../run/phase.js';
import { QuickKnobs } from './quick.js';
import { dressPlay } from './transport.js';

/** @typedef {{keys: string[]|undefined, drives: boolean, lab: () => string}} Given  keys: of the knobs, where they are
 *   named; drives: whether the buttons are shown; lab: the address of the lab with this
 *   experiment; empty where there is none */

export class Caption {
  wants = ['frame', 'play', 'experiment', 'runs', 'view', 'evaluation'];
  every = 66;

  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {Given} given
   */
  constructor(ports, { keys, drives, lab }) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.lab = lab;
    this.play = this.button('play', 'Play', 'Play or pause (Space)');
    this.step = this.button('step', 'One step', 'One whole training step (>)');
    this.reset = this.button('reset', 'From the start', 'Back to the start with the same weights (R)');
    this.knobs = new QuickKnobs(ports, 'network', keys);
    /** The knobs are drawn at their own pace. @type {import('../run/ports.js').Panel[]} */
    this.parts = [this.knobs];
    this.now = h('span', { class: 'now-at' });
    const title = 'Open this experiment in the whole lab, in a new tab';
    this.link = h('a', { target: '_blank', rel: 'noopener', title }, 'open in the lab ↗');
    for (const event of ['pointerdown', 'focus', 'click']) this.link.addEventListener(event, () => this.point());
    this.node = h(
      'div',
      { class: 'caption', role: 'group', 'aria-label': 'Run' },
      drives && h('span', { class: 'drive' }, this.play, this.step, this.reset),
      this.knobs.node,
      h('span', { class: 'standing-now' }, drives && this.now, ' ', this.link),
    );
  }

  /** @param {string} action @param {string} word @param {string} title */
  button(action, word, title) {
    const kind = { play: 'primary', reset: 'icon-only' }[action] ?? '';
    const onclick = () => this.actions.act(action);
    const props = { type: 'button', 'data-action': action, class: kind, title, onclick };
    if (action === 'step') return h('button', props, h('span', { class: 'word' }, word));
    return h('button', props, icon(action), h('span', { class: action === 'reset' ? 'hidden-word' : 'word' }, word));
  }

  /** The link into the lab names the experiment as it stands when it is followed. */
  point() {
    const address = this.lab();
    this.link.hidden = !address;
    if (address) this.link.href = address;
  }

  draw() {
    const { view } = this;
    const { frame, seeking, making } = view;
    const busy = seeking !== null || making !== null;
    dressPlay(this.play, busy, view.playing);
    this.step.disabled = Boolean(frame.stopped) && !view.othersAlive;
    this.reset.disabled = !busy && view.step === 0 && frame.phase.name === 'start';
    if (!this.link.href) this.point();
    write(this.now, this.standing());
  }

  /** How well it does, where that is known, and at which step. */
  standing() {
    const { frame, score, step, seeking, summary, count: runs } = this.view;
    if (seeking !== null && seeking > frame.step) return `going to training step ${count(seeking)} …`;
    const { stopped } = frame;
    const at = stopped ? stoppedIn(stopped) : `training step ${count(step)}`;
    const right = score?.test_accuracy ?? null;
    if (runs > 1 || step === 0 || stopped) return at;
    if (summary.chance_accuracy !== null && right !== null) return `${percent(right, 2)} right · ${at}`;
    return frame.loss === null ? at : `loss ${number(frame.loss, 2)} · ${at}`;
  }
}
