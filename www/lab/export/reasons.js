/** Why a run cannot be exported to PyTorch: one table for the page and for the tests. */

/**
 * What decides whether a run can be exported.
 * @typedef {object} Facts
 * @property {Record<string, string>} knobs  every knob, as a link writes it
 * @property {number} least  the fewest numbers that a norm takes the mean of; Infinity without a norm
 * @property {number} parameters
 * @property {boolean} stopped  whether the run has stopped at a number that is not finite
 * @property {number|null} [loss]  the loss of the batch, once it is known; NaN where the step does not get to its end
 */

/** The most parameters that go into a file: about 45 MB of text in double precision. */
export const MOST = 1_000_000;

/** @type {{applies: (facts: Facts) => boolean, words: string}[]} */
export const REASONS = [
  {
    applies: ({ knobs }) => knobs.precision !== 'f32' && knobs.precision !== 'f64',
    words:
      'PyTorch rounds f16 and bf16 after other operations than the lab, so the numbers would differ. ' +
      'Set Numbers to f32 or f64, then export.',
  },
  {
    applies: ({ least }) => least <= 2,
    words:
      'A norm over one or two numbers leaves nothing of a gradient but rounding, so there is nothing to compare. ' +
      'Set a larger batch for batch norm, or wider layers, then export.',
  },
  {
    applies: ({ stopped }) => stopped,
    words:
      'This run has stopped at a number that is not finite, so there is nothing left to compare. ' +
      'Go back to an earlier training step, then export.',
  },
  {
    applies: ({ loss }) => loss !== undefined && !Number.isFinite(loss ?? 0),
    words:
      'In this training step the loss or a gradient is not finite, so there is nothing to compare. ' +
      'Go to another training step, then export.',
  },
  {
    applies: ({ parameters }) => parameters > MOST,
    words: 'This network has more than a million parameters: too many for a text file. Make it smaller, then export.',
  },
];

/**
 * Why this run cannot be exported; undefined if it can.
 * @param {Facts} facts
 */
export const refusalOf = (facts) => REASONS.find(({ applies }) => applies(facts))?.words;
