/**
 * The tables that the reader has brought, by their ids. A link has only the id: a state, a saved file and a worker get
 * the table itself from here. They last as long as the page.
 */

import { isPanic } from './module.js';

/**
 * The numbers of a table, as the engine takes them.
 * @typedef {object} Table
 * @property {number} columns inputs of a row
 * @property {number} perStep inputs of a time step; 0 where a row is no sequence
 * @property {string[]} classes their names; none where the answer is a number
 * @property {Float64Array} x the inputs, row by row
 * @property {Float64Array} y the answers: numbers, or places in `classes`
 */

/** @typedef {{table: Table, source: string}} Kept  source: the text from which it was read */

/** The newest last. @type {Map<string, Kept>} */
const kept = new Map();
/** Tables that are kept at least; the engine keeps those that an experiment uses besides. */
const MOST = 16;
/** In a link, also inside one. */
const NAMED = /(?<![a-z_])own(?:=|%3D)([0-9a-f]{12})(?![0-9a-f])/gi;

/**
 * @param {any} glue
 * @param {Table} table
 * @returns {string} its id
 */
const give = (glue, { columns, perStep, classes, x, y }) => glue.keep_table(columns, perStep, classes, x, y);

/**
 * Keeps a table. Throws a sentence if it does not fit.
 * @param {any} glue
 * @param {Table} table
 * @param {string} source
 */
export function keepTable(glue, table, source) {
  const id = give(glue, table);
  kept.delete(id);
  kept.set(id, { table, source });
  for (const old of [...kept.keys()].slice(0, -MOST)) kept.delete(old);
  return id;
}

/** The text from which a table was read. @param {string} [id] */
export const sourceOf = (id = '') => kept.get(id)?.source;

/** The ids that a link names. @param {string} text */
export const idsIn = (text) => [...new Set([...text.matchAll(NAMED)].map(([, id]) => id.toLowerCase()))];

/** The tables that a link names and that are here. @param {string} text */
export const tablesIn = (text) => idsIn(text).flatMap((id) => kept.get(id) ?? []);

/**
 * Gives tables to an instance of the module, which has none yet.
 * @param {any} glue
 * @param {Iterable<Table>} [tables] all of them where none are named
 */
export function giveTables(glue, tables = [...kept.values()].map(({ table }) => table)) {
  for (const table of tables) {
    try {
      give(glue, table);
    } catch (error) {
      if (isPanic(error)) throw error;
      // There is no memory for it any more: a link that names it says that it is not here.
    }
  }
}

/** Texts of tables that came before there was an instance to give them to. @type {string[]} */
const waiting = [];

/** @param {string[]} sources */
export const expectTables = (sources) => void waiting.push(...sources);

/** Those, once. */
export const expectedTables = () => waiting.splice(0);

/**
 * A state: the link, and on a second line the texts of its tables, where it has any.
 * @param {string} text of the link
 */
export function stateOf(text) {
  const sources = tablesIn(text).map(({ source }) => source);
  return sources.length > 0 ? `${text}\n${JSON.stringify(sources)}` : text;
}

/**
 * The link of a state, and the texts of its tables.
 * @param {string} state
 * @returns {{text: string, sources: string[]}}
 */
export function partsOf(state) {
  const [text, ...rest] = state.split('\n');
  try {
    const sources = JSON.parse(rest.join('\n'));
    if (Array.isArray(sources)) return { text, sources: sources.filter((one) => typeof one === 'string') };
  } catch {
    // It has no second line, or one that is none of ours.
  }
  return rest.length > 0 && !state.trimStart().startsWith('{') ? { text, sources: [] } : { text: state, sources: [] };
}
