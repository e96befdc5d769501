/**
 * The learning-rate range test: the loss against the rate, from the present state of the network. The run itself does
 * not change.
 */
import { h } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { Pace } from '../run/pace.js';
import { makeRoom } from '../run/room.js';
import { number } from '../wasm/numbers.js';

const SLICE = 8; // ms of a frame
/** The most steps that a worker may replay to reach the run's state: beyond them the test is faster in the page. */
const AGAIN = 240;

const INVITATION =
  'Which learning rate suits this network as it stands? The rate grows from training step to training step, ' +
  'and the loss shows where it helps and where it tears the network apart.';
const UNDER_WAY = 'A copy of the network is trained with a growing rate; the run itself stays as it is.';
const NOTHING =
  'Nowhere on this axis does the loss fall by at least 2 % and by more than its noise: ' +
  'in so few training steps no learning rate helps this network.';

export class RangeCard {
  wants = ['frame', 'experiment', 'size', 'theme', 'range'];
  every = 120;
  running = false;
  pace = new Pace();
  done = false;
  /** A rate to try, and the one at which the loss has finished its fall. @type {ArrayLike<number>|undefined} */
  advice;
  /** In a worker. @type {import('../wasm/pool.js').Job|null} */
  job = null;
  /** How many numbers of the worker's result have been added. */
  met = 0;
  /** The run that is being tested. @type {import('../run/engine.js').Stamp|null} */
  stamp = null;
  /** The experiment that was tested. */
  of = '';
  /** The same experiment, perhaps with another rate. */
  now = '';

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.engine = ports.engine;
    this.words = h('p', { class: 'note' });
    const attempt = (/** @type {() => void} */ run) => () => this.actions.attempt(run);
    const begin = { type: 'button', 'data-action': 'range', onclick: attempt(() => this.toggle()) };
    this.button = h('button', begin, 'Try all learning rates');
    const take = { type: 'button', class: 'cure', 'data-action': 'range-take', hidden: true };
    this.take = h('button', { ...take, onclick: attempt(() => this.accept()) }, '');
    this.bar = h('progress', { class: 'thin', max: 1, value: 0, hidden: true, 'aria-label': 'Range test' });
    const chart = { class: 'chart', role: 'img', hidden: true, 'aria-label': 'Loss against learning rate' };
    this.canvas = h('canvas', chart);
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
    this.words.textContent = INVITATION;
  }

  measure() {
    this.surface.measure();
  }

  toggle() {
    if (this.running) return this.cancel();
    this.actions.act('pause');
    this.running = true;
    this.done = false;
    this.advice = undefined;
    this.stamp = this.engine.stamp();
    this.of = this.now = this.engine.lab.text();
    this.canvas.hidden = false;
    this.measure();
    this.dress();
    this.words.textContent = UNDER_WAY;
    try {
      this.begin();
    } catch (error) {
      this.forget();
      throw error;
    }
    this.actions.redraw('range');
  }

  /**
   * Runs in a worker if the run is at the end of a step that a worker can reach quickly; otherwise in the page, one
   * slice per frame.
   */
  begin() {
    const { frame } = this.view;
    const { lab } = this.engine;
    const rests = ['start', 'update'].includes(frame.phase.name) && !frame.stopped;
    if (!rests || frame.step > AGAIN) return this.beginHere();
    lab.range_listen();
    const given = { text: lab.text(), steps: frame.step };
    const job = this.engine.start('range', given, ({ share, seen }) => seen && this.see(seen, share));
    const end = (/** @type {number[]|string} */ seen) => {
      this.job = null;
      if (typeof seen === 'string') return this.beginHere(); // a worker has less memory
      this.see(seen, 1);
      if (this.running) this.finish();
    };
    job.promise.then(
      (seen) => this.job === job && end(seen),
      (error) => {
        if (this.job === job) this.forget();
        this.actions.fail(error);
      },
    );
    this.job = job;
    this.met = 0;
  }

  /** In the page, one slice per frame. */
  beginHere() {
    const lab = this.engine.mainAt(this.stamp);
    this.pace = new Pace();
    const refusal = lab && makeRoom(() => lab.range_begin());
    if (!refusal) return this.actions.redraw('range');
    this.forget();
    this.words.textContent = refusal;
  }

  /**
   * Adds the points that the worker has measured.
   * @param {number[]} seen
   * @param {number} share
   */
  see(seen, share) {
    const lab = this.engine.mainAt(this.stamp);
    if (!lab) return this.forget();
    for (; this.met < seen.length; this.met += 3) {
      lab.range_meet(seen[this.met], seen[this.met + 1], seen[this.met + 2]);
    }
    this.bar.value = share;
    this.actions.redraw('range');
  }

  /** The job, if there is one, ends without a result. */
  stop() {
    this.job?.cancel();
    this.job = null;
    if (this.running && this.stamp) this.engine.labOf(this.stamp.id)?.range_cancel();
    this.running = false;
    this.canvas.hidden = true;
  }

  cancel() {
    this.stop();
    this.dress();
    this.words.textContent = 'Canceled. The run is unchanged.';
  }

  /** Another experiment: the old curve does not apply to it. */
  forget() {
    this.stop();
    this.done = false;
    this.dress();
    this.words.textContent = INVITATION;
  }

  dress() {
    this.button.textContent = this.running ? 'Cancel' : this.done ? 'Try again' : 'Try all learning rates';
    this.bar.hidden = !this.running;
    this.take.hidden = !this.advice || !this.done;
    this.take.textContent = this.advice ? `Use ${number(this.advice[0], 2)}` : '';
  }

  /** One frame's slice; true while there is more to do. */
  work() {
    if (!this.running || this.job) return false;
    const lab = this.engine.mainAt(this.stamp);
    if (!lab) {
      this.forget();
      return false;
    }
    const end = performance.now() + SLICE;
    const slice = () => this.pace.timed((phases) => lab.range_advance(phases));
    let state = slice();
    while (!state.done && performance.now() < end) state = slice();
    this.bar.value = state.progress;
    if (state.done) this.finish();
    this.actions.redraw('range');
    return this.running;
  }

  finish() {
    this.running = false;
    this.done = true;
    this.advice = this.engine.lab.range_advice();
    this.words.textContent = this.advice ? adviceWords(this.advice) : NOTHING;
    this.dress();
  }

  accept() {
    if (this.advice) this.actions.change('learning_rate', String(this.advice[0]));
  }

  /** Whether the curve still belongs to the main run: another run that becomes A may differ in its rate only. */
  holds() {
    return this.stamp?.id === this.engine.stamp().id && this.sameButRate();
  }

  /** Using the suggestion moves the mark of the present rate in the chart; the curve stays valid. */
  sameButRate() {
    const text = this.engine.lab.text();
    if (text === this.now) return true;
    const bare = (/** @type {string} */ one) => this.engine.canonical(`${one}&learning_rate=1&live=`);
    if (bare(text) !== bare(this.of)) return false;
    this.now = text;
    return true;
  }

  draw() {
    const { surface, canvas, engine } = this;
    if (this.running ? !engine.mainAt(this.stamp) : this.done && !this.holds()) this.forget();
    if (canvas.hidden) return;
    if (!surface.width) this.measure();
    if (!surface.width) return;
    engine.lab.draw_chart(canvas, 'range', surface.width, surface.height, surface.scale, this.view.dark);
  }
}

/** @param {ArrayLike<number>} advice */
function adviceWords({ 0: rate, 1: finished }) {
  return (
    `At a rate of about ${number(finished, 2)} the loss has finished falling. ` +
    `A third of that, ${number(rate, 2)}, leaves room before the training steps become too long.`
  );
}
