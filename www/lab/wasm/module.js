/**
 * Which of the two modules an experiment needs: the one through depth, or the larger one with recurrent cells. A page
 * that never asks for a cell never fetches the second. Once it is there it serves every experiment.
 */

/** The data that are read step by step; a test compares them with those of the module. */
const SEQUENCES =
  /\bdata"?\s*[=:]\s*"?(recall|adding|copy|parity|temporal_order|sine|mackey_glass|digit_pixels|digit_rows|sunspots|noise_sequence|cliff)\b/;

/**
 * After a panic only a fresh instance is sound, and a new address makes one.
 * @param {boolean} time
 * @param {number} attempt
 */
export async function loadModule(time, attempt) {
  if (typeof WebAssembly === 'undefined') throw new Error('WebAssembly is missing');
  const address = new URL(time ? '../../pkg/time/gradient_lab.js' : '../../pkg/gradient_lab.js', import.meta.url);
  if (attempt > 0) address.searchParams.set('again', String(attempt));
  const glue = await import(address.href);
  await glue.default();
  return glue;
}

/**
 * Whether a link asks for cells: by a knob, in a comparison, in JSON, or by the name of an experiment that has them.
 * @param {string} text @param {import('./catalog.js').Row[]} presets
 */
export function needsTime(text, presets) {
  const plain = unescapedOften(text);
  const asks = (/** @type {string} */ link) => /\bcell"?\s*[=:]\s*"?(?!none)\w/.test(link) || SEQUENCES.test(link);
  const named = presets.filter(([id]) => new RegExp(`\\bpreset"?\\s*[=:]\\s*"?${escaped(id)}(?![\\w.-])`).test(plain));
  return asks(plain) || named.some((row) => asks(row[3]));
}

/** A comparison's links are escaped within the link. @param {string} text */
function unescapedOften(text) {
  try {
    return decodeURIComponent(decodeURIComponent(text));
  } catch {
    return text;
  }
}

/** @param {string} id */
const escaped = (id) => id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
