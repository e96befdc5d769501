/**
 * The units of the diagram: a square filled by the size of its activation, with a disc inside whose size and
 * colour are the size of its gradient, both on absolute log scales. Where the gradient dies, the discs shrink away.
 */
import { columnName } from '../draw/format.js';

/**
 * @typedef {{palette: import('../draw/theme.js').Palette, scales: import('../draw/colors.js').Scales}} Look
 */

/**
 * @param {CanvasRenderingContext2D} context @param {import('./layout.js').Stack} stack
 * @param {import('../wasm/types.js').Column} content @param {boolean} lit @param {Look} look
 */
export function paintStack(context, stack, content, lit, look) {
  const { x, ys, unit } = stack;
  ys.forEach((y, slot) => {
    if (content.dropped[slot]) return paintDropped(context, x, y, unit, look);
    paintSquare(context, x, y, unit, content.a ? content.a[slot] : null, lit, look);
    if (content.d_z) paintDisc(context, x, y, unit, content.d_z[slot], look);
  });
}

/**
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} unit
 * @param {number|null} a @param {boolean} lit @param {Look} look
 */
function paintSquare(context, x, y, unit, a, lit, { palette, scales }) {
  const left = x - unit / 2;
  const top = y - unit / 2;
  context.beginPath();
  context.roundRect(left, top, unit, unit, Math.min(4, unit / 4));
  context.fillStyle = a === null ? palette.empty : Number.isFinite(a) ? scales.signal.colour(a) : palette.paper;
  context.fill();
  context.lineWidth = lit ? 2 : 1;
  context.strokeStyle = lit ? palette.accent : palette.edges[a === null ? 2 : 3];
  context.stroke();
  if (a !== null && a < 0 && unit >= 9) {
    // a negative activation carries its sign as a mark
    context.fillStyle = palette.ink;
    context.fillRect(left + 2, top + 2, 4, 1.2);
  }
  if (a !== null && !Number.isFinite(a)) cross(context, left, top, unit, palette);
}

/**
 * Switched off by dropout for this example: an empty dashed square with a stroke through it.
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} unit @param {Look} look
 */
function paintDropped(context, x, y, unit, { palette }) {
  const [left, top] = [x - unit / 2, y - unit / 2];
  context.fillStyle = palette.paper;
  context.fillRect(left, top, unit, unit);
  context.strokeStyle = palette.muted;
  context.lineWidth = 1;
  context.setLineDash([2, 2]);
  context.strokeRect(left, top, unit, unit);
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(left + 2, top + unit - 2);
  context.lineTo(left + unit - 2, top + 2);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} unit
 * @param {number} d_z @param {Look} look
 */
function paintDisc(context, x, y, unit, d_z, { palette, scales }) {
  if (!Number.isFinite(d_z)) return cross(context, x - unit / 2, y - unit / 2, unit, palette);
  const radius = (unit / 2 - 1) * scales.gradient.at(d_z);
  if (radius < 0.35) return;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = palette.gradient;
  context.fill();
  context.lineWidth = 0.8;
  context.strokeStyle = palette.paper;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context @param {number} left @param {number} top @param {number} unit
 * @param {import('../draw/theme.js').Palette} palette
 */
function cross(context, left, top, unit, palette) {
  context.strokeStyle = palette.gradient;
  context.lineWidth = 1.6;
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left + unit, top + unit);
  context.moveTo(left + unit, top);
  context.lineTo(left, top + unit);
  context.stroke();
}

/**
 * The thin form, for many layers: each column a stack of cells.
 * @param {CanvasRenderingContext2D} context @param {import('../draw/axis.js').Axis} axis
 * @param {import('../wasm/types.js').Column[]} columns @param {{top: number, height: number}} band @param {Look} look
 */
export function paintOverview(context, axis, columns, band, { palette, scales }) {
  const gap = axis.pitch > 8 ? 2 : 1;
  columns.forEach((content, column) => {
    const n = Math.max(1, content.shown.length);
    const cell = band.height / n;
    for (let slot = 0; slot < n; slot++) {
      const a = content.a ? content.a[slot] : null;
      const odd = a !== null && !Number.isFinite(a);
      if (content.dropped[slot]) continue;
      context.fillStyle = odd ? palette.gradient : a === null ? palette.empty : scales.signal.colour(a);
      context.fillRect(axis.left(column) + gap / 2, band.top + slot * cell, axis.pitch - gap, cell - 0.6);
    }
  });
}

/**
 * Names over the columns, thinned so that none collide; under the lens its own five.
 * @param {CanvasRenderingContext2D} context
 * @param {import('../draw/axis.js').Axis} axis
 * @param {import('../draw/theme.js').Palette} palette
 */
export function paintNames(context, axis, palette) {
  context.font = `12px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillStyle = palette.muted;
  for (const column of axis.labelled(26)) {
    const x = Math.max(8, Math.min(axis.width - 9, axis.centre(column)));
    context.fillText(columnName(column, axis), x, 12);
  }
}

/**
 * Whether the long form fits under every column.
 * @param {CanvasRenderingContext2D} context
 * @param {import('./layout.js').Layout} layout
 * @param {string} text
 */
function roomy(context, layout, text) {
  const xs = [...layout.stacks.values()].map((stack) => stack.x);
  const pitch = xs.length > 1 ? xs[1] - xs[0] : Infinity;
  return context.measureText(text).width + 6 < pitch;
}

/**
 * How many units each column really has.
 * @param {CanvasRenderingContext2D} context @param {import('./layout.js').Layout} layout
 * @param {import('../draw/format.js').Named} named @param {import('../draw/theme.js').Palette} palette
 */
export function paintSizes(context, layout, named, palette) {
  context.font = `11px ${palette.font}`;
  context.textAlign = 'center';
  context.fillStyle = palette.muted;
  let clear = -Infinity;
  for (const { column, x, size, ys } of layout.stacks.values()) {
    const hidden = size - ys.length;
    const name = layout.lens ? `${columnName(column, named)} · ` : '';
    const full = `${name}${hidden > 0 ? `${ys.length} of ${size}` : size}`;
    const text = roomy(context, layout, full) ? full : `${name}${size}`;
    const half = context.measureText(text).width / 2 + 3;
    const middle = Math.max(half - 3, x);
    if (middle - half < clear) continue;
    context.fillText(text, middle, layout.bottom + 13);
    clear = middle + half;
  }
}
