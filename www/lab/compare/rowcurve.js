/** The curve of one run: its accuracy or its loss against training steps, on one axis of steps for all rows. */
import { count } from '../wasm/numbers.js';
import { thinned } from './rowlayout.js';

/** Pixels of the curve between two points, at least. */
const APART = 2;
/** Room below the axis for the steps, and above the highest value. */
const FOOT = 18;
const AIR = 15;

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('./rowlayout.js').Point} Point */
/**
 * @typedef {object} Curve
 * @property {Point[]} points
 * @property {number} steps at the right end of the axis
 * @property {number} high the value at the upper end
 * @property {number|null} chance the value of guessing
 * @property {string} stroke
 * @property {string} name
 */

/**
 * The upper end of the axis of losses: somewhat above guessing, and no higher for a run that explodes.
 * @param {Point[][]} curves
 * @param {number|null} chance
 */
export function highest(curves, chance) {
  const values = curves.flatMap((points) => points.map(({ value }) => value)).filter(Number.isFinite);
  const most = Math.max(1e-9, ...values);
  return chance === null ? most : Math.max(1.2 * chance, Math.min(most, 2 * chance));
}

/**
 * @param {Pen} pen
 * @param {Curve} curve
 * @param {import('../draw/theme.js').Palette} palette
 */
export function paintCurve(pen, { points, steps, high, chance, stroke, name }, palette) {
  const ground = pen.height - FOOT;
  const x = (/** @type {number} */ step) => (step / Math.max(1, steps)) * pen.width;
  const y = (/** @type {number} */ value) => ground - 1 - Math.min(1, Math.max(0, value / high)) * (ground - AIR);
  pen.line(0, Math.round(ground) + 0.5, pen.width, Math.round(ground) + 0.5, { stroke: palette.edges[2] });
  const small = { fill: palette.muted, size: 12 };
  pen.text(name, 0, 10, { ...small, align: 'left' });
  const last = count(steps);
  const whole = pen.measure(`training step 0  ${last}`, small) < pen.width;
  pen.text(whole ? 'training step 0' : 'step 0', 0, pen.height - 3, { ...small, align: 'left' });
  pen.text(last, pen.width, pen.height - 3, { ...small, align: 'right' });
  const line = thinned(points, Math.floor(pen.width / APART)).map(({ step, value }) => ({ x: x(step), y: y(value) }));
  if (chance !== null) paintChance(pen, y(chance), line, palette);
  if (!line.length) return;
  pen.path(
    line.map((to, i) => [i ? 'L' : 'M', to.x, to.y]),
    { stroke, width: 2 },
  );
  const end = line[line.length - 1];
  if (line.length < 3) pen.circle(Math.max(2.5, end.x - 1), end.y, 2.5, { fill: stroke });
}

/**
 * The line of guessing; its name stands above the line and above what the curve does there.
 * @param {Pen} pen
 * @param {number} y
 * @param {{x: number, y: number}[]} line
 * @param {import('../draw/theme.js').Palette} palette
 */
function paintChance(pen, y, line, palette) {
  const at = Math.round(y) + 0.5;
  pen.line(0, at, pen.width, at, { stroke: palette.muted, dash: [3, 3] });
  const from = pen.width - pen.measure('guessing') - 4;
  const near = line.filter((point) => point.x >= from && point.y > at - 14).map((point) => point.y);
  pen.text('guessing', pen.width, Math.min(at, ...near) - 4, { fill: palette.muted, size: 12, align: 'right' });
}
