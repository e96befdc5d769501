/** The task: the sequence, what the network must remember, and its answer beside the wanted one. */
import { h, write } from '../draw/dom.js';
import { number } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { forecasts, symbols } from '../strips/sequence.js';
import { chosen } from '../wasm/catalog.js';
import { paintCurve, paintDigit, paintProbabilities } from './pictures.js';
import { story } from './story.js';

/** @typedef {import('../wasm/types.js').SequenceView} SequenceView */

/** @param {string} name @param {string} label */
const canvas = (name, label) => new Surface(h('canvas', { class: name, role: 'img', 'aria-label': label }));

export class TaskCard {
  wants = ['frame', 'selection', 'size', 'theme', 'experiment', 'view', 'snapshot'];
  every = 250;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions }) {
    this.view = view;
    this.actions = actions;
    this.keep = h('p', { class: 'keep' });
    this.wanted = h('b');
    this.says = h('b');
    this.name = h('dt');
    this.asked = h('dt', null, 'answers');
    this.answers = h('dd', null, this.says);
    this.pair = h('dl', { class: 'answer' }, this.name, h('dd', null, this.wanted), this.asked, this.answers);
    this.picture = canvas('digit', 'The digit');
    this.odds = canvas('odds', 'Probabilities');
    this.oddsNames = h('div', { class: 'odds-names', 'aria-hidden': 'true' });
    this.curve = canvas('chart curve', 'The answers over time');
    this.words = h('p', { class: 'note' });
    this.example = h('span', { class: 'now' });
    const turns = [this.example, this.turn('previous', '‹', -1), this.turn('next', '›', 1)];
    this.turns = h('div', { class: 'example' }, turns);
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
      this.turns,
    );
    this.shape = '';
  }

  /**
   * @param {string} word
   * @param {string} sign
   * @param {number} by
   */
  turn(word, sign, by) {
    const onclick = () => this.actions.turnExample(by);
    return h('button', { type: 'button', class: 'small', 'aria-label': `${word} example of the batch`, onclick }, sign);
  }

  measure() {
    for (const surface of [this.picture, this.odds, this.curve]) surface.measure();
  }

  draw() {
    const { summary, tab, example, snapshot, knobs } = this.view;
    this.node.hidden = !summary.time;
    if (!summary.time || tab !== 'time') return;
    const { sequence } = snapshot;
    this.turns.hidden = this.pair.hidden = !sequence;
    if (!sequence) return this.wait();
    const { digit } = sequence;
    const series = forecasts(sequence);
    const classes = sequence.classes && sequence.target.length > 1 && sequence.first > 0 && knobs.data !== 'copy';
    this.arrange({ digit: Boolean(digit), odds: classes, series }, knobs.data, sequence.names);
    const noise = knobs.data === 'noise_sequence';
    this.name.textContent = noise && knobs.loss !== 'mse' ? 'sent back' : 'wanted';
    this.asked.hidden = this.answers.hidden = noise; // it has no question
    this.tell(sequence, series);
    this.example.textContent = `example ${example + 1} of ${summary.batch} in the batch`;
    this.paint(sequence, digit, series);
  }

  /** No batch is drawn yet. */
  wait() {
    this.shape = '';
    const parts = [this.picture.canvas, this.odds.canvas, this.oddsNames, this.curve.canvas, this.words];
    for (const node of parts) node.hidden = true;
    this.keep.hidden = false;
    this.keep.textContent = chosen(this.view, 'data')?.help ?? '';
  }

  /**
   * @param {{digit: boolean, odds: boolean, series: boolean}} shown
   * @param {string} data
   * @param {string[]} classes
   */
  arrange({ digit, odds, series }, data, classes) {
    const shape = `${digit} ${odds} ${series} ${data}`;
    if (shape === this.shape) return;
    this.shape = shape;
    this.picture.canvas.hidden = !digit;
    this.odds.canvas.hidden = this.oddsNames.hidden = !odds;
    this.curve.canvas.hidden = !series;
    this.pair.hidden = series;
    const names = digit ? [...'0123456789'] : classes.length > 0 ? classes : symbols(data);
    this.oddsNames.replaceChildren(...names.map((name) => h('span', null, name)));
    this.measure();
  }

  /**
   * @param {SequenceView} sequence
   * @param {boolean} series
   */
  tell(sequence, series) {
    const { keep, wanted, says } = story(this.view.knobs.data, sequence);
    write(this.keep, keep);
    this.keep.hidden = !keep;
    write(this.wanted, wanted);
    write(this.says, says);
    const last = `Last value ${wanted}, the network says ${says}.`;
    write(this.words, series ? `Gray: the series. Line: the next value as the network forecasts it. ${last}` : '');
    this.words.hidden = !series;
  }

  /**
   * @param {SequenceView} sequence
   * @param {number[]|null} digit
   * @param {boolean} series
   */
  paint(sequence, digit, series) {
    const { palette } = this.view;
    const picture = digit && this.picture.pen(palette);
    if (picture && digit) paintDigit(picture, digit, palette);
    if (!this.odds.canvas.hidden) this.paintOdds(sequence);
    const curve = series && this.curve.pen(palette);
    const [wanted, said] = [sequence.target[0], sequence.answer[0]];
    if (!series) return;
    if (curve) paintCurve(curve, wanted, said, sequence.span, palette);
    const last = `the last value ${number(wanted.at(-1))}, forecast ${number(said.at(-1))}`;
    this.curve.canvas.setAttribute('aria-label', `Series and forecast, ${wanted.length} time steps; ${last}`);
  }

  /** @param {SequenceView} sequence */
  paintOdds({ odds, wanted: [label] }) {
    const { palette } = this.view;
    const pen = this.odds.pen(palette);
    if (pen) paintProbabilities(pen, odds, label, palette);
    this.odds.canvas.setAttribute('aria-label', `Probability of the true answer: ${number(odds[label], 2)}`);
  }
}
