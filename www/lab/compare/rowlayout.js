/** Where things stand in the rows of compared runs, as pure functions. */
import { ROOMY } from '../strips/layout.js';

/** @typedef {import('../strips/layout.js').Layout} Layout */
/** @typedef {import('../draw/axis.js').Axis} Axis */

/** Room above the units for the arcs of skip connections. */
const ARCS = 22;
/** The smallest distance between two units, in pixels. */
const SLOT = 14;

/**
 * How many units of a layer a picture of this height shows.
 * @param {number} height
 */
export const unitsIn = (height) => Math.max(3, Math.min(6, Math.floor(height / SLOT)));

/**
 * The hidden layers of a network on the common axis, whose column 0 is layer 1: units where the columns are wide
 * enough, thin cells otherwise. Stacks are named by the column of the network, where 0 is the input.
 * @param {Axis} axis
 * @param {number} height
 * @param {{size: number, shown: number[], skip: boolean}[]} columns of the network, the input and the output included
 * @returns {Layout}
 */
export function layoutRow(axis, height, columns) {
  const last = columns.length - 2;
  const top = columns.some(({ skip }) => skip) ? ARCS : 1;
  const bottom = height - 1;
  const stacks = new Map();
  const overview = axis.pitch < ROOMY ? { top, height: bottom - top } : null;
  for (let column = 1; column <= last && !overview; column++) {
    const { size, shown } = columns[column];
    const slot = Math.min(20, (bottom - top) / Math.max(1, shown.length));
    const unit = Math.max(4, Math.min(14, slot * 0.72, axis.pitch * 0.4));
    const middle = (top + bottom) / 2;
    const ys = shown.map((_, i) => middle + (i - (shown.length - 1) / 2) * slot);
    stacks.set(column, { column, x: axis.center(column - 1), size, ys, unit });
  }
  return { stacks, overview, lens: null, bottom };
}

/**
 * Columns that carry a number: the first, the last and every k-th between that touches neither.
 * @param {number} columns
 * @param {number} pitch
 * @param {number} room pixels of a number
 * @returns {number[]} counted from 1
 */
export function numbered(columns, pitch, room) {
  const every = [1, 5, 10, 20, 50, 100].find((k) => k * pitch >= room) ?? 200;
  const between = [];
  for (let n = every; n < columns; n += every) {
    if (n > 1 && (n - 1) * pitch >= room && (columns - n) * pitch >= room) between.push(n);
  }
  return columns > 1 ? [1, ...between, columns] : [1];
}

/**
 * The place of a word beside the bar of a column: clear of the bars it stands over, and inside the picture.
 * @param {{left: number, right: number, tops: number[], pitch: number, width: number}} bars left and right: edges of
 *   the column; tops: by column, the upper ends of all bars
 * @param {number} wide pixels of the word
 * @param {boolean} centered over its bar, else at its side
 */
export function besideBar({ left, right, tops, pitch, width }, wide, centered) {
  const middle = (left + right) / 2 - wide / 2;
  const wanted = centered ? middle : right + 5;
  const x = !centered && wanted + wide > width ? left - 5 - wide : wanted;
  const inside = Math.max(0, Math.min(width - wide, x));
  const from = Math.max(0, Math.floor(inside / pitch));
  const to = Math.min(tops.length - 1, Math.floor((inside + wide) / pitch));
  return { x: inside, y: Math.min(...tops.slice(from, to + 1)) - 4 };
}

/** @typedef {{step: number, value: number}} Point */

/**
 * A curve with at most `most` points: means of neighbors. A value that is not finite ends it.
 * @param {Point[]} points
 * @param {number} most
 * @returns {Point[]}
 */
export function thinned(points, most) {
  const odd = points.findIndex(({ value }) => !Number.isFinite(value));
  const finite = odd < 0 ? points : points.slice(0, odd);
  const group = Math.ceil(finite.length / most);
  const thin = [];
  for (let i = 0; i < finite.length; i += group) {
    const some = finite.slice(i, i + group);
    const value = some.reduce((sum, point) => sum + point.value, 0) / some.length;
    thin.push({ step: some[some.length - 1].step, value });
  }
  return thin;
}

/**
 * Numbers that come in groups, as the engine sends them.
 * @param {ArrayLike<number>} flat
 * @param {number} size of a group
 * @param {number} at which of a group's numbers is the value; the first one is the step
 * @returns {Point[]}
 */
export function pointsOf(flat, size, at) {
  const points = [];
  for (let i = 0; i + at < flat.length; i += size) points.push({ step: flat[i], value: flat[i + at] });
  return points;
}

/**
 * The losses of batches, and the loss on the test set where that is of a later step: then the curve ends at the number
 * beside it.
 * @param {Point[]} losses
 * @param {Point[]} scores
 */
export function upToNow(losses, scores) {
  const last = scores.at(-1);
  return last && last.step > (losses.at(-1)?.step ?? -1) ? [...losses, last] : losses;
}

/**
 * The units of a memory that vary most over time, in their order. A picture from blue to orange: blue minus red is a
 * measure of the value.
 * @param {import('../wasm/types.js').Picture} picture a row of pixels for each unit
 * @param {number} most
 * @returns {number[]}
 */
export function liveliest({ width, height, pixels }, most) {
  const units = Array.from({ length: height }, (_, unit) => unit);
  if (height <= most) return units;
  const tone = (/** @type {number} */ unit, /** @type {number} */ t) => {
    const at = 4 * (unit * width + t);
    return pixels[at + 2] - pixels[at];
  };
  const spread = units.map((unit) => {
    let [sum, squares] = [0, 0];
    for (let t = 0; t < width; t++) {
      sum += tone(unit, t);
      squares += tone(unit, t) ** 2;
    }
    return squares / width - (sum / width) ** 2;
  });
  const chosen = [...units].sort((a, b) => spread[b] - spread[a] || a - b).slice(0, most);
  return chosen.sort((a, b) => a - b);
}
