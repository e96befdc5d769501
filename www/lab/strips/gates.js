/**
 * The gate map: one strip for every part of the cell, its units down, time across. The pictures come from Rust; the
 * pointer, or the arrow keys, read one cell of them as an equation with its numbers.
 */
import { h } from '../draw/dom.js';
import { count, number, percent } from '../draw/format.js';
import { Surface } from '../draw/surface.js';
import { GateTip } from './gatetip.js';
import { partWords } from './equations.js';

const READ = 600; // ms between new readings while it trains: means over all units and the batch, which are dear
const AIR = 1; // pixels between a map and its frame

/**
 * @typedef {{part: import('../wasm/types.js').CellPart, index: number, surface: Surface, buffer: HTMLCanvasElement, reading:
 *   HTMLElement, node: HTMLElement, ticks: HTMLElement, figures: {mean: number[], saturated: number[]|null}|null}}
 *   GateRow
 */

export class Gates {
  wants = ['frame', 'cursor', 'selection', 'size', 'theme', 'experiment'];
  every = 70;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {GateRow[]} */
    this.rows = [];
    this.tip = new GateTip(desk);
    this.list = h('div', { class: 'gate-list' });
    this.node = h('div', { class: 'gates' }, this.list, this.tip.node);
    this.shown = '';
    this.readAt = 0;
  }

  measure() {
    for (const { surface } of this.rows) surface.measure();
  }

  draw() {
    const { summary, moment } = this.desk;
    if (!summary.time) return;
    const names = JSON.stringify([moment.parts, summary.time.hidden]);
    if (names !== this.shown) this.build(names);
    moment.snapshot();
    for (const row of this.rows) this.paint(row);
    this.tip.draw(this);
  }

  /** @param {string} names */
  build(names) {
    this.shown = names;
    this.desk.moment.taken.key = '';
    this.rows = this.desk.moment.parts.map((part, index) => this.row(part, index));
    this.list.replaceChildren(...this.rows.map(({ node }) => node));
    this.list.classList.toggle('many', this.rows.length > 6);
    this.measure();
  }

  /** @param {import('../wasm/types.js').CellPart} part @param {number} index @returns {GateRow} */
  row(part, index) {
    const { time } = this.desk.summary;
    const canvas = h('canvas', {
      class: 'layer',
      role: 'img',
      tabindex: '0',
      'data-part': part.name,
      'aria-label': part.word,
    });
    const reading = h('output', {
      class: 'reading',
      title:
        'over all units and the batch; sat.: share of them so near to 0 or 1 that their slope is below 5 % of its steepest',
    });
    const level = time && time.levels > 1 ? ` ${part.level + 1}` : '';
    const ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' }, ...this.unitTicks(index, time?.hidden ?? 1));
    const node = h(
      'div',
      { class: 'strip gate' },
      h(
        'div',
        {
          class: 'strip-head',
          title: `${part.name}${level} = ${part.formula}${part.gate ? '' : '; colours end at ±1'}`,
        },
        h('b', null, h('i', null, part.name), h('span', { class: 'word' }, ` ${part.word}${level}`)),
        reading,
      ),
      h('div', { class: 'plot' }, canvas),
      ticks,
    );
    const row = {
      part,
      index,
      surface: new Surface(canvas),
      buffer: document.createElement('canvas'),
      reading,
      node,
      ticks,
      figures: null,
    };
    this.connect(row, canvas);
    return row;
  }

  /** Which way the units count is said once. @param {number} index @param {number} units */
  unitTicks(index, units) {
    if (index > 0) return [];
    const [first, last] = [h('span', { class: 'tick' }, 'unit 1'), h('span', { class: 'tick' }, count(units))];
    first.style.top = '7px';
    last.style.top = 'calc(100% - 6px)';
    return [first, last];
  }

  /** New pictures, when the run has moved on. */
  take() {
    for (const row of this.rows) this.fetch(row);
    const { lab, moment } = this.desk;
    if (moment.blurred && performance.now() - this.readAt < READ) return;
    this.readAt = performance.now();
    const wanted = this.desk.cursorColumn() !== null;
    for (const row of this.rows) row.figures = wanted ? lab.gate_figures(row.index) : null;
  }

  /** @param {GateRow} row */
  fetch({ index, buffer }) {
    const { lab, choice, dark } = this.desk;
    const picture = /** @type {import('../wasm/types.js').Picture|null} */ (lab.gate_map(index, choice.example, dark));
    if (!picture?.width || !picture.height) return;
    const { width, height, pixels } = picture;
    if (buffer.width !== width || buffer.height !== height) Object.assign(buffer, { width, height });
    buffer.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
  }

  /** @param {GateRow} row */
  paint(row) {
    const { surface, buffer } = row;
    const context = surface.begin();
    if (!context) return;
    const {
      axis,
      palette,
      summary: { time },
      moment,
    } = this.desk;
    const steps = time?.steps ?? 1;
    const [left, across, high] = [axis.left(1), steps * axis.pitch, surface.height - 2 * AIR];
    context.fillStyle = palette.empty;
    context.fillRect(left, AIR, across, high);
    const reached = this.reached(steps);
    context.imageSmoothingEnabled = false;
    if (reached > 0) context.drawImage(buffer, 0, 0, reached, buffer.height, left, AIR, reached * axis.pitch, high);
    if (row.part.level === moment.level) this.mark(context, row, high);
    this.read(row);
  }

  /** How many steps this batch has come through. @param {number} steps */
  reached(steps) {
    let reached = 0;
    while (reached < steps && this.desk.moment.reached(reached)) reached += 1;
    return reached;
  }

  /**
   * The unit under inspection, where the cursor is.
   * @param {CanvasRenderingContext2D} context
   * @param {GateRow} row
   * @param {number} high
   */
  mark(context, row, high) {
    const {
      axis,
      palette,
      moment,
      summary: { time },
    } = this.desk;
    const cell = high / (time?.hidden ?? 1);
    const size = [Math.max(6, axis.pitch), Math.max(5, cell)];
    const x = axis.centre(moment.step + 1) - size[0] / 2;
    const y = Math.max(1, Math.min(high + 1 - size[1], AIR + (moment.unit + 0.5) * cell - size[1] / 2));
    const chosen = moment.spot.part === row.index;
    context.lineWidth = chosen ? 4 : 3;
    context.strokeStyle = palette.paper;
    context.strokeRect(x, y, size[0], size[1]);
    context.lineWidth = chosen ? 2 : 1;
    context.strokeStyle = palette.ink;
    context.strokeRect(x, y, size[0], size[1]);
  }

  /** In the head: what the whole batch does here. @param {GateRow} row */
  read(row) {
    const { lab, moment } = this.desk;
    const wanted = moment.reached(moment.step) && this.desk.cursorColumn() !== null;
    if (wanted && !row.figures && !moment.blurred) row.figures = lab.gate_figures(row.index);
    const mean = wanted ? row.figures?.mean[moment.step] : undefined;
    const shut = row.figures?.saturated?.[moment.step];
    const text =
      mean === undefined || mean === null
        ? ''
        : `mean ${number(mean, 2)}${shut === undefined || shut === null ? '' : `, ${percent(Number(shut.toFixed(2)))} sat.`}`;
    if (row.reading.textContent !== text) row.reading.textContent = text;
  }

  /** @param {GateRow} row @param {HTMLCanvasElement} canvas */
  connect(row, canvas) {
    const { desk } = this;
    const { moment } = desk;
    const spot = (/** @type {PointerEvent|MouseEvent} */ event) => {
      const { x, y } = row.surface.locate(event);
      const units = desk.summary.time?.hidden ?? 1;
      const unit = Math.max(0, Math.min(units - 1, Math.floor((y / Math.max(1, row.surface.height)) * units)));
      return { column: desk.axis.columnAt(x), at: { unit, level: row.part.level, part: row.index } };
    };
    canvas.addEventListener('pointermove', (event) => {
      const { column, at } = spot(event);
      desk.cursor.point(column);
      moment.hover(at);
    });
    canvas.addEventListener('pointerleave', () => {
      desk.cursor.point(null);
      moment.hover(null);
    });
    canvas.addEventListener('click', (event) => {
      const { column, at } = spot(event);
      desk.cursor.pin(column);
      moment.keep(at);
    });
    canvas.addEventListener('focus', () => moment.keep({ ...moment.kept, level: row.part.level, part: row.index }));
    canvas.addEventListener('blur', () => moment.keep({ ...moment.kept, part: null }));
    canvas.addEventListener('keydown', (event) => {
      if (!moment.key(event.key, row.index)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /**
   * For readers who listen.
   * @param {import('../wasm/types.js').PartView|null} view
   * @param {GateRow} row
   */
  describe(view, { part, surface: { canvas } }) {
    const { moment } = this.desk;
    const where = `unit ${moment.unit + 1} at time ${moment.step + 1}`;
    const text = view
      ? `${partWords(view, number)}, ${where}`
      : `${part.word} ${part.name}, unit by time. Arrow keys move over time and units.`;
    if (canvas.getAttribute('aria-label') !== text) canvas.setAttribute('aria-label', text);
  }
}
