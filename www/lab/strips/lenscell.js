/** The content of one enlarged step: a part's units, the input from below, the answer above. */
import { brief } from '../wasm/numbers.js';
import { upright } from './arrows.js';
import { answerAt, readingAt, symbols } from './sequence.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../run/view.js').View} View */
/** @typedef {{step: number, x: number, wide: number, focus: boolean}} Slot  step T is the output */

/**
 * One column of a part's picture: its units at this step.
 * @param {Pen} pen
 * @param {number} part
 * @param {number} step
 * @param {import('../draw/pen.js').Box} box
 * @param {View} view
 */
export function paintUnits(pen, part, step, box, { palette, snapshot, time, summary }) {
  const { x, y, width, height } = box;
  const bitmap = snapshot.maps[part];
  pen.rect(x, y, width, height, { fill: palette.empty });
  if (snapshot.reached(step) && bitmap) pen.image(bitmap, box, { x: step, y: 0, width: 1, height: bitmap.height });
  pen.rect(x - 0.5, y - 0.5, width + 1, height + 1, { stroke: palette.edges[2] });
  if (step !== time.step) return;
  const unit = height / (summary.time?.hidden ?? 1);
  const top = y + time.unit * unit - 0.5;
  pen.rect(x - 1.5, top, width + 3, Math.max(2, unit) + 1, { stroke: palette.ink });
}

/**
 * x_t comes in from below.
 * @param {Pen} pen
 * @param {Slot} slot
 * @param {{top: number, high: number}} box
 * @param {View} view
 */
export function paintInput(pen, { step, x, wide, focus }, { top, high }, view) {
  const { palette, snapshot, time } = view;
  const [middle, foot] = [x + wide / 2, top + high];
  const style = { stroke: snapshot.reached(step) ? palette.signal : palette.edges[3], width: 1.6 };
  pen.line(middle, foot + 15, middle, foot + 2, style);
  pen.path(
    [
      ['M', middle - 4, foot + 7],
      ['L', middle, foot + 2],
      ['L', middle + 4, foot + 7],
    ],
    style,
  );
  const text = time.level > 0 ? (focus ? `x = h of cell ${time.level}` : 'h') : inputWords(step, focus, view);
  pen.text(text, middle, foot + 27, { fill: focus ? palette.ink : palette.muted });
}

/**
 * @param {number} step
 * @param {boolean} focus
 * @param {View} view
 */
function inputWords(step, focus, { snapshot, knobs }) {
  const { sequence } = snapshot;
  const x = sequence?.x[step] ?? [];
  const few = x.length <= (focus ? 4 : 2);
  const symbol = sequence ? readingAt(knobs.data, sequence, step).replace('symbol ', '') : '';
  const value = few ? x.map((one) => brief(one)).join(', ') : symbol || (focus ? `${x.length} numbers` : '…');
  if (!focus) return value;
  if (!x.length) return 'x';
  return x.length > 1 && few ? `x = (${value})` : `x = ${value}`;
}

/**
 * An answered step has an output and a loss of its own.
 * @param {Pen} pen
 * @param {Slot} slot
 * @param {number} top
 * @param {View} view
 */
export function paintAnswer(pen, { step, x, wide, focus }, top, { palette, snapshot, time, summary, knobs }) {
  const { sequence } = snapshot;
  const answer = sequence && answerAt(sequence, step, symbols(knobs.data));
  if (!answer || time.level !== time.top) return;
  const at = focus ? x + wide / 2 : x + wide - 12;
  upright(pen, at, top - 2, top - 17, palette.signal);
  if (snapshot.returned(step)) upright(pen, at + 8, top - 17, top - 2, palette.gradient);
  const known = snapshot.reached(summary.stages - 1);
  const text = !known ? 'ŷ' : focus ? `ŷ ${answer.says}, wanted ${answer.wanted}` : answer.says;
  const lettering = { fill: focus ? palette.ink : palette.muted, weight: focus ? 650 : 400 };
  pen.text(text, focus ? at : x + wide / 2, top - 22, lettering);
}
