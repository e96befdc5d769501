/**
 * A few steps enlarged: x_t below, the cell, its state handed on to the right; coming back, the gradient from right
 * to left, as thick as it is strong. In a cell every part is a column of its units, as in the gate map.
 */
import { brief, several } from '../wasm/numbers.js';
import { arrow } from './arrows.js';
import { paintAnswer, paintInput, paintUnits } from './lenscell.js';

const SPREAD = { few: 0.44, many: 0.36 }; // the focus's share of the width
const FOOT = 30; // x_t and its arrow
const HEAD = 18;
const ANSWER = 22; // above the cells, where steps in between are answered

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('./lenscell.js').Slot} Slot */
/** @typedef {{top: number, high: number}} Band */

export class Lens {
  /** @param {import('../run/view.js').View} view */
  constructor(view) {
    this.view = view;
    /** @type {Slot[]} */
    this.slots = [];
    this.top = 0;
  }

  /**
   * The positions of the steps: two on each side of the one in focus if there is room, fewer at an end.
   * @param {number} steps
   */
  arrange(steps) {
    const { axis, time } = this.view;
    const beside = axis.view.width > 560 ? 2 : 1;
    const gap = beside === 2 ? 34 : 26;
    const around = 2 * beside;
    const focus = (beside === 2 ? SPREAD.many : SPREAD.few) * axis.view.width;
    const other = (axis.view.width - focus - (around + 1) * gap) / around;
    let x = axis.view.left + gap / 2;
    this.slots = [];
    const first = Math.max(0, Math.min(steps - around, time.step - beside));
    for (let step = first; step <= Math.min(steps, first + around); step++) {
      const wide = step === time.step ? focus : other;
      this.slots.push({ step, x, wide, focus: step === time.step });
      x += wide + gap;
    }
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  columnAt(x, y) {
    if (y < this.top) return null;
    const slot = this.slots.find((one) => x >= one.x - 8 && x <= one.x + one.wide + 8);
    return slot ? slot.step + 1 : null;
  }

  /**
   * @param {Pen} pen
   * @param {{top: number, height: number}} band
   * @param {number} lit
   */
  paint(pen, { top, height }, lit) {
    const { time } = this.view.summary;
    if (!time) return;
    this.top = top;
    this.arrange(time.steps);
    const head = HEAD + (time.answers > 1 ? ANSWER : 0);
    const box = { top: top + head, high: height - head - FOOT };
    this.paintWedge(pen, top);
    for (const slot of this.slots) this.paintArrows(pen, slot, box, time.steps);
    for (const slot of this.slots) {
      if (slot.step === time.steps) this.paintOutput(pen, slot, box, lit);
      else this.paintCell(pen, slot, box, lit);
    }
  }

  /**
   * From the row of all steps down to the few.
   * @param {Pen} pen
   * @param {number} top
   */
  paintWedge(pen, top) {
    const { axis, palette } = this.view;
    const [first, last] = [this.slots[0], this.slots[this.slots.length - 1]];
    pen.path(
      [
        ['M', axis.left(first.step + 1), top - 12],
        ['L', axis.left(last.step + 2), top - 12],
        ['L', last.x + last.wide, top + HEAD - 4],
        ['L', first.x, top + HEAD - 4],
        ['Z'],
      ],
      { fill: palette.empty },
    );
  }

  /**
   * Draws the state that leaves a step to its right, and the gradient that comes back.
   * @param {Pen} pen
   * @param {Slot} slot
   * @param {Band} box
   * @param {number} steps
   */
  paintArrows(pen, { step, x, wide }, { top, high }, steps) {
    const { palette, time, snapshot } = this.view;
    const next = this.slots.find((slot) => slot.step === step + 1);
    const [from, to] = [x + wide, next ? next.x : x + wide + 16];
    const upper = time.level === time.top;
    if (step >= steps || (step === steps - 1 && !upper)) return; // only the upper cell is read by the output
    const known = snapshot.reached(step);
    const memory = time.hasMemory && step < steps - 1;
    (memory ? [0.16, 0.6] : [0.38]).forEach((at, lane) => {
      const y = top + at * high;
      const isMemory = memory && lane === 0;
      arrow(pen, from, to, y, 1.6, known ? palette.signal : palette.edges[3]);
      if (next) pen.text(isMemory ? 'c' : 'h', (from + to) / 2 - 2, y - 5, { fill: palette.muted });
      const d = (isMemory ? snapshot.frame.d_c_rms : snapshot.frame.d_a_rms)?.[step];
      if (upper && d !== null && d !== undefined && snapshot.returned(step)) this.paintBack(pen, to, from, y + 11, d);
    });
  }

  /**
   * @param {Pen} pen
   * @param {number} from
   * @param {number} to
   * @param {number} y
   * @param {number} d
   */
  paintBack(pen, from, to, y, d) {
    const { scales, palette } = this.view;
    const thick = Number.isFinite(d) ? 9 * scales.gradient.at(d) : 9;
    if (thick >= 0.4) arrow(pen, from, to, y, Math.max(0.8, thick), palette.gradient);
  }

  /**
   * @param {Pen} pen
   * @param {Slot} slot
   * @param {Band} box
   * @param {number} lit
   */
  paintCell(pen, slot, box, lit) {
    const { time } = this.view;
    const { step, x, wide, focus } = slot;
    this.paintFrame(pen, slot, box, lit === step + 1);
    this.paintName(pen, slot, box);
    const parts = time.parts
      .map(({ name, role, level }, index) => ({ name, role, level, index }))
      .filter(({ role, level }) => level === time.level && (focus || role === 'memory' || role === 'state'));
    const pitch = (wide - 12) / parts.length;
    const column = Math.min(28, pitch - 4);
    parts.forEach(({ name, index }, i) => {
      const at = x + 6 + (i + 0.5) * pitch - column / 2;
      paintUnits(pen, index, step, { x: at, y: box.top + 20, width: column, height: box.high - 26 }, this.view);
      pen.text(name, at + column / 2, box.top + 14, { fill: this.view.palette.ink, weight: 650 });
    });
    paintInput(pen, slot, box, this.view);
  }

  /**
   * Over a cell: its step, its level, its gradient.
   * @param {Pen} pen
   * @param {Slot} slot
   * @param {Band} box
   */
  paintName(pen, slot, box) {
    const { palette, time, snapshot, summary } = this.view;
    const { step, x, wide, focus } = slot;
    const many = (summary.time?.answers ?? 1) > 1;
    const level = time.top && focus ? ` · cell ${time.level + 1} of ${time.top + 1}` : '';
    const left = focus || many;
    const name = many && !focus ? String(step + 1) : `time ${step + 1}${level}`;
    pen.text(name, left ? x + 4 : x + wide / 2, box.top - 6, {
      fill: focus ? palette.ink : palette.muted,
      weight: focus ? 650 : 400,
      align: left ? 'left' : 'center',
    });
    if (many) paintAnswer(pen, slot, box.top, this.view);
    const room = wide > (level ? 240 : 170);
    if (!focus || !room || time.level !== time.top || !snapshot.returned(step)) return;
    const text = `∂L/∂h ${brief(snapshot.frame.d_a_rms[step])}`;
    pen.text(text, x + wide - 4, box.top - 6, { fill: palette.gradient, align: 'right' });
  }

  /**
   * Draws the linear output and its loss.
   * @param {Pen} pen
   * @param {Slot} slot
   * @param {Band} box
   * @param {number} lit
   */
  paintOutput(pen, slot, box, lit) {
    const { palette, snapshot, summary } = this.view;
    const { frame } = snapshot;
    const { x, wide } = slot;
    const small = { top: box.top + box.high * 0.14, high: box.high * 0.5 };
    this.paintFrame(pen, slot, small, lit === slot.step + 1);
    const write = (/** @type {string} */ text, /** @type {number} */ y, strong = false) =>
      pen.text(text, x + wide / 2, y, { fill: strong ? palette.ink : palette.muted, weight: strong ? 650 : 400 });
    const sequence = snapshot.sequence;
    const value = sequence?.answer[0]?.at(-1);
    const answers = summary.time?.answers ?? 1;
    const known = snapshot.reached(summary.stages - 1);
    const below = small.top + small.high;
    write('output', box.top - 6);
    write('ŷ', small.top + small.high / 2 - 6);
    if (answers > 1) {
      write(wide > 64 ? `of ${several(answers, 'time step')}` : `× ${answers}`, small.top + small.high / 2 + 12);
    } else if (known && value !== undefined && sequence?.answer.length === 1) {
      write(brief(value), small.top + small.high / 2 + 12, true);
    }
    write('batch loss', below + 16);
    if (frame.loss !== null && known && frame.phase.name !== 'forward') write(brief(frame.loss), below + 30, true);
  }

  /**
   * @param {Pen} pen
   * @param {Slot} slot
   * @param {Band} box
   * @param {boolean} lit
   */
  paintFrame(pen, { x, wide, focus }, { top, high }, lit) {
    const { palette, frame } = this.view;
    const back = frame.phase.name === 'backward' || frame.phase.name === 'loss';
    const working = back ? palette.gradient : palette.signal;
    pen.rect(x, top, wide, high, {
      radius: 8,
      fill: palette.paper,
      stroke: lit ? working : focus ? palette.ink : palette.edges[4],
      width: lit ? 3 : focus ? 1.6 : 1,
    });
  }
}
