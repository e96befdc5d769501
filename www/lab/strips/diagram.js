/** The network: layout, then paint on two canvases, so that a hover or a unit does not repaint the weights. */
import { h } from '../draw/dom.js';
import { ROOMY, layoutDiagram, unitAt, edgeAt } from './layout.js';
import { paintEdges, paintSigned, paintUnitEdges } from './edges.js';
import { paintNames, paintOverview, paintSizes, paintStack } from './units.js';
import { paintBands, paintSkips, paintSmallSkips, skipsIn } from './skips.js';
import { Surface } from '../draw/surface.js';
import { several, stageName } from '../draw/format.js';
import { connectDiagram } from './pointing.js';

const MOST_UNITS = 8;
const MOST_EDGES = 600;

export class DiagramPanel {
  wants = ['frame', 'cursor', 'size', 'theme', 'experiment'];
  every = 40;

  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.edgeCanvas = h('canvas', { class: 'layer', 'aria-hidden': 'true' });
    this.unitCanvas = h('canvas', { class: 'layer', role: 'img', tabindex: '0', 'aria-label': 'The network' });
    this.back = new Surface(this.edgeCanvas);
    this.front = new Surface(this.unitCanvas);
    this.node = h('div', { class: 'plot diagram' }, this.edgeCanvas, this.unitCanvas);
    /** @type {import('../wasm/types.js').Diagram} */
    this.data = { columns: [], edges: new Float32Array() };
    /** @type {import('./layout.js').Layout|null} */
    this.layout = null;
    this.drawn = { edges: -Infinity, focus: NaN };
    connectDiagram(this);
  }

  measure() {
    this.back.measure();
    this.front.measure();
    this.drawn.edges = -Infinity;
  }

  draw() {
    if (!this.front.width) return;
    const { desk } = this;
    const focus = this.focus();
    const crowded = desk.axis.pitch < ROOMY;
    const edges = this.data.edges;
    this.data = desk.lab.diagram(MOST_UNITS, crowded ? 0 : MOST_EDGES, desk.choice.example, -1);
    this.layout = layoutDiagram(desk.axis, this.front.height, this.data.columns, focus);
    if (crowded) this.data.edges = this.settled(focus) ? edges : this.lensEdges();
    this.paintBack(focus);
    this.paintFront();
    this.describe();
  }

  /** The column the lens looks at: the cursor, else the running layer, else the lowest. */
  focus() {
    return this.desk.cursorColumn() ?? this.lastFocus ?? 1;
  }

  /** Whether the weights on show may stay for now. @param {number} focus */
  settled(focus) {
    return this.desk.player.blurred && focus === this.drawn.focus && performance.now() - this.drawn.edges < 500;
  }

  /** Under the lens every pair of layers gets its own strongest weights. */
  lensEdges() {
    const { lens } = this.layout ?? {};
    if (!lens) return new Float32Array();
    /** @type {number[]} */
    const found = [];
    for (let stage = lens.first; stage < lens.last; stage++) {
      const { edges } = this.desk.lab.diagram(MOST_UNITS, MOST_EDGES / 4, this.desk.choice.example, stage);
      for (let i = 0; i < edges.length; i += 5) if (edges[i] === stage) found.push(...edges.subarray(i, i + 5));
    }
    return Float32Array.from(found);
  }

  /**
   * The weights: at every phase while single phases are shown, else twice a second.
   * @param {number} focus
   */
  paintBack(focus) {
    const { desk } = this;
    this.lastFocus = focus;
    if (this.settled(focus)) return;
    this.drawn = { edges: performance.now(), focus };
    const context = this.back.begin();
    if (!context || !this.layout) return;
    const { palette, scales, frame } = desk;
    const phase = desk.player.blurred ? { name: /** @type {const} */ ('start'), stage: null } : frame.phase;
    if (this.layout.lens) this.paintLens(context);
    if (this.layout.overview)
      paintSmallSkips(context, desk.axis, this.data.columns, this.layout.overview.top - 2, desk);
    paintBands(context, this.layout, this.data.edges, frame, phase, desk);
    paintEdges(context, this.layout, this.data.edges, phase, { palette, scales, rate: frame.learning_rate });
    paintSkips(context, this.layout, this.data.columns, phase, desk);
  }

  /**
   * The wedge from the overview down to the enlarged layers.
   * @param {CanvasRenderingContext2D} context
   */
  paintLens(context) {
    const { layout } = this;
    const { axis, palette } = this.desk;
    if (!layout?.lens || !layout.overview) return;
    const foot = layout.overview.top + layout.overview.height + 3;
    context.fillStyle = palette.empty;
    context.beginPath();
    context.moveTo(axis.left(layout.lens.first), foot);
    context.lineTo(axis.left(layout.lens.last + 1), foot);
    context.lineTo(axis.view.left + axis.view.width, layout.lens.top - 8);
    context.lineTo(axis.view.left, layout.lens.top - 8);
    context.fill();
  }

  paintFront() {
    const context = this.front.begin();
    const { layout, data, desk } = this;
    if (!context || !layout) return;
    const { palette, frame } = desk;
    if (layout.overview) paintOverview(context, desk.axis, data.columns, layout.overview, desk);
    const lit = desk.player.blurred ? -1 : litColumn(frame.phase, desk.axis.columns);
    this.paintChosen(context);
    for (const stack of layout.stacks.values())
      paintStack(context, stack, data.columns[stack.column], stack.column === lit, desk);
    this.ringChosen(context);
    paintNames(context, desk.axis, palette);
    paintSizes(context, layout, desk.summary, palette);
  }

  /** @param {CanvasRenderingContext2D} context */
  paintChosen(context) {
    const { layout, data, desk } = this;
    const at = this.chosen();
    if (!layout) return;
    if (at) paintUnitEdges(context, layout, data.edges, at, desk.palette);
    const edge = this.chosenEdge();
    if (edge >= 0) paintSigned(context, layout, data.edges, edge, desk.palette);
  }

  /** @param {CanvasRenderingContext2D} context */
  ringChosen(context) {
    const at = this.chosen();
    const stack = at && this.layout?.stacks.get(at.column);
    if (!at || !stack || stack.ys[at.slot] === undefined) return;
    context.strokeStyle = this.desk.palette.ink;
    context.lineWidth = 2;
    const size = stack.unit + 5;
    context.beginPath();
    context.roundRect(stack.x - size / 2, stack.ys[at.slot] - size / 2, size, size, 5);
    context.stroke();
  }

  /** The inspected unit, when it is among those shown. */
  chosen() {
    const { selection } = this.desk;
    if (selection?.kind !== 'unit') return null;
    const column = selection.stage + 1;
    const slot = this.data.columns[column]?.shown.indexOf(selection.index) ?? -1;
    return slot < 0 ? null : { column, slot };
  }

  /** The inspected weight, when it is among those shown; else -1. */
  chosenEdge() {
    const { selection } = this.desk;
    const { edges, columns } = this.data;
    if (selection?.kind !== 'weight' || selection.map) return -1; // of a branch, the first W is drawn
    for (let i = 0; i < edges.length; i += 5) {
      if (edges[i] !== selection.stage) continue;
      const from = columns[selection.stage].shown[edges[i + 1]];
      if (from === selection.from && columns[selection.stage + 1].shown[edges[i + 2]] === selection.to) return i;
    }
    return -1;
  }

  /**
   * What lies under a point.
   * @param {number} x
   * @param {number} y
   * @returns {import('../wasm/types.js').Selection|null}
   */
  find(x, y) {
    const { layout, data } = this;
    if (!layout) return null;
    const unit = unitAt(layout, x, y);
    if (unit) return this.unitSelection(unit.column, unit.slot);
    const i = edgeAt(layout, data.edges, x, y);
    if (i < 0) return null;
    const [stage, from, to] = data.edges.slice(i, i + 3);
    return { kind: 'weight', stage, to: data.columns[stage + 1].shown[to], from: data.columns[stage].shown[from] };
  }

  /** @param {number} column @param {number} slot @returns {import('../wasm/types.js').Selection|null} */
  unitSelection(column, slot) {
    const index = this.data.columns[column]?.shown[slot];
    return index === undefined ? null : { kind: 'unit', stage: column - 1, index };
  }

  describe() {
    const { summary } = this.desk;
    const skips = skipsIn(this.data.columns);
    this.node.dataset.skips = String(skips);
    this.node.dataset.dropped = String(
      this.data.columns.reduce((all, column) => all + column.dropped.filter(Boolean).length, 0),
    );
    const label =
      `Network: ${several(summary.hidden_layers, 'hidden layer')}, ${summary.features} inputs, ${several(summary.outputs, 'output')}` +
      `${skips ? `, ${several(skips, 'skip connection')}` : ''}. Arrow keys move over layers and units.`;
    const at = this.chosen();
    const where = at ? ` At ${stageName(at.column - 1, summary)}, unit ${at.slot + 1}.` : '';
    if (this.unitCanvas.getAttribute('aria-label') !== label + where)
      this.unitCanvas.setAttribute('aria-label', label + where);
  }
}

/**
 * The column that the phase works on.
 * @param {import('../wasm/types.js').Phase} phase
 * @param {number} columns
 */
export function litColumn(phase, columns) {
  if (phase.name === 'sample') return 0;
  if (phase.name === 'loss') return columns - 1;
  return phase.stage === null ? -1 : phase.stage + 1;
}
