/**
 * The strips of all compared runs side by side: each row one figure, one shared absolute scale; the rivers share their
 * steps.
 */
import { h } from '../draw/dom.js';
import { Axis, HORIZONS, LogScale } from '../draw/axis.js';
import { count, number, oddity, power, stageName } from '../draw/format.js';
import { METERS, TIME_METERS } from '../strips/meter.js';
import { markOddity, Surface } from '../draw/surface.js';

const AIR = 7;
const THICKEST = 7; // pixels of one step

/** @typedef {import('./compare.js').Shown} Shown */
/** @typedef {{canvas: HTMLCanvasElement, surface: Surface}} Cell */

export class CompareStrips {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = h('div', { class: 'side-by-side' });
    this.columns = -1;
    this.time = false;
    /** @type {{spec: import('../strips/meter.js').MeterSpec, scale: LogScale, cells: Cell[], ticks: HTMLElement}[]} */
    this.meters = [];
    /** @type {Cell[]} */
    this.rivers = [];
    this.steps = h('div', { class: 'ticks' });
    this.buffer = document.createElement('canvas');
  }

  /** A column for every run. @param {Shown[]} runs @returns {boolean} whether anything moved */
  arrange(runs) {
    const { time } = this.desk.summary;
    if (this.columns === runs.length && this.time === Boolean(time)) return false;
    this.columns = runs.length;
    this.time = Boolean(time);
    this.node.style.setProperty('--runs', String(runs.length));
    this.meters = (time ? TIME_METERS : METERS).map((spec) => ({
      spec,
      scale: new LogScale(spec.low, spec.high),
      cells: runs.map(cell),
      ticks: h('div', { class: 'ticks', 'aria-hidden': 'true' }),
    }));
    this.rivers = runs.map(cell);
    this.heads = runs.map(() => h('b'));
    this.node.replaceChildren(
      row('', '', this.heads, h('div', { class: 'ticks' }), 'names'),
      ...this.meters.map(({ spec, cells, ticks }) =>
        row(
          spec.name,
          spec.sub,
          cells.map(({ canvas }) => canvas),
          ticks,
          spec.key,
        ),
      ),
      row(
        'River',
        'gradient by step ↓',
        this.rivers.map(({ canvas }) => canvas),
        this.steps,
        'river',
      ),
    );
    return true;
  }

  measure() {
    for (const { surface } of [...this.meters.flatMap(({ cells }) => cells), ...this.rivers]) surface.measure();
  }

  /** @param {Shown[]} runs */
  paint(runs) {
    this.heads?.forEach((head, i) => {
      head.textContent = runs[i].fork || this.time ? `${runs[i].letter} · ${runs[i].name}` : 'A';
    });
    for (const meter of this.meters) {
      for (const { frame } of runs) meter.scale.include(frame[meter.spec.key]);
      meter.cells.forEach((place, i) => this.paintMeter(meter, place, runs[i]));
      this.writeTicks(meter);
    }
    this.paintRivers(runs);
  }

  /** @param {CompareStrips['meters'][0]} meter @param {Cell} cell @param {Shown} run */
  paintMeter({ spec, scale }, { canvas, surface }, { letter, frame }) {
    const context = surface.begin();
    if (!context) return;
    const { palette } = this.desk;
    const { width, height } = surface;
    const values = frame[spec.key];
    const axis = new Axis(values.length, width);
    const y = (/** @type {number} */ value) => AIR + (1 - scale.at(value)) * (height - AIR);
    const line = (/** @type {number} */ at) => context.fillRect(0, Math.round(at), width, 1);
    context.fillStyle = palette.line;
    for (const e of scale.ticks()) line(y(10 ** e));
    context.fillStyle = palette.edges[2];
    line(height - 1);
    context.strokeStyle = palette.muted;
    context.setLineDash([4, 3]);
    for (const { value } of this.horizons(scale)) strokeAcross(context, y(value), width);
    context.setLineDash([]);
    values.forEach((value, stage) => {
      if (value === null) return;
      const word = oddity(value);
      if (word) return markOddity(context, axis.left(stage + 1) + 1, axis.pitch - 2, height, word, palette);
      context.fillStyle = palette[spec.tone];
      const top = value === 0 ? height - 2 : y(value);
      context.fillRect(axis.centre(stage + 1) - axis.bar / 2, top, axis.bar, Math.max(1.5, height - top));
    });
    const last = values.length - 1;
    const named = { stages: values.length, time: this.desk.summary.time };
    canvas.setAttribute(
      'aria-label',
      `${letter}: ${spec.name}, ${stageName(0, named)} ${number(values[0])}, ${stageName(last, named)} ${number(values[last])}`,
    );
  }

  /** @param {LogScale} scale */
  horizons(scale) {
    return HORIZONS.filter(({ value }) => Math.log10(value) > scale.low && Math.log10(value) < scale.high);
  }

  /** @param {CompareStrips['meters'][0]} meter */
  writeTicks({ scale, cells, ticks }) {
    const { height } = cells[0].surface;
    const key = `${scale.low} ${scale.high} ${height}`;
    if (!height || ticks.dataset.shows === key) return;
    ticks.dataset.shows = key;
    ticks.replaceChildren(
      ...scale.ticks().map((e) => {
        const mark = h('span', { class: 'tick' }, power(e));
        mark.style.top = `${AIR + (1 - scale.at(10 ** e)) * (height - AIR)}px`;
        return mark;
      }),
    );
  }

  /** Every run's river on the same steps. @param {Shown[]} runs */
  paintRivers(runs) {
    const { desk, rivers } = this;
    const pictures = runs.map(({ lab }) => lab.river(desk.dark));
    const last = Math.max(0, ...pictures.map(({ last_step: step }) => (step ?? -1) + 1));
    const { height } = rivers[0].surface;
    const perStep = Math.min(THICKEST, height / Math.max(1, last));
    rivers.forEach(({ canvas, surface }, i) => {
      const context = surface.begin();
      const { width: across, height: rows, pixels, first_step: from, last_step: to } = pictures[i];
      canvas.setAttribute(
        'aria-label',
        `${runs[i].letter}: gradient of each ${this.desk.summary.time ? 'time' : 'layer'} at each step`,
      );
      if (!context || !rows) return;
      Object.assign(this.buffer, { width: across, height: rows });
      this.buffer.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels), across, rows), 0, 0);
      const pitch = surface.width / (across + 1);
      context.imageSmoothingEnabled = false;
      context.drawImage(this.buffer, pitch, from * perStep, across * pitch, (to - from + 1) * perStep);
    });
    const bottom = h('span', { class: 'tick' }, last ? `step ${count(last)}` : '');
    bottom.style.top = `${Math.max(8, last * perStep - 6)}px`;
    this.steps.replaceChildren(bottom);
  }
}

/** @returns {Cell} */
function cell() {
  const canvas = h('canvas', { role: 'img', 'aria-label': 'not measured yet' });
  return { canvas, surface: new Surface(canvas) };
}

/** @param {CanvasRenderingContext2D} context @param {number} y @param {number} width */
function strokeAcross(context, y, width) {
  context.beginPath();
  context.moveTo(0, Math.round(y) + 0.5);
  context.lineTo(width, Math.round(y) + 0.5);
  context.stroke();
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
