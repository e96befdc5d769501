/**
 * One run with two parameters in its row: its path over the loss. All rows show the same window around their starts, so
 * that a run that diverges leaves the picture.
 */
import { lowest, namesOf, windowFor } from '../cards/contours.js';
import { paintLandscape, plotOf } from '../cards/landscapepicture.js';
import { Survey } from '../cards/survey.js';
import { h } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { number, several } from '../wasm/numbers.js';

/** The window reaches so far beyond the starts. */
const BEYOND = 1.2;

export class PathRow {
  wants = ['frame', 'runs', 'size', 'theme', 'experiment', 'view', 'rows', 'landscape'];
  every = 100;

  /**
   * @param {import('./rowsnow.js').RowsNow} now
   * @param {import('../run/ports.js').Actions} actions
   * @param {number} place of the run among all
   */
  constructor(now, actions, place) {
    this.now = now;
    this.place = place;
    this.survey = new Survey(now.engine, () => actions.redraw('landscape'));
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': 'The path' });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'row-path', hidden: true }, this.canvas);
  }

  measure() {
    this.surface.measure();
  }

  work() {
    return this.survey.work();
  }

  draw() {
    const { now, surface, survey } = this;
    const rows = surface.width && now.two ? now.rows : [];
    const row = rows[this.place];
    const pen = row?.fits && surface.pen(now.view.palette);
    if (!pen) return survey.forget();
    const starts = rows.map(({ path }) => path()[0]);
    survey.around(row.id, windowFor(starts.map(([x, y]) => [BEYOND * x, BEYOND * y])));
    const path = row.path();
    const names = namesOf(row.lab.slopes().names);
    const { ground, half } = survey;
    const walk = { path, next: null, lowest: ground && lowest(ground.field), names };
    const plot = plotOf(pen, half);
    plot.left += Math.max(0, (pen.width - plot.side) / 2 - plot.left);
    paintLandscape(pen, plot, ground, walk, now.view.palette);
    this.describe(row.letter, path, names);
  }

  /**
   * @param {string} letter
   * @param {import('../cards/contours.js').Point[]} path
   * @param {string[]} names
   */
  describe(letter, path, names) {
    const [x, y] = path[path.length - 1];
    const label =
      `The path of ${letter} over ${names.join(' and ')}: ${several(path.length, 'point')}, ` +
      `now at (${number(x)}, ${number(y)})`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }
}
