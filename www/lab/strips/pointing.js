/** Pointer and arrow keys on the strips. Nothing needs a drag; page scroll stays the page's own. */

/** @typedef {Pick<import('../run/ports.js').Actions, 'point'|'pin'>} Pointing */

/**
 * A strip answers to the pointer with its column.
 * @param {HTMLCanvasElement} canvas
 * @param {import('../draw/surface.js').Surface} surface
 * @param {{axis: Pick<import('../draw/axis.js').Axis, 'columnAt'>}} view
 * @param {Pointing} actions
 */
export function connectStrip(canvas, surface, view, actions) {
  const column = (/** @type {MouseEvent} */ event) => view.axis.columnAt(surface.locate(event).x);
  canvas.addEventListener('pointermove', (event) => actions.point(column(event)));
  canvas.addEventListener('pointerleave', () => actions.point(null));
  canvas.addEventListener('click', (event) => actions.pin(column(event)));
}

/**
 * The keys that a picture acts on stop there.
 * @param {HTMLElement} node
 * @param {(key: string) => boolean} move true where the key means something
 */
export function connectKeys(node, move) {
  node.addEventListener('keydown', (event) => {
    if (!move(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}
