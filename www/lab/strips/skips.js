/**
 * Skip connections in the diagram: an arc over each layer that is bypassed, from the units below to a small plus
 * where the branch is added; and a band in place of single weights where a branch holds two linear maps.
 */

/** @typedef {{palette: import('../draw/theme.js').Palette, scales: import('../draw/colors.js').Scales}} Look */
/** @typedef {import('../wasm/types.js').Phase} Phase */

/** @param {import('../wasm/types.js').Column[]} columns */
export const skipsIn = (columns) => columns.filter((column) => column.skip).length;

/**
 * What the phase does with stage `stage`: nothing yet, the signal passes, the gradient passes or has passed.
 * @param {Phase} phase @param {number} stage @param {import('../draw/theme.js').Palette} palette @param {string} rest
 */
function tone(phase, stage, palette, rest) {
  if (phase.name === 'forward' && phase.stage === stage) return palette.signal;
  if (phase.name === 'backward' && phase.stage !== null && stage >= phase.stage) return palette.gradient;
  return rest;
}

/**
 * @param {CanvasRenderingContext2D} context @param {import('./layout.js').Layout} layout
 * @param {import('../wasm/types.js').Column[]} columns @param {Phase} phase @param {Look} look
 */
export function paintSkips(context, layout, columns, phase, { palette }) {
  for (const [column, to] of layout.stacks) {
    const from = layout.stacks.get(column - 1);
    if (!columns[column]?.skip || !from) continue;
    const foot = (/** @type {import('./layout.js').Stack} */ stack) => (stack.ys[0] ?? 0) - stack.unit / 2 - 3;
    const colour = tone(phase, column - 1, palette, palette.edges[5]);
    const high = foot(to) - 16;
    context.strokeStyle = colour;
    context.lineWidth = colour === palette.edges[5] ? 1.2 : 2;
    context.beginPath();
    context.moveTo(from.x + 2, foot(from));
    context.bezierCurveTo(from.x + 4, high, to.x - 5, high, to.x - 2, foot(to) - 4);
    context.stroke();
    plus(context, to.x - 2, foot(to) - 3);
  }
}

/**
 * Where skip and branch meet.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 */
function plus(context, x, y) {
  context.beginPath();
  context.moveTo(x - 3, y);
  context.lineTo(x + 3, y);
  context.moveTo(x, y - 3);
  context.lineTo(x, y + 3);
  context.stroke();
}

/**
 * Over many thin columns: a row of small arcs, or a line where even these would not fit.
 * @param {CanvasRenderingContext2D} context @param {import('../draw/axis.js').Axis} axis
 * @param {import('../wasm/types.js').Column[]} columns @param {number} foot @param {Look} look
 */
export function paintSmallSkips(context, axis, columns, foot, { palette }) {
  context.strokeStyle = palette.edges[5];
  context.lineWidth = 1;
  columns.forEach(({ skip }, column) => {
    if (!skip) return;
    context.beginPath();
    context.moveTo(axis.centre(column - 1), foot);
    if (axis.pitch < 5) context.lineTo(axis.centre(column), foot);
    else
      context.bezierCurveTo(
        axis.centre(column - 1),
        foot - 9,
        axis.centre(column),
        foot - 9,
        axis.centre(column),
        foot,
      );
    context.stroke();
  });
}

/** A band as thick as ‖W‖ is large, over four decades. @param {number} norm @param {number} room */
const thickness = (norm, room) => room * Math.max(0.06, Math.min(1, (Math.log10(norm || 1e-3) + 2) / 4));

/**
 * Stages whose weights cannot be drawn one by one: two halves, since an activation stands between the two maps.
 * @param {CanvasRenderingContext2D} context @param {import('./layout.js').Layout} layout @param {Float32Array} edges
 * @param {import('../wasm/types.js').Frame} frame @param {Phase} phase @param {Look} look
 */
export function paintBands(context, layout, edges, frame, phase, { palette }) {
  const drawn = new Set();
  for (let i = 0; i < edges.length; i += 5) drawn.add(edges[i]);
  for (const [column, to] of layout.stacks) {
    const from = layout.stacks.get(column - 1);
    if (!from || drawn.has(column - 1)) continue;
    const left = from.x + from.unit / 2 + 2;
    const half = (to.x - to.unit / 2 - 2 - left) / 2;
    const room = (to.ys.at(-1) ?? 0) - (to.ys[0] ?? 0) + to.unit;
    const high = thickness(Number(frame.w_norm[column - 1]), room);
    const middle = ((to.ys[0] ?? 0) + (to.ys.at(-1) ?? 0)) / 2;
    context.fillStyle = tone(phase, column - 1, palette, palette.edges[1]);
    context.fillRect(left, middle - high / 2, half - 1, high);
    context.fillRect(left + half + 1, middle - high / 2, half - 1, high);
  }
}
