/** The network's answers: digits with its probabilities, or its decision boundary. */
import { Bitmap } from '../draw/bitmap.js';
import { h } from '../draw/dom.js';
import { percent } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { paintBoundary, paintDigit, paintProbabilities } from './pictures.js';

const SAMPLES = 6;

/** @typedef {{pixels: number[], label: number, probabilities: number[], says: number|null}} Sample */

export class PredictionsCard {
  wants = ['evaluation', 'size', 'theme', 'experiment'];
  every = 500;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.engine = ports.engine;
    this.digits = h('div', { class: 'digits' });
    /** @type {{picture: Surface, odds: Surface, word: HTMLElement}[]} */
    this.samples = [];
    for (let i = 0; i < SAMPLES; i++) this.digits.append(this.sample());
    this.boundary = this.canvas('boundary', 'What the network answers at every point');
    this.legend = h('p', { class: 'note' });
    this.node = h(
      'section',
      { class: 'card sees', 'aria-label': 'What it sees' },
      h('h2', null, 'What it sees'),
      this.digits,
      this.boundary.canvas,
      this.legend,
    );
  }

  /** @param {string} name @param {string} label */
  canvas(name, label) {
    return new Surface(h('canvas', { class: name, role: 'img', 'aria-label': label }));
  }

  sample() {
    const picture = this.canvas('digit', 'A digit of the test set');
    const odds = this.canvas('odds', 'Probabilities of 0 to 9');
    const word = h('figcaption', null, '');
    this.samples.push({ picture, odds, word });
    return h('figure', null, picture.canvas, odds.canvas, word);
  }

  measure() {
    const all = [this.boundary, ...this.samples.flatMap(({ picture, odds }) => [picture, odds])];
    for (const surface of all) surface.measure();
  }

  draw() {
    const { summary, tab, dark } = this.view;
    const { lab } = this.engine;
    if (summary.time) this.node.hidden = true;
    if (tab !== 'depth') return;
    const samples = /** @type {Sample[]|null} */ (lab.samples(SAMPLES));
    const field = samples ? null : lab.boundary(dark);
    const moved = this.digits.hidden === Boolean(samples);
    this.digits.hidden = !samples;
    this.boundary.canvas.hidden = this.legend.hidden = !field;
    this.node.hidden = !samples && !field;
    if (moved || (field && !this.boundary.width)) this.measure();
    samples?.forEach((sample, i) => this.showSample(sample, this.samples[i]));
    if (field) this.showField(field);
  }

  /** @param {import('./pictures.js').Field} field */
  showField(field) {
    const { palette, summary } = this.view;
    const classes = summary.chance_accuracy !== null;
    this.legend.textContent = classes
      ? 'blue and orange: the two answers · ringed: test points'
      : 'blue above 0, orange below · ringed: test points';
    const pen = this.boundary.pen(palette);
    const points = this.engine.lab.points() ?? [];
    if (pen) paintBoundary(pen, field, new Bitmap(field), points, classes ? 0.5 : 0, palette);
  }

  /**
   * @param {Sample} sample
   * @param {{picture: Surface, odds: Surface, word: HTMLElement}} place
   */
  showSample({ pixels, label, probabilities, says }, { picture, odds, word }) {
    const { palette } = this.view;
    const pens = { picture: picture.pen(palette), odds: odds.pen(palette) };
    if (pens.picture) paintDigit(pens.picture, pixels, palette);
    if (pens.odds) paintProbabilities(pens.odds, probabilities, label, palette);
    const text = says === null ? 'NaN' : `says ${says}, ${percent(probabilities[says], 2)}`;
    word.textContent = `says ${says ?? 'NaN'}`;
    word.classList.toggle('wrong', says !== label);
    picture.canvas.setAttribute('aria-label', `The digit ${label}: ${text}`);
    odds.canvas.setAttribute('aria-label', `Probability of the true answer ${label}: ${percent(probabilities[label])}`);
  }
}
