/** How much of the gradient arrives at each layer, and which of it is of the step under way. Pure. */
import { isOlder } from '../run/phase.js';

/** @typedef {import('../wasm/types.js').Figure} Figure */

/** @typedef {Pick<import('../wasm/types.js').Frame, 'phase'|'stopped'>} At */

/** The exponents of ten with which a scale of shares begins: from one in a million to all. @type {[number, number]} */
export const BASE = [-6, 0];
/** Decades between two ticks at least. */
const EVERY = 3;

/**
 * Each value divided by the last one. Null where either is not measured; nothing is a share of 0, of nothing too.
 * @param {Figure[]} values
 * @returns {Figure[]}
 */
export function sharesOfLast(values) {
  const last = values.at(-1) ?? null;
  return values.map((value) => (value === null || last === null ? null : value === 0 ? 0 : value / last));
}

/**
 * The gradient of each column: of every hidden layer, or of the memory at every time step.
 * @param {import('../wasm/types.js').Frame} frame
 * @param {Pick<import('../wasm/types.js').Summary, 'time'|'hidden_layers'>} summary
 */
export function gradientsOf(frame, { time, hidden_layers: layers }) {
  if (!time) return frame.d_z_rms.slice(0, layers);
  const along = frame.d_c_rms?.slice(0, time.steps);
  return along?.some((value) => value !== null) ? along : frame.d_a_rms.slice(0, time.steps);
}

/**
 * The time step to which a reader looks first, counted from 0: the first that is marked, else the first.
 * @param {Pick<import('../run/view.js').View, 'knobs'|'snapshot'>} view
 */
export function markedStep({ knobs, snapshot }) {
  if (knobs.data !== 'adding') return 0;
  return Math.max(0, snapshot.sequence?.x.findIndex(([, mark]) => mark > 0) ?? 0);
}

/**
 * The exponents that have a tick on a scale of shares: all of it, then every thousandth of it, from the top.
 * @param {number} low exponent of ten
 * @param {number} high
 * @param {number} most ticks on each side of all of it
 */
export function tickExponents(low, high, most) {
  const every = EVERY * Math.max(1, Math.ceil((high - low) / EVERY / most));
  const exponents = [];
  for (let e = every * Math.floor(high / every); e >= low; e -= every) exponents.push(e);
  return exponents;
}

/**
 * The gradient of each hidden layer as a share of the highest one's; null where nothing is measured. Without hidden
 * layers it is the output's own.
 * @param {Figure[]} sizes rms of ∂L/∂z by stage, the output last
 */
export function sharesOf(sizes) {
  return sharesOfLast(sizes.length > 1 ? sizes.slice(0, -1) : sizes);
}

/**
 * The labels that can stand beside each other without touching: the lowest and the highest, and as many between them
 * as there is room for.
 * @param {{x: number, width: number}[]} labels their middles and widths, from left to right
 * @param {number} gap between two
 * @returns {number[]} which
 */
export function clearLabels(labels, gap) {
  const touch = (/** @type {number} */ a, /** @type {number} */ b) =>
    Math.abs(labels[b].x - labels[a].x) < (labels[a].width + labels[b].width) / 2 + gap;
  const last = labels.length - 1;
  const kept = last < 0 ? [] : [0];
  for (let i = 1; i < last; i++) if (!touch(kept[kept.length - 1], i) && !touch(i, last)) kept.push(i);
  if (last > 0 && !touch(kept[kept.length - 1], last)) kept.push(last);
  return kept;
}

/**
 * Whether the gradient of a stage is of the step under way or in which the run has stopped, or of the last complete one
 * between two steps. While steps go by too quickly to be seen one by one, all of it is.
 * @param {number} stage
 * @param {At} at
 * @param {boolean} blurred
 */
export function isFresh(stage, { phase, stopped }, blurred) {
  if (stopped) return !isOlder('gradient', stage, stopped);
  if (blurred) return true;
  if (phase.name === 'backward') return stage >= (phase.stage ?? 0);
  return phase.name === 'start' || phase.name === 'clip' || phase.name === 'update';
}

/**
 * The stage that was measured last, while the gradient is on its way down; else null.
 * @param {At} at
 * @param {boolean} blurred
 */
export const newest = ({ phase }, blurred) => (phase.name === 'backward' && !blurred ? phase.stage : null);
