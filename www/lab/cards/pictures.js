/** The small pictures of the card 'What it sees'. */

/** @typedef {import('../draw/surface.js').Surface} Surface */
/** @typedef {import('../draw/theme.js').Palette} Palette */

/**
 * An 8 × 8 digit, ink on paper.
 * @param {Surface} surface
 * @param {number[]} pixels 0 … 16
 * @param {Palette} palette
 */
export function paintDigit(surface, pixels, palette) {
  const context = surface.begin();
  if (!context) return;
  const cell = surface.width / 8;
  context.fillStyle = palette.ink;
  pixels.forEach((value, i) => {
    context.globalAlpha = Math.max(0, Math.min(1, value / 16));
    const x = Math.floor((i % 8) * cell);
    const y = Math.floor(Math.floor(i / 8) * cell);
    context.fillRect(x, y, Math.ceil(cell), Math.ceil(cell));
  });
  context.globalAlpha = 1;
}

/**
 * Ten bars; the true digit's is blue.
 * @param {Surface} surface
 * @param {number[]} probabilities
 * @param {number} label
 * @param {Palette} palette
 */
export function paintProbabilities(surface, probabilities, label, palette) {
  const context = surface.begin();
  if (!context) return;
  const { width, height } = surface;
  const pitch = width / Math.max(1, probabilities.length);
  probabilities.forEach((p, i) => {
    const size = Number.isFinite(p) ? Math.max(1, p * (height - 1)) : height;
    context.fillStyle = i === label ? palette.signal : palette.edges[3];
    context.fillRect(i * pitch, height - size, pitch - 1, size);
  });
}

/**
 * @param {Surface} surface
 * @param {{width: number, height: number, pixels: ArrayLike<number>, x_low: number, x_high: number, y_low: number,
 *   y_high: number}} field
 * @param {ArrayLike<number>} points x, y, target, isTest
 * @param {number} middle what parts blue from orange
 * @param {Palette} palette
 */
export function paintBoundary(surface, field, points, middle, palette) {
  const context = surface.begin();
  if (!context) return;
  const { width, height } = surface;
  const buffer = document.createElement('canvas');
  buffer.width = field.width;
  buffer.height = field.height;
  buffer
    .getContext('2d')
    ?.putImageData(new ImageData(new Uint8ClampedArray(field.pixels), field.width, field.height), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(buffer, 0, 0, width, height);
  const most = 4 * 400;
  for (let i = 0; i < Math.min(points.length, most); i += 4) {
    const x = ((points[i] - field.x_low) / (field.x_high - field.x_low)) * width;
    const y = height - ((points[i + 1] - field.y_low) / (field.y_high - field.y_low)) * height;
    context.beginPath();
    context.arc(x, y, 2.4, 0, 2 * Math.PI);
    context.fillStyle = points[i + 2] > middle ? palette.signal : palette.gradient;
    context.fill();
    context.lineWidth = points[i + 3] ? 1.4 : 0.6;
    context.strokeStyle = points[i + 3] ? palette.ink : palette.paper;
    context.stroke();
  }
}

/**
 * Rows: what it is. Columns: what the network says. Blue where they agree, orange where they differ.
 * @param {Surface} surface
 * @param {{classes: number, counts: number[]}} table
 * @param {number} inset
 * @param {Palette} palette
 */
export function paintConfusion(surface, { classes, counts }, inset, palette) {
  const context = surface.begin();
  if (!context) return;
  const cell = (Math.min(surface.width, surface.height) - inset) / classes;
  const most = Math.max(1, ...counts);
  counts.forEach((n, i) => {
    const row = Math.floor(i / classes);
    const column = i % classes;
    const [x, y] = [inset + column * cell, inset + row * cell];
    context.fillStyle = palette.empty;
    context.fillRect(x, y, cell - 1, cell - 1);
    context.globalAlpha = n ? 0.15 + 0.85 * Math.sqrt(n / most) : 0;
    context.fillStyle = row === column ? palette.signal : palette.gradient;
    context.fillRect(x, y, cell - 1, cell - 1);
    context.globalAlpha = 1;
  });
  context.font = `11px ${palette.font}`;
  context.fillStyle = palette.muted;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let c = 0; c < classes; c++) {
    context.fillText(String(c), inset + (c + 0.5) * cell, 7);
    context.fillText(String(c), 6, inset + (c + 0.5) * cell);
  }
}
