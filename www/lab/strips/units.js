/**
 * The units of the diagram: a square filled by the size of its activation, with a disc inside whose size and color
 * show the size of its gradient, both on absolute log scales. Where the gradient vanishes, so do the discs.
 */
import { columnName } from '../run/phase.js';
import { PALE } from './marks.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/theme.js').Palette} Palette */
/**
 * @typedef {{palette: Palette, scales: import('../wasm/colors.js').Scales, detail?: string}} Look  *Watch* has no
 *   legend that explains the mark of a negative activation, so it has none
 * @typedef {{signal: boolean, gradient: boolean}} Older  what is of the step before a crash
 */
/** @typedef {{x: number, y: number, size: number}} Place  the middle of a unit, and its side */

/**
 * @param {Pen} pen
 * @param {import('./layout.js').Stack} stack
 * @param {import('../wasm/types.js').Column} content
 * @param {boolean} lit
 * @param {Look} look
 * @param {Older} [older]
 */
export function paintStack(pen, stack, content, lit, look, older) {
  const { x, ys, unit: size } = stack;
  ys.forEach((y, slot) => {
    const at = { x, y, size };
    if (content.dropped[slot]) return paintDropped(pen, at, look.palette);
    paintSquare(pen, at, content.a ? content.a[slot] : null, lit, look, older?.signal ? PALE : undefined);
    if (content.d_z) paintDisc(pen, at, content.d_z[slot], look, older?.gradient ? PALE : undefined);
  });
}

/**
 * @param {Pen} pen
 * @param {Place} at
 * @param {number|null} a
 * @param {boolean} lit
 * @param {Look} look
 * @param {number} [alpha]
 */
function paintSquare(pen, at, a, lit, { palette, scales, detail }, alpha) {
  const { size } = at;
  const [left, top] = [at.x - size / 2, at.y - size / 2];
  const finite = a !== null && Number.isFinite(a);
  pen.rect(left, top, size, size, {
    radius: Math.min(4, size / 4),
    fill: a === null ? palette.empty : finite ? scales.signal.color(a) : palette.paper,
    stroke: lit ? palette.accent : palette.edges[a === null ? 2 : 3],
    width: lit ? 2 : 1,
    alpha,
  });
  const signed = a !== null && a < 0 && size >= 9 && detail !== 'watch';
  if (signed) pen.rect(left + 2, top + 2, 4, 1.2, { fill: palette.ink, alpha });
  if (a !== null && !finite) cross(pen, at, palette);
}

/**
 * Switched off by dropout for this example: an empty dashed square with a stroke through it.
 * @param {Pen} pen
 * @param {Place} at
 * @param {Palette} palette
 */
function paintDropped(pen, { x, y, size }, palette) {
  const [left, top] = [x - size / 2, y - size / 2];
  pen.rect(left, top, size, size, { fill: palette.paper, stroke: palette.muted, dash: [2, 2] });
  pen.line(left + 2, top + size - 2, left + size - 2, top + 2, { stroke: palette.muted });
}

/**
 * @param {Pen} pen
 * @param {Place} at
 * @param {number} d_z
 * @param {Look} look
 * @param {number} [alpha]
 */
function paintDisc(pen, at, d_z, { palette, scales }, alpha) {
  if (!Number.isFinite(d_z)) return cross(pen, at, palette);
  const radius = (at.size / 2 - 1) * scales.gradient.at(d_z);
  if (radius < 0.35) return;
  pen.circle(at.x, at.y, radius, { fill: palette.gradient, stroke: palette.paper, width: 0.8, alpha });
}

/**
 * @param {Pen} pen
 * @param {Place} at
 * @param {Palette} palette
 */
function cross(pen, { x, y, size }, palette) {
  const half = size / 2;
  pen.path(
    [
      ['M', x - half, y - half],
      ['L', x + half, y + half],
      ['M', x + half, y - half],
      ['L', x - half, y + half],
    ],
    { stroke: palette.gradient, width: 1.6 },
  );
}

/**
 * The thin form, for many layers: each column a stack of cells.
 * @param {Pen} pen
 * @param {import('../draw/axis.js').Axis} axis
 * @param {import('../wasm/types.js').Column[]} columns
 * @param {{top: number, height: number}} band
 * @param {Look} look
 */
