/** The row of all steps: each cell filled by the size of its state, with the returned gradient as a bar below. */
import { oddity } from '../wasm/numbers.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../run/view.js').View} View */

/**
 * @param {Pen} pen
 * @param {{top: number, height: number}} row
 * @param {number} lit the column at work
 * @param {View} view
 */
export function paintChain(pen, { top, height }, lit, view) {
  const { axis, palette, scales, snapshot } = view;
  const { frame } = snapshot;
  const gap = axis.pitch > 7 ? 1.5 : axis.pitch > 4 ? 0.7 : 0.2;
  const cell = height - 9;
  const across = axis.center(axis.columns - 1) - axis.center(0);
  pen.rect(axis.center(0), top + cell / 2 - 0.5, across, 1, { fill: palette.edges[3] });
  frame.forward_rms.forEach((rms, stage) => {
    const value = snapshot.reached(stage) ? rms : null;
    const [x, wide] = [axis.left(stage + 1) + gap, axis.pitch - 2 * gap];
    const fill = value === null ? palette.empty : oddity(value) ? palette.gradient : scales.signal.color(value);
    const stroke = axis.pitch > 5 ? palette.edges[value === null ? 2 : 3] : undefined;
    pen.rect(x, top, wide, cell, { fill, stroke });
    if (snapshot.returned(stage)) paintBack(pen, frame.d_a_rms[stage], { x, wide, top: top + cell + 2 }, view);
  });
  if (lit >= 0) paintLit(pen, lit, top, cell, view);
}

/**
 * @param {Pen} pen
 * @param {number|null} d
 * @param {{x: number, wide: number, top: number}} at
 * @param {View} view
 */
function paintBack(pen, d, { x, wide, top }, { scales, palette }) {
  if (d === null || d === undefined) return;
  const odd = !Number.isFinite(d);
  const high = odd ? 7 : Math.max(0.6, 7 * scales.gradient.at(d));
  pen.rect(x, top, wide, high, { fill: odd ? palette.gradient : scales.gradient.color(d) });
}

/**
 * Blue on the way forward, orange on the way back.
 * @param {Pen} pen
 * @param {number} column
 * @param {number} top
 * @param {number} cell
 * @param {View} view
 */
function paintLit(pen, column, top, cell, { axis, palette, frame }) {
  const back = frame.phase.name === 'backward' || frame.phase.name === 'loss';
  const wide = Math.max(5, axis.pitch);
  const stroke = back ? palette.gradient : palette.signal;
  pen.rect(axis.center(column) - wide / 2, top - 2, wide, cell + 4, { stroke, width: 2.5 });
}
