/** What each figure shows: its strips and cards by axis, and why there may be none. Names are those of the makers. */
import { followable } from '../run/byhand.js';
import { LARGE } from '../strips/diagram.js';
import { TITLES } from './strips.js';

/** @typedef {import('../run/view.js').View} View */
/**
 * @typedef {object} Content
 * @property {string[]} [strips]
 * @property {string[]} [cards]
 * @property {boolean} [sentence]
 * @property {boolean} [inner] whether only hidden layers have a column
 */

/** The meters that show what a layer hears and does. */
const METERS = ['signal', 'gradient', 'update', 'rank', 'angle'];
const IN_TIME = 'It needs a recurrent cell, such as experiment="data=adding&cell=lstm".';
const rows = { cards: ['rows'] };

/** By view, what it shows of a network through depth. @type {Record<string, Content|string>} */
const DEPTH = {
  watch: { sentence: true, strips: ['diagram', 'staircase'], cards: ['verdict'] },
  network: { strips: ['diagram', 'ribbon'] },
  flow: { sentence: true, strips: ['staircase'], inner: true },
  meters: { strips: [...METERS, 'axis'] },
  river: { strips: ['river', 'axis'] },
  loss: { cards: ['loss'] },
  gates: `Gates belong to a recurrent cell, and this network goes through depth. ${IN_TIME}`,
  reach: `Reach is measured back through time, and this network goes through depth. ${IN_TIME}`,
  cells: `This network has layers and no cell. ${IN_TIME}`,
  compare: rows,
  boundary: { cards: ['predictions'] },
  byhand: { strips: ['diagram'] },
};

/** The same of one through time. @type {Record<string, Content|string>} */
const TIME = {
  watch: { sentence: true, cards: ['rows', 'verdict'] },
  network: { strips: ['input', 'unrolled'] },
  flow: { sentence: true, cards: ['rows'] },
  meters: { strips: ['descent', 'angle', 'axis'] },
  river: { strips: ['river', 'axis'] },
  loss: { cards: ['loss'] },
  gates: { strips: ['input', 'gates', 'axis'] },
  reach: { cards: ['reach'] },
  cells: rows,
  compare: rows,
  boundary: 'A network that reads a sequence has no boundary in the plane. Choose data such as circles or spiral.',
  byhand: 'Only a small network through depth can be followed by hand, such as the experiment FWD.',
};

/** Views in which several runs are shown; the others show the run that leads. */
export const OF_MANY = ['watch', 'flow', 'compare', 'cells'];

/**
 * What a view shows of this experiment, or a sentence on why it shows nothing.
 * @param {string} name of the view
 * @param {View} view
 * @returns {Content|string}
 */
export function contentOf(name, view) {
  const { summary, count } = view;
  if (name === 'compare' && count < 2) {
    return 'There is only one run to show. Give two in the experiment, such as preset=ACT, or choose another view.';
  }
  if (name === 'byhand' && !followable(summary)) {
    return 'This network is too large to follow by hand. Choose a small one, such as the experiment FWD.';
  }
  if (name === 'boundary' && !summary.time && summary.task !== 'digits') {
    if (summary.features !== 2) {
      return 'These data are not points of a plane, so there is no boundary. Choose data such as circles or spiral.';
    }
    if (summary.outputs > 1) return 'These points have more than two classes, and the boundary shows two.';
  }
  const found = (summary.time ? TIME : DEPTH)[name];
  if (typeof found === 'string' || count < 2 || summary.time) return found;
  return OF_MANY.includes(name)
    ? { ...found, strips: [], cards: ['rows', ...(found.cards ?? [])].filter(once) }
    : found;
}

/** @param {string} name @param {number} at @param {string[]} all */
const once = (name, at, all) => all.indexOf(name) === at;

/**
 * The heads of strips that are no meters.
 * @type {Record<string, {name?: string, sub?: string, title?: string}>}
 */
export const HEADS = {
  diagram: { name: 'Network', sub: LARGE },
  ribbon: { sub: 'gradient' },
  staircase: { name: 'Gradient', sub: 'how much arrives at each layer', title: TITLES.staircase },
  input: { name: 'Input', sub: 'value', title: TITLES.input },
  unrolled: { name: 'Unrolled', sub: 'the same cell at every time step', title: TITLES.unrolled },
  river: { name: 'River', sub: 'gradient by training step ↓', title: TITLES.river },
};
