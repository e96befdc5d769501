/**
 * Jobs that are computed beside the displayed runs, in a worker or in the page. A job has plain data in and out and its
 * own lab, so it gives the same numbers wherever it runs. It yields the fraction that is done, and its results so far.
 */

import { isAbandoned, isPanic } from './module.js';

/** MiB that a worker may use. */
export const WORKER_MEMORY = 256;

/** @typedef {{share: number, seen?: number[]}} Progress */
/** @typedef {{step: number, loss: number|null, accuracy: number|null, digest: string}} Outcome */

/** Phases of the first slice. While a slice takes less than `SHORT` ms the next is twice as long: it costs less. */
const SLICE = 64;
const SHORT = 20;

/**
 * Does a job with a lab of its own, which is discarded in the end; but not after a panic, when no handle may be used.
 * @template Result
 * @param {any} glue
 * @param {string} text
 * @param {(lab: any) => Generator<Progress, Result>} job
 * @returns {Generator<Progress, Result>}
 */
function* withLab(glue, text, job) {
  const lab = new glue.Lab(text);
  let sound = true;
  try {
    return yield* job(lab);
  } catch (error) {
    sound = !isPanic(error);
    throw error;
  } finally {
    if (sound && !isAbandoned(glue)) lab.free();
  }
}

/**
 * Trains a lab for some steps; fewer where it stops.
 * @param {any} lab
 * @param {number} steps
 * @returns {Generator<Progress, void>}
 */
function* train(lab, steps) {
  const phases = steps * lab.summary().phases_per_step;
  for (let left = phases, slice = SLICE; left > 0; ) {
    const asked = Math.min(left, slice);
    const from = performance.now();
    const done = lab.advance(asked);
    if (performance.now() - from < SHORT) slice *= 2;
    left -= done;
    yield { share: 1 - left / phases };
    if (done < asked) return;
  }
}

/**
 * The range test of an experiment after some steps; the reason if there is no memory for it.
 * @param {any} glue
 * @param {{text: string, steps: number}} given
 * @returns {Generator<Progress, number[]|string>}
 */
function* range(glue, { text, steps }) {
  const refusal = glue.no_room_for_job('range', text, 0);
  if (refusal) return refusal;
  return yield* withLab(glue, text, function* (lab) {
    yield* train(lab, steps);
    lab.range_begin();
    for (let state = lab.range_advance(SLICE); !state.done; state = lab.range_advance(SLICE)) {
      yield { share: state.progress, seen: lab.range_met() };
    }
    return lab.range_met();
  });
}

/**
 * The scores of an experiment after some steps; the reason if there is no memory for it. A run that stopped has none.
 * @param {any} glue
 * @param {{text: string, steps: number}} given
 * @returns {Generator<Progress, Outcome|string>}
 */
function* outcome(glue, { text, steps }) {
  const refusal = glue.no_room_for_job('outcome', text, 0);
  if (refusal) return refusal;
  return yield* withLab(glue, text, function* (lab) {
    yield* train(lab, steps);
    const { step, stopped } = lab.frame();
    let score = lab.evaluate_some();
    for (; !score; score = lab.evaluate_some()) yield { share: 1 };
    return {
      step,
      loss: stopped ? null : score.test_loss,
      accuracy: stopped ? null : score.test_accuracy,
      digest: lab.digest(),
    };
  });
}

/** @type {Record<string, (glue: any, given: any) => Generator<Progress, any>>} */
export const JOBS = { range, outcome };
