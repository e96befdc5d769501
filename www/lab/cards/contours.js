/** The picture of a function of two numbers: its window, its levels, and the lines of equal value. Pure. */

/** @typedef {[number, number]} Point */
/** @typedef {{n: number, half: number, values: Float64Array}} Field  values on n × n points of a square around the
 *   origin, row by row, the lowest y first; half: half its side */

/** Half sides of a window in each decade: it grows in these steps, so that it seldom moves under the path. */
const STEPS = [1, 1.5, 2, 3, 4, 6, 8, 10];

/**
 * Half the side of the square around the origin that holds all points, with a margin.
 * @param {Point[]} points
 */
export function windowFor(points) {
  const far = Math.max(...points.flat().filter(Number.isFinite).map(Math.abs), 1e-12) * 1.2;
  const decade = 10 ** Math.floor(Math.log10(far));
  return decade * (STEPS.find((step) => step * decade >= far) ?? 10);
}

/**
 * The coordinates of the points of a field, from the lowest to the highest.
 * @param {number} n odd, so that the origin is one of them
 * @param {number} half
 */
export const ticksOf = (n, half) => Array.from({ length: n }, (_, i) => half * ((2 * i) / (n - 1) - 1));

/** At most so many powers of ten below the highest value. */
const DECADES = 4;
/** Levels of a decade. */
const FINENESS = [2, 4, 8, 16, 32];
const FEWEST = 6;

/**
 * Levels whose logarithms are evenly spaced; of values that are not all positive, evenly spaced themselves.
 * @param {ArrayLike<number>} values
 * @returns {number[]}
 */
export function levelsOf(values) {
  const finite = Array.from(values).filter(Number.isFinite);
  if (!finite.length) return [];
  const [low, high] = finite.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  if (low < 0 || high <= 0) return Array.from({ length: 9 }, (_, i) => low + ((i + 1) / 10) * (high - low));
  const least = Math.max(low, high * 10 ** -DECADES);
  const between = FINENESS.map((fineness) => {
    const first = Math.ceil(fineness * Math.log10(least) + 1e-6);
    const last = Math.floor(fineness * Math.log10(high) - 1e-6);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** ((first + i) / fineness));
  });
  return between.find((levels) => levels.length >= FEWEST) ?? between[between.length - 1];
}

/**
 * The pieces of the line on which a field has a value, in units of its points: in each square of four points, where
 * straight lines between them cross the value (marching squares).
 * @param {Field} field
 * @param {number} level
 * @returns {[Point, Point][]}
 */
export function contour({ n, values }, level) {
  /** @type {[Point, Point][]} */
  const pieces = [];
  const at = (/** @type {Point} */ [x, y]) => values[y * n + x];
  for (let y = 0; y + 1 < n; y++) {
    for (let x = 0; x + 1 < n; x++) {
      /** @type {Point[]} */
      const corners = [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
      ];
      /** @type {Point[]} */
      const crossings = corners.flatMap((corner, i) => crossing(corner, corners[(i + 1) % 4], at, level));
      for (let i = 0; i + 1 < crossings.length; i += 2) pieces.push([crossings[i], crossings[i + 1]]);
    }
  }
  return pieces;
}

/**
 * Where a side of a square crosses the level, if it does.
 * @param {Point} one
 * @param {Point} other
 * @param {(point: Point) => number} at
 * @param {number} level
 * @returns {Point[]}
 */
function crossing(one, other, at, level) {
  const [a, b] = [at(one), at(other)];
  if (!Number.isFinite(a) || !Number.isFinite(b) || a < level === b < level) return [];
  const t = (level - a) / (b - a);
  return [[one[0] + t * (other[0] - one[0]), one[1] + t * (other[1] - one[1])]];
}

/**
 * The lowest point of a field, if there is one, and it is not at the edge, beyond which it may go on falling.
 * @param {Field} field
 * @returns {{at: Point, value: number}|null}
 */
export function lowest({ n, half, values }) {
  let place = -1;
  let equal = 0;
  values.forEach((value, i) => {
    if (place < 0 ? Number.isFinite(value) : value < values[place]) [place, equal] = [i, 0];
    if (place >= 0 && value === values[place]) equal += 1;
  });
  const [x, y] = [place % n, Math.floor(place / n)];
  const inner = (/** @type {number} */ i) => i > 0 && i < n - 1;
  if (place < 0 || equal > 1 || !inner(x) || !inner(y)) return null;
  const ticks = ticksOf(n, half);
  return { at: [ticks[x], ticks[y]], value: values[place] };
}

/**
 * Names of two parameters: w₁ and w₂ of one tensor; w and b; or w₁ and w₂ of two layers, as their tensors are called.
 * @param {string[]} tensors one or two, as 'W1' and 'b1'
 */
export function namesOf([one, other]) {
  if (other === undefined || one.charAt(0) === other.charAt(0)) return ['w₁', 'w₂'];
  return [one, other].map((name) => name.charAt(0).toLowerCase());
}
