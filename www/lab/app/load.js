/** Fetches style sheets, catalog and module, once for all labs of a page. */
import { setBudget } from '../run/room.js';
import { readText } from '../wasm/assets.js';
import { loadCatalog, readCatalog } from '../wasm/catalog.js';
import { isPanic, loadModule } from '../wasm/module.js';
import { expectedTables, giveTables } from '../wasm/tables.js';
import { pause } from './slices.js';

const SHEETS = [
  'base.css',
  'layout.css',
  'controls.css',
  'transport.css',
  'strips.css',
  'cards.css',
  'inspector.css',
  'compare.css',
  'rows.css',
  'time.css',
  'presenter.css',
  'ends.css',
  'watch.css',
  'low.css',
  'gallery.css',
  'figure.css',
  'share.css',
];

/** @type {Promise<CSSStyleSheet[]>|null} */
let sheets = null;

/** Styles by adoption: a strict style-src forbids <style> in a shadow root. */
export function loadSheets() {
  sheets ??= Promise.all(SHEETS.map(loadSheet));
  sheets.catch(() => {
    sheets = null; // another attempt fetches again
  });
  return sheets;
}

/** @param {string} name */
async function loadSheet(name) {
  const text = await readText(`style/${name}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** The instance that has what the page knows by name. @type {any} */
let told = null;

/**
 * Tables of a saved file, or of the page before its reload. One that cannot be read is missing: its link says so.
 * @param {any} glue
 */
async function bringExpected(glue) {
  const texts = expectedTables();
  if (texts.length === 0) return;
  const { bring } = await import('./owndata.js');
  try {
    bring(glue, texts);
  } catch (error) {
    if (isPanic(error)) throw error;
  }
}

/** The module, which knows the named experiments and the reader's tables from here on. */
export async function loadGlue() {
  const [presets, glue] = await Promise.all([loadCatalog(), loadModule()]);
  glue.name_experiments(presets.map(({ id, runs }) => [id, runs[0]]));
  setBudget();
  if (told !== glue) giveTables(glue);
  told = glue;
  await bringExpected(glue);
  await pause();
  readCatalog(glue); // in a slice of its own; whoever asks for it later has it at once
  await pause();
  return glue;
}
