/** The choices: the knobs, which the build writes to `pkg/catalog.json`, and the named experiments. */
import { readJson } from './assets.js';

/** @typedef {import('./types.js').Preset} Preset */

/** Fetched once for all labs of a page. @type {Promise<Preset[]>|null} */
let fetched = null;
/** @type {Preset[]} */
let rows = [];
/** The knobs and the words of the diagnosis. @type {Omit<import('./types.js').Catalog, 'presets'>} */
let choices;

/**
 * Fetches the catalog. Returns the named experiments, which the module needs to read links.
 * @returns {Promise<Preset[]>}
 */
export function loadCatalog() {
  fetched ??= Promise.all([readJson('lab/presets.json'), readJson('pkg/catalog.json')]).then(
    (read) => ([rows, choices] = read)[0],
  );
  fetched.catch(() => {
    fetched = null;
  }); // another attempt fetches again
  return fetched;
}

/** As the file has them; none before it is read. */
export const namedExperiments = () => rows;

/**
 * The present option of a knob, with its label and help.
 * @param {{catalog: import('./types.js').Catalog, knobs: Record<string, string>}} view
 * @param {string} key
 */
export function chosen({ catalog, knobs }, key) {
  const value = knobs[key];
  return catalog.knobs.find((knob) => knob.key === key)?.options?.find((option) => option.value === value);
}

/** @typedef {import('./types.js').MeterRow & {column: import('./types.js').ColumnName}} StandingMeter */

/**
 * The meters of an axis that each frame holds as a column.
 * @param {import('./types.js').Catalog} catalog
 * @param {'depth'|'time'} axis
 */
export function standing({ meters }, axis) {
  return /** @type {StandingMeter[]} */ (meters.filter((row) => row.column && row[axis]));
}

/** The meters that are measured on demand. @param {import('./types.js').Catalog} catalog */
export const onDemand = ({ meters }) => meters.filter(({ column }) => !column);

/**
 * The row of a meter; the page asks only for those that the catalog has.
 * @param {import('./types.js').Catalog} catalog
 * @param {string} key
 */
export function meterNamed({ meters }, key) {
  const row = meters.find((meter) => meter.key === key);
  if (!row) throw new Error(`the catalog has no meter ${key}`);
  return row;
}

/** Read once for all labs of a page. @type {import('./types.js').Catalog|null} */
let catalog = null;

/**
 * The catalog, with the presets' texts in the form that the lab itself writes.
 * @param {any} glue
 * @returns {import('./types.js').Catalog}
 */
export function readCatalog(glue) {
  const written = (/** @type {string} */ text) => glue.parse(text).text;
  catalog ??= { ...choices, presets: rows.map((preset) => ({ ...preset, runs: preset.runs.map(written) })) };
  return catalog;
}
