/** Explains the gradient in words, and offers cures. */
import { h } from '../draw/dom.js';
import { CureList } from './cures.js';
import { isDiagnosed } from './diagnosis.js';

export class WhyCard {
  wants = ['frame', 'experiment', 'play'];
  every = 600;
  /**
   * Called at each drawing with whether this card is the verdict because there is no diagnosis.
   * @type {(is: boolean) => void}
   */
  verdict = () => {};

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.ports = ports;
    this.title = h('h3', null, '');
    this.text = h('div', { class: 'because' });
    this.cures = new CureList(ports);
    this.node = h(
      'section',
      { class: 'card why', id: 'why', tabindex: '-1', 'aria-label': 'Why?', hidden: true },
      h('h2', null, 'Why?'),
      this.title,
      this.text,
      this.cures.node,
    );
    this.shown = '';
  }

  draw() {
    const { engine, view } = this.ports;
    const why = /** @type {import('../wasm/types.js').Why} */ (engine.lab.why());
    const diagnosed = isDiagnosed(this.ports);
    const cures = diagnosed ? [] : why.cures; // otherwise the findings list them
    this.verdict(!diagnosed);
    this.node.classList.toggle('verdict', !diagnosed);
    this.node.hidden = diagnosed && Boolean(view.frame.stopped); // the crash record says it all
    const began = view.frame.step > 0;
    const key = JSON.stringify([why, cures, began]);
    if (key === this.shown) return;
    this.shown = key;
    this.title.textContent = why.title;
    this.text.replaceChildren(...why.paragraphs.map((text) => h('p', null, text)));
    this.node.dataset.tone = began ? why.tone : 'note'; // nothing learns before a step has ended
    this.cures.show(cures);
  }
}
