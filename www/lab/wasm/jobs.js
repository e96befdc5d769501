/**
 * What can be worked out beside the run on show, in a worker or here: each job is a module, plain data in and plain
 * data out, so that it gives the same numbers wherever it runs. On the way a job yields the share that it has done, and
 * what it has seen by then.
 */

/** @typedef {{share: number, seen?: number[]}} Progress */

/**
 * Phases that pass between two looks at the clock, at first; more where they are over sooner than this, in ms: where
 * whole steps follow each other at once, no figures are taken of most.
 */
const SLICE = 64,
  SHORT = 20;

/**
 * So many steps of a lab; fewer where it stops.
 * @param {any} lab
 * @param {number} steps
 * @returns {Generator<Progress, void>}
 */
function* train(lab, steps) {
  const phases = steps * lab.summary().phases_per_step;
  for (let left = phases, slice = SLICE; left > 0; ) {
    const asked = Math.min(left, slice),
      from = performance.now();
    const done = lab.advance(asked);
    if (performance.now() - from < SHORT) slice *= 2;
    left -= done;
    yield { share: 1 - left / phases };
    if (done < asked) return;
  }
}

/**
 * The range test of an experiment after so many steps.
 * @param {any} glue
 * @param {{text: string, steps: number}} given
 * @returns {Generator<Progress, number[]>}
 */
function* range(glue, { text, steps }) {
  const lab = new glue.Lab(text);
  try {
    yield* train(lab, steps);
    lab.range_begin();
    for (let state = lab.range_advance(1); !state.done; state = lab.range_advance(1)) {
      yield { share: state.progress, seen: lab.range_met() };
    }
    return lab.range_met();
  } finally {
    lab.free();
  }
}

/**
 * What becomes of an experiment: its scores after so many steps; those of a run that stopped are none.
 * @param {any} glue
 * @param {{text: string, steps: number}} given
 * @returns {Generator<Progress, import('../compare/seeds.js').Outcome>}
 */
function* outcome(glue, { text, steps }) {
  const lab = new glue.Lab(text);
  try {
    yield* train(lab, steps);
    const { stopped } = lab.frame();
    const { test_loss: loss, test_accuracy: accuracy } = lab.evaluate();
    return {
      step: lab.frame().step,
      loss: stopped ? null : loss,
      accuracy: stopped ? null : accuracy,
      digest: lab.digest(),
    };
  } finally {
    lab.free();
  }
}

/** @type {Record<string, (glue: any, given: any) => Generator<Progress, any>>} */
export const JOBS = { range, outcome };
