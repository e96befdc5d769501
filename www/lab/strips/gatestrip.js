/** One part of the cell as a strip: its units down, time across. */
import { h, write } from '../draw/dom.js';
import { count, number, percent } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { connectKeys } from './pointing.js';

const AIR = 1; // pixels between a map and its frame
const SATURATION =
  'over all units and the batch; sat.: the share of them so near to 0 or 1 ' +
  'that the slope is below 5 % of its maximum';

export class GateStrip {
  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {import('../wasm/types.js').CellPart} part
   * @param {number} index of the part within the cell
   */
  constructor({ view, actions }, part, index) {
    this.view = view;
    this.actions = actions;
    this.part = part;
    this.index = index;
    const level = (view.summary.time?.levels ?? 1) > 1 ? ` ${part.level + 1}` : '';
    this.canvas = h('canvas', {
      class: 'layer',
      role: 'img',
      tabindex: '0',
      'data-part': part.name,
      'aria-label': `${part.word} ${part.name}, unit by time step. Arrow keys move over time steps and units.`,
    });
    this.surface = new Surface(this.canvas);
    this.output = h('output', { class: 'reading', title: SATURATION });
    const title = `${part.name}${level} = ${part.formula}${part.gate ? '' : '; colors end at ±1'}`;
    const name = h('b', null, h('i', null, part.name), h('span', { class: 'word' }, ` ${part.word}${level}`));
    this.node = h(
      'div',
      { class: 'strip gate' },
      h('div', { class: 'strip-head', title }, name, this.output),
      h('div', { class: 'plot' }, this.canvas),
      h('div', { class: 'ticks', 'aria-hidden': 'true' }, this.unitTicks()),
    );
    /** Over all units and the batch, by step. @type {{mean: number[], saturated: number[]|null}|null} */
    this.figures = null;
    this.connect();
  }

  /** Only the first strip labels the direction in which units count. */
  unitTicks() {
    if (this.index > 0) return [];
    const units = this.view.summary.time?.hidden ?? 1;
    const [first, last] = [h('span', { class: 'tick' }, 'unit 1'), h('span', { class: 'tick' }, count(units))];
    first.style.top = '7px';
    last.style.top = 'calc(100% - 6px)';
    return [first, last];
  }

  draw() {
    const pen = this.surface.pen(this.view.palette);
    if (pen) this.paint(pen);
    this.read();
  }

  /** @param {import('../draw/pen.js').Pen} pen */
  paint(pen) {
    const { axis, palette, summary, snapshot, time } = this.view;
    const steps = summary.time?.steps ?? 1;
    const high = pen.height - 2 * AIR;
    pen.rect(axis.left(1), AIR, steps * axis.pitch, high, { fill: palette.empty });
    let reached = 0;
    while (reached < steps && snapshot.reached(reached)) reached += 1;
    const bitmap = snapshot.maps[this.index];
    if (reached > 0 && bitmap) {
      const to = { x: axis.left(1), y: AIR, width: reached * axis.pitch, height: high };
      pen.image(bitmap, to, { x: 0, y: 0, width: reached, height: bitmap.height });
    }
    if (this.part.level === time.level) this.mark(pen, high);
  }

  /**
   * The unit under inspection, where the cursor is.
   * @param {import('../draw/pen.js').Pen} pen
   * @param {number} high
   */
  mark(pen, high) {
    const { axis, palette, time, summary } = this.view;
    const cell = high / (summary.time?.hidden ?? 1);
    const [wide, tall] = [Math.max(6, axis.pitch), Math.max(5, cell)];
    const x = axis.center(time.step + 1) - wide / 2;
    const y = Math.max(1, Math.min(high + 1 - tall, AIR + (time.unit + 0.5) * cell - tall / 2));
    const chosen = time.part === this.index;
    pen.rect(x, y, wide, tall, { stroke: palette.paper, width: chosen ? 4 : 3 });
    pen.rect(x, y, wide, tall, { stroke: palette.ink, width: chosen ? 2 : 1 });
  }

  /** Shows in the head the mean over the whole batch. */
  read() {
    const { time, column, snapshot } = this.view;
    const wanted = column !== null && snapshot.reached(time.step);
    const mean = wanted ? this.figures?.mean[time.step] : undefined;
    const shut = this.figures?.saturated?.[time.step];
    const share = shut === undefined || shut === null ? '' : `, ${percent(shut, 2)} sat.`;
    const text = mean === undefined || mean === null ? '' : `mean ${number(mean, 2)}${share}`;
    write(this.output, text);
  }

  /** @param {MouseEvent} event */
  under(event) {
    const { x, y } = this.surface.locate(event);
    const units = this.view.summary.time?.hidden ?? 1;
    const unit = Math.max(0, Math.min(units - 1, Math.floor((y / Math.max(1, this.surface.height)) * units)));
    return { column: this.view.axis.columnAt(x), spot: { unit, level: this.part.level, part: this.index } };
  }

  connect() {
    const { canvas, actions, index, part } = this;
    canvas.addEventListener('pointermove', (event) => {
      const { column, spot } = this.under(event);
      actions.point(column);
      actions.hoverSpot(spot);
    });
    canvas.addEventListener('pointerleave', () => {
      actions.point(null);
      actions.hoverSpot(null);
    });
    canvas.addEventListener('click', (event) => {
      const { column, spot } = this.under(event);
      actions.pin(column);
      actions.keepSpot(spot);
    });
    canvas.addEventListener('focus', () => actions.keepSpot({ level: part.level, part: index }));
    canvas.addEventListener('blur', () => actions.keepSpot({ part: null }));
    connectKeys(canvas, (key) => actions.moveInTime(key, index));
  }
}
