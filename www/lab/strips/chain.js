/**
 * The row of all steps: each cell filled by the size of its state, with the gradient that came back to it as a bar
 * below.
 */
import { oddity } from '../draw/format.js';

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{top: number, height: number}} row
 * @param {number} lit the column at work
 * @param {import('../app/desk.js').Desk} desk
 */
export function paintChain(context, { top, height }, lit, desk) {
  const { axis, palette, scales, moment } = desk;
  const { frame } = moment;
  const gap = axis.pitch > 7 ? 1.5 : axis.pitch > 4 ? 0.7 : 0.2;
  const cell = height - 9;
  context.fillStyle = palette.edges[3];
  context.fillRect(axis.centre(0), top + cell / 2 - 0.5, axis.centre(axis.columns - 1) - axis.centre(0), 1);
  frame.forward_rms.forEach((rms, stage) => {
    const value = moment.reached(stage) ? rms : null;
    const [x, wide] = [axis.left(stage + 1) + gap, axis.pitch - 2 * gap];
    context.fillStyle = value === null ? palette.empty : oddity(value) ? palette.gradient : scales.signal.colour(value);
    context.fillRect(x, top, wide, cell);
    if (axis.pitch > 5) {
      context.lineWidth = 1;
      context.strokeStyle = palette.edges[value === null ? 2 : 3];
      context.strokeRect(x, top, wide, cell);
    }
    if (moment.returned(stage)) paintBack(context, frame.d_a_rms[stage], x, wide, top + cell + 2, desk);
  });
  if (lit >= 0) paintLit(context, lit, top, cell, desk);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number|null} d
 * @param {number} x
 * @param {number} wide
 * @param {number} top
 * @param {import('../app/desk.js').Desk} desk
 */
function paintBack(context, d, x, wide, top, { scales, palette }) {
  if (d === null || d === undefined) return;
  const odd = !Number.isFinite(d);
  context.fillStyle = odd ? palette.gradient : scales.gradient.colour(d);
  context.fillRect(x, top, wide, odd ? 7 : Math.max(0.6, 7 * scales.gradient.at(d)));
}

/**
 * Blue on the way forward, orange on the way back.
 * @param {CanvasRenderingContext2D} context
 * @param {number} column
 * @param {number} top
 * @param {number} cell
 * @param {import('../app/desk.js').Desk} desk
 */
function paintLit(context, column, top, cell, { axis, palette, frame }) {
  const back = frame.phase.name === 'backward' || frame.phase.name === 'loss';
  context.lineWidth = 2.5;
  context.strokeStyle = back ? palette.gradient : palette.signal;
  const wide = Math.max(5, axis.pitch);
  context.strokeRect(axis.centre(column) - wide / 2, top - 2, wide, cell + 4);
}
