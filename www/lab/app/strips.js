/** The strips on their common axis: each with its name at the left and its ticks at the right. */
import { h } from '../draw/dom.js';

/** @typedef {import('../run/ports.js').Panel & {reading?: (stage: number) => string, ticks?: HTMLElement,
 *   sub?: HTMLElement|null, switchedOn?: boolean}} StripPanel  switchedOn: false where the reader has not */
/** @typedef {'depth'|'time'|undefined} Only  the axis on which a strip is shown; on both unless given */

/**
 * One row of the strips.
 * @param {StripPanel} panel
 * @param {{name?: string, sub?: string, title?: string, only?: Only}} words
 */
function strip(panel, { name = '', sub = '', title, only }) {
  const value = h('output', { class: 'reading' });
  const words = h('span', null, sub);
  if ('sub' in panel) panel.sub = words;
  const head = h('div', { class: 'strip-head', title: title ?? null }, h('b', null, name), words, value);
  const node = h('div', { class: 'strip' }, head, panel.node, panel.ticks ?? h('div', { class: 'ticks' }));
  const reading = panel.reading && ((/** @type {number} */ stage) => panel.reading?.(stage) ?? '');
  return { node, value, panel, reading, only };
}

/** @param {import('../strips/meter.js').Meter} meter @param {Only} [only] */
const meterStrip = (meter, only) => {
  const { label: name, symbol: sub, help: title } = meter.spec;
  return strip(meter, { name, sub, title, only });
};

const TITLES = {
  input: 'What the cell reads at each time step',
  unrolled: 'Forward from left to right, backward from right to left',
  factor: 'The factor by which each layer multiplies the gradient on its way down',
  river: 'Click or drag to go back to a training step',
};

/** @param {import('./panels.js').Panels} panels @param {import('../strips/meter.js').Meter[]} meters */
function rowsOf(panels, meters) {
  const { diagram, ribbon, input, unrolled, descent, factor, river } = panels;
  const under = strip(ribbon, { only: 'depth' });
  under.node.classList.add('under');
  const standing = meters.filter(({ spec }) => spec.column);
  const further = meters.filter(({ spec }) => !spec.column);
  return [
    strip(diagram, { name: 'Network', sub: 'activations up, gradients down', only: 'depth' }),
    under,
    ...standing.map((meter) => meterStrip(meter, 'depth')),
    strip(input, { name: 'Input', sub: 'value', title: TITLES.input, only: 'time' }),
    strip(unrolled, {
      name: 'Unrolled',
      sub: 'the same cell at every time step',
      title: TITLES.unrolled,
      only: 'time',
    }),
    meterStrip(descent, 'time'),
    ...further.map((meter) => meterStrip(meter)),
    strip(factor, { name: 'Factor', sub: 'f′ · W, per layer', title: TITLES.factor }),
    strip(river, { name: 'River', sub: 'by training step ↓', title: TITLES.river }),
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
   */
  const arrange = (time, many) => {
    for (const { node, only, panel } of rows) {
      const other = only !== undefined && (only === 'time') !== time;
      node.hidden = other || panel.switchedOn === false || (many && panel === panels.factor);
    }
    panels.gates.node.hidden = !time;
    panels.legend.node.hidden = panels.inspector.node.hidden = time;
  };
  return { rows, marker, track, strips, scroller, arrange };
}
