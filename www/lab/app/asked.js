/** The experiment that the attributes ask for, as one link. */
import { readAddress, takeOut } from '../run/link.js';
import { runsOf } from '../run/prepared.js';
import { savedState, takeKept } from '../run/saved.js';
import { glue } from '../wasm/module.js';
import { expectTables, partsOf } from '../wasm/tables.js';
import { experimentText } from './contract.js';

/**
 * Whether the page's address is this lab's: it opts in, and the first one that does so has it.
 * @param {Element} element
 */
export function isBound(element) {
  const opted = element.hasAttribute('bound') && !element.hasAttribute('experiment');
  return opted && document.querySelector('gradient-lab[bound]') === element;
}

/** The experiment that the attribute asks for, or else the page's address. @param {Element} element */
export function askedText(element) {
  const text = element.getAttribute('experiment');
  return text === null ? (isBound(element) ? pageText() : '') : experimentText(text);
}

/**
 * The experiment of the lab's own page: the address, or else what the page has inside.
 * @param {string} [address]
 */
export const pageText = (address) => readAddress(address) || linkOf(savedState());

/** The link of a state, whose tables wait for the engine. @param {string} state */
export function linkOf(state) {
  const { text, sources } = partsOf(state);
  expectTables(sources);
  return text;
}

/** What the element opens first: after a reload of its own page the newest state. @param {Element} element */
export const firstText = (element) => (isBound(element) && linkOf(takeKept())) || askedText(element);

/**
 * One run's text with another seed.
 * @param {string} text
 * @param {number} seed
 */
function seeded(text, seed) {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.stringify({ ...JSON.parse(text), seed });
    } catch {
      return text; // the engine says what is wrong with it
    }
  }
  return [...text.split('&').filter((pair) => pair && !pair.startsWith('seed=')), `seed=${seed}`].join('&');
}

/**
 * The page's own keys, and the runs; with a seed, all of them get it.
 * @param {string} text of the attribute, or a link
 * @param {number|null} seed
 * @param {import('../wasm/types.js').Preset[]} presets
 */
export function askedRuns(text, seed, presets) {
  const { own, rest } = takeOut(text);
  const opened = runsOf(rest, presets, glue.split_link);
  if (seed === null) return { own, rest, opened };
  const main = seeded(opened.main, seed);
  const others = opened.others.map((other) => seeded(other, seed));
  const beside = others.map((other) => `vs=${encodeURIComponent(other)}`);
  return { own, rest: [main, ...beside].join('&'), opened: { ...opened, main, others } };
}
