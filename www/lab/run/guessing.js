/** How much better than guessing a run answers. Pure. */

/** The part of the way from guessing to no error from which an accuracy is clearly better than guessing. */
const CLEARLY = 0.5;

/**
 * The part of the way from guessing, 0, to no error, 1.
 * @param {number} accuracy
 * @param {number} chance the accuracy of guessing
 */
export const betterBy = (accuracy, chance) => (accuracy - chance) / (1 - chance);

/**
 * @param {number} accuracy
 * @param {number} chance
 */
export const isClearlyBetter = (accuracy, chance) => betterBy(accuracy, chance) >= CLEARLY;
