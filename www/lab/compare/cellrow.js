/** The memory of one run's cell in its row: a few units down, time across. */
import { Bitmap } from '../draw/bitmap.js';
import { h } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { several } from '../wasm/numbers.js';
import { liveliest } from './rowlayout.js';

/** Height of a unit, in pixels, at least. */
const UNIT = 9;

/** @typedef {import('./rowsnow.js').Row} Row */

/**
 * The part that a cell remembers with, of the level that the output reads: c where there is one, else h.
 * @param {import('../wasm/types.js').CellPart[]} parts
 * @returns {number} its place, or −1
 */
export function memoryPart(parts) {
  const top = Math.max(0, ...parts.map(({ level }) => level));
  const find = (/** @type {string} */ role) => parts.findIndex((part) => part.level === top && part.role === role);
  const memory = find('memory');
  return memory < 0 ? find('state') : memory;
}

export class CellRow {
  wants = ['frame', 'runs', 'selection', 'size', 'theme', 'experiment', 'view', 'snapshot', 'rows'];
  every = 150;

  /**
   * @param {import('./rowsnow.js').RowsNow} now
   * @param {number} place of the run among all
   */
  constructor(now, place) {
    this.now = now;
    this.place = place;
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': 'The memory' });
    this.surface = new Surface(this.canvas);
    this.node = h('div', { class: 'row-memory' }, this.canvas);
    /** The units on show, chosen when the run rests: rows must not jump while it plays. */
    this.chosen = { of: '', units: /** @type {number[]} */ ([]) };
  }

  measure() {
    this.surface.measure();
  }

  draw() {
    const row = this.surface.width && this.now.time ? this.now.rows[this.place] : undefined;
    if (!row?.fits) return;
    const { view } = this.now;
    const picture = this.picture(row, memoryPart(row.parts));
    const pen = this.surface.pen(view.palette);
    if (!pen) return;
    const axis = this.now.axis(pen.width);
    const steps = row.summary.time?.steps ?? 1;
    pen.rect(0, 0, steps * axis.pitch, pen.height, { fill: view.palette.empty });
    if (picture) this.paint(pen, picture, this.units(row, picture), axis.pitch, this.reached(row, steps));
    this.describe(row);
  }

  /**
   * The main run's picture is the one of the snapshot, which shows one batch; the others stand at the end of a step.
   * @param {Row} row
   * @param {number} part
   * @returns {Bitmap|null}
   */
  picture({ main, lab, frame }, part) {
    const { view } = this.now;
    if (main) return view.snapshot.maps[part] ?? null;
    const picture =
      part < 0 || (frame.step === 0 && frame.done === 0) ? null : lab.gate_map(part, view.example, view.dark);
    return picture?.width && picture.height ? new Bitmap(picture) : null;
  }

  /**
   * @param {Row} row
   * @param {Bitmap} picture
   */
  units(row, picture) {
    const most = Math.max(3, Math.floor(this.surface.height / UNIT));
    const of = `${row.id} ${this.now.of} ${most} ${row.frame.step > 0}`;
    if (of !== this.chosen.of || !this.now.view.playing) this.chosen = { of, units: liveliest(picture, most) };
    return this.chosen.units;
  }

  /**
   * Time steps that the batch has passed.
   * @param {Row} row
   * @param {number} steps
   */
  reached({ main }, steps) {
    let reached = main ? 0 : steps;
    while (reached < steps && this.now.view.snapshot.reached(reached)) reached += 1;
    return reached;
  }

  /**
   * @param {import('../draw/pen.js').Pen} pen
   * @param {Bitmap} picture
   * @param {number[]} units
   * @param {number} pitch
   * @param {number} reached
   */
  paint(pen, picture, units, pitch, reached) {
    const high = pen.height / units.length;
    const { paper } = this.now.view.palette;
    units.forEach((unit, i) => {
      const to = { x: 0, y: i * high, width: reached * pitch, height: high };
      if (reached) pen.image(picture, to, { x: 0, y: unit, width: reached, height: 1 });
    });
    for (let i = 1; i < units.length; i++) pen.line(0, i * high, pen.width, i * high, { stroke: paper });
    for (let t = 1; t < reached && pitch > 5; t++) pen.line(t * pitch, 0, t * pitch, pen.height, { stroke: paper });
  }

  /** @param {Row} row */
  describe({ letter, parts, summary }) {
    const part = parts[memoryPart(parts)];
    const units = this.chosen.units.map((unit) => unit + 1).join(', ');
    const of = several(summary.time?.hidden ?? 1, 'unit');
    const label = `${part?.word ?? 'memory'} ${part?.name ?? ''} of ${letter} by time: units ${units} of ${of}`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }
}
