/** The position of a run within a step: its phase, the column it works on, and the names of stages. Pure. */

import { count } from '../wasm/numbers.js';

/** @typedef {import('../wasm/types.js').Phase} Phase */
/**
 * The properties of the network that a name depends on.
 * @typedef {{stages: number, time?: object|null}} Named
 */

/**
 * The name people use for a stage: 'layer 4' or 'time step 4', 'output'.
 * @param {number} stage
 * @param {Named} named
 */
export function stageName(stage, { stages, time }) {
  if (stage < 0) return time ? 'the start' : 'input';
  return stage === stages - 1 ? 'output' : `${time ? 'time step' : 'layer'} ${stage + 1}`;
}

/**
 * The short name over a column: 'in' or 'h₀', '4', 'out'.
 * @param {number} column
 * @param {Named} named
 */
export function columnName(column, { stages, time }) {
  if (column === 0) return time ? 'h₀' : 'in';
  return column === stages ? 'out' : String(column);
}

/** What a run did that came to a number that is not finite. @param {{step: number}} stopped */
export const stoppedIn = ({ step }) => `stopped in training step ${count(step + 1)}`;

/**
 * The phase in words.
 * @param {Phase} phase
 * @param {Named} named
 */
export function phaseWords(phase, named) {
  const where = phase.stage === null ? '' : ` · ${stageName(phase.stage, named)}`;
  switch (phase.name) {
    case 'start':
      return 'Ready';
    case 'sample':
      return 'A new batch is drawn';
    case 'forward':
      return `Forward${where}`;
    case 'loss':
      return 'The loss is computed';
    case 'backward':
      return `Backward${where}`;
    case 'clip':
      return 'The gradient is measured and clipped';
    case 'update':
      return 'The weights are updated';
  }
}

/**
 * The column that the phase works on; -1 where it works on none. Column 0 is the input, column s + 1 is stage s.
 * @param {Phase} phase
 * @param {number} columns
 */
export function litColumn(phase, columns) {
  if (phase.name === 'sample') return 0;
  if (phase.name === 'loss') return columns - 1;
  return phase.stage === null ? -1 : phase.stage + 1;
}

/**
 * How many phases lead from here to the end of a step.
 * @param {number} step
 * @param {Pick<import('../wasm/types.js').Frame, 'step'|'done'>} frame
 * @param {number} perStep phases of a whole step
 */
export const phasesTo = (step, frame, perStep) => (step - frame.step) * perStep - frame.done;

/**
 * Whether a stopped run still shows a number of the training step before: its own step ended before this one came.
 * @param {'signal'|'gradient'|'accent'} tone what the number is about: accent is the update
 * @param {number} stage
 * @param {{phase: string, stage: number|null}|null} stopped
 */
export function isOlder(tone, stage, stopped) {
  if (!stopped || stopped.phase === 'update') return false;
  const at = stopped.stage ?? 0;
  if (tone === 'signal') return stopped.phase === 'forward' && stage > at;
  if (tone === 'gradient' && stopped.phase === 'backward') return stage < at;
  return tone === 'accent' || stopped.phase !== 'clip';
}

/**
 * What a column of the network still shows of the step before a crash. The input is always the newest.
 * @param {number} column
 * @param {import('../wasm/types.js').Stop|null} stopped
 */
export const olderIn = (column, stopped) => ({
  signal: column > 0 && isOlder('signal', column - 1, stopped),
  gradient: column > 0 && isOlder('gradient', column - 1, stopped),
});
