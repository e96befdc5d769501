/**
 * The weights of the diagram, at most 600, each as one opaque stroke. At rest they are gray by |w|. The running phase
 * colors them: blue in the forward pass, orange by the size of their gradient in the backward pass, dark if the update
 * moved them.
 */
import { logPlace } from '../wasm/logscale.js';
import { EDGE, edgeLine } from './layout.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {{palette: import('../draw/theme.js').Palette, scales: import('../wasm/colors.js').Scales}} Tones */

const LEVELS = 6;

/** The exponents of ten between which a resting weight grows dark. */
const [LOW, HIGH] = [-2, 0.2727];

/** Darkness of a resting weight. @param {number} w */
const level = (w) => Math.round((LEVELS - 1) * logPlace(w, LOW, HIGH));

/**
 * What an edge shows in this phase: color, width, and the order in which it is painted (higher is later).
 * @param {import('../wasm/types.js').Phase} phase
 * @param {number} stage
 * @param {{w: number, d_w: number, delta_w: number}} weight
 * @param {Tones} tones
 * @returns {{stroke: string, width: number, order: number}}
 */
function tone(phase, stage, { w, d_w, delta_w }, { palette, scales }) {
  const resting = level(w);
  const active = phase.stage ?? -1;
  if (phase.name === 'forward' && stage === active) {
    return { stroke: palette.signal, width: 0.6 + 0.22 * resting, order: 10 + resting };
  }
  if (phase.name === 'backward' && stage >= active) {
    const t = scales.gradient.at(d_w);
    const now = stage === active ? 1 : 0;
    return { stroke: scales.gradient.color(d_w), width: 0.5 + 2.6 * t + 0.5 * now, order: 10 + t };
  }
  if (phase.name === 'update') {
    const t = scales.gradient.at(delta_w);
    if (t > 0.05) return { stroke: palette.flash[Math.round(5 * t)], width: 0.5 + 1.8 * t, order: 10 + t };
  }
  return { stroke: palette.edges[resting], width: resting > 3 ? 1.1 : 0.8, order: resting / LEVELS };
}

/**
 * @param {Pen} pen
 * @param {import('./layout.js').Layout} layout
 * @param {Float32Array} edges
 * @param {import('../wasm/types.js').Phase} phase
 * @param {Tones} tones
 */
export function paintEdges(pen, layout, edges, phase, tones) {
  const strokes = [];
  for (let i = 0; i < edges.length; i += EDGE) {
    const line = edgeLine(layout, edges, i);
    const weight = { w: edges[i + 3], d_w: edges[i + 4], delta_w: edges[i + 5] };
    if (line) strokes.push({ line, tone: tone(phase, edges[i], weight, tones) });
  }
  strokes.sort((a, b) => a.tone.order - b.tone.order);
  for (const { line, tone: style } of strokes) pen.line(line.x1, line.y1, line.x2, line.y2, style);
}

/**
 * The weights of one unit: positive blue, negative orange and dashed.
 * @param {Pen} pen
 * @param {import('./layout.js').Layout} layout
 * @param {Float32Array} edges
 * @param {{column: number, slot: number}} at
 * @param {import('../draw/theme.js').Palette} palette
 */
export function paintUnitEdges(pen, layout, edges, at, palette) {
  for (let i = 0; i < edges.length; i += EDGE) {
    const into = edges[i] + 1 === at.column && edges[i + 2] === at.slot;
    const from = edges[i] === at.column && edges[i + 1] === at.slot;
    if (into || from) paintSigned(pen, layout, edges, i, palette);
  }
}

/**
 * One weight with its sign.
 * @param {Pen} pen
 * @param {import('./layout.js').Layout} layout
 * @param {Float32Array} edges
 * @param {number} i offset of the edge
 * @param {import('../draw/theme.js').Palette} palette
 */
export function paintSigned(pen, layout, edges, i, palette) {
  const line = edgeLine(layout, edges, i);
  if (!line) return;
  const w = edges[i + 3];
  const sign = w < 0 ? { stroke: palette.gradient, dash: [5, 3] } : { stroke: palette.signal };
  pen.line(line.x1, line.y1, line.x2, line.y2, { ...sign, width: 0.8 + 0.4 * level(w) });
}
