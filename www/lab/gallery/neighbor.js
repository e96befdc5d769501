/** Which of many boxes an arrow key leads to. */

/** Two boxes whose tops are at most this far apart, in px, are in one row. */
const ROW = 4;

/**
 * Left and right follow the order; up and down go to the nearest box of the next row. Null where there is none.
 * @template {{getBoundingClientRect: () => {left: number, top: number}}} Box
 * @param {Box[]} boxes in their order
 * @param {number} at
 * @param {string} key
 * @returns {Box|null}
 */
export function neighbor(boxes, at, key) {
  if (key === 'ArrowLeft') return boxes[at - 1] ?? null;
  if (key === 'ArrowRight') return boxes[at + 1] ?? null;
  if (key === 'Home') return boxes[0];
  if (key === 'End') return boxes[boxes.length - 1];
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const sign = key === 'ArrowDown' ? 1 : -1;
  const places = boxes.map((box) => box.getBoundingClientRect());
  const down = (/** @type {number} */ n) => sign * (places[n].top - places[at].top);
  const across = (/** @type {number} */ n) => Math.abs(places[n].left - places[at].left);
  const beyond = boxes.map((_, n) => n).filter((n) => down(n) > ROW);
  const best = beyond.sort((a, b) =>
    Math.abs(down(a) - down(b)) > ROW ? down(a) - down(b) : across(a) - across(b),
  )[0];
  return best === undefined ? null : boxes[best];
}
