/**
 * What a figure shows as one SVG: its canvases are painted again by a pen that writes SVG, and its words are set where
 * the browser has set them. A picture that Rust paints stays a picture.
 */
import { Surface } from '../draw/surface.js';
import { SvgPen, element, escaped } from '../draw/svgpen.js';

/** @typedef {{shell: import('./built.js').Shell, parts: import('./parts.js').Parts, address: () => string}} Shown */

/**
 * Draws every panel with the other pen, and gives the pens by canvas.
 * @param {Shown} app
 * @returns {Map<HTMLCanvasElement, SvgPen>}
 */
function paint(app) {
  const { painter, looks } = app.parts;
  /** @type {Map<HTMLCanvasElement, SvgPen>} */
  const pens = new Map();
  const { font } = looks.palette;
  const context = document.createElement('canvas').getContext('2d');
  const measure = (/** @type {string} */ text, /** @type {Partial<import('../draw/pen.js').Lettering>} */ letters) => {
    if (!context) return 0;
    context.font = `${letters.weight ?? 400} ${letters.size ?? 12}px ${font}`;
    return context.measureText(text).width;
  };
  painter.measure();
  Surface.other = ({ canvas, width, height }) => {
    const pen = new SvgPen({ width, height, font, measure, prefix: `p${pens.size}-` });
    pens.set(canvas, pen);
    return pen;
  };
  try {
    painter.drawAll();
  } finally {
    Surface.other = null;
    painter.measure();
    painter.changed('size');
  }
  return pens;
}

/** Words that are no part of a picture. */
const OPERATED = 'button, select, .aside, math, .quick, .running, .share-panel';

/** @param {Element} node */
const shown = (node) => node.getClientRects().length > 0;

/**
 * The lines of a text as they are set.
 * @param {Text} text
 * @param {Range} range
 */
function linesOf(text, range) {
  /** @type {{words: string, left: number, top: number, bottom: number, right: number}[]} */
  const lines = [];
  for (const { 0: word, index } of text.data.matchAll(/\S+\s*/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.trimEnd().length);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (!box.width) continue;
    if (last && Math.abs(last.top - box.top) < 2) {
      last.words += ` ${word.trimEnd()}`;
      last.right = box.right;
    } else lines.push({ words: word.trimEnd(), left: box.left, top: box.top, bottom: box.bottom, right: box.right });
  }
  return lines;
}

/**
 * @param {Shown} app
 * @param {HTMLElement} [picture] a part of what is shown
 * @param {number} [margin] pixels around it
 */
export function pictureOf(app, picture = app.shell.picture, margin = 0) {
  const { palette } = app.parts.looks;
  const pens = paint(app);
  const frame = picture.getBoundingClientRect();
  const scale = picture.offsetWidth ? frame.width / picture.offsetWidth : 1;
  const x = (/** @type {number} */ left) => (left - frame.left) / scale;
  const y = (/** @type {number} */ top) => (top - frame.top) / scale;
  /** @type {string[]} */
  const parts = [];
  for (const canvas of picture.querySelectorAll('canvas')) {
    if (!shown(canvas) || !canvas.offsetWidth) continue;
    const box = canvas.getBoundingClientRect();
    const [width, height] = [canvas.offsetWidth, canvas.offsetHeight];
    const place = { x: x(box.left), y: y(box.top), width, height };
    const pen = pens.get(canvas);
    if (pen) parts.push(element('svg', { ...place, overflow: 'visible' }, pen.parts.join('')));
    else if (canvas.width) parts.push(element('image', { ...place, href: canvas.toDataURL() }));
  }
  parts.push(...wordsOf(picture, { x, y, scale }));
  const [width, height] = [picture.offsetWidth + 2 * margin, picture.offsetHeight + 2 * margin];
  const title = element('title', {}, escaped(app.address()));
  const page = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `${-margin} ${-margin} ${width} ${height}`,
  };
  const ground = element('rect', { x: -margin, y: -margin, width, height, fill: palette.paper });
  return element('svg', page, [title, ground, ...parts].join(''));
}

/**
 * @param {HTMLElement} picture
 * @param {{x: (left: number) => number, y: (top: number) => number, scale: number}} place
 */
function wordsOf(picture, { x, y, scale }) {
  const texts = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  /** @type {string[]} */
  const parts = [];
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    const around = text.parentElement;
    if (!text.data.trim() || !around || !shown(around) || around.closest(OPERATED)) continue;
    const style = getComputedStyle(around);
    const size = Number.parseFloat(style.fontSize);
    for (const { words, left, top, bottom, right } of linesOf(text, range)) {
      const letters = { 'font-family': style.fontFamily, 'font-size': size, 'font-weight': style.fontWeight };
      const middle = (y(top) + y(bottom)) / 2 + 0.35 * size;
      const length = { textLength: (right - left) / scale, lengthAdjust: 'spacingAndGlyphs' };
      const shownAs = style.textTransform === 'uppercase' ? words.toUpperCase() : words;
      parts.push(
        element('text', { x: x(left), y: middle, fill: style.color, ...letters, ...length }, escaped(shownAs)),
      );
    }
  }
  return parts;
}
