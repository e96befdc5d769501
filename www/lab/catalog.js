/** The catalog, with the presets' texts in the form that the lab itself writes. @param {any} glue @returns {import('./types.js').Catalog} */
export function readCatalog(glue) {
  const catalog = glue.catalog();
  for (const preset of catalog.presets) preset.spec = glue.parse(preset.spec).text;
  return catalog;
}
