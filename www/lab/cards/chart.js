/** Loss and accuracy over the run. Rust draws them on a canvas; this card sets size, place and text. */
import { h } from '../draw/dom.js';
import { number, percent } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';

export class ChartCard {
  wants = ['evaluation', 'frame', 'size', 'theme', 'experiment'];
  every = 260;

  /** @param {import('../run/ports.js').Ports} ports @param {'loss'|'accuracy'} kind */
  constructor(ports, kind) {
    this.view = ports.view;
    this.engine = ports.engine;
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
    const { view, kind, surface, canvas } = this;
    this.node.hidden = kind === 'accuracy' && view.summary.chance_accuracy === null;
    const words = kind === 'loss' ? this.lossWords() : this.accuracyWords();
    if (this.now.textContent !== words) {
      this.now.textContent = words;
      canvas.setAttribute('aria-label', words || `${kind} over the training steps; nothing measured yet`);
    }
    if (this.node.hidden || !surface.width || !surface.height) return;
    this.engine.lab.draw_chart(canvas, kind, surface.width, surface.height, surface.scale, view.dark);
  }

  lossWords() {
    const { frame, score } = this.view;
    const test = score ? ` · test ${number(score.test_loss, 4)}` : '';
    return frame.loss === null ? '' : `batch ${number(frame.loss, 4)}${test}`;
  }

  accuracyWords() {
    const { summary, score } = this.view;
    if (!score || score.test_accuracy === null) return '';
    const guessing = percent(summary.chance_accuracy);
    return `train ${percent(score.train_accuracy)} · test ${percent(score.test_accuracy)} · guessing ${guessing}`;
  }
}
