/** The units of a network that is followed by hand: cells with z, a and ∂L/∂z, and the bias above each. */
import { progress } from '../run/byhand.js';
import { columnName } from '../run/phase.js';
import { biasBox } from './byhandlayout.js';
import { writeEntry } from './byhandnumbers.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/pen.js').Box} Box */
/** @typedef {import('../draw/theme.js').Palette} Palette */
/** @typedef {import('../wasm/types.js').Column} Column */
/** @typedef {import('./byhandlayout.js').Sheet} Sheet */
/** @typedef {import('./byhandnumbers.js').Entry} Entry */
/** @typedef {ReturnType<typeof progress>} Progress */
/** @typedef {Pick<import('../run/view.js').View, 'frame'|'palette'|'scales'|'axis'>} Look */

const INSET = 7;
/** The bars at the edges: slim where they would take the room of a digit. */
const [BAR, SLIM] = [4, 2];

/**
 * @param {Pen} pen
 * @param {Sheet} sheet
 * @param {Column} content
 * @param {number} column
 * @param {number} chosen the inspected unit; -1 if it is none of these
 * @param {Look} look
 */
export function paintColumn(pen, { style, cells }, content, column, chosen, look) {
  const { palette, scales, frame, axis } = look;
  const wide = style.names ? BAR : SLIM;
  const at = progress(frame.phase, column - 1);
  pen.text(columnName(column, axis), axis.center(column), 12, { fill: palette.muted });
  cells[column].forEach((cell, slot) => {
    paintCell(pen, cell, content, slot, at, { chosen: slot === chosen, wide, palette, scales });
    const entries = unit(content, slot, column, at, style.long, palette);
    const top = cell.y + (cell.height - entries.length * style.line) / 2;
    entries.forEach((entry, n) => {
      const place = { ...cell, y: top + n * style.line, height: style.line };
      write(pen, place, entry, style, style.size, palette);
    });
    if (!content.b) return;
    const fill = at.update ? palette.ink : palette.muted;
    const name = at.update ? 'new b' : 'b';
    const bias = { name, prefix: `${name} `, value: content.b[slot], fill, bold: at.update };
    write(pen, biasBox(cell, style), bias, style, style.size - 1, palette);
  });
}

/**
 * @param {Pen} pen
 * @param {Box} place
 * @param {Entry} entry
 * @param {import('./byhandlayout.js').Style} style
 * @param {number} size
 * @param {Palette} palette
 */
function write(pen, place, entry, { names, digits }, size, palette) {
  const inset = names ? INSET : SLIM + 1;
  const box = { ...place, x: place.x + inset, width: place.width - 2 * inset };
  writeEntry(pen, box, entry, { size, digits, names, muted: palette.muted, pale: palette.edges[3] });
}

/**
 * The frame of a unit. At its left edge the size of a in blue, at its right edge that of ∂L/∂z in orange: the colors of
 * a larger network.
 * @param {Pen} pen
 * @param {Box} cell
 * @param {Column} content
 * @param {number} slot
 * @param {Progress} at
 * @param {Pick<Look, 'palette'|'scales'> & {chosen: boolean, wide: number}} look wide: the bars
 */
function paintCell(pen, { x, y, width, height }, { a, d_z, dropped }, slot, at, { chosen, wide, palette, scales }) {
  const lit = at.fresh === 'forward' || at.fresh === 'backward';
  const tone = at.fresh === 'backward' ? palette.gradient : palette.signal;
  const bar = (/** @type {number} */ left, /** @type {string} */ fill) =>
    pen.rect(left, y + 1, wide, height - 2, { fill, radius: wide / 2 });
  pen.rect(x, y, width, height, { fill: palette.paper, radius: 5 });
  if (at.forward && a && Number.isFinite(a[slot])) bar(x, scales.signal.color(a[slot]));
  if (at.backward && d_z && Number.isFinite(d_z[slot])) bar(x + width - wide, scales.gradient.color(d_z[slot]));
  pen.rect(x, y, width, height, {
    stroke: chosen ? palette.ink : lit ? tone : palette.edges[3],
    width: chosen || lit ? 2 : 1,
    radius: 5,
    dash: dropped[slot] ? [3, 3] : undefined,
  });
}

/**
 * The numbers of a unit. At the output the probability stands in the place of a, which is z there.
 * @param {Column} content
 * @param {number} slot
 * @param {number} column
 * @param {Progress} at
 * @param {boolean} long whether there is room for ∂L/∂z
 * @param {Palette} palette
 * @returns {Entry[]}
 */
function unit({ a, z, p, d_z }, slot, column, { forward, backward, fresh }, long, palette) {
  const known = (/** @type {boolean} */ yes, /** @type {number[]|null} */ of) => (yes && of ? of[slot] : null);
  const bold = fresh === 'forward';
  const signal = { value: known(forward, a), fill: palette.signal, bold };
  if (column === 0) return [{ name: 'x', ...signal }];
  const back = { value: known(backward, d_z), fill: palette.gradient, bold: fresh === 'backward' };
  return [
    { name: 'z', value: known(forward, z), fill: palette.ink, bold },
    p ? { name: 'p', ...signal, value: known(forward, p) } : { name: 'a', ...signal },
    { name: long ? '∂L/∂z' : '∂z', ...back },
  ];
}
