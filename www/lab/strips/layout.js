/**
 * The layout of the network diagram, as a pure function: columns of units on the shared stage axis if they are wide
 * enough; otherwise a strip of thin columns with a lens on the few layers around the cursor.
 */

/** Narrower columns than this cannot show single units and edges. */
export const ROOMY = 19;
const PLAIN = 22; // the row of layer names
const WITH_SKIPS = 36; // their arcs run between names and units
const LENS_LAYERS = 5;

/**
 * @typedef {{column: number, x: number, size: number, ys: number[], unit: number}} Stack  units of one column
 * @typedef {{stacks: Map<number, Stack>, overview: {top: number, height: number}|null,
 *   lens: {first: number, last: number, top: number}|null, bottom: number}} Layout
 */

/**
 * @param {import('../draw/axis.js').Axis} axis
 * @param {number} height
 * @param {{size: number, shown: number[], skip: boolean}[]} columns
 * @param {number} focus column at the middle of the lens
 * @returns {Layout}
 */
export function layoutDiagram(axis, height, columns, focus) {
  const bottom = height - 16;
  const top = columns.some((column) => column.skip) ? WITH_SKIPS : PLAIN;
  if (axis.pitch >= ROOMY || axis.columns <= LENS_LAYERS) {
    const stacks = new Map(columns.map((c, i) => [i, stack(i, axis.center(i), c, top, bottom, axis.pitch)]));
    return { stacks, overview: null, lens: null, bottom };
  }
  const overview = { top, height: Math.round(height * 0.24) };
  const lens = lensRange(focus, axis.columns, overview.top + overview.height + 30);
  const pitch = axis.view.width / LENS_LAYERS;
  const stacks = new Map();
  for (let c = lens.first; c <= lens.last; c++) {
    stacks.set(
      c,
      stack(
        c,
        axis.view.left + (c - lens.first + 0.5) * pitch,
        columns[c],
        lens.top + (top - PLAIN) / 2,
        bottom,
        pitch,
      ),
    );
  }
  return { stacks, overview, lens, bottom };
}

/** @param {number} focus @param {number} columns @param {number} top */
function lensRange(focus, columns, top) {
  const first = Math.max(0, Math.min(columns - LENS_LAYERS, focus - 2));
  return { first, last: first + LENS_LAYERS - 1, top };
}

/**
 * @param {number} column @param {number} x @param {{size: number, shown: number[]}} content
 * @param {number} top @param {number} bottom @param {number} pitch
 * @returns {Stack}
 */
function stack(column, x, { size, shown }, top, bottom, pitch) {
  const n = shown.length;
  const slot = Math.min(30, (bottom - top) / Math.max(1, n));
  const unit = Math.max(4, Math.min(17, slot * 0.7, pitch * 0.4));
  const middle = (top + bottom) / 2;
  const ys = shown.map((_, i) => middle + (i - (n - 1) / 2) * slot);
  return { column, x, size, ys, unit };
}

/**
 * The unit under a point, if any.
 * @param {Layout} layout @param {number} x @param {number} y
 */
export function unitAt(layout, x, y) {
  for (const { column, x: cx, ys, unit } of layout.stacks.values()) {
    if (Math.abs(x - cx) > unit / 2 + 3) continue;
    const slot = ys.findIndex((cy) => Math.abs(y - cy) <= unit / 2 + 2);
    if (slot >= 0) return { column, slot };
  }
  return null;
}

/** Numbers per edge: stage, position below, position above, w, ∂L/∂w, ΔW. */
export const EDGE = 6;

/**
 * The end points of an edge, or null when one of its columns is not shown.
 * @param {Layout} layout @param {Float32Array} edges @param {number} i offset of the edge
 */
export function edgeLine(layout, edges, i) {
  const from = layout.stacks.get(edges[i]);
  const to = layout.stacks.get(edges[i] + 1);
  if (!from || !to) return null;
  return { x1: from.x + from.unit / 2, y1: from.ys[edges[i + 1]], x2: to.x - to.unit / 2, y2: to.ys[edges[i + 2]] };
}

/**
 * The edge nearest to a point, within a few pixels; its offset, or -1.
 * @param {Layout} layout @param {Float32Array} edges @param {number} x @param {number} y
 */
export function edgeAt(layout, edges, x, y) {
  let best = 4;
  let found = -1;
  for (let i = 0; i < edges.length; i += EDGE) {
    const line = edgeLine(layout, edges, i);
    if (!line || x < line.x1 || x > line.x2) continue;
    const t = (x - line.x1) / (line.x2 - line.x1);
    const slope = (line.y2 - line.y1) / (line.x2 - line.x1);
    const distance = Math.abs(y - (line.y1 + t * (line.y2 - line.y1))) / Math.hypot(1, slope);
    if (distance < best) [best, found] = [distance, i];
  }
  return found;
}

/**
 * The column under a point; in the lens its position differs from that on the axis.
 * @param {Layout|null} layout
 * @param {import('../draw/axis.js').Axis} axis
 * @param {number} x
 * @param {number} y
 */
export function columnUnder(layout, axis, x, y) {
  const lens = layout?.lens;
  if (!lens || y < lens.top) return axis.columnAt(x);
  const across = lens.last - lens.first + 1;
  const at = Math.floor(((x - axis.view.left) / axis.view.width) * across);
  return lens.first + Math.max(0, Math.min(across - 1, at));
}
