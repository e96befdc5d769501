/**
 * The learning-rate range test: the loss against the rate, from the network as it stands; the run itself stays where it
 * is.
 */
import { h } from '../draw/dom.js';
import { number } from '../draw/format.js';
import { Surface } from '../draw/surface.js';

const SLICE = 8; // ms of a frame
/** Steps that a worker takes again to stand where the run stands: beyond them the test is quicker here. */
const AGAIN = 240;

export class RangeCard {
  wants = ['experiment', 'size', 'theme', 'range'];
  every = 120;
  running = false;
  done = false;
  /** @type {number|null} */
  suggestion = null;
  /** While a worker does it. @type {import('../wasm/pool.js').Job|null} */
  job = null;
  /** Numbers taken over from it. */
  met = 0;
  /** The experiment that was tested. */
  of = '';

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.words = h('p', { class: 'note' });
    this.button = h(
      'button',
      { type: 'button', 'data-action': 'range', onclick: () => this.toggle() },
      'Try all learning rates',
    );
    this.take = h(
      'button',
      { type: 'button', class: 'cure', 'data-action': 'range-take', hidden: true, onclick: () => this.accept() },
      '',
    );
    this.bar = h('progress', { class: 'thin', max: 1, value: 0, hidden: true, 'aria-label': 'Range test' });
    this.canvas = h('canvas', {
      class: 'chart',
      role: 'img',
      hidden: true,
      'aria-label': 'Loss against learning rate',
    });
    this.surface = new Surface(this.canvas);
    this.node = h(
      'section',
      { class: 'card range', 'aria-label': 'Learning-rate range test' },
      h('h2', null, 'Learning-rate range test'),
      this.words,
      this.canvas,
      this.bar,
      h('p', { class: 'row' }, this.button, this.take),
    );
    this.invite();
  }

  invite() {
    this.words.textContent =
      'Which learning rate suits this network as it stands? The rate grows from step to step, and the loss shows where it helps and where it tears the network apart.';
  }

  measure() {
    this.surface.measure();
  }

  toggle() {
    if (this.running) return this.cancel();
    this.desk.act('pause');
    this.running = true;
    this.done = false;
    this.suggestion = null;
    this.of = this.desk.lab.text();
    this.canvas.hidden = false;
    this.measure();
    this.dress();
    this.words.textContent = 'A copy of the network is trained with a growing rate; the run itself stays as it is.';
    this.begin();
    this.desk.painter.wake();
  }

  /** In a worker, where the run stands at the end of a step that is soon taken again; else here, a slice a frame. */
  begin() {
    const { lab, frame, company } = this.desk;
    this.desk.safely(() => lab.range_begin());
    const rests = ['start', 'update'].includes(frame.phase.name) && !frame.stopped;
    if (!rests || frame.step > AGAIN) return;
    const given = { text: lab.text(), steps: frame.step };
    const job = company.pool.start('range', given, ({ share, seen }) => seen && this.see(seen, share));
    const end = (/** @type {number[]} */ seen) => {
      this.job = null;
      this.see(seen, 1);
      this.finish(this.suggestion);
    };
    job.promise.then(
      (seen) => this.job === job && end(seen),
      (error) => this.desk.fail(error),
    );
    this.job = job;
    this.met = 0;
  }

  /** Takes over what the worker has met. @param {number[]} seen @param {number} share */
  see(seen, share) {
    const { lab, painter } = this.desk;
    for (; this.met < seen.length; this.met += 3) {
      const rate = lab.range_meet(seen[this.met], seen[this.met + 1], seen[this.met + 2]);
      this.suggestion = Number.isNaN(rate) ? null : rate;
    }
    this.bar.value = share;
    painter.changed('range');
  }

  drop() {
    this.job?.cancel();
    this.job = null;
  }

  cancel() {
    this.drop();
    this.desk.lab.range_cancel();
    this.running = false;
    this.canvas.hidden = true;
    this.dress();
    this.words.textContent = 'Cancelled. The run is where it was.';
  }

  /** Another experiment: the old curve does not speak for it. */
  forget() {
    if (!this.running && !this.done) return;
    this.drop();
    this.running = this.done = false;
    this.canvas.hidden = true;
    this.dress();
    this.invite();
  }

  dress() {
    this.button.textContent = this.running ? 'Cancel' : this.done ? 'Try them again' : 'Try all learning rates';
    this.bar.hidden = !this.running;
    this.take.hidden = this.suggestion === null || !this.done;
    this.take.textContent = this.suggestion === null ? '' : `Take ${number(this.suggestion, 2)}`;
  }

  /** One frame's slice; true while there is more to do. */
  tick() {
    if (!this.running || this.job) return false;
    const end = performance.now() + SLICE;
    let state;
    do state = this.desk.lab.range_advance(1);
    while (state && !state.done && performance.now() < end);
    if (!state) return (this.running = false);
    this.bar.value = state.progress;
    if (state.done) this.finish(state.suggestion);
    this.desk.painter.changed('range');
    return this.running;
  }

  /** @param {number|null} suggestion */
  finish(suggestion) {
    this.running = false;
    this.done = true;
    this.suggestion = suggestion;
    this.words.textContent =
      suggestion === null
        ? 'The loss falls nowhere on this axis by 2 %, or not by more than its noise: in so few steps no learning rate helps this network.'
        : `By a rate of about ${number(3 * suggestion, 2)} the loss has done its fall. A third of that, ${number(suggestion, 2)}, leaves room before the steps become too long.`;
    this.dress();
  }

  accept() {
    if (this.suggestion === null) return;
    this.desk.experiment.change('learning_rate', String(Number(this.suggestion.toPrecision(2))));
  }

  draw() {
    if ((this.running || this.done) && this.of !== this.desk.lab.text() && !this.sameButRate()) this.forget();
    const { surface, canvas, desk } = this;
    if (canvas.hidden) return;
    if (!surface.width) this.measure();
    if (surface.width) desk.lab.draw_chart(canvas, 'range', surface.width, surface.height, surface.scale, desk.dark);
  }

  /** Taking the suggestion moves the rate's mark in the chart and makes nothing of it untrue. */
  sameButRate() {
    const bare = (/** @type {string} */ text) =>
      text
        .split('&')
        .filter((pair) => !/^(learning_rate|live)=/.test(pair))
        .join('&');
    return bare(this.of) === bare(this.desk.lab.text());
  }
}
