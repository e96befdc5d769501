/** The confusion matrix over the whole test set, as last evaluated. */
import { h } from '../draw/dom.js';
import { paintConfusion } from './pictures.js';
import { Surface } from '../draw/surface.js';
import { count, percent } from '../wasm/numbers.js';

const INSET = 16; // for the labels

export class ConfusionCard {
  wants = ['evaluation', 'size', 'theme', 'experiment'];
  every = 1000;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.engine = ports.engine;
    this.surface = new Surface(h('canvas', { class: 'confusion', role: 'img', 'aria-label': 'Confusion matrix' }));
    this.words = h('p', { class: 'note' });
    this.node = h(
      'section',
      { class: 'card', 'aria-label': 'Right and wrong' },
      h('h2', null, 'Right and wrong'),
      this.surface.canvas,
      this.words,
    );
    /** @type {import('../wasm/types.js').Confusion|null} */
    this.table = null;
    /** The evaluation this table belongs to. @type {import('../wasm/types.js').Evaluation|null} */
    this.seen = null;
    this.surface.canvas.addEventListener('pointermove', (event) => this.read(event));
    this.surface.canvas.addEventListener('pointerleave', () => this.tell());
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { score, tab, palette } = this.view;
    if (tab === 'compare') return;
    if (this.seen !== score || !score) {
      this.table = score ? this.engine.lab.confusion() : null;
      this.seen = score;
    }
    const wasHidden = this.node.hidden;
    this.node.hidden = !this.table;
    if (wasHidden && this.table) this.measure();
    const pen = this.table && this.surface.pen(palette);
    if (pen && this.table) paintConfusion(pen, this.table, INSET, palette);
    this.tell();
  }

  tell() {
    if (!this.table) return;
    const { right, all, share } = this.table;
    const part = share === null ? '' : ` (${percent(share)})`;
    const words = `${count(right)} of ${count(all)} test examples right${part}.`;
    const text = `${words} Rows: the true class. Columns: the network’s answer.`;
    this.words.textContent = text;
    this.surface.canvas.setAttribute('aria-label', `Confusion matrix: ${text}`);
  }

  /** @param {PointerEvent} event */
  read(event) {
    if (!this.table) return;
    const { x, y } = this.surface.locate(event);
    const { classes, counts } = this.table;
    const cell = (Math.min(this.surface.width, this.surface.height) - INSET) / classes;
    const [column, row] = [Math.floor((x - INSET) / cell), Math.floor((y - INSET) / cell)];
    if (row < 0 || column < 0 || row >= classes || column >= classes) return this.tell();
    const times = count(counts[row * classes + column]);
    this.words.textContent = `True class ${row}, answer ${column}: ${times} times.`;
  }
}
