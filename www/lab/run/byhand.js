/** Networks small enough to follow by hand: which they are, and which of their numbers the present step has. Pure. */

/** Hidden layers, and units of a column. */
const MOST = 4;

/**
 * Whether every unit and every weight has room for its numbers.
 * @param {Pick<import('../wasm/types.js').Summary, 'stages'|'widest'|'time'|'skip'>} summary
 */
export const followable = ({ stages, widest, time, skip }) =>
  !time && skip === 'plain' && stages <= MOST + 1 && widest <= MOST;

/** The narrowest column, in pixels, whose numbers can be read: below it the strips scroll together. */
export const LEGIBLE = 78;

/** The phases of a step from the loss on: the whole forward pass is done. */
const AFTER_FORWARD = ['loss', 'backward', 'clip', 'update'];

/**
 * The progress of a stage in the step under way. A new step begins with an empty sheet: the numbers that the network
 * still holds from the step before do not count. Stage −1 is the input.
 * @param {import('../wasm/types.js').Phase} phase
 * @param {number} stage
 * @returns {{forward: boolean, backward: boolean, update: boolean, fresh: 'forward'|'backward'|'update'|null}} fresh:
 *   what has just been computed
 */
export function progress(phase, stage) {
  const { name, stage: at } = phase;
  const here = at === stage;
  const input = stage < 0;
  const forward =
    AFTER_FORWARD.includes(name) || (name === 'forward' && stage <= Number(at)) || (input && name === 'sample');
  const backward = !input && (name === 'clip' || name === 'update' || (name === 'backward' && stage >= Number(at)));
  const update = !input && name === 'update';
  const began = input && name === 'sample';
  const fresh = update
    ? 'update'
    : (name === 'forward' && here) || began
      ? 'forward'
      : name === 'backward' && here
        ? name
        : null;
  return { forward, backward, update, fresh };
}
