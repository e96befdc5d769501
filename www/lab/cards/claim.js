/**
 * The claim of the prepared experiment that is open, whether it holds for the runs as they stand, and where it ends.
 */
import { h, write } from '../draw/dom.js';
import { count } from '../wasm/numbers.js';

export class ClaimLine {
  wants = ['experiment', 'runs', 'frame', 'play', 'evaluation'];
  every = 250;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    const onclick = () => ports.actions.act('again');
    this.again = h('button', { type: 'button', class: 'link', 'data-action': 'again', onclick }, 'From the start');
    this.words = h('span');
    this.state = h('b', { class: 'state' });
    this.ends = h('span');
    const told = h('span', { role: 'status' }, this.state, this.ends);
    this.node = h('p', { class: 'claim', hidden: true }, this.words, ' ', told, ' ', this.again);
  }

  draw() {
    const { preset, state, ended } = this.view.prepared;
    this.node.hidden = !preset;
    if (!preset) return;
    write(this.words, preset.claim);
    const end = count(preset.end ?? preset.step);
    const words = {
      waits: 'not yet',
      holds: 'holds here',
      fails: 'does not hold',
      over: `ended at training step ${end}`,
    };
    write(this.state, words[state]);
    this.state.dataset.state = state;
    const stands = ended && !this.view.playing;
    this.again.hidden = !stands || this.view.step <= 1;
    const later = state === 'waits' ? `: it is checked at training step ${end}.` : '';
    write(this.ends, stands ? `, at training step ${end}.` : later);
  }
}
