/**
 * The loss over the parameters of an experiment that has exactly two, with the path of the run. Rust computes every
 * loss with the network itself, a row of points at a time; the lines of equal loss are drawn from these.
 */
import { h, write } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { progress } from '../run/byhand.js';
import { count, number, several } from '../wasm/numbers.js';
import { lowest, namesOf, ticksOf, windowFor } from './contours.js';
import { linesOf, paintLandscape, plotOf } from './landscapepicture.js';

/** Points of a side; odd, so that one is at the origin. */
const FINENESS = 41;
/** Milliseconds of a frame for the losses. */
const BUDGET = 5;

/** @typedef {import('./contours.js').Point} Point */

/** @param {ArrayLike<number>} flat @returns {Point[]} */
const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);

export class LandscapeCard {
  wants = ['frame', 'size', 'theme', 'experiment', 'landscape'];
  every = 60;
  /** The experiment that the losses are of. @type {import('../run/engine.js').Stamp|null} */
  stamp = null;
  /** Half the side of the window. */
  half = NaN;
  /** The losses of the window so far, row by row. @type {number[]} */
  rows = [];
  /** The last landscape that is complete; it stays while that of a larger window is computed.
   *  @type {{field: import('./contours.js').Field, lines: import('./landscapepicture.js').Lines}|null} */
  ground = null;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, engine, actions }) {
    this.view = view;
    this.engine = engine;
    this.actions = actions;
    this.surface = new Surface(h('canvas', { class: 'landscape', role: 'img', 'aria-label': 'The loss' }));
    this.now = h('p', { class: 'now' });
    this.legend = h('p', { class: 'note' });
    this.node = h(
      'section',
      { class: 'card', 'aria-label': 'The landscape of the loss', hidden: true },
      h('h2', null, 'The landscape of the loss'),
      this.now,
      this.surface.canvas,
      this.legend,
    );
  }

  /** Another experiment has another landscape. */
  forget() {
    this.stamp = this.ground = null;
    this.half = NaN;
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const { view, engine, node } = this;
    const two = view.summary.parameters === 2;
    const appeared = node.hidden && two;
    node.hidden = !two;
    if (!two) return this.forget();
    if (appeared) this.measure();
    const path = pairs(engine.lab.path());
    this.survey(windowFor(path));
    this.show(engine.lab.slopes(), path);
  }

  /**
   * Begins to compute the landscape, if that of this experiment and window is not known or under way.
   * @param {number} half of the side of the window
   */
  survey(half) {
    const same = this.engine.sameExperiment(this.stamp);
    if (half === this.half && same) return;
    if (!same) this.forget();
    Object.assign(this, { half, rows: [], stamp: this.engine.stamp() });
    this.actions.redraw('landscape');
  }

  /** Some rows of losses. @returns {boolean} whether there are more to come */
  work() {
    if (!this.engine.sameExperiment(this.stamp) || this.ground?.field.half === this.half) return false;
    const end = performance.now() + BUDGET;
    const ticks = ticksOf(FINENESS, this.half);
    do {
      const y = ticks[this.rows.length / FINENESS];
      this.rows.push(...this.engine.lab.losses_at(Float64Array.from(ticks.flatMap((x) => [x, y]))));
    } while (this.rows.length < FINENESS ** 2 && performance.now() < end);
    if (this.rows.length < FINENESS ** 2) return true;
    const field = { n: FINENESS, half: this.half, values: Float64Array.from(this.rows) };
    this.ground = { field, lines: linesOf(field) };
    this.actions.redraw('landscape');
    return false;
  }

  /**
   * @param {import('../wasm/types.js').Slopes} slopes
   * @param {Point[]} path
   */
  show(slopes, path) {
    const { view, surface, ground } = this;
    const names = namesOf(slopes.names);
    const [x, y] = path[path.length - 1];
    const { phase, learning_rate: rate, step, loss } = view.frame;
    // Once the update is done, the gradient is that of the point before.
    const { backward, update } = progress(phase, 0);
    /** @type {Point|null} */
    const next = backward && !update ? [x - rate * slopes.x, y - rate * slopes.y] : null;
    const least = ground && lowest(ground.field);
    const here = `${names[0]} = ${number(x)}, ${names[1]} = ${number(y)}`;
    write(this.now, `step ${count(step)} · ${here}${loss === null ? '' : ` · L ${number(loss)}`}`);
    write(this.legend, this.words(names, least));
    this.node.dataset.points = String(path.length);
    const [start] = path;
    const label =
      `The loss over ${names.join(' and ')}: a path of ${several(path.length, 'point')} from ` +
      `(${number(start[0])}, ${number(start[1])}) to (${number(x)}, ${number(y)})` +
      `${next ? `, next to (${number(next[0])}, ${number(next[1])})` : ''}`;
    if (surface.canvas.getAttribute('aria-label') !== label) surface.canvas.setAttribute('aria-label', label);
    const pen = surface.pen(view.palette);
    if (pen) paintLandscape(pen, plotOf(pen, this.half), ground, { path, next, lowest: least, names }, view.palette);
  }

  /**
   * @param {string[]} names
   * @param {{at: Point, value: number}|null} least
   */
  words(names, least) {
    const { train } = this.view.summary;
    const of = train === 1 ? 'the one training example' : `all ${count(train)} training examples`;
    const cross = least ? ` · cross: the lowest loss in sight, ${number(least.value)}` : '';
    return (
      `lines: equal loss over ${of} · blue: the path from the ring to where ${names.join(' and ')} stand · ` +
      `orange: the next step, −α ∂L/∂w${cross}`
    );
  }
}
