/** The embed code of the link: a frame for editors that take HTML. */
import { h } from '../draw/dom.js';
import { embedCode, HEIGHTS } from './embed.js';
import { foldButton } from './fold.js';

/** What each view is called here. @type {Record<string, string>} */
const WORDS = {
  lab: 'the whole lab',
  watch: 'network, gradient and one sentence',
  network: 'the network',
  flow: 'the gradient that arrives at each layer',
  meters: 'signal, gradient and update of each layer',
  river: 'the gradient over the training steps',
  loss: 'the loss',
  gates: 'the gates of a cell',
  reach: 'how far the gradient reaches in time',
  cells: 'recurrent cells side by side',
  compare: 'runs side by side',
  boundary: 'the answers',
  byhand: 'every number of a small network',
};

export class EmbedPart {
  /** @param {import('./source.js').Panel} panel */
  constructor(panel) {
    this.panel = panel;
    const options = Object.keys(HEIGHTS).map((view) => h('option', { value: view }, WORDS[view]));
    this.view = h('select', { 'aria-label': 'What the frame shows', onchange: () => this.draw() }, options);
    this.field = h('textarea', { readonly: true, rows: 4, 'aria-label': 'Embed code' });
    const send = { type: 'button', class: 'small', 'data-share': 'embed-copy', onclick: () => this.send() };
    this.node = h(
      'div',
      { class: 'way', hidden: true },
      h('div', { class: 'share-row' }, h('label', null, 'Show ', this.view), h('button', send, 'Copy code')),
      this.field,
    );
    this.button = foldButton('embed', 'Embed code', this);
  }

  draw() {
    if (this.node.hidden) return;
    const { link, source, task } = this.panel;
    const open = task.keys.open ?? null;
    this.field.value = embedCode(link, { view: this.view.value, title: source.now().title, open });
  }

  send() {
    return this.panel.copy(this.field, 'The embed code is copied. Paste it where your editor takes HTML.');
  }
}
