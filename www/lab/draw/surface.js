/** A canvas whose backing store follows its size on the screen. A size of 0 × 0 is safe. */
import { CanvasPen } from './pen.js';

/** @typedef {import('./pen.js').Pen} Pen */

const MOST_PIXELS = 2e7;

export class Surface {
  /** While it is set, what is painted goes to another pen than the canvas. @type {((surface: Surface) => Pen)|null} */
  static other = null;

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

  /**
   * A pen on the cleared canvas, or null when there is nothing to draw on.
   * @param {{font: string}} palette
   * @returns {Pen|null}
   */
  pen({ font }) {
    if (Surface.other) return this.width && this.height ? Surface.other(this) : null;
    const context = this.begin();
    return context && new CanvasPen(context, { width: this.width, height: this.height, font });
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
   * The position of a pointer in the canvas's own CSS pixels.
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
