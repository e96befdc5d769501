/** A canvas whose backing store follows its size on the screen, and which is safe at 0 × 0. */

const MOST_PIXELS = 2e7;

export class Surface {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.width = 0;
    this.height = 0;
    this.scale = 1;
  }

  /** Reads the layout; call when the size may have changed, not at every frame. */
  measure() {
    const { canvas } = this;
    this.width = canvas.offsetWidth;
    this.height = canvas.offsetHeight;
    // Inside a scaled slide the box on the screen differs from its layout size.
    const zoom = this.width ? canvas.getBoundingClientRect().width / this.width : 1;
    const wanted = devicePixelRatio * (zoom || 1);
    const most = Math.sqrt(MOST_PIXELS / Math.max(1, this.width * this.height));
    this.scale = Math.min(wanted, most);
    return this.width > 0 && this.height > 0;
  }

  /** A cleared context in CSS pixels, or null when there is nothing to draw on. */
  begin() {
    if (!this.width || !this.height) return null;
    const w = Math.max(1, Math.round(this.width * this.scale));
    const h = Math.max(1, Math.round(this.height * this.scale));
    const context = this.canvas.getContext('2d');
    if (!context) return null;
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
    }
    context.setTransform(w / this.width, 0, 0, h / this.height, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }

  /**
   * Where a pointer is, in the canvas's own CSS pixels.
   * @param {{clientX: number, clientY: number}} event
   */
  locate(event) {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / (box.width || 1)) * this.width,
      y: ((event.clientY - box.top) / (box.height || 1)) * this.height,
    };
  }
}

/**
 * A column whose number is not a number: hatched and named, never a missing bar.
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} width @param {number} height
 * @param {string} word @param {import('./theme.js').Palette} palette
 */
export function markOddity(context, x, width, height, word, palette) {
  context.save();
  context.beginPath();
  context.rect(x, 0, width, height);
  context.clip();
  context.strokeStyle = palette.gradient;
  context.lineWidth = 1;
  context.beginPath();
  for (let d = -height; d < width; d += 6) {
    context.moveTo(x + d, height);
    context.lineTo(x + d + height, 0);
  }
  context.stroke();
  context.restore();
  if (width < 9 || height < 34) return;
  context.save();
  context.translate(x + width / 2, height / 2);
  if (width < 30 && word.length > 1) context.rotate(-Math.PI / 2);
  context.font = `600 12px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const room = context.measureText(word).width + 6;
  context.fillStyle = palette.paper;
  context.fillRect(-room / 2, -9, room, 18);
  context.fillStyle = palette.ink;
  context.fillText(word, 0, 0);
  context.restore();
}
