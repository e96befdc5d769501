/**
 * The memory of the page. All labs on it share one budget, which the engine reckons with; here is what the page does
 * when it is used up: old checkpoints go first, and what still does not fit is refused in words.
 */

import { glue, memoryLost } from '../wasm/module.js';
import { pool } from '../wasm/pool.js';

/** @typedef {import('../wasm/types.js').Lab} Lab */
/** @typedef {{key: string, value: string, label: string}} Size */
/** @typedef {{text: string, choices: Size[]}} Refusal */

/** MiB for all labs of a page, and on a device with little memory. */
const BUDGET = 1536;
const SMALL = 256;
/** The part that experiments may hold: what they leave behind has gaps that the next ones do not fit into. */
const SHARE = 7 / 8;
/** MiB that experiments have in any case, however much of it panics have cost. */
const LEAST = 64;

/** Every lab of the page, by the instance of the module: after a panic those of the old one are gone. */
const labs = new WeakMap();

/** @returns {Set<Lab>} the labs of the present instance */
function present() {
  if (!labs.has(glue)) labs.set(glue, new Set());
  return labs.get(glue);
}

/** @param {Lab} lab */
export function enter(lab) {
  present().add(lab);
}

/** @param {Lab} lab before it is freed */
export function leave(lab) {
  present().delete(lab);
}

/** Tells the engine what this device can spare. @param {number} [lost] MiB that panics have cost */
export function setBudget(lost = memoryLost()) {
  const { deviceMemory } = /** @type {{deviceMemory?: number}} */ (navigator);
  const small = deviceMemory ? deviceMemory <= 2 : matchMedia('(pointer: coarse)').matches;
  glue.set_memory_budget(Math.max(LEAST, Math.floor(SHARE * ((small ? SMALL : BUDGET) - lost))));
  pool.count();
}

/** Whether a lab has not been freed. @param {Lab} lab */
export const lives = (lab) => present().has(lab);

/**
 * Makes room by what can be spared: workers without a job, then reaches under way, which only pictures need, and then
 * old checkpoints.
 * @template Refusal
 * @param {() => Refusal} refused asks whether room is missing
 * @returns {Refusal} the answer in the end
 */
export function makeRoom(refused) {
  const spare = [
    () => pool.dismissIdle(),
    () => present().forEach((lab) => lab.reach_cancel()),
    () => present().forEach((lab) => lab.shrink()),
  ];
  let refusal = refused();
  for (let n = 0; refusal && n < spare.length; n++) {
    spare[n]();
    refusal = refused();
  }
  return refusal;
}

/**
 * A lab for an experiment; a smaller one, with a warning, if there is no room for it.
 * @param {string} text
 * @returns {Lab}
 */
export function openLab(text) {
  makeRoom(() => glue.no_room_for(text));
  return new glue.Lab(text);
}

/**
 * A lab for an experiment beside others, which must not be smaller than it was asked for: the runs would no longer see
 * the same batches.
 * @param {Lab} main the run that it is compared with
 * @param {string} text
 * @returns {{lab?: Lab, refusal?: Refusal}} one of the two
 */
export function openBeside(main, text) {
  const refusal = makeRoom(() => /** @type {Refusal|null} */ (main.refusal_beside(text)));
  return refusal ? { refusal } : { lab: main.beside(text) };
}

/**
 * Puts another experiment into a lab; a smaller one if there is no room.
 * @param {Lab} lab
 * @param {string} text
 * @returns {string[]} warnings
 */
export function loadInto(lab, text) {
  makeRoom(() => !lab.room_for(text, false));
  return lab.load(text);
}

/**
 * @param {string} text
 * @param {string} key
 * @param {string} value
 * @returns {string} the experiment with one knob changed
 */
export const changed = (text, key, value) => `${text}&${key}=${encodeURIComponent(value)}`;

/**
 * Whether there is room for an experiment with one knob changed in the place of this one, or also for a copy of this
 * one beside it.
 * @param {Lab} lab
 * @param {string} key
 * @param {string} value
 * @param {boolean} copy
 */
export function hasRoom(lab, key, value, copy) {
  const text = changed(lab.text(), key, value);
  return !makeRoom(() => !lab.room_for(text, copy));
}

/**
 * Changes a knob; the experiment gets smaller if there is no room.
 * @param {Lab} lab
 * @param {string} key
 * @param {string} value
 * @param {boolean} [live] a live knob, which needs none
 * @returns {{effect: string, warnings: string[]}}
 */
export function changeKnob(lab, key, value, live = false) {
  if (!live) hasRoom(lab, key, value, false);
  return lab.change(key, value);
}

/**
 * A second run that differs in `changes`.
 * @param {Lab} lab
 * @param {string} changes
 * @returns {{fork?: Lab, refusal?: Refusal}} one of the two
 */
export function forkLab(lab, changes) {
  const refusal = makeRoom(() => /** @type {Refusal|null} */ (lab.refusal(changes)));
  return refusal ? { refusal } : { fork: lab.fork(changes) };
}

/**
 * A copy of a run at the start of its present step, to be advanced apart from it.
 * @param {Lab} lab
 * @returns {{copy?: Lab, refusal?: Refusal}} one of the two
 */
export function copyLab(lab) {
  const refusal = makeRoom(() => /** @type {Refusal|null} */ (lab.refusal('')));
  return refusal ? { refusal } : { copy: lab.copy() };
}

/**
 * The same as a fork for a picture, for whose sake no run gives back anything; null if there is no room.
 * @param {Lab} lab
 * @param {string} changes
 * @returns {Lab|null}
 */
export const variantOf = (lab, changes) => (lab.refusal(changes) ? null : lab.fork(changes));
