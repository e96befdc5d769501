/**
 * The speeds of playing, from single phases for following by hand to as fast as possible; and the tempo of the first
 * steps, which are slower so that the eye can follow them.
 */
import { followable } from './byhand.js';

/** @type {{key: string, label: string, rate: (perStep: number) => number}[]}  rate: phases a second */
export const SPEEDS = [
  { key: 'phase', label: '1 phase a second', rate: () => 1 },
  { key: 'slow', label: '3 phases a second', rate: () => 3 },
  { key: 'medium', label: '10 phases a second', rate: () => 10 },
  { key: 'step', label: '1 training step a second', rate: (perStep) => perStep },
  { key: 'steps', label: '10 training steps a second', rate: (perStep) => 10 * perStep },
  { key: 'frame', label: '1 training step a frame', rate: (perStep) => 60 * perStep },
  { key: 'fast', label: 'as fast as possible', rate: () => Infinity },
];

/**
 * Phases per second.
 * @param {string} speed
 * @param {number} perStep phases of a step
 */
export const phaseRate = (speed, perStep) => SPEEDS.find(({ key }) => key === speed)?.rate(perStep) ?? Infinity;

/** Seconds of the first step in the opening act: up through the layers, and down again. */
const UP = 1.8;
const DOWN = 3.2;
/** Steps of the act; those after the first take half the time. */
const STEPS = 3;

/**
 * Phases per second in the opening act, for these steps slow enough to be seen one by one; then without limit.
 * @param {Pick<import('../wasm/types.js').Frame, 'step'|'done'>} frame
 * @param {number} perStep
 */
export function actRate({ step, done }, perStep) {
  if (step >= STEPS) return Infinity;
  const half = perStep / 2;
  const rate = done < half ? half / UP : half / DOWN;
  return step === 0 ? rate : 2 * rate;
}

/**
 * Phases per second of a start that is slow for a moment.
 * @param {number} perStep
 * @param {number} seconds since Play was pressed
 */
export const easeRate = (perStep, seconds) => (seconds > 3 ? Infinity : Math.max(22, perStep) * 4 ** seconds * 0.85);

/**
 * The speed with which Play begins unless the reader has chosen one, as the key of its row: single phases in a network
 * that is followed by hand, single steps where two parameters walk over the landscape of their loss. Null: the usual.
 * @param {Pick<import('../wasm/types.js').Summary, 'parameters'|'stages'|'widest'|'time'|'skip'>} summary
 */
export function slowFor(summary) {
  if (summary.parameters === 2) return 'step';
  return followable(summary) ? 'phase' : null;
}
