/** Loss and accuracy over the run, drawn by Rust on a canvas; here only their size, place and words. */
import { h } from '../draw/dom.js';
import { number, percent } from '../draw/format.js';
import { Surface } from '../draw/surface.js';

/** 96.4 % @param {number|null} share */
const tenths = (share) => percent(share === null || !Number.isFinite(share) ? share : Math.round(1000 * share) / 1000);

export class ChartCard {
  wants = ['evaluation', 'frame', 'size', 'theme', 'experiment'];
  every = 260;

  /** @param {import('../app/desk.js').Desk} desk @param {'loss'|'accuracy'} kind */
  constructor(desk, kind) {
    this.desk = desk;
    this.kind = kind;
    this.canvas = h('canvas', { role: 'img', class: 'chart', 'aria-label': kind });
    this.surface = new Surface(this.canvas);
    this.now = h('p', { class: 'now' });
    this.node = h(
      'section',
      { class: 'card', 'aria-label': kind === 'loss' ? 'Loss' : 'Accuracy' },
      h('h2', null, kind === 'loss' ? 'Loss' : 'Accuracy'),
      this.now,
      this.canvas,
    );
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { desk, kind, surface } = this;
    this.node.hidden = kind === 'accuracy' && desk.summary.chance_accuracy === null;
    const words = kind === 'loss' ? this.lossWords() : this.accuracyWords();
    if (this.now.textContent !== words) {
      this.now.textContent = words;
      this.canvas.setAttribute('aria-label', words || `${kind} over the steps; nothing measured yet`);
    }
    if (this.node.hidden || !surface.width || !surface.height) return;
    desk.lab.draw_chart(this.canvas, kind, surface.width, surface.height, surface.scale, desk.dark);
  }

  lossWords() {
    const {
      frame,
      clock: { evaluation },
    } = this.desk;
    const test = evaluation ? ` · test ${number(evaluation.test_loss, 4)}` : '';
    return frame.loss === null ? '' : `batch ${number(frame.loss, 4)}${test}`;
  }

  accuracyWords() {
    const {
      summary,
      clock: { evaluation },
    } = this.desk;
    if (!evaluation || evaluation.test_accuracy === null) return '';
    return `train ${tenths(evaluation.train_accuracy)} · test ${tenths(evaluation.test_accuracy)} · guessing ${percent(summary.chance_accuracy)}`;
  }
}
