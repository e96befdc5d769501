/** The words of one row: who the run is at the left, what has become of it at the right, and its curve. */
import { answersNothing } from '../cards/versus.js';
import { h, write } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { count } from '../wasm/numbers.js';
import { catchingUp } from './badge.js';
import { curveKind, outcomeOf } from './outcome.js';
import { highest, paintCurve } from './rowcurve.js';
import { pointsOf, upToNow } from './rowlayout.js';
import { cellLine, changeLine, shortened } from './rownames.js';

/** @typedef {import('./rowsnow.js').Row} Row */

export class RowWords {
  wants = ['frame', 'runs', 'evaluation', 'size', 'theme', 'experiment', 'view', 'rows'];
  every = 260;

  /**
   * @param {import('./rowsnow.js').RowsNow} now
   * @param {number} place of the run among all
   */
  constructor(now, place) {
    this.now = now;
    this.place = place;
    this.letter = h('b', { class: 'row-letter' });
    this.name = h('b', { class: 'row-name' });
    this.line = h('p', { class: 'note' });
    this.head = h('div', { class: 'row-head' }, h('p', { class: 'row-who' }, this.letter, this.name), this.line);
    this.large = h('p', { class: 'row-large' });
    this.small = h('p', { class: 'note row-small' });
    this.canvas = h('canvas', { role: 'img', class: 'row-curve', 'aria-label': 'The curve' });
    this.surface = new Surface(this.canvas);
    this.length = '';
    this.node = h('div', { class: 'row-outcome' }, h('div', null, this.large, this.small), this.canvas);
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const rows = this.surface.width ? this.now.rows : [];
    const row = rows[this.place];
    if (!row) return;
    this.introduce(row, rows);
    const outcome = this.outcome(row);
    this.node.dataset.tone = outcome.tone;
    write(this.large, outcome.large);
    write(this.small, row.behind ? catchingUp(row.frame.step, this.now.view.step) : outcome.small);
    const silent = answersNothing(row.summary);
    this.node.classList.toggle('silent', silent); // it keeps its width, from which it is known to be shown
    if (silent) return;
    this.settle();
    const pen = this.surface.pen(this.now.view.palette);
    if (pen) this.paint(pen, row, outcome.tone);
  }

  /** The curve has the room that the words leave. */
  settle() {
    const length = `${this.large.textContent?.length} ${this.small.textContent?.length}`;
    if (length !== this.length) this.surface.measure();
    this.length = length;
  }

  /**
   * @param {Row} row
   * @param {Row[]} rows
   */
  introduce(row, rows) {
    const [first] = rows;
    write(this.letter, rows.length > 1 ? row.letter : '');
    write(this.name, shortened(row.name));
    const changes = row === first ? null : first.lab.differs(row.lab).knobs;
    const prepared = this.now.view.prepared.preset !== null; // nobody has changed its first run
    const line = rows.length < 2 || (prepared && row === first) ? '' : changeLine(changes);
    write(this.line, row.summary.time ? cellLine(row.parts) : line);
  }

  /** @param {Row} row */
  outcome({ frame, summary, scores }) {
    return outcomeOf({ frame, summary, scores: scores(), learned: this.now.view.catalog.limits.learned.usual });
  }

  /**
   * @param {import('../draw/pen.js').Pen} pen
   * @param {Row} row
   * @param {import('./outcome.js').Tone} tone
   */
  paint(pen, row, tone) {
    const { view, rows } = this.now;
    const { palette } = view;
    const kind = curveKind(
      rows.map(({ scores, frame, summary }) => ({
        scores: scores(),
        step: frame.step,
        classes: summary.chance_accuracy !== null,
      })),
    );
    const accuracy = kind === 'accuracy';
    const points = (/** @type {Row} */ { scores, losses }) =>
      accuracy ? pointsOf(scores(), 3, 2) : upToNow(pointsOf(losses(), 2, 1), pointsOf(scores(), 3, 1));
    const chance = accuracy ? row.summary.chance_accuracy : row.summary.chance_loss;
    const steps = Math.max(10, view.step, ...rows.map(({ frame }) => frame.step));
    const high = accuracy ? 1 : highest(scaledWith(row, rows).map(points), chance);
    const stroke = {
      learns: palette.well,
      explodes: palette.explodes,
      open: palette.gradientText,
      unknown: palette.ink,
    }[tone];
    const name = accuracy ? 'accuracy' : 'loss';
    const said = this.small.textContent?.startsWith(name) ? '' : name; // beside the number already
    paintCurve(pen, { points: points(row), steps, high, chance, stroke, name: said }, palette);
    this.canvas.setAttribute('aria-label', `${name} of ${row.letter} over ${count(row.frame.step)} training steps`);
  }
}

/**
 * The runs on one scale: those that go on. One that has exploded would press them to the ground, and has its own.
 * @param {Row} row
 * @param {Row[]} rows
 */
function scaledWith(row, rows) {
  return row.frame.stopped ? [row] : rows.filter(({ frame }) => !frame.stopped);
}
