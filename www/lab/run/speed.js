/** The speeds of playing. The slow ones show one phase at a time; 'ease' starts slowly and then speeds up. */

/** @type {{key: string, label: string}[]} */
export const SPEEDS = [
  { key: 'ease', label: 'first step slowly, then fast' },
  { key: 'slow', label: '2 phases a second' },
  { key: 'medium', label: '10 phases a second' },
  { key: 'frame', label: '1 step a frame' },
  { key: 'fast', label: 'as fast as possible' },
];

/**
 * Phases per second.
 * @param {string} speed
 * @param {number} perStep phases of a step
 * @param {number} seconds since Play was pressed
 * @param {boolean} eager no slow first step
 */
export function phaseRate(speed, perStep, seconds, eager) {
  switch (speed) {
    case 'slow':
      return 2;
    case 'medium':
      return 10;
    case 'frame':
      return 60 * perStep;
    case 'ease':
      return eager || seconds > 3 ? Infinity : Math.max(22, perStep) * 4 ** seconds * 0.85;
    default:
      return Infinity;
  }
}
