/** Which answer it gives to which question, over the whole test set. Dear, so it keeps to its own pace. */
import { h } from '../draw/dom.js';
import { paintConfusion } from './pictures.js';
import { Surface } from '../draw/surface.js';
import { count, percent } from '../draw/format.js';

const INSET = 16; // for the labels

export class ConfusionCard {
  wants = ['evaluation', 'size', 'theme', 'experiment'];
  every = 1000;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.surface = new Surface(h('canvas', { class: 'confusion', role: 'img', 'aria-label': 'Confusion matrix' }));
    this.words = h('p', { class: 'note' });
    this.node = h(
      'section',
      { class: 'card', 'aria-label': 'Right and wrong' },
      h('h2', null, 'Right and wrong'),
      this.surface.canvas,
      this.words,
    );
    /** @type {{classes: number, counts: number[]}|null} */
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
    if (this.desk.shell.node.dataset.view === 'compare') return;
    const { lab, palette, clock } = this.desk;
    if (this.seen !== clock.evaluation || !clock.evaluation) {
      const began = performance.now();
      this.table = clock.evaluation ? lab.confusion() : null;
      this.every = Math.max(1000, 40 * (performance.now() - began));
      this.seen = clock.evaluation;
    }
    const wasHidden = this.node.hidden;
    this.node.hidden = !this.table;
    if (wasHidden && this.table) this.measure();
    if (this.table) paintConfusion(this.surface, this.table, INSET, palette);
    this.tell();
  }

  tell() {
    if (!this.table) return;
    const { classes, counts } = this.table;
    const all = counts.reduce((sum, n) => sum + n, 0);
    const right = counts.reduce((sum, n, i) => (Math.floor(i / classes) === i % classes ? sum + n : sum), 0);
    const share = all ? ` (${percent(right / all)})` : '';
    const text = `${count(right)} of ${count(all)} test examples right${share}. Rows: what it is. Columns: what it says.`;
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
    this.words.textContent = `It is ${row}, the network says ${column}: ${count(counts[row * classes + column])} times.`;
  }
}
