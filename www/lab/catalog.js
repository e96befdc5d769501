/** What can be chosen: the knobs, as the module knows them, and the experiments that have a name, as `presets.json` does. */

import { needsTime } from './module.js';

/** @typedef {[id: string, title: string, claim: string, text: string]} Row */

/** Fetched once for all labs of a page. @type {Promise<Row[]>|null} */
let fetched = null;
/** @type {Row[]} */
let rows = [];

/** Fetches the named experiments, for a module that reads links. @returns {Promise<Row[]>} */
export function loadPresets() {
  fetched ??= (async () => {
    const response = await fetch(new URL('presets.json', import.meta.url));
    if (!response.ok) throw new Error(`presets.json did not load (${response.status})`);
    return (rows = await response.json());
  })();
  fetched.catch(() => { fetched = null; }); // another attempt asks anew
  return fetched;
}

/** The named experiments, as far as they are here. */
export const presets = () => rows;

/** The catalog, with the presets' texts in the form that the lab itself writes. @param {any} glue @returns {import('./types.js').Catalog} */
export function readCatalog(glue) {
  const catalog = glue.catalog();
  const preset = (/** @type {Row} */ [id, title, claim, text]) => {
    // A module without cells cannot read what has them; the link that opens it says it all.
    if (!catalog.through_time && needsTime(text, [])) return { id, title, claim, spec: text, steps: 0 };
    const { text: spec, step: steps } = glue.parse(text);
    return { id, title, claim, spec, steps };
  };
  return { ...catalog, presets: rows.map(preset) };
}
