/**
 * Skip connections in the diagram: an arc over each layer that is bypassed, from the units below to a small plus
 * where the branch is added; and a band in place of single weights where a branch holds two linear maps.
 */

import { logPlace } from '../wasm/logscale.js';
import { EDGE } from './layout.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/theme.js').Palette} Palette */
/** @typedef {import('../wasm/types.js').Phase} Phase */
/** @typedef {import('../wasm/types.js').Column} Column */

/** @param {Column[]} columns */
export const skipsIn = (columns) => columns.filter((column) => column.skip).length;

/**
 * The effect of the phase on a stage: nothing yet, the signal passes, the gradient passes or has passed.
 * @param {Phase} phase
 * @param {number} stage
 * @param {Palette} palette
 * @param {string} rest
 */
function tone(phase, stage, palette, rest) {
  if (phase.name === 'forward' && phase.stage === stage) return palette.signal;
  if (phase.name === 'backward' && phase.stage !== null && stage >= phase.stage) return palette.gradient;
  return rest;
}

/**
 * @param {Pen} pen
 * @param {import('./layout.js').Layout} layout
 * @param {Column[]} columns
 * @param {Phase} phase
 * @param {Palette} palette
 */
export function paintSkips(pen, layout, columns, phase, palette) {
  const foot = (/** @type {import('./layout.js').Stack} */ stack) => (stack.ys[0] ?? 0) - stack.unit / 2 - 3;
  for (const [column, to] of layout.stacks) {
    const from = layout.stacks.get(column - 1);
    if (!columns[column]?.skip || !from) continue;
    const stroke = tone(phase, column - 1, palette, palette.edges[5]);
    const style = { stroke, width: stroke === palette.edges[5] ? 1.2 : 2 };
    const high = foot(to) - 16;
    const [x, y] = [to.x - 2, foot(to) - 3];
    pen.path(
      [
        ['M', from.x + 2, foot(from)],
        ['C', from.x + 4, high, to.x - 5, high, x, y - 1],
      ],
      style,
    );
    pen.line(x - 3, y, x + 3, y, style); // a plus, where skip and branch meet
    pen.line(x, y - 3, x, y + 3, style);
  }
}

/**
 * Over many thin columns: a row of small arcs, or a line where even these would not fit.
 * @param {Pen} pen
 * @param {import('../draw/axis.js').Axis} axis
 * @param {Column[]} columns
 * @param {number} foot
 * @param {Palette} palette
 */
export function paintSmallSkips(pen, axis, columns, foot, palette) {
  const style = { stroke: palette.edges[5] };
  columns.forEach(({ skip }, column) => {
    if (!skip) return;
    const [from, to] = [axis.center(column - 1), axis.center(column)];
    if (axis.pitch < 5) return pen.line(from, foot, to, foot, style);
    pen.path(
      [
        ['M', from, foot],
        ['C', from, foot - 9, to, foot - 9, to, foot],
      ],
      style,
    );
  });
}

/**
 * A band as thick as ‖W‖ is large, over four decades.
 * @param {number} norm
 * @param {number} room
 */
const thickness = (norm, room) => room * Math.max(0.06, logPlace(norm, -2, 2));

/**
 * Stages whose weights cannot be drawn one by one: two halves, since an activation stands between the two maps.
 * @param {Pen} pen
 * @param {import('./layout.js').Layout} layout
 * @param {Float32Array} edges
 * @param {import('../wasm/types.js').Frame} frame
 * @param {Phase} phase
 * @param {Palette} palette
 */
export function paintBands(pen, layout, edges, frame, phase, palette) {
  const drawn = new Set();
  for (let i = 0; i < edges.length; i += EDGE) drawn.add(edges[i]);
  for (const [column, to] of layout.stacks) {
    const from = layout.stacks.get(column - 1);
    if (!from || drawn.has(column - 1)) continue;
    const left = from.x + from.unit / 2 + 2;
    const half = (to.x - to.unit / 2 - 2 - left) / 2;
    const room = (to.ys.at(-1) ?? 0) - (to.ys[0] ?? 0) + to.unit;
    const high = thickness(Number(frame.w_norm[column - 1]), room);
    const top = ((to.ys[0] ?? 0) + (to.ys.at(-1) ?? 0)) / 2 - high / 2;
    const fill = tone(phase, column - 1, palette, palette.edges[1]);
    pen.rect(left, top, half - 1, high, { fill });
    pen.rect(left + half + 1, top, half - 1, high, { fill });
  }
}
