/** Pointer and arrow keys on the strips and the diagram. Nothing needs a drag; page scroll stays the page's own. */

/** @param {import('./diagram.js').DiagramPanel} panel */
export function connectDiagram(panel) {
  const { unitCanvas: canvas, desk, front } = panel;
  canvas.addEventListener('pointermove', (event) => {
    const { x, y } = front.locate(event);
    desk.cursor.point(columnUnder(panel, x, y));
    desk.choice.hover(panel.find(x, y));
  });
  canvas.addEventListener('pointerleave', () => {
    desk.cursor.point(null);
    desk.choice.hover(null);
  });
  canvas.addEventListener('click', (event) => {
    const { x, y } = front.locate(event);
    desk.cursor.pin(columnUnder(panel, x, y));
    desk.choice.select(panel.find(x, y));
  });
  canvas.addEventListener('keydown', (event) => {
    if (moveByKey(panel, event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
}

/**
 * In the lens a column lies elsewhere than on the axis.
 * @param {import('./diagram.js').DiagramPanel} panel
 * @param {number} x
 * @param {number} y
 */
function columnUnder(panel, x, y) {
  const { layout, desk } = panel;
  if (!layout?.lens || y < layout.lens.top) return desk.axis.columnAt(x);
  const across = layout.lens.last - layout.lens.first + 1;
  return (
    layout.lens.first +
    Math.max(0, Math.min(across - 1, Math.floor(((x - desk.axis.view.left) / desk.axis.view.width) * across)))
  );
}

/**
 * One tab stop: left and right change the layer, up and down the unit.
 * @param {import('./diagram.js').DiagramPanel} panel
 * @param {string} key
 */
function moveByKey(panel, key) {
  const { desk, data } = panel;
  const last = desk.axis.columns - 1;
  const at = panel.chosen();
  const column = at?.column ?? desk.cursorColumn() ?? 1;
  const slot = at?.slot ?? 0;
  /** @type {Record<string, [number, number]>} */
  const moves = {
    ArrowLeft: [column - 1, slot],
    ArrowRight: [column + 1, slot],
    ArrowUp: [column, slot - 1],
    ArrowDown: [column, slot + 1],
    Home: [0, slot],
    End: [last, slot],
  };
  const move = moves[key];
  if (!move) return false;
  const to = Math.max(0, Math.min(last, move[0]));
  const units = data.columns[to]?.shown.length ?? 1;
  desk.cursor.pin(to);
  desk.choice.select(panel.unitSelection(to, Math.max(0, Math.min(units - 1, move[1]))));
  return true;
}

/**
 * A strip answers to the pointer with its column.
 * @param {HTMLCanvasElement} canvas
 * @param {import('../draw/surface.js').Surface} surface
 * @param {import('../app/desk.js').Desk} desk
 */
export function connectStrip(canvas, surface, desk) {
  canvas.addEventListener('pointermove', (event) => desk.cursor.point(desk.axis.columnAt(surface.locate(event).x)));
  canvas.addEventListener('pointerleave', () => desk.cursor.point(null));
  canvas.addEventListener('click', (event) => desk.cursor.pin(desk.axis.columnAt(surface.locate(event).x)));
}
