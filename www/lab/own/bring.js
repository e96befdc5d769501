/** Brings tables that a state holds as text. */
import { keepTable } from '../wasm/tables.js';
import { readTable } from './table.js';

/**
 * Keeps them, so that links know them by their ids. Throws a sentence if one is no table; then none is used.
 * @param {any} glue
 * @param {string[]} sources
 */
export function bring(glue, sources) {
  const tables = sources.map((source) => ({ source, table: readTable(source).table }));
  for (const { source, table } of tables) keepTable(glue, table, source);
}
