/**
 * The layout of a network that is followed by hand: a cell with numbers for each unit, and a label for each weight. As
 * a pure function, so that a test can prove for all sizes that nothing is printed over anything else.
 *
 * The labels between two columns stand in one row from top to bottom, near the source: the label of the weight from
 * unit i to unit j is at the height of the straight line between them, 1/(1 + n) of the way, where n is the number of
 * source units. There all labels of two evenly spaced columns have the same distance from each other. Where the gap is
 * too narrow for a label at that place, it moves right, and the line bends to run through it.
 */

/** @typedef {import('../draw/pen.js').Box} Box */
/**
 * How numbers are written.
 * @typedef {object} Style
 * @property {'named'|'row'|'pair'} label named: two lines with names; row: two numbers side by side; pair: two lines
 * @property {boolean} names whether a cell names its numbers
 * @property {boolean} long whether it says ∂L/∂z and not only ∂z
 * @property {number} size of the letters
 * @property {number} line from one line of a cell to the next
 * @property {number} digits significant digits of a number, at most
 */
/**
 * @typedef {{stage: number, from: number, to: number, box: Box, line: [number, number][]}} Wire  a weight: its label,
 *   and the points of its line
 */
/**
 * @typedef {{style: Style, cells: Box[][], wires: Wire[], bottom: number}} Sheet  cells by column and unit; bottom: of
 *   all of these
 */

const TOP = 22; // the names of the layers
const BOTTOM = 20; // the loss
/** Lines of a cell: the bias above, then z, a and ∂L/∂z. */
const LINES = 3;
const PAD = 4;
const APART = 8;
/** Pixels between a label and the cells beside it. */
const CLEAR = 3;

/** The widest and narrowest cell. */
const [WIDEST, NARROWEST] = [118, 31];
const LABELS = { named: { width: 110, height: 29 }, row: { width: 92, height: 14 }, pair: { width: 60, height: 25 } };
/** In a narrow gap lines show beside the labels as long as these keep this width. */
const SLIM = 44;
/** Taller than this, the strip would push the others off the screen: then labels are written shorter. */
const TALL = 320;
const LEAST = 190;

/**
 * Labels that stand above one another for a height of 1 between two columns, see above.
 * @param {number[]} sizes units of each column
 */
const rows = (sizes) => Math.max(...sizes.slice(1).map((to, i) => to * (1 + sizes[i])));

/** @param {Style} style */
const cellHeight = ({ line }) => LINES * line + PAD;

/**
 * The height of a unit with its bias.
 * @param {Style} style
 */
const unitHeight = (style) => style.line + cellHeight(style);

/**
 * The height that labels of a kind and cells need.
 * @param {number[]} sizes
 * @param {Style} style
 */
function needs(sizes, style) {
  const labels = rows(sizes) * LABELS[style.label].height;
  const units = Math.max(...sizes) * (unitHeight(style) + APART);
  return Math.max(labels, units);
}

/** @param {number} pitch */
const cellWidth = (pitch) => Math.max(NARROWEST, Math.min(WIDEST, (pitch < 120 ? 0.42 : 0.46) * pitch));

/**
 * @param {number[]} sizes
 * @param {number} pitch
 * @returns {Style}
 */
function styleFor(sizes, pitch) {
  const cell = cellWidth(pitch);
  const gap = pitch - cell - 2 * CLEAR;
  const [size, line] = cell < 40 ? [10, 12] : cell < 80 ? [11, 13] : [12, 15];
  const plain = { names: cell >= 52, long: cell >= 112, size, line, digits: cell < 52 ? 2 : 3 };
  const fits = (/** @type {Style} */ style) => gap >= LABELS[style.label].width && needs(sizes, style) <= TALL;
  const named = { ...plain, label: /** @type {const} */ ('named') };
  const row = { ...plain, label: /** @type {const} */ ('row') };
  if (fits(named)) return named;
  return gap >= LABELS.row.width ? row : { ...plain, label: 'pair' };
}

/**
 * The height of the strip.
 * @param {number[]} sizes units of each column
 * @param {number} width of the plot
 */
