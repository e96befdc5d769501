/** Which experiments a search finds: those that contain every word of it. */

/** @typedef {import('../wasm/types.js').Preset} Preset */

/** A link's `forget_bias=0` is found by “forget bias”. @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[_=&]/g, ' ');

/**
 * All words of an experiment in which a search looks.
 * @param {Preset} preset
 * @param {string} measured
 */
export const wordsOf = ({ id, title, claim, outcome, runs }, measured) =>
  plain([id, title, claim, outcome, ...runs, measured].join(' '));

/**
 * Whether each word of the search is somewhere in the words of an experiment.
 * @param {string} words
 * @param {string} search
 */
export const finds = (words, search) =>
  plain(search)
    .split(/\s+/)
    .every((word) => words.includes(word));
