/** Numbers in words and in formulas, as Rust writes them: the page formats none itself. */
import { typeset } from '../draw/formula.js';
import { glue } from './module.js';

/** @typedef {number|null|undefined} Maybe */

const ABSENT = '–';

/** 0.577 · 1.5·10⁻⁶ · 12,300 @param {Maybe} x @param {number} [digits] */
export const number = (x, digits = 3) => (x === null || x === undefined ? ABSENT : glue.number(x, digits));

/** Two digits, for narrow places. @param {Maybe} x */
export const brief = (x) => number(x, 2);

/** A share as a percentage: 11.4 % @param {Maybe} x @param {number} [digits] */
export const percent = (x, digits = 3) => (x === null || x === undefined ? ABSENT : glue.percent(x, digits));

/**
 * A ratio as a share of a whole, for a sentence and for a label: '1 part in 7,500' and '1/7,500', 'all of it' in both.
 * @param {number} ratio
 * @returns {{long: string, short: string}}
 */
export const shareWords = (ratio) => glue.share_words(ratio);

/**
 * A power of ten on an axis of shares: 'all', '1 in 1,000', '1 in a million'. Where more than all arrives somewhere,
 * all of it is only the measure: '×1'.
 * @param {number} exponent
 * @param {number} high exponent of the upper end of the axis
 * @returns {string}
 */
export const shareTick = (exponent, high) => (exponent === 0 && high > 0 ? '×1' : glue.share_tick(exponent));

/** 1,437 @param {number} n @returns {string} */
export const count = (n) => glue.count(n);

/** '1 layer', '3 layers' @param {number} n @param {string} thing */
export const several = (n, thing) => `${count(n)} ${thing}${n === 1 ? '' : 's'}`;

/** 'A, B and C' @param {string[]} words */
export const listed = (words) => [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ');

/** 10⁻⁸ @param {number} exponent @returns {string} */
export const power = (exponent) => glue.power(exponent);

/** The words for what is not a finite number; null for one that is. @param {Maybe} x @returns {string|null} */
export const oddity = (x) => (Number.isFinite(x) ? null : number(x));

/** 1.5·10⁻⁶ as mathematics. @param {Maybe} x */
export const num = (x) => typeset(number(x));
