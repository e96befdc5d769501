/** How much of the gradient arrives at each layer, and which of it is of the step under way. Pure. */

/** @typedef {Pick<import('../wasm/types.js').Frame, 'phase'|'stopped'>} At */

/**
 * The gradient of each hidden layer as a share of the highest one's; null where nothing is measured. Without hidden
 * layers it is the output's own.
 * @param {(number|null)[]} sizes rms of ∂L/∂z by stage, the output last
 * @returns {(number|null)[]}
 */
export function sharesOf(sizes) {
  const hidden = sizes.length > 1 ? sizes.slice(0, -1) : sizes;
  const whole = hidden.at(-1) ?? null;
  return hidden.map((size) => {
    if (size === null || whole === null) return null;
    return whole === 0 ? 0 : size / whole;
  });
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
 * Whether the gradient of a stage is of the step under way, or of the last complete one between two steps. While steps
 * go by too quickly to be seen one by one, all of it is.
 * @param {number} stage
 * @param {At} at
 * @param {boolean} blurred
 */
export function isFresh(stage, { phase, stopped }, blurred) {
  if (blurred || stopped) return true;
  if (phase.name === 'backward') return stage >= (phase.stage ?? 0);
  return phase.name === 'start' || phase.name === 'clip' || phase.name === 'update';
}

/**
 * The stage that was measured last, while the gradient is on its way down; else null.
 * @param {At} at
 * @param {boolean} blurred
 */
export const newest = ({ phase }, blurred) => (phase.name === 'backward' && !blurred ? phase.stage : null);
