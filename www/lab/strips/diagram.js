/** The network: layout, then paint on two canvases, so that a hover or a unit does not repaint the weights. */
import { h, write } from '../draw/dom.js';
import { several } from '../wasm/numbers.js';
import { Surface } from '../draw/surface.js';
import { litColumn, olderIn, stageName } from '../run/phase.js';
import { ByHand } from './byhand.js';
import { paintEdges, paintSigned, paintUnitEdges } from './edges.js';
import { EDGE, ROOMY, columnUnder, edgeAt, layoutDiagram, unitAt } from './layout.js';
import { connectKeys } from './pointing.js';
import { paintBands, paintSkips, paintSmallSkips, skipsIn } from './skips.js';
import { paintNames, paintOverview, paintSizes, paintStack, paintWedge } from './units.js';

const MOST_UNITS = 8;
const MOST_EDGES = 600;
/** The numbers and colors of the two forms. */
export const LARGE = 'squares: a unit’s signal; discs: its gradient';
const BY_HAND = 'unit: z, a, ∂L/∂z; edge: w, ∂L/∂w';
const UPDATED = 'edge: new w, Δw; unit: z, a, ∂L/∂z, still with the old w';

/** @typedef {import('../draw/pen.js').Pen} Pen */
/** @typedef {import('../wasm/types.js').Selection} Selection */

