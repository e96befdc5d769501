/**
 * The pen: every picture that JavaScript draws uses these calls. This one draws on a canvas; the one in `svgpen.js`
 * builds SVG text, so that pictures can also be exported and printed.
 *
 * @typedef {object} Style
 * @property {string} [fill]
 * @property {string} [stroke]
 * @property {number} [width] of the stroke, 1 unless given
 * @property {number[]} [dash]
 * @property {number} [alpha]
 *
 * @typedef {object} Lettering
 * @property {string} fill
 * @property {number} [size] in pixels, 12 unless given
 * @property {number} [weight] 400 unless given
 * @property {'left'|'center'|'right'} [align] center unless given
 * @property {boolean} [middle] whether y is the middle of the letters and not their base line
 * @property {boolean} [upright] whether the text runs upward
 *
 * @typedef {['M'|'L', number, number]|['C', number, number, number, number, number, number]|['Z']} Step of a path
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 *
 * @typedef {object} Pen
 * @property {number} width of the picture, in CSS pixels
 * @property {number} height
 * @property {(x: number, y: number, width: number, height: number, style: Style & {radius?: number}) => void} rect
 * @property {(x1: number, y1: number, x2: number, y2: number, style: Style) => void} line
 * @property {(steps: Step[], style: Style) => void} path
 * @property {(x: number, y: number, radius: number, style: Style) => void} circle
 * @property {(text: string, x: number, y: number, lettering: Lettering) => void} text
 * @property {(text: string, lettering?: Partial<Lettering>) => number} measure how wide a text is
 * @property {(bitmap: import('./bitmap.js').Bitmap, to: Box, part?: Box) => void} image scaled without smoothing
 * @property {(box: Box, draw: () => void) => void} clip
 */

/** @implements {Pen} */
export class CanvasPen {
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {{width: number, height: number, font: string}} page
   */
  constructor(context, { width, height, font }) {
    this.context = context;
    this.width = width;
    this.height = height;
    this.family = font;
    /** The lettering that is set: the browser updates the styles of the page whenever a font is set. */
    this.lettering = '';
    context.imageSmoothingEnabled = false;
    context.lineJoin = 'round';
  }

  /**
   * Fills and strokes what the context holds as its path.
   * @param {Style} style
   */
  finish({ fill, stroke, width = 1, dash, alpha }) {
    const { context } = this;
    if (alpha !== undefined) context.globalAlpha = alpha;
    if (fill) {
      context.fillStyle = fill;
      context.fill();
    }
    if (stroke) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      if (dash) context.setLineDash(dash);
      context.stroke();
      if (dash) context.setLineDash([]);
    }
    if (alpha !== undefined) context.globalAlpha = 1;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {Style & {radius?: number}} style
   */
  rect(x, y, width, height, style) {
    const { context } = this;
    context.beginPath();
    if (style.radius) context.roundRect(x, y, width, height, style.radius);
    else context.rect(x, y, width, height);
    this.finish(style);
  }

  /**
   * @param {number} x1
   * @param {number} y1
   * @param {number} x2
   * @param {number} y2
   * @param {Style} style
   */
  line(x1, y1, x2, y2, style) {
    const { context } = this;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    this.finish(style);
  }

  /**
   * @param {Step[]} steps
   * @param {Style} style
   */
  path(steps, style) {
    const { context } = this;
    context.beginPath();
    for (const step of steps) {
      if (step[0] === 'M') context.moveTo(step[1], step[2]);
      else if (step[0] === 'L') context.lineTo(step[1], step[2]);
      else if (step[0] === 'C') context.bezierCurveTo(step[1], step[2], step[3], step[4], step[5], step[6]);
      else context.closePath();
    }
    this.finish(style);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {Style} style
   */
  circle(x, y, radius, style) {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.finish(style);
  }

  /** @param {Partial<Lettering>} lettering */
  letter({ size = 12, weight = 400 }) {
    const font = `${weight === 400 ? '' : `${weight} `}${size}px ${this.family}`;
    if (font === this.lettering) return;
    this.context.font = this.lettering = font;
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {Lettering} lettering
   */
  text(text, x, y, lettering) {
    const { context } = this;
    this.letter(lettering);
    context.fillStyle = lettering.fill;
    context.textAlign = lettering.align ?? 'center';
    context.textBaseline = lettering.middle ? 'middle' : 'alphabetic';
    if (!lettering.upright) return context.fillText(text, x, y);
    context.save();
    context.translate(x, y);
    context.rotate(-Math.PI / 2);
    context.fillText(text, 0, 0);
    return context.restore();
  }

  /**
   * @param {string} text
   * @param {Partial<Lettering>} [lettering]
   */
  measure(text, lettering = {}) {
    this.letter(lettering);
    return this.context.measureText(text).width;
  }

  /**
   * @param {import('./bitmap.js').Bitmap} bitmap
   * @param {Box} to
   * @param {Box} [part]
   */
  image(bitmap, to, part = { x: 0, y: 0, width: bitmap.width, height: bitmap.height }) {
    const { x, y, width, height } = part;
    this.context.drawImage(bitmap.canvas, x, y, width, height, to.x, to.y, to.width, to.height);
  }

  /**
   * @param {Box} box
   * @param {() => void} draw
   */
  clip({ x, y, width, height }, draw) {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    draw();
    context.restore();
    this.lettering = ''; // the font from before is set again
  }
}