export function heightByHand(sizes, width) {
  const style = styleFor(sizes, width / sizes.length);
  return Math.ceil(TOP + BOTTOM + Math.max(LEAST, needs(sizes, style)));
}

/**
 * @param {{center: (column: number) => number, pitch: number}} axis
 * @param {number} height
 * @param {number[]} sizes units of each column
 * @returns {Sheet}
 */
export function layoutByHand(axis, height, sizes) {
  const style = styleFor(sizes, axis.pitch);
  const bottom = height - BOTTOM;
  const width = cellWidth(axis.pitch);
  const cells = sizes.map((n, column) => {
    const slot = (bottom - TOP) / n;
    const height = column ? cellHeight(style) : style.line + 2 * PAD; // of an input only x is written
    const x = axis.center(column) - width / 2;
    const middle = (/** @type {number} */ i) => TOP + (i + 0.5) * slot + style.line / 2;
    return Array.from({ length: n }, (_, i) => ({ x, y: middle(i) - height / 2, width, height }));
  });
  const wires = cells.slice(1).flatMap((to, stage) => between(cells[stage], to, stage, style));
  return { style, cells, wires, bottom };
}

/**
 * The place of a unit's bias, above its cell.
 * @param {Box} cell
 * @param {Style} style
 * @returns {Box}
 */
export const biasBox = ({ x, y, width }, { line }) => ({ x, y: y - line, width, height: line });

/** @param {Box} box */
const middle = ({ y, height }) => y + height / 2;

/**
 * @param {Box[]} below
 * @param {Box[]} above
 * @param {number} stage
 * @param {Style} style
 * @returns {Wire[]}
 */
function between(below, above, stage, { label }) {
  const [left, right] = [below[0].x + below[0].width, above[0].x];
  const room = right - left - 2 * CLEAR;
  const width = Math.min(LABELS[label].width, room, Math.max(SLIM, room - 20));
  const { height } = LABELS[label];
  const part = 1 / (1 + below.length);
  const x = Math.max(left + part * (right - left), left + CLEAR + fan(right - left, width) + width / 2);
  return below.flatMap((source, from) =>
    above.map((target, to) => {
      const y = middle(source) + part * (middle(target) - middle(source));
      const box = { x: x - width / 2, y: y - height / 2, width, height };
      /** @type {[number, number][]} */
      const line = [
        [left, middle(source)],
        [box.x, y],
        [box.x + width, y],
        [right, middle(target)],
      ];
      return { stage, from, to, box, line };
    }),
  );
}

/**
 * Room for the lines to spread before the labels: some of what the labels leave.
 * @param {number} gap
 * @param {number} width
 */
const fan = (gap, width) => Math.min(14, Math.max(0, gap - width - 2 * CLEAR) / 3);

/**
 * @param {Box} box
 * @param {number} x
 * @param {number} y
 */
const inside = (box, x, y) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

/**
 * The unit under a point, if any.
 * @param {Sheet} sheet
 * @param {number} x
 * @param {number} y
 */
export function cellAt({ cells }, x, y) {
  for (const [column, boxes] of cells.entries()) {
    const slot = boxes.findIndex((box) => inside(box, x, y));
    if (slot >= 0) return { column, slot };
  }
  return null;
}

/**
 * The weight whose label is under a point, or whose line is near it.
 * @param {Sheet} sheet
 * @param {number} x
 * @param {number} y
 */
export function wireAt({ wires }, x, y) {
  return wires.find(({ box }) => inside(box, x, y)) ?? wires.find(({ line }) => near(line, x, y)) ?? null;
}

/**
 * @param {[number, number][]} line
 * @param {number} x
 * @param {number} y
 */
const near = (line, x, y) =>
  line.slice(1).some(([x2, y2], i) => {
    const [x1, y1] = line[i];
    if (x < x1 || x > x2 || x1 === x2) return false;
    const slope = (y2 - y1) / (x2 - x1);
    return Math.abs(y - y1 - slope * (x - x1)) / Math.hypot(1, slope) < 4;
  });