export class DiagramPanel {
  wants = ['frame', 'cursor', 'size', 'theme', 'experiment'];
  every = 40;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, actions, engine }) {
    this.view = view;
    this.actions = actions;
    this.engine = engine;
    const back = h('canvas', { class: 'layer', 'aria-hidden': 'true' });
    this.canvas = h('canvas', { class: 'layer', role: 'img', tabindex: '0', 'aria-label': 'The network' });
    this.back = new Surface(back);
    this.front = new Surface(this.canvas);
    this.node = h('div', { class: 'plot diagram' }, back, this.canvas);
    /** @type {import('../wasm/types.js').Diagram} */
    this.data = { columns: [], edges: new Float32Array() };
    /** @type {import('./layout.js').Layout|null} */
    this.layout = null;
    this.drawn = { edges: -Infinity, focus: NaN };
    this.byHand = new ByHand(view);
    /** What the head of the strip says under its name; made by the strip. @type {HTMLElement|null} */
    this.sub = null;
    this.connect();
  }

  measure() {
    const { node, byHand } = this;
    if (byHand.on) this.read();
    node.style.height = byHand.height(this.data);
    node.classList.toggle('by-hand', byHand.on);
    if (this.sub && !byHand.on) write(this.sub, LARGE);
    this.back.measure();
    this.front.measure();
    this.drawn.edges = -Infinity;
  }

  draw() {
    if (!this.front.width) return;
    if (this.byHand.on) return this.drawByHand();
    const { view } = this;
    this.byHand.sheet = null;
    const focus = this.focus();
    const crowded = view.axis.pitch < ROOMY;
    const edges = this.data.edges;
    this.read(crowded ? 0 : MOST_EDGES);
    this.layout = layoutDiagram(view.axis, this.front.height, this.data.columns, focus);
    if (crowded) this.data.edges = this.settled(focus) ? edges : this.lensEdges();
    this.drawBack(focus);
    const pen = this.front.pen(view.palette);
    if (pen) this.paintFront(pen, this.layout);
    this.describe();
  }

  /** @param {number} [edges] at most */
  read(edges = MOST_EDGES) {
    this.data = this.engine.lab.diagram(MOST_UNITS, edges, this.view.example, -1);
  }

  drawByHand() {
    this.read();
    this.layout = null;
    this.back.begin();
    if (this.sub) write(this.sub, this.view.frame.phase.name === 'update' ? UPDATED : BY_HAND);
    const pen = this.front.pen(this.view.palette);
    if (pen) this.byHand.paint(pen, this.data, { unit: this.chosen(), edge: this.chosenEdge() });
    this.describe();
  }

  /** The column under the lens: the cursor, else the running layer, else the lowest. */
  focus() {
    return this.view.column ?? this.lastFocus ?? 1;
  }

  /**
   * Whether the displayed weights need no update yet.
   * @param {number} focus
   */
  settled(focus) {
    return this.view.blurred && focus === this.drawn.focus && performance.now() - this.drawn.edges < 500;
  }

  /** Under the lens every pair of layers gets its own strongest weights. */
  lensEdges() {
    const { lens } = this.layout ?? {};
    if (!lens) return new Float32Array();
    /** @type {number[]} */
    const found = [];
    for (let stage = lens.first; stage < lens.last; stage++) {
      const { edges } = this.engine.lab.diagram(MOST_UNITS, MOST_EDGES / 4, this.view.example, stage);
      for (let i = 0; i < edges.length; i += EDGE) if (edges[i] === stage) found.push(...edges.subarray(i, i + EDGE));
    }
    return Float32Array.from(found);
  }

  /**
   * The weights: at every phase while single phases are shown, else twice a second.
   * @param {number} focus
   */
  drawBack(focus) {
    this.lastFocus = focus;
    if (this.settled(focus)) return;
    this.drawn = { edges: performance.now(), focus };
    const pen = this.back.pen(this.view.palette);
    if (pen && this.layout) this.paintBack(pen, this.layout);
  }

  /**
   * @param {Pen} pen
   * @param {import('./layout.js').Layout} layout
   */
  paintBack(pen, layout) {
    const { palette, scales, frame, axis, blurred } = this.view;
    const { columns, edges } = this.data;
    const phase = blurred ? { name: /** @type {const} */ ('start'), stage: null } : frame.phase;
    paintWedge(pen, layout, axis, palette);
    if (layout.overview) paintSmallSkips(pen, axis, columns, layout.overview.top - 2, palette);
    paintBands(pen, layout, edges, frame, phase, palette);
    paintEdges(pen, layout, edges, phase, { palette, scales });
    paintSkips(pen, layout, columns, phase, palette);
  }

  /**
   * @param {Pen} pen
   * @param {import('./layout.js').Layout} layout
   */
  paintFront(pen, layout) {
    const { data, view } = this;
    const { palette, frame, axis } = view;
    if (layout.overview) paintOverview(pen, axis, data.columns, layout.overview, view);
    const lit = view.blurred ? -1 : litColumn(frame.phase, axis.columns);
    const at = this.chosen();
    if (at) paintUnitEdges(pen, layout, data.edges, at, palette);
    const edge = this.chosenEdge();
    if (edge >= 0) paintSigned(pen, layout, data.edges, edge, palette);
    for (const stack of layout.stacks.values()) {
      const older = olderIn(stack.column, frame.stopped);
      paintStack(pen, stack, data.columns[stack.column], stack.column === lit, view, older);
    }
    this.ringChosen(pen, layout);
    paintNames(pen, axis, palette);
    if (view.detail !== 'watch') paintSizes(pen, layout, view.summary, palette);
  }

  /**
   * @param {Pen} pen
   * @param {import('./layout.js').Layout} layout
   */
  ringChosen(pen, layout) {
    const at = this.chosen();
    const stack = at && layout.stacks.get(at.column);
    if (!at || !stack || stack.ys[at.slot] === undefined) return;
    const size = stack.unit + 5;
    const style = { stroke: this.view.palette.ink, width: 2, radius: 5 };
    pen.rect(stack.x - size / 2, stack.ys[at.slot] - size / 2, size, size, style);
  }

  /** The inspected unit, when it is among those shown. */
  chosen() {
    const { selection } = this.view;
    if (selection?.kind !== 'unit') return null;
    const column = selection.stage + 1;
    const slot = this.data.columns[column]?.shown.indexOf(selection.index) ?? -1;
    return slot < 0 ? null : { column, slot };
  }

  /** The inspected weight, when it is among those shown; else -1. */
  chosenEdge() {
    const { selection } = this.view;
    const { edges, columns } = this.data;
    if (selection?.kind !== 'weight' || selection.map) return -1; // of a branch, the first W is drawn
    for (let i = 0; i < edges.length; i += EDGE) {
      if (edges[i] !== selection.stage) continue;
      const from = columns[selection.stage].shown[edges[i + 1]];
      if (from === selection.from && columns[selection.stage + 1].shown[edges[i + 2]] === selection.to) return i;
    }
    return -1;
  }

  // ---- pointer and keys -----------------------------------------------------------------------------------

  connect() {
    const { canvas, front, actions } = this;
    canvas.addEventListener('pointermove', (event) => {
      const { x, y } = front.locate(event);
      actions.point(columnUnder(this.layout, this.view.axis, x, y));
      actions.hover(this.find(x, y));
    });
    canvas.addEventListener('pointerleave', () => {
      actions.point(null);
      actions.hover(null);
    });
    canvas.addEventListener('click', (event) => {
      const { x, y } = front.locate(event);
      actions.pin(columnUnder(this.layout, this.view.axis, x, y));
      actions.select(this.find(x, y));
    });
    connectKeys(canvas, (key) => this.move(key));
  }

  /**
   * One tab stop: left and right change the layer, up and down the unit.
   * @param {string} key
   */
  move(key) {
    const last = this.view.axis.columns - 1;
    const at = this.chosen();
    const column = at?.column ?? this.view.column ?? 1;
    const slot = at?.slot ?? 0;
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowLeft: [column - 1, slot],
      ArrowRight: [column + 1, slot],
      ArrowUp: [column, slot - 1],
      ArrowDown: [column, slot + 1],
      Home: [0, slot],
      End: [last, slot],
    };
    const move = moves[key];
    if (!move) return false;
    const to = Math.max(0, Math.min(last, move[0]));
    const units = this.data.columns[to]?.shown.length ?? 1;
    this.actions.pin(to);
    this.actions.select(this.unitSelection(to, Math.max(0, Math.min(units - 1, move[1]))));
    return true;
  }

  /**
   * What lies under a point.
   * @param {number} x
   * @param {number} y
   * @returns {Selection|null}
   */
  find(x, y) {
    const { layout, data, byHand } = this;
    const unit = layout ? unitAt(layout, x, y) : byHand.unitAt(x, y);
    if (unit) return this.unitSelection(unit.column, unit.slot);
    const i = layout ? edgeAt(layout, data.edges, x, y) : byHand.edgeAt(data.edges, x, y);
    if (i < 0) return null;
    const [stage, from, to] = data.edges.slice(i, i + 3);
    return { kind: 'weight', stage, to: data.columns[stage + 1].shown[to], from: data.columns[stage].shown[from] };
  }

  /**
   * @param {number} column
   * @param {number} slot
   * @returns {Selection|null}
   */
  unitSelection(column, slot) {
    const index = this.data.columns[column]?.shown[slot];
    return index === undefined ? null : { kind: 'unit', stage: column - 1, index };
  }

  describe() {
    const { summary } = this.view;
    const skips = skipsIn(this.data.columns);
    const dropped = this.data.columns.reduce((all, column) => all + column.dropped.filter(Boolean).length, 0);
    this.node.dataset.skips = String(skips);
    this.node.dataset.dropped = String(dropped);
    const sizes = [
      several(summary.hidden_layers, 'hidden layer'),
      `${summary.features} inputs`,
      several(summary.outputs, 'output'),
      ...(skips ? [several(skips, 'skip connection')] : []),
    ];
    const at = this.chosen();
    const where = at ? ` At ${stageName(at.column - 1, summary)}, unit ${at.slot + 1}.` : '';
    const table = this.byHand.on ? ' Every number stands in the table under the strips.' : '';
    const label = `Network: ${sizes.join(', ')}.${table} Arrow keys move over layers and units.${where}`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }
}
