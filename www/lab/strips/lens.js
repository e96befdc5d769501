/**
 * A few steps enlarged: x_t below, the cell, its state handed on to the right; coming back, the gradient from right to
 * left, as thick as it is strong. In a cell every part is a column of its units, as in the gate map.
 */
import { brief, several } from '../draw/format.js';
import { answerAt } from './sequence.js';

const SPREAD = { few: 0.44, many: 0.36 }; // the focus's share of the width
const FOOT = 30; // x_t and its arrow
const HEAD = 18;
const ANSWER = 22; // above the cells, where steps in between are answered

/** @typedef {{step: number, x: number, wide: number, focus: boolean}} Slot  step T is the output */

export class Lens {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {Slot[]} */
    this.slots = [];
    this.top = 0;
  }

  /**
   * Where the steps stand: two on each side of the one in focus where there is room, fewer at an end.
   * @param {number} steps
   */
  arrange(steps) {
    const {
      axis: { view },
      moment,
    } = this.desk;
    const beside = view.width > 560 ? 2 : 1;
    const gap = beside === 2 ? 34 : 26;
    const around = 2 * beside;
    const share = beside === 2 ? SPREAD.many : SPREAD.few;
    const focus = share * view.width;
    const other = (view.width - focus - (around + 1) * gap) / around;
    let x = view.left + gap / 2;
    this.slots = [];
    const first = Math.max(0, Math.min(steps - around, moment.step - beside));
    for (let step = first; step <= Math.min(steps, first + around); step++) {
      const wide = step === moment.step ? focus : other;
      this.slots.push({ step, x, wide, focus: step === moment.step });
      x += wide + gap;
    }
  }

  /** @param {number} x @param {number} y */
  columnAt(x, y) {
    if (y < this.top) return null;
    const slot = this.slots.find((one) => x >= one.x - 8 && x <= one.x + one.wide + 8);
    return slot ? slot.step + 1 : null;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {{top: number, height: number}} band
   * @param {number} lit
   * @param {import('./gates.js').GateRow[]} rows
   */
  paint(context, { top, height }, lit, rows) {
    const { time } = this.desk.summary;
    if (!time) return;
    this.top = top;
    this.arrange(time.steps);
    const head = HEAD + (time.answers > 1 ? ANSWER : 0);
    const box = { top: top + head, high: height - head - FOOT };
    this.paintWedge(context, top);
    const shown = rows.filter(({ part }) => part.level === this.desk.moment.level);
    for (const slot of this.slots) this.paintArrows(context, slot, box, time);
    for (const slot of this.slots) {
      if (slot.step === time.steps) this.paintOutput(context, slot, box, lit);
      else this.paintCell(context, slot, box, shown, lit);
    }
  }

  /**
   * From the row of all steps down to the few.
   * @param {CanvasRenderingContext2D} context
   * @param {number} top
   */
  paintWedge(context, top) {
    const { axis, palette } = this.desk;
    const [first, last] = [this.slots[0], this.slots[this.slots.length - 1]];
    context.fillStyle = palette.empty;
    context.beginPath();
    context.moveTo(axis.left(first.step + 1), top - 12);
    context.lineTo(axis.left(last.step + 2), top - 12);
    context.lineTo(last.x + last.wide, top + HEAD - 4);
    context.lineTo(first.x, top + HEAD - 4);
    context.fill();
  }

  /**
   * What leaves a step to its right, and what comes back to it.
   * @param {CanvasRenderingContext2D} context
   * @param {Slot} slot
   * @param {{top: number, high: number}} box
   * @param {import('../wasm/types.js').TimeShape} time
   */
  paintArrows(context, { step, x, wide }, { top, high }, { steps, cell }) {
    const { palette, moment } = this.desk;
    const { frame } = moment;
    const next = this.slots.find((slot) => slot.step === step + 1);
    const [from, to] = [x + wide, next ? next.x : x + wide + 16];
    if (step >= steps) return;
    const upper = moment.level === moment.top;
    if (step === steps - 1 && !upper) return; // only the upper cell is read by the output
    const known = moment.reached(step);
    const memory = cell === 'lstm' && step < steps - 1;
    const lanes = memory ? [0.16, 0.6] : [0.38];
    lanes.forEach((at, i) => {
      const y = top + at * high;
      arrow(context, from, to, y, 1.6, known ? palette.signal : palette.edges[3]);
      if (next) label(context, memory && i === 0 ? 'c' : 'h', (from + to) / 2 - 2, y - 5, palette.muted, palette.font);
      const d = memory && i === 0 ? frame.d_c_rms?.[step] : frame.d_a_rms[step];
      if (upper && d !== null && d !== undefined && moment.returned(step)) this.paintBack(context, to, from, y + 11, d);
    });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} from
   * @param {number} to
   * @param {number} y
   * @param {number} d
   */
  paintBack(context, from, to, y, d) {
    const { scales, palette } = this.desk;
    const thick = Number.isFinite(d) ? 9 * scales.gradient.at(d) : 9;
    if (thick < 0.4) return;
    arrow(context, from, to, y, Math.max(0.8, thick), palette.gradient);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Slot} slot
   * @param {{top: number, high: number}} box
   * @param {import('./gates.js').GateRow[]} rows
   * @param {number} lit
   */
  paintCell(context, slot, box, rows, lit) {
    const { palette, moment } = this.desk;
    const { frame } = moment;
    const { step, x, wide, focus } = slot;
    this.frame(context, slot, box, lit === step + 1);
    const many = (this.desk.summary.time?.answers ?? 1) > 1;
    const level = moment.top && focus ? ` · cell ${moment.level + 1} of ${moment.top + 1}` : '';
    const left = focus || many;
    label(
      context,
      many && !focus ? String(step + 1) : `time ${step + 1}${level}`,
      left ? x + 4 : x + wide / 2,
      box.top - 6,
      focus ? palette.ink : palette.muted,
      palette.font,
      focus,
      left ? 'left' : 'center',
    );
    if (many) this.paintAnswer(context, slot, box);
    const parts = focus ? rows : rows.filter(({ part }) => part.name === 'c' || part.name === 'h');
    const pitch = (wide - 12) / parts.length;
    const column = Math.min(28, pitch - 4);
    parts.forEach((row, i) => {
      const at = x + 6 + (i + 0.5) * pitch - column / 2;
      this.paintUnits(context, row, step, at, box.top + 20, column, box.high - 26);
      label(context, row.part.name, at + column / 2, box.top + 14, palette.ink, palette.font, true);
    });
    this.paintInput(context, slot, box);
    if (focus && wide > (level ? 240 : 170) && moment.level === moment.top && moment.returned(step))
      label(
        context,
        `∂L/∂h ${brief(frame.d_a_rms[step])}`,
        x + wide - 4,
        box.top - 6,
        palette.gradient,
        palette.font,
        false,
        'right',
      );
  }

  /**
   * An answered step has an output and a loss of its own.
   * @param {CanvasRenderingContext2D} context
   * @param {Slot} slot
   * @param {{top: number, high: number}} box
   */
  paintAnswer(context, { step, x, wide, focus }, { top }) {
    const { palette, moment, panels, summary } = this.desk;
    const { sequence } = moment;
    const answer = sequence && answerAt(sequence, step, panels.input.lanes?.names ?? []);
    if (!answer || moment.level !== moment.top) return;
    const at = focus ? x + wide / 2 : x + wide - 12;
    upright(context, at, top - 2, top - 17, palette.signal);
    if (moment.returned(step)) upright(context, at + 8, top - 17, top - 2, palette.gradient);
    const known = moment.reached(summary.stages - 1);
    const text = !known ? 'ŷ' : focus ? `ŷ ${answer.says}, wanted ${answer.wanted}` : answer.says;
    label(context, text, focus ? at : x + wide / 2, top - 22, focus ? palette.ink : palette.muted, palette.font, focus);
  }

  /**
   * One column of the gate's picture: its units at this step.
   * @param {CanvasRenderingContext2D} context
   * @param {import('./gates.js').GateRow} row
   * @param {number} step
   * @param {number} x
   * @param {number} y
   * @param {number} wide
   * @param {number} high
   */
  paintUnits(context, { buffer, part }, step, x, y, wide, high) {
    const {
      palette,
      moment,
      summary: { time },
    } = this.desk;
    context.fillStyle = palette.empty;
    context.fillRect(x, y, wide, high);
    context.imageSmoothingEnabled = false;
    if (moment.reached(step)) context.drawImage(buffer, step, 0, 1, buffer.height, x, y, wide, high);
    context.lineWidth = 1;
    context.strokeStyle = palette.edges[2];
    context.strokeRect(x - 0.5, y - 0.5, wide + 1, high + 1);
    if (part.level !== moment.level || step !== moment.step) return;
    const unit = high / (time?.hidden ?? 1);
    context.strokeStyle = palette.ink;
    context.strokeRect(x - 1.5, y + moment.unit * unit - 0.5, wide + 3, Math.max(2, unit) + 1);
  }

  /**
   * x_t comes in from below.
   * @param {CanvasRenderingContext2D} context
   * @param {Slot} slot
   * @param {{top: number, high: number}} box
   */
  paintInput(context, { step, x, wide, focus }, { top, high }) {
    const { palette, panels, moment } = this.desk;
    const [middle, foot] = [x + wide / 2, top + high];
    context.strokeStyle = moment.reached(step) ? palette.signal : palette.edges[3];
    context.lineWidth = 1.6;
    context.beginPath();
    context.moveTo(middle, foot + 15);
    context.lineTo(middle, foot + 2);
    context.moveTo(middle - 4, foot + 7);
    context.lineTo(middle, foot + 2);
    context.lineTo(middle + 4, foot + 7);
    context.stroke();
    if (moment.level > 0)
      return label(
        context,
        focus ? `x = h of cell ${moment.level}` : 'h',
        middle,
        foot + 27,
        focus ? palette.ink : palette.muted,
        palette.font,
      );
    const x_t = moment.sequence?.x[step] ?? [];
    const room = focus ? 4 : 2;
    const symbol = panels.input.reading(step).replace('symbol ', '');
    const value =
      x_t.length <= room ? x_t.map((one) => brief(one)).join(', ') : symbol || (focus ? `${x_t.length} numbers` : '…');
    const full = x_t.length > 1 && x_t.length <= room ? `x = (${value})` : `x = ${value}`;
    label(
      context,
      focus ? (x_t.length ? full : 'x') : value,
      middle,
      foot + 27,
      focus ? palette.ink : palette.muted,
      palette.font,
    );
  }

  /**
   * The linear output, and the loss it is judged by.
   * @param {CanvasRenderingContext2D} context
   * @param {Slot} slot
   * @param {{top: number, high: number}} box
   * @param {number} lit
   */
  paintOutput(context, slot, box, lit) {
    const { palette, moment, summary } = this.desk;
    const { frame } = moment;
    const { x, wide } = slot;
    const middle = x + wide / 2;
    const small = { top: box.top + box.high * 0.14, high: box.high * 0.5 };
    this.frame(context, slot, small, lit === slot.step + 1);
    const says = (/** @type {string} */ text, /** @type {number} */ y, bold = false) =>
      label(context, text, middle, y, bold ? palette.ink : palette.muted, palette.font, bold);
    says('output', box.top - 6);
    const value = moment.sequence?.answer[0]?.at(-1);
    const answers = summary.time?.answers ?? 1;
    const known = moment.reached(summary.stages - 1);
    says('ŷ', small.top + small.high / 2 - 6);
    if (answers > 1)
      says(wide > 64 ? `of ${several(answers, 'step')}` : `× ${answers}`, small.top + small.high / 2 + 12);
    else if (known && value !== undefined && moment.sequence?.answer.length === 1)
      says(brief(value), small.top + small.high / 2 + 12, true);
    says('batch loss', small.top + small.high + 16);
    if (frame.loss !== null && known && frame.phase.name !== 'forward')
      says(brief(frame.loss), small.top + small.high + 30, true);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Slot} slot
   * @param {{top: number, high: number}} box
   * @param {boolean} lit
   */
  frame(context, { x, wide, focus }, { top, high }, lit) {
    const { palette, frame } = this.desk;
    const back = frame.phase.name === 'backward' || frame.phase.name === 'loss';
    context.beginPath();
    context.roundRect(x, top, wide, high, 8);
    context.fillStyle = palette.paper;
    context.fill();
    context.lineWidth = lit ? 3 : focus ? 1.6 : 1;
    context.strokeStyle = lit ? (back ? palette.gradient : palette.signal) : focus ? palette.ink : palette.edges[4];
    context.stroke();
  }
}

