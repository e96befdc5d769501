/** Marks that several strips share: a value that is not a number, a word in an empty strip, lines across. */

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/theme.js').Palette} Palette */

/** How strongly what is of an earlier step is painted. */
export const PALE = 0.3;

/**
 * A column whose value is not a number: hatched and named, never a missing bar.
 * @param {Pen} pen
 * @param {{x: number, width: number}} column
 * @param {string} word
 * @param {Palette} palette
 */
export function markOddity(pen, { x, width }, word, palette) {
  const { height } = pen;
  pen.clip({ x, y: 0, width, height }, () => {
    for (let d = -height; d < width; d += 6) {
      pen.line(x + d, height, x + d + height, 0, { stroke: palette.gradient });
    }
  });
  if (width < 9 || height < 34) return;
  const lettering = { fill: palette.ink, size: 12, weight: 600, middle: true, upright: width < 30 && word.length > 1 };
  const room = pen.measure(word, lettering) + 6;
  const [wide, high] = lettering.upright ? [18, room] : [room, 18];
  const [middle, half] = [x + width / 2, height / 2];
  pen.rect(middle - wide / 2, half - high / 2, wide, high, { fill: palette.paper });
  pen.text(word, middle, half, lettering);
}

/**
 * The text of a strip that has nothing to show yet.
 * @param {Pen} pen
 * @param {string} text
 * @param {Palette} palette
 * @param {number} [y]
 */
export function paintWaiting(pen, text, palette, y = pen.height / 2 + 4) {
  const half = pen.measure(text) / 2 + 8;
  pen.rect(pen.width / 2 - half, y - 13, 2 * half, 18, { fill: palette.paper });
  pen.text(text, pen.width / 2, y, { fill: palette.muted });
}

/**
 * A word in a picture, which no line of a scale runs through.
 * @param {Pen} pen
 * @param {string} text
 * @param {{x: number, y: number}} at its foot, in the middle or, aligned to the left, where it begins
 * @param {import('../draw/pen.js').Lettering} lettering
 * @param {Palette} palette
 */
export function paintClear(pen, text, { x, y }, lettering, palette) {
  const wide = pen.measure(text, lettering);
  const left = lettering.align === 'left' ? x : x - wide / 2;
  pen.rect(left - 2, y - 11, wide + 4, 13, { fill: palette.paper });
  pen.text(text, x, y, lettering);
}

/**
 * A line over the whole width, on a pixel.
 * @param {Pen} pen
 * @param {number} y
 * @param {import('../draw/pen.js').Style} style
 */
function lineAcross(pen, y, style) {
  pen.line(0, Math.round(y) + 0.5, pen.width, Math.round(y) + 0.5, style);
}

/**
 * The ticks of a scale, and on a log scale the limits of number formats.
 * @param {Pen} pen
 * @param {import('../wasm/linearscale.js').Scale} scale
 * @param {(at: number) => number} y height of a place on the scale
 * @param {Palette} palette
 */
export function paintScale(pen, scale, y, palette) {
  for (const { at } of scale.ticks) lineAcross(pen, y(at), { stroke: palette.line });
  for (const { at } of scale.horizons) lineAcross(pen, y(at), { stroke: palette.muted, dash: [4, 3] });
  lineAcross(pen, pen.height - 1, { stroke: palette.edges[2] });
}
