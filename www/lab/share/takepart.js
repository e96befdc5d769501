/** What can be taken away as a file: the experiment itself, pictures, numbers, and the run for PyTorch. */
import { h } from '../draw/dom.js';
import { download } from '../draw/download.js';
import { pngOf } from './bitmap.js';
import { stateOf } from '../wasm/tables.js';
import { savedPage } from './savedpage.js';

const SVG = 'image/svg+xml';
const NO_FILE = 'This page has the lab as a script, so there is no file to save. Copy the link instead.';
const NOT_THERE = 'The file gradient-lab.html is not beside this page, so nothing can be saved. Copy the link instead.';

export class TakePart {
  /** @param {import('./source.js').Panel} panel */
  constructor(panel) {
    this.panel = panel;
    this.file = this.button('file', 'Save as one file', () => this.savePage());
    this.file.className = '';
    this.file.title = 'A page with this experiment inside: it opens by double click, without a network';
    this.which = h('select', { 'aria-label': 'Picture of' });
    const torch = (/** @type {'script'|'notebook'} */ kind) => () => this.toTorch(kind);
    this.torch = this.row('PyTorch', [
      this.button('torch-script', 'Script', torch('script')),
      this.button('torch-notebook', 'Notebook', torch('notebook')),
    ]);
    this.node = h(
      'div',
      { class: 'take' },
      this.row('Picture', [
        this.which,
        this.button('png', 'PNG', () => this.picture('png')),
        this.button('svg', 'SVG', () => this.picture('svg')),
      ]),
      this.row('Numbers', [
        this.button('csv', 'CSV', async () => this.save('csv', 'text/csv', this.source.csv())),
        this.button('json', 'JSON', async () => this.save('json', 'application/json', this.source.json())),
      ]),
      this.torch,
    );
  }

  get source() {
    return this.panel.source;
  }

  /** @param {string} name @param {Node[]} things */
  row(name, things) {
    return h('div', { class: 'share-row', role: 'group', 'aria-label': name }, h('b', null, name), things);
  }

  /** @param {string} key @param {string} words @param {() => Promise<void>} run */
  button(key, words, run) {
    const onclick = () => this.source.attempt(run);
    return h('button', { type: 'button', class: 'small', 'data-share': key, onclick }, words);
  }

  /** The pictures of what is shown now. */
  refresh() {
    this.pictures = this.source.pictures();
    this.which.replaceChildren(...this.pictures.map(({ name }, n) => h('option', { value: n }, name)));
    this.torch.hidden = this.source.pageKeys.detail === 'watch';
  }

  /** @param {string} ending @param {string} type @param {string|Blob} text */
  save(ending, type, text) {
    const name = `${this.source.now().name}.${ending}`;
    download({ name, type, text });
    this.panel.say(`${name} is saved. The link to this experiment is inside.`);
  }

  /** @param {'png'|'svg'} ending */
  async picture(ending) {
    const chosen = this.pictures?.[Number(this.which.value)];
    if (!chosen) return;
    const svg = this.source.svg(chosen.node);
    if (ending === 'svg') return this.save('svg', SVG, svg);
    return this.save('png', 'image/png', await pngOf(svg, this.source.here()));
  }

  async savePage() {
    const { source, state } = this.panel;
    const { name, title } = source.now();
    const page = source.page();
    if (!page) return this.panel.say(NO_FILE);
    const text = await page.catch(() => '');
    if (!text) return this.panel.say(NOT_THERE);
    download({
      name: `${name}.html`,
      type: 'text/html',
      text: savedPage(text, stateOf(state), `${title} · Gradient Lab`),
    });
    return this.panel.say(`${name}.html is saved: it opens by double click, without a network.`);
  }

  /** @param {import('../export/torch.js').Kind} kind */
  async toTorch(kind) {
    const { file, refusal } = await this.source.torch(kind);
    if (file) download(file);
    this.panel.say(file ? `${file.name} rebuilds this network in PyTorch and checks its gradients.` : `${refusal}`);
  }
}
