/** The strips on their common axis: each with its name at the left and its ticks at the right. */
import { h } from '../draw/dom.js';
import { LARGE } from '../strips/diagram.js';

/** @typedef {import('../run/ports.js').Panel & {reading?: (stage: number) => string, ticks?: HTMLElement,
 *   sub?: HTMLElement|null, switchedOn?: boolean}} StripPanel  switchedOn: false where the reader has not */
/** @typedef {'depth'|'time'|undefined} Only  the axis on which a strip is shown; on both unless given */
/** @typedef {import('../run/pagekeys.js').Detail} Detail */

/** @type {Detail[]} */
const ALWAYS = ['watch', 'explain', 'lab'];
/** @type {Detail[]} */
const REASONS = ['explain', 'lab'];

/**
 * One row of the strips.
 * @param {StripPanel} panel
 * @param {{name?: string, sub?: string, title?: string, only?: Only, within?: Detail[]}} words  within: the details
 *   that show it
 */
export function strip(panel, { name = '', sub = '', title, only, within = ['lab'] }) {
  const value = h('output', { class: 'reading' });
  const words = h('span', { class: 'sub' }, sub);
  if ('sub' in panel) panel.sub = words;
  const head = h('div', { class: 'strip-head', title: title ?? null }, h('b', null, name), words, value);
  const node = h('div', { class: 'strip' }, head, panel.node, panel.ticks ?? h('div', { class: 'ticks' }));
  const reading = panel.reading && ((/** @type {number} */ stage) => panel.reading?.(stage) ?? '');
  return { node, head, value, panel, reading, only, within };
}

/** @param {import('../strips/meter.js').Meter} meter @param {Only} [only] @param {Detail[]} [within] */
export const meterStrip = (meter, only, within) => {
  const { label: name, symbol: sub, help: title } = meter.spec;
  return strip(meter, { name, sub, title, only, within });
};

/**
 * The staircase stands for the gradient where not everything is shown.
 * @param {import('../strips/meter.js').Meter} meter
 */
const standingStrip = (meter) => meterStrip(meter, 'depth', meter.spec.key === 'gradient' ? ['lab'] : REASONS);

export const TITLES = {
  staircase: 'The gradient that arrives at each layer, as a share of what the highest hidden layer receives',
  input: 'What the cell reads at each time step',
  unrolled: 'Forward from left to right, backward from right to left',
  factor: 'The factor by which each layer multiplies the gradient on its way down',
  river: 'Click or drag to go back to a training step',
};

/** @param {import('./panels.js').Panels} panels @param {import('../strips/meter.js').Meter[]} meters */
function rowsOf(panels, meters) {
  const { diagram, ribbon, staircase, input, unrolled, descent, factor, river } = panels;
  const under = strip(ribbon, { sub: 'gradient', only: 'depth' });
  under.node.classList.add('under');
  const standing = meters.filter(({ spec }) => spec.column);
  const further = meters.filter(({ spec }) => !spec.column);
  const network = strip(diagram, {
    name: 'Network',
    sub: LARGE,
    only: 'depth',
    within: ALWAYS,
  });
  network.head.append(panels.goesIn.node);
  network.node.lastElementChild?.replaceWith(panels.comesOut.node);
  const standingRows = standing.map(standingStrip);
  standingRows.find(({ panel }) => panel.node.classList.contains('update_ratio'))?.head.append(panels.rate.node);
  const arrives = {
    name: 'Gradient',
    sub: 'what reaches each layer (discs above)',
    title: TITLES.staircase,
  };
  return [
    network,
    under,
    strip(staircase, { ...arrives, only: 'depth', within: ['watch', 'explain'] }),
    ...standingRows,
    strip(input, { name: 'Input', sub: 'value', title: TITLES.input, only: 'time', within: REASONS }),
    strip(unrolled, {
      name: 'Unrolled',
      sub: 'the same cell at every time step',
      title: TITLES.unrolled,
      only: 'time',
      within: REASONS,
    }),
    meterStrip(descent, 'time', REASONS),
    ...further.map((meter) => meterStrip(meter)),
    strip(factor, { name: 'Factor', sub: 'f′ · W, per layer', title: TITLES.factor, within: REASONS }),
    strip(river, { name: 'River', sub: 'gradient by training step ↓', title: TITLES.river }),
  ];
}

/** @param {import('./panels.js').Panels} panels @param {import('../strips/meter.js').Meter[]} meters */
export function buildStrips(panels, meters) {
  const rows = rowsOf(panels, meters);
  const marker = h('div', { class: 'cursor', hidden: true });
  const track = h('div', { class: 'cursor-track', 'aria-hidden': 'true' }, marker);
  const nodes = rows.flatMap(({ node, panel }) => (panel === panels.descent ? [panels.gates.node, node] : [node]));
  const strips = h('div', { class: 'strips' }, nodes, track);
  const scroller = h('div', { class: 'strips-scroll' }, strips);
  /**
   * Shows the strips of one axis. If many steps are answered there is no product of factors, so no factor strip.
   * @param {boolean} time
   * @param {boolean} many
   * @param {Detail} detail
   */
  const arrange = (time, many, detail) => {
    for (const { node, only, within, panel } of rows) {
      const other = (only !== undefined && (only === 'time') !== time) || !within.includes(detail);
      node.hidden = other || panel.switchedOn === false || (many && panel === panels.factor);
    }
    const network = rows.find(({ panel }) => panel === (time ? panels.unrolled : panels.diagram));
    const home = time && detail === 'watch' ? panels.transport.knobs : network?.head;
    if (home && panels.quick.node.parentNode !== home) home.append(panels.quick.node);
    panels.gates.node.hidden = !time || detail === 'watch';
    panels.legend.node.hidden = panels.inspector.node.hidden = time;
  };
  return { rows, marker, track, strips, scroller, arrange };
}
