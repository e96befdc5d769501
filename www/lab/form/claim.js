/** The claim of the prepared experiment that is open, and whether it holds for the runs as they stand. */
import { h, write } from '../draw/dom.js';
import { count } from '../wasm/numbers.js';

export class ClaimLine {
  wants = ['experiment', 'runs', 'frame', 'play', 'evaluation'];
  every = 250;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.title = h('b');
    this.words = h('span');
    this.state = h('span', { class: 'state' });
    this.node = h('p', { class: 'claim', hidden: true }, this.title, ' · ', this.words, ' ', this.state);
  }

  draw() {
    const { preset, state } = this.view.prepared;
    this.node.hidden = !preset;
    if (!preset) return;
    write(this.title, preset.title);
    write(this.words, preset.claim);
    const ended = `ended at step ${count(preset.end ?? preset.step)}`;
    write(this.state, { waits: 'not yet', holds: 'holds here', fails: 'does not hold', over: ended }[state]);
    this.state.dataset.state = state;
  }
}
