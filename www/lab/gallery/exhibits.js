/** What was measured of every experiment: a picture and a few words, made by `cargo xtask regenerate gallery`. */
import { readJson } from '../wasm/assets.js';

/**
 * @typedef {object} Exhibit
 * @property {[looks: string, path: string][]} picture the shapes, from back to front, in a field of 300 × 110
 * @property {string} measured
 * @property {[holds: number, seeds: number]} tried over how many seeds the claim holds
 */

/**
 * Fetched once for all labs of a page, and not before a gallery opens.
 * @type {Promise<Record<string, Exhibit>>|null}
 */
let fetched = null;

export function loadExhibits() {
  fetched ??= readJson('lab/gallery.json');
  fetched.catch(() => {
    fetched = null; // the next time it opens it tries again
  });
  return fetched;
}
