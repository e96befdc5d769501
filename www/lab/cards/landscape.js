/** The loss over the parameters of an experiment that has exactly two, with the path of the run. */
import { h, write } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { progress } from '../run/byhand.js';
import { count, number, several } from '../wasm/numbers.js';
import { lowest, namesOf, windowFor } from './contours.js';
import { paintLandscape, plotOf } from './landscapepicture.js';
import { pairs, Survey } from './survey.js';

/** @typedef {import('./contours.js').Point} Point */

export class LandscapeCard {
  wants = ['frame', 'size', 'theme', 'experiment', 'landscape'];
  every = 60;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, engine, actions }) {
    this.view = view;
    this.engine = engine;
    this.survey = new Survey(engine, () => actions.redraw('landscape'));
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

  measure() {
    this.surface.measure();
  }

  draw() {
    const { view, engine, node } = this;
    const two = view.summary.parameters === 2;
    const appeared = node.hidden && two;
    node.hidden = !two;
    if (!two) return this.survey.forget();
    if (appeared) this.measure();
    const path = pairs(engine.lab.path());
    this.survey.around(engine.stamp().id, windowFor(path));
    this.show(engine.lab.slopes(), path);
  }

  work() {
    return this.survey.work();
  }

  /**
   * @param {import('../wasm/types.js').Slopes} slopes
   * @param {Point[]} path
   */
  show(slopes, path) {
    const { view, surface } = this;
    const { ground, half } = this.survey;
    const names = namesOf(slopes.names);
    const [x, y] = path[path.length - 1];
    const { phase, learning_rate: rate, step, loss } = view.frame;
    // Once the update is done, the gradient is that of the point before.
    const { backward, update } = progress(phase, 0);
    /** @type {Point|null} */
    const next = backward && !update ? [x - rate * slopes.x, y - rate * slopes.y] : null;
    const least = ground && lowest(ground.field);
    const here = `${names[0]} = ${number(x)}, ${names[1]} = ${number(y)}`;
    write(this.now, `training step ${count(step)} · ${here}${loss === null ? '' : ` · L ${number(loss)}`}`);
    write(this.legend, this.words(names, least));
    this.node.dataset.points = String(path.length);
    const [start] = path;
    const label =
      `The loss over ${names.join(' and ')}: a path of ${several(path.length, 'point')} from ` +
      `(${number(start[0])}, ${number(start[1])}) to (${number(x)}, ${number(y)})` +
      `${next ? `, next to (${number(next[0])}, ${number(next[1])})` : ''}`;
    if (surface.canvas.getAttribute('aria-label') !== label) surface.canvas.setAttribute('aria-label', label);
    const pen = surface.pen(view.palette);
    if (pen) paintLandscape(pen, plotOf(pen, half), ground, { path, next, lowest: least, names }, view.palette);
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
      `orange: the next update, −α ∂L/∂w${cross}`
    );
  }
}
