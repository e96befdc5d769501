/** The weights of a network that is followed by hand: a line for each, with its numbers on it. */
import { progress } from '../run/byhand.js';
import { writeEntry } from './byhandnumbers.js';
import { EDGE } from './layout.js';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../draw/theme.js').Palette} Palette */
/** @typedef {import('./byhandlayout.js').Sheet} Sheet */
/** @typedef {import('./byhandlayout.js').Wire} Wire */
/** @typedef {import('./byhandnumbers.js').Entry} Entry */
/** @typedef {ReturnType<typeof progress>} Progress */
/** @typedef {{unit: {column: number, slot: number}|null, edge: number}} Marks  what is inspected; edge: its offset */

/**
 * The place of a weight among the edges; -1 if it is not there.
 * @param {Float32Array} edges
 * @param {{stage: number, from: number, to: number}} wire
 */
export function edgeOf(edges, { stage, from, to }) {
  for (let i = 0; i < edges.length; i += EDGE) {
    if (edges[i] === stage && edges[i + 1] === from && edges[i + 2] === to) return i;
  }
  return -1;
}

/**
 * First every line, then every label: a label hides the lines behind it.
 * @param {Pen} pen
 * @param {Sheet} sheet
 * @param {Float32Array} edges
 * @param {Marks} marks
 * @param {Pick<import('../run/view.js').View, 'frame'|'palette'>} view
 */
export function paintWires(pen, sheet, edges, { unit, edge }, { frame, palette }) {
  const drawn = sheet.wires.map((wire) => ({
    wire,
    i: edgeOf(edges, wire),
    at: progress(frame.phase, wire.stage),
  }));
  for (const { wire, i, at } of drawn) {
    const chosen = (i >= 0 && i === edge) || meets(wire, unit);
    pen.path(
      wire.line.map(([x, y], n) => [n ? 'L' : 'M', x, y]),
      stroke(at, edges[i + 3], chosen, palette),
    );
  }
  for (const { wire, i, at } of drawn) {
    if (i >= 0) paintLabel(pen, sheet, wire, numbers(edges, i, at, palette), i === edge, palette);
  }
}

/** @param {Wire} wire @param {{column: number, slot: number}|null} unit */
function meets({ stage, from, to }, unit) {
  if (!unit) return false;
  return (unit.column === stage && unit.slot === from) || (unit.column === stage + 1 && unit.slot === to);
}

/**
 * Gray at rest, in the color of what has just gone along it; the weights of what is inspected by their sign.
 * @param {Progress} at
 * @param {number} w
 * @param {boolean} chosen
 * @param {Palette} palette
 */
function stroke({ fresh }, w, chosen, palette) {
  if (chosen && w < 0) return { stroke: palette.gradient, width: 2, dash: [5, 3] };
  if (chosen) return { stroke: palette.signal, width: 2 };
  const tones = { forward: palette.signal, backward: palette.gradient, update: palette.edges[4] };
  return { stroke: fresh ? tones[fresh] : palette.edges[2], width: fresh ? 1.4 : 1 };
}

/**
 * @param {Float32Array} edges
 * @param {number} i
 * @param {Progress} at
 * @param {Palette} palette
 * @returns {Entry[]}
 */
function numbers(edges, i, { update, backward, fresh }, palette) {
  const w = { name: update ? 'new w' : 'w', value: edges[i + 3], fill: palette.ink, bold: update };
  if (update) return [w, { name: 'Δw', value: edges[i + 5], fill: palette.accent, bold: false, sign: true }];
  if (!backward) return [w];
  return [w, { name: '∂L/∂w', value: edges[i + 4], fill: palette.gradient, bold: fresh === 'backward' }];
}

/**
 * Both numbers side by side, or one below the other; one alone stands in the middle.
 * @param {Pen} pen
 * @param {Sheet} sheet
 * @param {Wire} wire
 * @param {Entry[]} entries
 * @param {boolean} chosen
 * @param {Palette} palette
 */
function paintLabel(pen, { style }, { box }, entries, chosen, palette) {
  const aside = style.label === 'row';
  const line = aside ? box.height : (box.height - 1) / 2;
  const high = aside ? line : line * entries.length;
  const top = box.y + (box.height - high) / 2;
  const wide = aside ? box.width / entries.length : box.width;
  const border = chosen ? { stroke: palette.ink, width: 1.2 } : {};
  pen.rect(box.x, top, box.width, high, { fill: palette.paper, radius: 3, ...border });
  const { size, digits } = style;
  const how = { size, digits, names: style.label === 'named', muted: palette.muted, pale: palette.muted };
  entries.forEach((entry, n) => {
    const place = { x: box.x + (aside ? n * wide : 0), y: top + (aside ? 0 : n * line), width: wide, height: line };
    writeEntry(pen, { ...place, x: place.x + 2, width: place.width - 4 }, entry, how);
  });
}
