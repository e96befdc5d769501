/** Saves a file of the reader's own. */
import { h } from './dom.js';

/** @typedef {{name: string, type: string, text: string|Blob}} File */

/** @param {File} file */
export function download({ name, type, text }) {
  const href = URL.createObjectURL(typeof text === 'string' ? new Blob([text], { type }) : text);
  h('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000); // Firefox reads it after the click
}
