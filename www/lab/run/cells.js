/** The cells as the build describes them: names, diagrams, and the cells that others are compared with. */
import { describedCells } from '../wasm/catalog.js';

/** @typedef {import('../wasm/types.js').CellDescription} CellDescription */

/** @param {string} id @returns {CellDescription} */
export const cellOf = (id) => describedCells()[id];

/** The cells that others are compared with, each with the change that makes a run one of them. */
const compared = () =>
  Object.values(describedCells()).flatMap(({ name, beside }) => (beside ? [{ name, change: beside }] : []));

/** The names of all of them. */
export const comparedNames = () => compared().map(({ name }) => name);

/** Those of them that this cell is not. @param {string} id */
export const otherCells = (id) => compared().filter(({ name }) => name !== cellOf(id).name);
