/**
 * The weights of the diagram. At rest grey by |w|; the running phase lights them: blue going up, orange by the
 * size of their gradient coming down, dark where the update moved them. One opaque stroke each, 600 at most.
 */
import { edgeLine } from './layout.js';

const LEVELS = 6;

/** Darkness of a resting weight: four decades below 1. @param {number} w */
const level = (w) => {
  if (!w) return 0;
  return Math.max(0, Math.min(LEVELS - 1, Math.round((Math.log10(Math.abs(w)) + 2) * 2.2)));
};

/**
 * What an edge shows in this phase: [colour, width, painted later = higher].
 * @param {import('../wasm/types.js').Phase} phase @param {number} stage @param {number} w @param {number} d_w
 * @param {Tones} tones
 * @returns {[string, number, number]}
 */
function tone(phase, stage, w, d_w, { palette, scales, rate }) {
  const resting = level(w);
  const active = phase.stage ?? -1;
  if (phase.name === 'forward' && stage === active) return [palette.signal, 0.6 + 0.22 * resting, 10 + resting];
  if (phase.name === 'backward' && stage >= active) {
    const t = scales.gradient.at(d_w);
    const now = stage === active ? 1 : 0;
    return [scales.gradient.colour(d_w), 0.5 + 2.6 * t + 0.5 * now, 10 + t];
  }
  if (phase.name === 'update') {
    const t = scales.gradient.at(rate * d_w);
    if (t > 0.05) return [palette.flash[Math.round(5 * t)], 0.5 + 1.8 * t, 10 + t];
  }
  return [palette.edges[resting], resting > 3 ? 1.1 : 0.8, resting / LEVELS];
}

/** @typedef {{palette: import('../draw/theme.js').Palette, scales: import('../draw/colors.js').Scales, rate: number}} Tones */

/**
 * @param {CanvasRenderingContext2D} context @param {import('./layout.js').Layout} layout
 * @param {Float32Array} edges @param {import('../wasm/types.js').Phase} phase @param {Tones} tones
 */
export function paintEdges(context, layout, edges, phase, tones) {
  const strokes = [];
  for (let i = 0; i < edges.length; i += 5) {
    const line = edgeLine(layout, edges, i);
    if (line) strokes.push({ line, tone: tone(phase, edges[i], edges[i + 3], edges[i + 4], tones) });
  }
  strokes.sort((a, b) => a.tone[2] - b.tone[2]);
  for (const {
    line,
    tone: [colour, width],
  } of strokes)
    stroke(context, line, colour, width);
}

/**
 * The weights of one unit: positive blue, negative orange and dashed.
 * @param {CanvasRenderingContext2D} context @param {import('./layout.js').Layout} layout @param {Float32Array} edges
 * @param {{column: number, slot: number}} at @param {import('../draw/theme.js').Palette} palette
 */
export function paintUnitEdges(context, layout, edges, at, palette) {
  for (let i = 0; i < edges.length; i += 5) {
    const into = edges[i] + 1 === at.column && edges[i + 2] === at.slot;
    const from = edges[i] === at.column && edges[i + 1] === at.slot;
    if (into || from) paintSigned(context, layout, edges, i, palette);
  }
}

/**
 * @param {CanvasRenderingContext2D} context @param {import('./layout.js').Layout} layout @param {Float32Array} edges
 * @param {number} i @param {import('../draw/theme.js').Palette} palette
 */
export function paintSigned(context, layout, edges, i, palette) {
  const line = edgeLine(layout, edges, i);
  if (!line) return;
  const w = edges[i + 3];
  context.setLineDash(w < 0 ? [5, 3] : []);
  stroke(context, line, w < 0 ? palette.gradient : palette.signal, 0.8 + 0.4 * level(w));
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context @param {{x1: number, y1: number, x2: number, y2: number}} line
 * @param {string} colour @param {number} width
 */
function stroke(context, line, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(line.x1, line.y1);
  context.lineTo(line.x2, line.y2);
  context.stroke();
}
