/** The task: the sequence that is read, what must be remembered of it, and the answer against what was wanted. */
import { chosen } from '../wasm/catalog.js';
import { h } from '../draw/dom.js';
import { number } from '../draw/format.js';
import { paintDigit, paintProbabilities } from './pictures.js';
import { Surface } from '../draw/surface.js';
import { ORDERS, digitOf, forecasts, story, symbols } from '../strips/sequence.js';

export class TaskCard {
  wants = ['frame', 'selection', 'size', 'theme', 'experiment', 'view'];
  every = 250;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.keep = h('p', { class: 'keep' });
    this.wanted = h('b');
    this.says = h('b');
    this.name = h('dt');
    this.pair = h(
      'dl',
      { class: 'answer' },
      this.name,
      h('dd', null, this.wanted),
      (this.asked = h('dt', null, 'answers')),
      (this.answers = h('dd', null, this.says)),
    );
    this.picture = new Surface(h('canvas', { class: 'digit', role: 'img', 'aria-label': 'The digit' }));
    this.odds = new Surface(h('canvas', { class: 'odds', role: 'img', 'aria-label': 'Probabilities' }));
    this.oddsNames = h('div', { class: 'odds-names', 'aria-hidden': 'true' });
    this.curve = new Surface(h('canvas', { class: 'chart curve', role: 'img', 'aria-label': 'The answers over time' }));
    this.words = h('p', { class: 'note' });
    this.example = h('span', { class: 'now' });
    const turn = (/** @type {string} */ word, /** @type {string} */ sign, /** @type {number} */ by) =>
      h(
        'button',
        {
          type: 'button',
          class: 'small',
          'aria-label': `${word} example of the batch`,
          onclick: () => desk.choice.turn(by),
        },
        sign,
      );
    this.node = h(
      'section',
      { class: 'card task', 'aria-label': 'The task', hidden: true },
      h('h2', null, 'The task'),
      this.keep,
      this.pair,
      this.picture.canvas,
      this.odds.canvas,
      this.oddsNames,
      this.curve.canvas,
      this.words,
      (this.turns = h('div', { class: 'example' }, this.example, turn('previous', '‹', -1), turn('next', '›', 1))),
    );
    this.shape = '';
  }

  measure() {
    for (const surface of [this.picture, this.odds, this.curve]) surface.measure();
  }

  draw() {
    const {
      summary,
      shell,
      choice,
      lab,
      moment: { sequence },
    } = this.desk;
    this.node.hidden = !summary.time;
    if (!summary.time || shell.node.dataset.view !== 'time') return;
    this.turns.hidden = this.pair.hidden = !sequence;
    if (!sequence) return this.wait();
    const { data, loss } = lab.knobs();
    const digit = digitOf(data, sequence);
    const series = forecasts(sequence);
    this.arrange(
      Boolean(digit),
      sequence.classes && sequence.target.length > 1 && sequence.first > 0 && data !== 'copy',
      series,
      data,
    );
    const noise = data === 'noise_sequence';
    this.name.textContent = noise && loss !== 'mse' ? 'sent back' : 'wanted';
    this.asked.hidden = this.answers.hidden = noise; // nothing is asked of it
    this.tell(data, sequence, series);
    this.example.textContent = `example ${choice.example + 1} of ${summary.batch} in the batch`;
    if (digit) paintDigit(this.picture, digit, this.desk.palette);
    if (!this.odds.canvas.hidden) this.paintOdds(sequence);
    if (series) this.paintCurve(sequence);
  }

  /** No batch is drawn yet. */
  wait() {
    this.shape = '';
    for (const node of [this.picture.canvas, this.odds.canvas, this.oddsNames, this.curve.canvas, this.words])
      node.hidden = true;
    this.keep.hidden = false;
    this.keep.textContent = chosen(this.desk, 'data')?.help ?? '';
  }

  /** @param {boolean} digit @param {boolean} odds @param {boolean} series @param {string} data */
  arrange(digit, odds, series, data) {
    const shape = `${digit} ${odds} ${series} ${data}`;
    if (shape === this.shape) return;
    this.shape = shape;
    this.picture.canvas.hidden = !digit;
    this.odds.canvas.hidden = this.oddsNames.hidden = !odds;
    this.curve.canvas.hidden = !series;
    this.pair.hidden = series;
    const names = data === 'temporal_order' ? ORDERS : digit ? [...'0123456789'] : symbols(data);
    this.oddsNames.replaceChildren(...names.map((name) => h('span', null, name)));
    this.measure();
  }

  /**
   * @param {string} data
   * @param {import('../wasm/types.js').SequenceView} sequence
   * @param {boolean} series
   */
  tell(data, sequence, series) {
    const { keep, wanted, says } = story(data, sequence);
    const put = (/** @type {HTMLElement} */ node, /** @type {string} */ text) => {
      if (node.textContent !== text) node.textContent = text;
    };
    put(this.keep, keep);
    this.keep.hidden = !keep;
    put(this.wanted, wanted);
    put(this.says, says);
    put(
      this.words,
      series ? `Grey: the series. Line: what the network says comes next. Last value ${wanted}, it says ${says}.` : '',
    );
    this.words.hidden = !series;
  }

  /** @param {import('../wasm/types.js').SequenceView} sequence */
  paintOdds({ target, answer }) {
    const logits = answer.map((row) => row[0]);
    const top = Math.max(...logits);
    const weights = logits.map((logit) => Math.exp(logit - top));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const label = target.findIndex((row) => row[0] > 0.5);
    paintProbabilities(
      this.odds,
      weights.map((weight) => weight / sum),
      label,
      this.desk.palette,
    );
    this.odds.canvas.setAttribute('aria-label', `Probability of the true answer: ${number(weights[label] / sum, 2)}`);
  }

  /**
   * What comes and what was said to come, one step apart.
   * @param {import('../wasm/types.js').SequenceView} sequence
   */
  paintCurve({ target: [wanted], answer: [said] }) {
    const context = this.curve.begin();
    if (!context) return;
    const { palette } = this.desk;
    const { width, height } = this.curve;
    const finite = [...wanted, ...said].filter(Number.isFinite);
    const [low, high] = [Math.min(...finite), Math.max(...finite)];
    const x = (/** @type {number} */ t) => 2 + (t / Math.max(1, wanted.length - 1)) * (width - 4);
    const y = (/** @type {number} */ value) => 4 + (1 - (value - low) / (high - low || 1)) * (height - 8);
    const line = (/** @type {number[]} */ values, /** @type {string} */ colour, /** @type {number} */ wide) => {
      context.strokeStyle = colour;
      context.lineWidth = wide;
      context.lineJoin = 'round';
      context.beginPath();
      values.forEach((value, t) => context.lineTo(x(t), y(value)));
      context.stroke();
    };
    line(wanted, palette.edges[3], 4);
    line(said, palette.signal, 1.6);
    this.curve.canvas.setAttribute(
      'aria-label',
      `Series and forecast, ${wanted.length} steps; the last value ${number(wanted.at(-1))}, forecast ${number(said.at(-1))}`,
    );
  }
}
