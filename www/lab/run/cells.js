/** The cells that others are compared with, out of the descriptions in the catalog. */

/** @typedef {Record<string, import('../wasm/types.js').CellDescription>} Cells */

/**
 * Each with the change that makes a run one of it.
 * @param {Cells} cells
 */
const compared = (cells) =>
  Object.values(cells).flatMap(({ name, beside }) => (beside ? [{ name, change: beside }] : []));

/**
 * The names of all of them.
 * @param {Cells} cells
 */
export const comparedNames = (cells) => compared(cells).map(({ name }) => name);

/**
 * Those that the cell `id` is not.
 * @param {Cells} cells
 * @param {string} id
 */
export const otherCells = (cells, id) => compared(cells).filter(({ name }) => name !== cells[id]?.name);
