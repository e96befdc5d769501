/** Arrows of the enlarged steps. */

/** @typedef {import('../draw/pen.js').Pen} Pen */

/**
 * A horizontal shaft with a head.
 * @param {Pen} pen
 * @param {number} from
 * @param {number} to
 * @param {number} y
 * @param {number} thick
 * @param {string} fill
 */
export function arrow(pen, from, to, y, thick, fill) {
  const way = Math.sign(to - from);
  const head = Math.min(9, 4 + thick);
  pen.rect(Math.min(from, to - way * head), y - thick / 2, Math.abs(to - from) - head, thick, { fill });
  const back = to - way * head;
  pen.path([['M', to, y], ['L', back, y - head * 0.7], ['L', back, y + head * 0.7], ['Z']], { fill });
}

/**
 * A thin vertical one.
 * @param {Pen} pen
 * @param {number} x
 * @param {number} from
 * @param {number} to
 * @param {string} fill
 */
export function upright(pen, x, from, to, fill) {
  const way = Math.sign(to - from);
  pen.rect(x - 0.8, Math.min(from, to - way * 5), 1.6, Math.abs(to - from) - 5, { fill });
  const back = to - way * 6;
  pen.path([['M', x, to], ['L', x - 4, back], ['L', x + 4, back], ['Z']], { fill });
}
