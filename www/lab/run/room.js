/**
 * The memory of the page. All labs on it share one budget, which the engine reckons with; here is what the page does
 * when it is used up: old checkpoints go first, and what still does not fit is refused in words.
 */

import { glue } from '../wasm/module.js';

/** @typedef {import('../wasm/types.js').Lab} Lab */
/** @typedef {{key: string, value: string, label: string}} Size */
/** @typedef {{text: string, choices: Size[]}} Refusal */

/** MiB for all labs of a page, and on a device with little memory. */
const BUDGET = 1536;
const SMALL = 256;

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

/** Tells the engine what this device can spare. */
export function setBudget() {
  const { deviceMemory } = /** @type {{deviceMemory?: number}} */ (navigator);
  const small = deviceMemory ? deviceMemory <= 2 : matchMedia('(pointer: coarse)').matches;
  glue.set_memory_budget(small ? SMALL : BUDGET);
}

/** Every run gives back its old checkpoints. */
function shrinkAll() {
  for (const lab of present()) lab.shrink();
}

/**
 * Makes room for an experiment as far as old checkpoints go.
 * @param {string} text
 * @returns {string|undefined} why there is no room for it in spite of that
 */
function makeRoom(text) {
  if (!glue.no_room_for(text)) return undefined;
  shrinkAll();
  return glue.no_room_for(text);
}

/**
 * A lab for an experiment; a smaller one, with a warning, if there is no room for it.
 * @param {string} text
 * @returns {Lab}
 */
export function openLab(text) {
  makeRoom(text);
  return new glue.Lab(text);
}

/**
 * A lab for an experiment beside others, which must not be smaller than it was asked for: the runs would no longer see
 * the same batches.
 * @param {string} text
 * @returns {{lab?: Lab, refusal?: string}} one of the two
 */
export function openBeside(text) {
  const refusal = makeRoom(text);
  return refusal ? { refusal } : { lab: new glue.Lab(text) };
}

/**
 * Puts another experiment into a lab; a smaller one if there is no room.
 * @param {Lab} lab
 * @param {string} text
 * @returns {string[]} warnings
 */
export function loadInto(lab, text) {
  makeRoom(text);
  return lab.load(text);
}

/**
 * Changes a knob; the experiment gets smaller if there is no room.
 * @param {Lab} lab
 * @param {string} key
 * @param {string} value
 * @returns {{effect: string, warnings: string[]}}
 */
export function changeKnob(lab, key, value) {
  makeRoom(`${lab.text()}&${key}=${encodeURIComponent(value)}`);
  return lab.change(key, value);
}

/**
 * A second run that differs in `changes`.
 * @param {Lab} lab
 * @param {string} changes
 * @returns {{fork?: Lab, refusal?: Refusal}} one of the two
 */
export function forkLab(lab, changes) {
  /** @type {Refusal|null} */
  let refusal = lab.refusal(changes);
  if (refusal) {
    shrinkAll();
    refusal = lab.refusal(changes);
  }
  return refusal ? { refusal } : { fork: lab.fork(changes) };
}
