/** What is shown of a table that was read: its points in the plane, and what it holds in words. */
import { several } from '../wasm/numbers.js';
import { MOST_ROWS } from './table.js';

/** @typedef {ReturnType<typeof import('./table.js').readTable>} Read */

/** The first row of drawn points. */
export const HEADER = 'x,y,class';

/** The points of a table in the plane; null where there is none. @param {Read} read */
export function pointsOf({ table: { columns, perStep, x, y, classes } }) {
  if (columns !== 2 || perStep > 0) return null;
  return Array.from(y, (answer, n) => ({ x: x[2 * n], y: x[2 * n + 1], of: classes.length > 0 ? answer : 0 }));
}

/**
 * The points of a text that is no table yet, such as one point; null where it is something else.
 * @param {string} text
 */
export function drawnIn(text) {
  const lines = text.trim().split('\n');
  const rows = (lines[0] === HEADER ? lines.slice(1) : lines)
    .filter(Boolean)
    .map((line) => line.split(',').map(Number));
  if (rows.some((row) => row.length !== 3 || row.some(Number.isNaN))) return null;
  return rows.map(([x, y, of]) => ({ x, y, of }));
}

/** How many rows, inputs and classes there are. @param {Read} read */
export function inWords({ table, all }) {
  const { columns, perStep, classes, y } = table;
  const shape =
    perStep > 0
      ? `${several(columns / perStep, 'time step')} of ${several(perStep, 'input')}`
      : several(columns, 'input');
  const shown = classes.slice(0, 6).join(', ');
  const answer =
    classes.length > 0
      ? `${classes.length} classes (${shown}${classes.length > 6 ? ', …' : ''})`
      : 'a number to predict';
  const test = Math.floor(y.length / 5);
  const split =
    test > 0
      ? `Every fifth row is kept for the test: ${several(test, 'row')}.`
      : 'With so few rows, the test is on the training rows.';
  const cut = all > MOST_ROWS ? ` Of ${several(all, 'row')} the first ${MOST_ROWS} are used.` : '';
  return `${several(y.length, 'row')}, ${shape}, ${answer}. ${split}${cut}`;
}
