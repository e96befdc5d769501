/**
 * The strips of all compared runs side by side: each row one figure, one shared absolute scale; the rivers share their
 * steps.
 */
import { Axis } from '../draw/axis.js';
import { Bitmap } from '../draw/bitmap.js';
import { h, write } from '../draw/dom.js';
import { count, number, oddity } from '../wasm/numbers.js';
import { LogScale } from '../wasm/logscale.js';
import { Surface } from '../draw/surface.js';
import { stageName } from '../run/phase.js';
import { markOddity, paintScale } from '../strips/marks.js';
import { AIR } from '../strips/meter.js';
import { standing } from '../wasm/catalog.js';
import { Badge } from './badge.js';

const THICKEST = 7; // pixels of one step
const ROOM = 22; // pixels for the number of a column

/** @typedef {import('../run/view.js').RunView} RunView */
/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {{canvas: HTMLCanvasElement, surface: Surface}} Cell */
/** @typedef {import('../wasm/catalog.js').StandingMeter} StandingMeter */
/** @typedef {{spec: StandingMeter, scale: LogScale, cells: Cell[], ticks: HTMLElement}} Row */

export class CompareStrips {
  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, engine }) {
    this.view = view;
    this.engine = engine;
    this.node = h('div', { class: 'side-by-side' });
    this.columns = -1;
    this.time = false;
    /** @type {Row[]} */
    this.meters = [];
    /** @type {Cell[]} */
    this.rivers = [];
    /** @type {HTMLElement[]} */
    this.heads = [];
    /** @type {Badge[]} */
    this.badges = [];
    /** The names of the columns. @type {HTMLElement[]} */
    this.numbers = [];
    this.steps = h('div', { class: 'ticks' });
  }

  /**
   * A column for every run.
   * @param {RunView[]} runs
   * @returns {boolean} whether anything moved
   */
  arrange(runs) {
    const time = Boolean(this.view.summary.time);
    if (this.columns === runs.length && this.time === time) return false;
    this.columns = runs.length;
    this.time = time;
    this.node.style.setProperty('--runs', String(runs.length));
    const rows = standing(this.view.catalog, time ? 'time' : 'depth');
    this.meters = rows.map((spec) => ({
      spec,
      scale: new LogScale(spec.low, spec.high),
      cells: runs.map(cell),
      ticks: h('div', { class: 'ticks', 'aria-hidden': 'true' }),
    }));
    this.rivers = runs.map(cell);
    this.heads = runs.map(() => h('b'));
    this.badges = runs.map(() => new Badge());
    this.numbers = runs.map(() => h('div', { class: 'axis-numbers', 'aria-hidden': 'true' }));
    const heads = runs.map((_, i) => h('div', { class: 'run-head' }, this.heads[i], this.badges[i].node));
    const canvases = (/** @type {Cell[]} */ cells) => cells.map(({ canvas }) => canvas);
    this.node.replaceChildren(
      row('', '', heads, h('div', { class: 'ticks' }), 'names'),
      ...this.meters.map(({ spec, cells, ticks }) => row(spec.label, spec.symbol, canvases(cells), ticks, spec.column)),
      row('', time ? 'time step' : 'layer', this.numbers, h('div', { class: 'ticks' }), 'numbers'),
      row('River', 'by training step ↓', canvases(this.rivers), this.steps, 'river'),
    );
    return true;
  }

  measure() {
    for (const { surface } of [...this.meters.flatMap(({ cells }) => cells), ...this.rivers]) surface.measure();
  }

  /** @param {RunView[]} runs */
  paint(runs) {
    this.heads.forEach((head, i) => {
      const { letter, name } = runs[i];
      write(head, name ? `${letter} · ${name}` : letter);
      this.badges[i].show(runs[i], this.view.step);
      this.writeNumbers(this.numbers[i], runs[i]);
    });
    for (const meter of this.meters) {
      for (const { frame } of runs) meter.scale.include(frame[meter.spec.column]);
      meter.cells.forEach(({ canvas, surface }, i) => {
        const pen = surface.pen(this.view.palette);
        if (pen) this.paintMeter(pen, meter, runs[i].frame[meter.spec.column]);
        canvas.setAttribute('aria-label', this.label(meter, runs[i]));
        canvas.classList.toggle('behind', runs[i].behind);
      });
      this.writeTicks(meter);
    }
    this.drawRivers(runs);
  }

  /**
   * @param {Pen} pen
   * @param {Row} row
   * @param {(number|null)[]} values
   */
  paintMeter(pen, { spec, scale }, values) {
    const { palette } = this.view;
    const axis = new Axis(values.length, pen.width);
    const y = (/** @type {number} */ at) => AIR + (1 - at) * (pen.height - AIR);
    paintScale(pen, scale, y, palette);
    values.forEach((value, stage) => {
      if (value === null) return;
      const word = oddity(value);
      if (word) return markOddity(pen, { x: axis.left(stage + 1) + 1, width: axis.pitch - 2 }, word, palette);
      const top = value === 0 ? pen.height - 2 : y(scale.at(value));
      const x = axis.center(stage + 1) - axis.bar / 2;
      pen.rect(x, top, axis.bar, Math.max(1.5, pen.height - top), { fill: palette[spec.tone] });
    });
  }

  /**
   * @param {Row} row
   * @param {RunView} run
   */
  label({ spec }, { letter, frame, behind }) {
    if (behind) return `${letter}: ${spec.label}, not yet at the training step of the others`;
    const values = frame[spec.column];
    const last = values.length - 1;
    const named = { stages: values.length, time: this.view.summary.time };
    const ends = `${stageName(0, named)} ${number(values[0])}, ${stageName(last, named)} ${number(values[last])}`;
    return `${letter}: ${spec.label}, ${ends}`;
  }

  /**
   * The columns of one run that have bars: the layers or time steps, and 'out'.
   * @param {HTMLElement} node
   * @param {RunView} run
   */
  writeNumbers(node, { frame }) {
    const stages = frame.d_z_rms.length;
    const { width } = this.rivers[0].surface;
    const key = `${stages} ${width}`;
    if (!width || node.dataset.shows === key) return;
    node.dataset.shows = key;
    const axis = new Axis(stages, width);
    const numbers = axis.labelled(ROOM).filter((column) => column > 1 && (column - 1) * axis.pitch >= ROOM / 2);
    const marks = [1, ...numbers].map((column) => {
      const last = column === stages;
      const mark = h('span', { class: last ? 'last' : '' }, last ? 'out' : String(column));
      if (!last) mark.style.left = `${axis.center(column)}px`;
      return mark;
    });
    node.replaceChildren(...marks);
  }

  /** @param {Row} row */
  writeTicks({ scale, cells, ticks }) {
    const { height } = cells[0].surface;
    const key = `${scale.low} ${scale.high} ${height}`;
    if (!height || ticks.dataset.shows === key) return;
    ticks.dataset.shows = key;
    ticks.replaceChildren(
      ...scale.ticks.map(({ at, text }) => {
        const mark = h('span', { class: 'tick' }, text);
        mark.style.top = `${AIR + (1 - at) * (height - AIR)}px`;
        return mark;
      }),
    );
  }

  /**
   * Every run's river on the same steps.
   * @param {RunView[]} runs
   */
  drawRivers(runs) {
    const { dark, palette, summary } = this.view;
    const pictures = runs.map(({ id }) => this.engine.labOf(id)?.river(dark));
    const last = Math.max(0, ...pictures.map((picture) => (picture?.last_step ?? -1) + 1));
    const { height } = this.rivers[0].surface;
    const perStep = Math.min(THICKEST, height / Math.max(1, last));
    this.rivers.forEach(({ canvas, surface }, i) => {
      const what = `gradient of each ${summary.time ? 'time step' : 'layer'} in each training step`;
      canvas.setAttribute('aria-label', `${runs[i].letter}: ${what}`);
      const pen = surface.pen(palette);
      if (pen && pictures[i]?.height) paintRiver(pen, pictures[i], perStep);
    });
    const bottom = h('span', { class: 'tick' }, last ? count(last) : '');
    bottom.style.top = `${Math.max(8, last * perStep - 6)}px`;
    this.steps.replaceChildren(bottom);
  }
}

/**
 * @param {Pen} pen
 * @param {import('../wasm/types.js').Picture & {first_step: number, last_step: number}} picture
 * @param {number} perStep pixels of one step
 */
function paintRiver(pen, picture, perStep) {
  const { width: columns, first_step: from, last_step: to } = picture;
  const pitch = pen.width / (columns + 1);
  const box = { x: pitch, y: from * perStep, width: columns * pitch, height: (to - from + 1) * perStep };
  pen.image(new Bitmap(picture), box);
}

/** @returns {Cell} */
function cell() {
  const canvas = h('canvas', { role: 'img', 'aria-label': 'not measured yet' });
  return { canvas, surface: new Surface(canvas) };
}

/**
 * @param {string} name
 * @param {string} sub
 * @param {HTMLElement[]} cells
 * @param {HTMLElement} ticks
 * @param {string} kind
 */
const row = (name, sub, cells, ticks, kind) =>
  h(
    'div',
    { class: `strip ${kind}` },
    h('div', { class: 'strip-head' }, h('b', null, name), h('span', null, sub)),
    h('div', { class: 'cells' }, cells),
    ticks,
  );
