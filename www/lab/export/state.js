/**
 * One training step of a run, up to the end of its backward pass: all that a script needs to rebuild it. It is read
 * from a copy, so the run itself stays where it is.
 */
import { Pace } from '../run/pace.js';
import { copyLab } from '../run/room.js';
import { glue, isAbandoned } from '../wasm/module.js';
import { transposed } from './numbers.js';
import { refusalOf } from './reasons.js';

/** @typedef {import('./numbers.js').Numbers} Numbers */
/** @typedef {{name: string, rows: number, columns: number, matrix: boolean}} Tensor */
/** @typedef {{steps: number, inputs: number, answers: number, hidden: number, levels: number}} Time */

/**
 * @typedef {object} State
 * @property {string} link  the address that reopens this step
 * @property {Record<string, string>} knobs  every knob, as a link writes it
 * @property {string} loss  the key of the loss
 * @property {number} alpha  α of residual branches
 * @property {number} step  training steps before this one
 * @property {number} features  numbers per input
 * @property {number} batch  examples
 * @property {Time|null} time  of a network through time
 * @property {Tensor[]} tensors  the parameters, in the order of `values`
 * @property {Numbers} values
 * @property {Numbers} gradients  of the loss alone, without penalties and clipping
 * @property {Numbers[]} memory  what the optimizer remembers, one number per parameter in each list; none at step 0
 * @property {Numbers} running  before this step: the means of a batch norm, then its variances, norm by norm
 * @property {Numbers} x  [batch×features], or [steps×batch×inputs]
 * @property {Numbers} y  [answers×outputs]
 * @property {Numbers} masks  [units×batch] for each f; empty without dropout
 * @property {number} lossValue
 * @property {number[]} later  the lab's losses of the next training steps, where each has all examples in its batch
 */

/** Training steps that the script goes on for. */
export const STEPS = 5;

/** Lets the page paint. */
const breath = () => new Promise((done) => setTimeout(done));

/**
 * Runs phases in slices.
 * @param {import('../wasm/types.js').Lab} lab
 * @param {number} phases
 * @returns {Promise<boolean>} whether it did them all; it does not where the run stops
 */
async function advance(lab, phases) {
  const pace = new Pace();
  const mine = glue;
  for (let left = phases; left > 0; await breath()) {
    if (isAbandoned(mine)) return false;
    const until = performance.now() + 12;
    while (left > 0 && performance.now() < until) {
      const slice = Math.min(left, pace.slice());
      const done = pace.timed((/** @type {number} */ n) => lab.advance(n), slice);
      left -= done;
      if (done < slice) return false;
    }
  }
  return true;
}

/**
 * The fewest numbers that a norm takes the mean of: examples, or units of a layer.
 * @param {string} norm
 * @param {number} batch
 * @param {Tensor[]} tensors
 */
function leastOf(norm, batch, tensors) {
  const sizes = tensors.filter(({ name }) => name.startsWith('γ')).map(({ rows }) => rows);
  if (sizes.length && norm === 'batch') return batch;
  return Math.min(...sizes) + Number(norm === 'rms'); // RMSNorm takes no mean away, and so keeps one number more
}

/**
 * @param {import('../wasm/types.js').Lab} lab
 * @param {string} link the address that reopens the run at its present step
 * @returns {Promise<{state?: State, refusal?: string}>} one of the two
 */
export async function readState(lab, link) {
  const { batch, parameters } = /** @type {import('../wasm/types.js').Summary} */ (lab.summary());
  const least = leastOf(lab.knobs().norm, batch, lab.export_layout().tensors);
  const facts = { least, parameters, stopped: Boolean(lab.frame().stopped) };
  const before = refusalOf({ ...facts, knobs: lab.knobs() });
  if (before) return { refusal: before };
  const { copy, refusal } = copyLab(lab);
  if (!copy) return { refusal: refusal?.text };
  const mine = glue;
  try {
    const running = copy.export_numbers('running');
    const reached = await advance(copy, copy.summary().phases_per_step - 2);
    if (isAbandoned(mine)) return { refusal: 'The engine was started again. Try again.' };
    const { loss, stopped } = copy.frame();
    const after = refusalOf({ ...facts, knobs: copy.knobs(), loss: reached && !stopped ? loss : Number.NaN });
    if (after) return { refusal: after };
    const state = read(copy, link, running);
    state.later = await laterLosses(copy, state);
    return { state };
  } finally {
    if (!isAbandoned(mine)) copy.free();
  }
}

/**
 * @param {import('../wasm/types.js').Lab} copy at the end of its backward pass
 * @param {string} link
 * @param {Float64Array} running
 * @returns {State}
 */
function read(copy, link, running) {
  const { features, batch, time } = copy.summary();
  const { loss: lossValue, step } = copy.frame();
  const knobs = copy.knobs();
  const numbers = (/** @type {Float64Array} */ list) => (knobs.precision === 'f64' ? list : Float32Array.from(list));
  const of = (/** @type {string} */ kind) => numbers(copy.export_numbers(kind));
  const [inputs, targets] = [of('inputs'), of('targets')];
  const outputs = targets.length / (batch * (time?.answers ?? 1));
  const memory = step > 0 ? [of('first'), of('second')].filter((list) => list.length > 0) : [];
  return {
    ...copy.export_layout(),
    ...{ link, knobs, step, features, batch, time, memory, lossValue },
    values: of('values'),
    gradients: of('gradients'),
    masks: of('masks'),
    running: numbers(running),
    x: time ? sequences(inputs, time) : transposed(inputs, features),
    y: transposed(targets, outputs),
    later: [],
  };
}

/**
 * Inputs of time steps, one after the other.
 * @param {Numbers} inputs [T·D×B]
 * @param {Time} time
 */
function sequences(inputs, { steps, inputs: size }) {
  const all = inputs.slice();
  const each = inputs.length / steps;
  for (let t = 0; t < steps; t++) all.set(transposed(inputs.subarray(t * each, (t + 1) * each), size), t * each);
  return all;
}

/**
 * @param {import('../wasm/types.js').Lab} copy
 * @param {State} state
 */
async function laterLosses(copy, { knobs, masks, time, batch }) {
  const same = !time && knobs.sampling !== 'replacement' && copy.summary().train === batch && masks.length === 0;
  const perStep = copy.summary().phases_per_step;
  const losses = [];
  for (let n = 1; same && n < STEPS; n++) {
    // To the end of the next backward pass.
    if (!(await advance(copy, perStep))) break;
    losses.push(copy.frame().loss);
  }
  return losses;
}
