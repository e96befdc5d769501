/** The cells that a cell is compared with, from the catalog. Pure. */

/** @typedef {Pick<import('../wasm/types.js').Catalog, 'cells'|'knobs'>} Catalog */

/**
 * The cells that are compared, each with the change that makes a run one of them, in the order of the form.
 * @param {Catalog} catalog
 */
function compared({ cells, knobs }) {
  const options = knobs.find(({ key }) => key === 'cell')?.options ?? [];
  const described = options.flatMap(({ value }) => cells[value] ?? []);
  return described.flatMap(({ name, beside }) => (beside ? [{ name, change: beside }] : []));
}

/**
 * The names of all compared cells.
 * @param {Catalog} catalog
 */
export const comparedNames = (catalog) => compared(catalog).map(({ name }) => name);

/**
 * The compared cells other than this one.
 * @param {Catalog} catalog
 * @param {string} id
 */
export const otherCells = (catalog, id) => compared(catalog).filter(({ name }) => name !== catalog.cells[id]?.name);
