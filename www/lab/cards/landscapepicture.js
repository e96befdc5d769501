/** Paints the loss over two parameters: lines of equal loss, the path of the run, and its next step. */
import { number } from '../wasm/numbers.js';
import { contour, levelsOf } from './contours.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/theme.js').Palette} Palette */
/** @typedef {import('./contours.js').Field} Field */
/** @typedef {import('./contours.js').Point} Point */
/** @typedef {{left: number, top: number, side: number, half: number}} Plot  a square of `side` pixels */
/**
 * What is shown.
 * @typedef {object} Walk
 * @property {Point[]} path the start first, the present point last
 * @property {Point|null} next where the next step leads, once its gradient is known
 * @property {{at: Point, value: number}|null} lowest
 * @property {string[]} names
 */
/** @typedef {{level: number, pieces: [Point, Point][]}[]} Lines */

const [LEFT, TOP, RIGHT, BOTTOM] = [44, 8, 10, 34];
/** More steps than this leave no room for a dot each. */
const MOST_DOTS = 250;
const BIG = 1e6;

/**
 * @param {Pen} pen
 * @param {number} half
 * @returns {Plot}
 */
export const plotOf = ({ width, height }, half) => ({
  left: LEFT,
  top: TOP,
  side: Math.max(1, Math.min(width - LEFT - RIGHT, height - TOP - BOTTOM)),
  half,
});

/**
 * A point on the screen; far outside it is cut, so that no number is too large for a canvas.
 * @param {Plot} plot
 * @param {Point} point
 * @returns {Point}
 */
const place = ({ left, top, side, half }, [x, y]) => {
  const cut = (/** @type {number} */ value) => Math.max(-BIG, Math.min(BIG, value));
  return [left + side * cut(0.5 + x / half / 2), top + side * cut(0.5 - y / half / 2)];
};

/**
 * The lines of a field, computed once for many paintings.
 * @param {Field} field
 * @returns {Lines}
 */
export const linesOf = (field) => levelsOf(field.values).map((level) => ({ level, pieces: contour(field, level) }));

/**
 * @param {Pen} pen
 * @param {Plot} plot
 * @param {{field: Field, lines: Lines}|null} ground none while it is computed
 * @param {Walk} walk
 * @param {Palette} palette
 */
export function paintLandscape(pen, plot, ground, walk, palette) {
  const { left, top, side } = plot;
  pen.clip({ x: left, y: top, width: side, height: side }, () => {
    if (ground) paintLines(pen, plot, ground, walk.path[0], palette);
    paintPath(pen, plot, walk.path, palette);
    if (walk.lowest) paintCross(pen, place(plot, walk.lowest.at), palette);
    const [x, y] = place(plot, walk.path[walk.path.length - 1]);
    if (!Number.isFinite(x + y)) return; // the run has left the plane
    if (x < left || x > left + side || y < top || y > top + side) return paintGone(pen, plot, [x, y], palette);
    if (walk.next) paintArrow(pen, [x, y], place(plot, walk.next), palette);
    pen.circle(x, y, 4.5, { fill: palette.signal, stroke: palette.paper, width: 1.5 });
  });
  paintAxes(pen, plot, walk.names, palette);
}

/**
 * @param {Pen} pen
 * @param {Plot} plot
 * @param {{field: Field, lines: Lines}} ground
 * @param {Point} start of the path
 * @param {Palette} palette
 */
function paintLines(pen, plot, { field: { n, half }, lines }, start, palette) {
  const value = (/** @type {number} */ i) => half * ((2 * i) / (n - 1) - 1);
  /** @param {Point} point in units of the field's points @returns {Point} */
  const at = ([x, y]) => place(plot, [value(x), value(y)]);
  lines.forEach(({ pieces }, i) => {
    const shade = palette.edges[Math.min(5, 2 + Math.round((3 * i) / Math.max(1, lines.length - 1)))];
    pen.path(
      pieces.flatMap(([a, b]) => [
        ['M', ...at(a)],
        ['L', ...at(b)],
      ]),
      { stroke: shade, width: 1 },
    );
  });
  paintLevels(pen, plot, lines, at, start, palette);
}

/**
 * The values of the lines, along the diagonal away from the start, as far as they have room.
 * @param {Pen} pen
 * @param {Plot} plot
 * @param {Lines} lines
 * @param {(point: Point) => Point} at
 * @param {Point} start
 * @param {Palette} palette
 */