export function paintOverview(pen, axis, columns, band, { palette, scales }) {
  const gap = axis.pitch > 8 ? 2 : 1;
  columns.forEach((content, column) => {
    const n = Math.max(1, content.shown.length);
    const cell = band.height / n;
    for (let slot = 0; slot < n; slot++) {
      const a = content.a ? content.a[slot] : null;
      const odd = a !== null && !Number.isFinite(a);
      if (content.dropped[slot]) continue;
      const fill = odd ? palette.gradient : a === null ? palette.empty : scales.signal.color(a);
      pen.rect(axis.left(column) + gap / 2, band.top + slot * cell, axis.pitch - gap, cell - 0.6, { fill });
    }
  });
}

/**
 * Names over the columns, thinned so that none collide; under the lens its own five.
 * @param {Pen} pen
 * @param {import('../draw/axis.js').Axis} axis
 * @param {Palette} palette
 */
export function paintNames(pen, axis, palette) {
  const every = axis.every(26);
  const last = axis.columns - 1;
  const between = Array.from({ length: axis.columns }, (_, column) => column).filter((column) => column % every === 0);
  /** @type {{x: number, half: number, name: string}[]} */
  const taken = [];
  // The ends and the layers beside them come first: sentences speak of layer 1 and of the highest.
  for (const column of [0, 1, last - 1, last, ...between]) {
    const name = columnName(column, axis);
    const half = pen.measure(name) / 2;
    const x = Math.max(half, Math.min(axis.width - half - 1, axis.center(column)));
    if (column < 0 || taken.some((other) => Math.abs(other.x - x) < other.half + half + 4)) continue;
    taken.push({ x, half, name });
  }
  taken.sort((a, b) => a.x - b.x);
  for (const { x, name } of taken) pen.text(name, x, 12, { fill: palette.muted });
}

/**
 * Whether a text fits under every column.
 * @param {Pen} pen
 * @param {import('./layout.js').Layout} layout
 * @param {string} text
 */
function roomy(pen, layout, text) {
  const xs = [...layout.stacks.values()].map((stack) => stack.x);
  const pitch = xs.length > 1 ? xs[1] - xs[0] : Infinity;
  return pen.measure(text, { size: 11 }) + 6 < pitch;
}

/**
 * How many units each column has, and how many of them are drawn if not all are: '8 of 32', or '8/32' where columns
 * are narrow.
 * @param {Pen} pen
 * @param {import('./layout.js').Layout} layout
 * @param {import('../run/phase.js').Named} named
 * @param {Palette} palette
 */
export function paintSizes(pen, layout, named, palette) {
  let clear = -Infinity;
  for (const { column, x, size, ys } of layout.stacks.values()) {
    const hidden = size - ys.length;
    const name = layout.lens ? `${columnName(column, named)} · ` : '';
    const [full, brief] = [' of ', '/'].map((of) => `${name}${hidden > 0 ? ys.length + of : ''}${size}`);
    const text = roomy(pen, layout, full) ? full : brief;
    const half = pen.measure(text, { size: 11 }) / 2 + 3;
    const middle = Math.max(half - 3, x);
    if (middle - half < clear) continue;
    pen.text(text, middle, layout.bottom + 13, { fill: palette.muted, size: 11 });
    clear = middle + half;
  }
}

/**
 * The wedge from the overview down to the enlarged layers.
 * @param {Pen} pen
 * @param {import('./layout.js').Layout} layout
 * @param {import('../draw/axis.js').Axis} axis
 * @param {Palette} palette
 */
export function paintWedge(pen, { lens, overview }, axis, palette) {
  if (!lens || !overview) return;
  const foot = overview.top + overview.height + 3;
  const { left, width } = axis.view;
  pen.path(
    [
      ['M', axis.left(lens.first), foot],
      ['L', axis.left(lens.last + 1), foot],
      ['L', left + width, lens.top - 8],
      ['L', left, lens.top - 8],
      ['Z'],
    ],
    { fill: palette.empty },
  );
}
