/** Why? The diagnosis with its evidence, and cures that are one click away. */
import { h } from '../draw/dom.js';

export class WhyCard {
  wants = ['frame', 'experiment', 'play'];
  every = 600;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.title = h('h3', null, '');
    this.text = h('div', { class: 'because' });
    this.cures = h('ul', { class: 'cures' });
    this.node = h(
      'section',
      { class: 'card why', id: 'why', tabindex: '-1', 'aria-label': 'Why?' },
      h('h2', null, 'Why?'),
      this.title,
      this.text,
      this.cures,
    );
    this.shown = '';
  }

  draw() {
    const why = this.desk.lab.why();
    const diagnosed = !this.desk.panels.diagnosis.node.hidden;
    if (diagnosed) why.cures = []; // they stand with the findings
    this.stand(diagnosed);
    this.node.classList.toggle('verdict', !diagnosed);
    this.node.hidden = diagnosed && Boolean(this.desk.frame.stopped); // the crash record says it all
    const key = JSON.stringify(why);
    if (key === this.shown) return;
    this.shown = key;
    this.title.textContent = why.title;
    this.text.replaceChildren(...why.paragraphs.map((/** @type {string} */ text) => h('p', null, text)));
    this.node.dataset.tone = why.tone;
    this.showCures(why.cures);
  }

  /**
   * First while it is the verdict; behind the curves once the diagnosis is.
   * @param {boolean} diagnosed
   */
  stand(diagnosed) {
    const { diagnosis, accuracy } = this.desk.panels;
    const before = (diagnosed ? accuracy : diagnosis).node;
    if (before.nextElementSibling !== this.node && !this.node.matches(':focus-within')) before.after(this.node);
  }

  /**
   * Buttons stay in place while the numbers above them change, so that a click cannot miss.
   * @param {import('../wasm/types.js').Cure[]} cures
   */
  showCures(cures) {
    const key = JSON.stringify(cures);
    if (this.cures.dataset.shows === key) return;
    this.cures.dataset.shows = key;
    this.cures.replaceChildren(
      ...cures.map((cure) =>
        h(
          'li',
          null,
          h(
            'button',
            {
              type: 'button',
              class: 'cure',
              title: 'Starts a second run with this change, beside this one',
              onclick: () => this.desk.company.cure(cure),
            },
            cure.label,
          ),
          h('span', null, cure.note),
        ),
      ),
    );
  }
}
