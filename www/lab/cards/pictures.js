/** Small pictures of a network's inputs and answers. */

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/theme.js').Palette} Palette */
/** @typedef {{width: number, height: number, pixels: ArrayLike<number>, x_low: number, x_high: number,
 *   y_low: number, y_high: number}} Field  the answers over a plane */

/**
 * An 8 × 8 digit, ink on paper.
 * @param {Pen} pen
 * @param {number[]} pixels 0 … 16
 * @param {Palette} palette
 */
export function paintDigit(pen, pixels, palette) {
  const cell = pen.width / 8;
  pixels.forEach((value, i) => {
    const alpha = Math.max(0, Math.min(1, value / 16));
    const [x, y] = [Math.floor((i % 8) * cell), Math.floor(Math.floor(i / 8) * cell)];
    if (alpha) pen.rect(x, y, Math.ceil(cell), Math.ceil(cell), { fill: palette.ink, alpha });
  });
}

/**
 * One bar for each answer; the true one's is blue.
 * @param {Pen} pen
 * @param {number[]} probabilities
 * @param {number} label
 * @param {Palette} palette
 */
export function paintProbabilities(pen, probabilities, label, palette) {
  const { width, height } = pen;
  const pitch = width / Math.max(1, probabilities.length);
  probabilities.forEach((p, i) => {
    const size = Number.isFinite(p) ? Math.max(1, p * (height - 1)) : height;
    const fill = i === label ? palette.signal : palette.edges[3];
    pen.rect(i * pitch, height - size, pitch - 1, size, { fill });
  });
}

/**
 * @param {Pen} pen
 * @param {Field} field
 * @param {import('../draw/bitmap.js').Bitmap} bitmap of the field
 * @param {ArrayLike<number>} points x, y, target, isTest
 * @param {number} middle what parts blue from orange
 * @param {Palette} palette
 */
export function paintBoundary(pen, field, bitmap, points, middle, palette) {
  const { width, height } = pen;
  pen.image(bitmap, { x: 0, y: 0, width, height });
  const most = 4 * 400;
  for (let i = 0; i < Math.min(points.length, most); i += 4) {
    const x = ((points[i] - field.x_low) / (field.x_high - field.x_low)) * width;
    const y = height - ((points[i + 1] - field.y_low) / (field.y_high - field.y_low)) * height;
    const ring = points[i + 3] ? { stroke: palette.ink, width: 1.4 } : { stroke: palette.paper, width: 0.6 };
    pen.circle(x, y, 2.4, { fill: points[i + 2] > middle ? palette.signal : palette.gradient, ...ring });
  }
}

/**
 * Rows: the true class. Columns: the network's answer. Blue if they agree, orange if they differ.
 * @param {Pen} pen
 * @param {{classes: number, counts: number[]}} table
 * @param {number} inset
 * @param {Palette} palette
 */
export function paintConfusion(pen, { classes, counts }, inset, palette) {
  const cell = (Math.min(pen.width, pen.height) - inset) / classes;
  const most = Math.max(1, ...counts);
  counts.forEach((n, i) => {
    const row = Math.floor(i / classes);
    const column = i % classes;
    const [x, y] = [inset + column * cell, inset + row * cell];
    pen.rect(x, y, cell - 1, cell - 1, { fill: palette.empty });
    if (!n) return;
    const fill = row === column ? palette.signal : palette.gradient;
    pen.rect(x, y, cell - 1, cell - 1, { fill, alpha: 0.15 + 0.85 * Math.sqrt(n / most) });
  });
  const lettering = { fill: palette.muted, size: 11, middle: true };
  for (let c = 0; c < classes; c++) {
    pen.text(String(c), inset + (c + 0.5) * cell, 7, lettering);
    pen.text(String(c), 6, inset + (c + 0.5) * cell, lettering);
  }
}

/**
 * A series in gray, and the forecast of each next value as a line.
 * @param {Pen} pen
 * @param {number[]} wanted
 * @param {number[]} said
 * @param {[number, number]} span the smallest and the largest of them
 * @param {Palette} palette
 */
export function paintCurve(pen, wanted, said, [low, high], palette) {
  const { width, height } = pen;
  const x = (/** @type {number} */ t) => 2 + (t / Math.max(1, wanted.length - 1)) * (width - 4);
  const y = (/** @type {number} */ value) => 4 + (1 - (value - low) / (high - low || 1)) * (height - 8);
  const line = (/** @type {number[]} */ values, /** @type {import('../draw/pen.js').Style} */ style) => {
    const drawn = values.map((value, t) => ({ value, t })).filter(({ value }) => Number.isFinite(value));
    pen.path(
      drawn.map(({ value, t }, i) => [i ? 'L' : 'M', x(t), y(value)]),
      style,
    );
  };
  line(wanted, { stroke: palette.edges[3], width: 4 });
  line(said, { stroke: palette.signal, width: 1.6 });
}
