/** A QR code as a picture: dark modules on white in either theme, as cameras expect it. */
import { element, escaped } from '../draw/svgpen.js';
import { correction, generate } from './vendor/lean-qr.js';

/** Modules of white around the code (ISO/IEC 18004). */
const QUIET = 4;
/** The most modules at a side that a camera reads well from a projected page. */
export const READABLE = 105;

/**
 * The dark modules of a text's code; null where the text is too long for any.
 * @param {string} text
 */
export function codeOf(text) {
  try {
    return generate(text, { minCorrectionLevel: correction.L }) ?? null;
  } catch {
    return null;
  }
}

/**
 * One path: a run of dark modules is one bar.
 * @param {NonNullable<ReturnType<typeof codeOf>>} code
 */
function path({ size, get }) {
  let bars = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0, from = 0; x <= size; x++) {
      if (x < size && get(x, y)) continue;
      if (x > from) bars += `M${from + QUIET} ${y + QUIET}h${x - from}v1H${from + QUIET}z`;
      from = x + 1;
    }
  }
  return bars;
}

/**
 * The code as the text of an SVG that says which link it holds.
 * @param {NonNullable<ReturnType<typeof codeOf>>} code
 * @param {string} link
 */
export function codePicture(code, link) {
  const side = code.size + 2 * QUIET;
  const page = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${side} ${side}`,
    width: 8 * side,
    height: 8 * side,
  };
  const title = element('title', {}, escaped(link));
  const ground = element('rect', { width: side, height: side, fill: '#ffffff' });
  const bars = element('path', { d: path(code), fill: '#000000', 'shape-rendering': 'crispEdges' });
  return element('svg', page, title + ground + bars);
}