/**
 * A shaft with a head.
 * @param {CanvasRenderingContext2D} context
 * @param {number} from
 * @param {number} to
 * @param {number} y
 * @param {number} thick
 * @param {string} colour
 */
function arrow(context, from, to, y, thick, colour) {
  const way = Math.sign(to - from);
  const head = Math.min(9, 4 + thick);
  context.fillStyle = colour;
  context.fillRect(Math.min(from, to - way * head), y - thick / 2, Math.abs(to - from) - head, thick);
  context.beginPath();
  context.moveTo(to, y);
  context.lineTo(to - way * head, y - head * 0.7);
  context.lineTo(to - way * head, y + head * 0.7);
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} from
 * @param {number} to
 * @param {string} colour
 */
function upright(context, x, from, to, colour) {
  const way = Math.sign(to - from);
  context.fillStyle = colour;
  context.fillRect(x - 0.8, Math.min(from, to - way * 5), 1.6, Math.abs(to - from) - 5);
  context.beginPath();
  context.moveTo(x, to);
  context.lineTo(x - 4, to - way * 6);
  context.lineTo(x + 4, to - way * 6);
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 * @param {string} font
 * @param {boolean} [bold]
 * @param {CanvasTextAlign} [align]
 */
function label(context, text, x, y, colour, font, bold = false, align = 'center') {
  context.font = `${bold ? '650 ' : ''}12px ${font}`;
  context.textAlign = align;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
