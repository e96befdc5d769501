/** A pen that writes SVG text: the same calls as on a canvas. Pure, so it works without a page. */

/** @typedef {import('./pen.js').Pen} Pen */
/** @typedef {import('./pen.js').Style} Style */
/** @typedef {import('./pen.js').Box} Box */
/** @typedef {import('./pen.js').Lettering} Lettering */

/** Three decimals are finer than any screen. @param {number} x */
const short = (x) => String(Math.round(1000 * x) / 1000);

/** @param {string} text */
export const escaped = (text) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/**
 * An element as text; what is undefined is left out, and numbers are shortened.
 * @param {string} tag
 * @param {Record<string, string|number|undefined>} attributes
 * @param {string} [content]
 */
export function element(tag, attributes, content) {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(String(value))}"`);
  return `<${tag}${written.join('')}${content === undefined ? '/>' : `>${content}</${tag}>`}`;
}

/** @param {Style} style */
const painted = ({ fill, stroke, width = 1, dash, alpha }) => ({
  fill: fill ?? 'none',
  stroke,
  'stroke-width': stroke ? width : undefined,
  'stroke-dasharray': stroke && dash?.length ? dash.join(' ') : undefined,
  'stroke-linejoin': stroke ? 'round' : undefined,
  opacity: alpha,
});

/** Without a canvas the width of a text is estimated. @param {string} text @param {Partial<Lettering>} lettering */
const estimated = (text, { size = 12 }) => 0.56 * size * [...text].length;

/** @implements {Pen} */
export class SvgPen {
  /**
   * @param {{width: number, height: number, font: string,
   *   measure?: (text: string, lettering: Partial<Lettering>) => number, prefix?: string}} page  prefix: of its names,
   *   where several pictures stand in one document
   */
  constructor({ width, height, font, measure = estimated, prefix = '' }) {
    this.width = width;
    this.height = height;
    this.family = font;
    this.measured = measure;
    /** @type {string[]} */
    this.parts = [];
    this.clips = 0;
    this.prefix = prefix;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {Style & {radius?: number}} style
   */
  rect(x, y, width, height, style) {
    this.parts.push(element('rect', { x, y, width, height, rx: style.radius, ...painted(style) }));
  }

  /**
   * @param {number} x1
   * @param {number} y1
   * @param {number} x2
   * @param {number} y2
   * @param {Style} style
   */
  line(x1, y1, x2, y2, style) {
    this.parts.push(element('line', { x1, y1, x2, y2, ...painted(style) }));
  }

  /**
   * @param {import('./pen.js').Step[]} steps
   * @param {Style} style
   */
  path(steps, style) {
    const d = steps.map(([kind, ...numbers]) => kind + numbers.map(short).join(' ')).join('');
    this.parts.push(element('path', { d, ...painted(style) }));
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {Style} style
   */
  circle(x, y, radius, style) {
    this.parts.push(element('circle', { cx: x, cy: y, r: radius, ...painted(style) }));
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {Lettering} lettering
   */
  text(text, x, y, { fill, size = 12, weight, align = 'center', middle, upright }) {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
    const attributes = {
      x,
      y,
      fill,
      'font-family': this.family,
      'font-size': size,
      'font-weight': weight,
      'text-anchor': anchor,
      'dominant-baseline': middle ? 'central' : undefined,
      transform: upright ? `rotate(-90 ${short(x)} ${short(y)})` : undefined,
    };
    this.parts.push(element('text', attributes, escaped(text)));
  }

  /**
   * @param {string} text
   * @param {Partial<Lettering>} [lettering]
   */
  measure(text, lettering = {}) {
    return this.measured(text, lettering);
  }

  /**
   * A part of a bitmap is a window in which the whole of it lies.
   * @param {import('./bitmap.js').Bitmap} bitmap
   * @param {Box} to
   * @param {Box} [part]
   */
  image(bitmap, to, part = { x: 0, y: 0, width: bitmap.width, height: bitmap.height }) {
    const whole = element('image', {
      href: bitmap.address,
      width: bitmap.width,
      height: bitmap.height,
      preserveAspectRatio: 'none',
      'image-rendering': 'pixelated',
    });
    const viewBox = [part.x, part.y, part.width, part.height].map(short).join(' ');
    this.parts.push(element('svg', { ...to, viewBox, preserveAspectRatio: 'none' }, whole));
  }

  /**
   * @param {Box} box
   * @param {() => void} draw
   */
  clip(box, draw) {
    this.clips += 1;
    const id = `${this.prefix}clip-${this.clips}`;
    const outside = this.parts;
    this.parts = [];
    draw();
    const mask = element('clipPath', { id }, element('rect', { ...box }));
    outside.push(mask, element('g', { 'clip-path': `url(#${id})` }, this.parts.join('')));
    this.parts = outside;
  }

  /** The whole picture. */
  toString() {
    const { width, height } = this;
    const frame = {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${short(width)} ${short(height)}`,
    };
    return element('svg', frame, this.parts.join(''));
  }
}