function paintLevels(pen, { left, top, side }, lines, at, start, palette) {
  const [ways, downs] = [start[0] > 0 ? -1 : 1, start[1] > 0 ? 1 : -1];
  const [middle, half] = [left + side / 2, top + side / 2];
  /** How far a point is from the diagonal. @param {Point} point */
  const beside = ([x, y]) => Math.abs(ways * (x - middle) - downs * (y - half));
  /** The middle is kept free for the lowest point. @type {{x: number, y: number, wide: number}[]} */
  const taken = [{ x: middle, y: half, wide: 4 }];
  for (const { level, pieces } of [...lines].reverse()) {
    const points = pieces.map(([a]) => at(a)).filter(([x, y]) => ways * (x - middle) > 0 && downs * (y - half) > 0);
    const [nearest] = points.sort((a, b) => beside(a) - beside(b));
    if (!nearest || beside(nearest) > side / 4) continue;
    const text = number(level, 2);
    const wide = pen.measure(text, { size: 11 }) / 2 + 2;
    const x = Math.max(left + wide + 1, Math.min(nearest[0], left + side - wide - 1));
    const y = Math.max(top + 8, Math.min(nearest[1], top + side - 8));
    if (taken.some((other) => Math.abs(other.x - x) < other.wide + wide + 4 && Math.abs(other.y - y) < 16)) continue;
    taken.push({ x, y, wide });
    pen.rect(x - wide, y - 7, 2 * wide, 14, { fill: palette.paper });
    pen.text(text, x, y, { fill: palette.muted, size: 11, middle: true });
  }
}

/**
 * @param {Pen} pen
 * @param {Plot} plot
 * @param {Point[]} path
 * @param {Palette} palette
 */
function paintPath(pen, plot, path, palette) {
  const points = path.map((point) => place(plot, point)).filter((point) => point.every(Number.isFinite));
  pen.path(
    points.map((point, i) => [i ? 'L' : 'M', ...point]),
    { stroke: palette.signal, width: 1.6 },
  );
  if (points.length <= MOST_DOTS) for (const [x, y] of points) pen.circle(x, y, 2.2, { fill: palette.signal });
  const start = points[0];
  if (start) pen.circle(start[0], start[1], 4.5, { fill: palette.paper, stroke: palette.signal, width: 1.6 });
}

/**
 * @param {Pen} pen
 * @param {Point} at
 * @param {Palette} palette
 */
function paintCross(pen, [x, y], palette) {
  const style = { stroke: palette.ink, width: 1.5 };
  pen.line(x - 5, y, x + 5, y, style);
  pen.line(x, y - 5, x, y + 5, style);
}

/**
 * Where the present point lies outside, a mark at the edge points to it.
 * @param {Pen} pen
 * @param {Plot} plot
 * @param {Point} point
 * @param {Palette} palette
 */
function paintGone(pen, { left, top, side }, [x, y], palette) {
  const middle = [left + side / 2, top + side / 2];
  const [dx, dy] = [x - middle[0], y - middle[1]];
  const far = Math.max(Math.abs(dx), Math.abs(dy)) / (side / 2 - 2);
  const length = Math.hypot(dx, dy);
  const tip = /** @type {Point} */ ([middle[0] + dx / far, middle[1] + dy / far]);
  paintHead(pen, tip, [dx / length, dy / length], 14, palette.explodes);
}

/**
 * The head of an arrow.
 * @param {Pen} pen
 * @param {Point} tip
 * @param {Point} direction of length 1
 * @param {number} length
 * @param {string} fill
 */
function paintHead(pen, [x, y], [ux, uy], length, fill) {
  const [backX, backY, half] = [x - length * ux, y - length * uy, 0.55 * length];
  pen.path(
    [['M', x, y], ['L', backX - half * uy, backY + half * ux], ['L', backX + half * uy, backY - half * ux], ['Z']],
    {
      fill,
    },
  );
}

/**
 * @param {Pen} pen
 * @param {Point} from
 * @param {Point} to
 * @param {Palette} palette
 */
function paintArrow(pen, from, to, palette) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(9, length);
  pen.line(from[0], from[1], to[0] - head * ux, to[1] - head * uy, { stroke: palette.gradient, width: 2.5 });
  paintHead(pen, to, [ux, uy], head, palette.gradient);
}

/**
 * @param {Pen} pen
 * @param {Plot} plot
 * @param {string[]} names
 * @param {Palette} palette
 */
function paintAxes(pen, plot, names, palette) {
  const { left, top, side, half } = plot;
  const frame = { stroke: palette.edges[3] };
  pen.rect(left, top, side, side, frame);
  const lettering = { fill: palette.muted, size: 11 };
  for (const tick of [-half, 0, half]) {
    const text = number(tick, 2);
    const [x, y] = place(plot, [tick, tick]);
    pen.line(x, top + side, x, top + side + 4, frame);
    pen.line(left - 4, y, left, y, frame);
    const wide = pen.measure(text, lettering) / 2;
    pen.text(text, Math.min(x, pen.width - wide), top + side + 16, lettering);
    pen.text(text, left - 7, Math.max(y, top + 6), { ...lettering, align: 'right', middle: true });
  }
  const name = { fill: palette.ink, size: 13 };
  pen.text(names[0], left + 0.75 * side, top + side + 18, name);
  pen.text(names[1], left - 9, top + 0.25 * side, { ...name, align: 'right', middle: true });
}
