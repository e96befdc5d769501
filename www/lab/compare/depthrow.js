/** The network of one run in its row: the units of each hidden layer with their gradient, and the strongest weights. */
import { h } from '../draw/dom.js';
import { Surface } from '../draw/surface.js';
import { litColumn, olderIn } from '../run/phase.js';
import { paintEdges } from '../strips/edges.js';
import { paintBands, paintSkips, paintSmallSkips } from '../strips/skips.js';
import { paintOverview, paintStack } from '../strips/units.js';
import { EDGE } from '../strips/layout.js';
import { logPlace } from '../wasm/logscale.js';
import { several } from '../wasm/numbers.js';
import { layoutRow, unitsIn } from './rowlayout.js';

/** Weights of each pair of layers, and of one network. */
const EDGES = 14;
const MOST_EDGES = 320;
/** Milliseconds between two pictures of the weights while phases go by too quickly to be seen. */
const SLOW = 500;
/** Decades of the shares that discs and weights show. */
const DECADES = 6;
const WHOLE_STEP = { name: /** @type {const} */ ('update'), stage: null };

/** @typedef {import('./rowsnow.js').Row} Row */

export class DepthRow {
  wants = ['frame', 'runs', 'size', 'theme', 'experiment', 'view', 'rows'];
  every = 100;

  /**
   * @param {import('./rowsnow.js').RowsNow} now
   * @param {number} place of the run among all
   */
  constructor(now, place) {
    this.now = now;
    this.place = place;
    const back = h('canvas', { class: 'layer', 'aria-hidden': 'true' });
    this.canvas = h('canvas', { class: 'layer', role: 'img', 'aria-label': 'The network' });
    this.back = new Surface(back);
    this.front = new Surface(this.canvas);
    this.node = h('div', { class: 'row-network' }, back, this.canvas);
    /** @type {Float32Array} */
    this.edges = new Float32Array();
    this.drawn = { at: -Infinity, of: '' };
  }

  measure() {
    this.back.measure();
    this.front.measure();
    this.drawn.at = -Infinity;
  }

  draw() {
    const row = this.front.width && !this.now.time ? this.now.rows[this.place] : undefined;
    if (!row?.fits) return;
    const { view } = this.now;
    const axis = this.now.axis(this.front.width);
    const of = `${row.id} ${this.now.of} ${view.palette.paper}`;
    const settled = view.blurred && this.drawn.of === of && performance.now() - this.drawn.at < SLOW;
    const layers = row.summary.stages;
    const most = settled ? 0 : Math.min(MOST_EDGES, EDGES * layers);
    const { columns, edges } = row.lab.diagram(unitsIn(this.front.height), most, view.example, -1);
    const layout = layoutRow(axis, this.front.height, columns);
    if (!settled) {
      this.drawn = { at: performance.now(), of };
      this.edges = edges;
      this.paintBack(row, layout, columns, axis);
    }
    this.paintFront(row, layout, columns, axis);
    this.describe(row);
  }

  /** Single phases of the main run while they can be seen; else what the last step has moved. @param {Row} row */
  phase({ main, frame }) {
    return (main && !this.now.view.blurred) || !frame.step ? frame.phase : WHOLE_STEP;
  }

  /**
   * Discs and moved weights are shares too: of the last hidden layer's gradient, and of the weight that moved most.
   * Then they tell the same as the bars below, also when the loss has fallen and all gradients are small.
   * @param {number} whole
   */
  shares(whole) {
    const { scales } = this.now.view;
    const gradient = Object.create(scales.gradient, {
      at: { value: (/** @type {number} */ value) => logPlace(value / whole, -DECADES, 0) },
    });
    return { ...scales, gradient };
  }

  /**
   * @param {Row} row
   * @param {import('../strips/layout.js').Layout} layout
   * @param {import('../wasm/types.js').Column[]} columns
   * @param {import('../draw/axis.js').Axis} axis
   */
  paintBack(row, layout, columns, axis) {
    const { palette, scales } = this.now.view;
    const pen = this.back.pen(palette);
    if (!pen) return;
    if (layout.overview) return paintSmallSkips(pen, axis, columns.slice(1, -1), layout.overview.top - 2, palette);
    const phase = this.phase(row);
    paintBands(pen, layout, this.edges, row.frame, phase, palette);
    const moved = phase.name === 'update' ? this.shares(strongestMove(this.edges)) : scales;
    paintEdges(pen, layout, this.edges, phase, { palette, scales: moved });
    paintSkips(pen, layout, columns, phase, palette);
  }

  /**
   * @param {Row} row
   * @param {import('../strips/layout.js').Layout} layout
   * @param {import('../wasm/types.js').Column[]} columns
   * @param {import('../draw/axis.js').Axis} axis
   */
  paintFront(row, layout, columns, axis) {
    const { view } = this.now;
    const pen = this.front.pen(view.palette);
    if (!pen) return;
    if (layout.overview) paintOverview(pen, axis, columns.slice(1, -1), layout.overview, view);
    const lit = litColumn(this.phase(row), row.summary.stages + 1);
    const { summary, frame } = row;
    const whole = frame.d_z_rms[summary.hidden_layers - 1] || 1;
    const look = { palette: view.palette, scales: this.shares(whole), detail: view.detail };
    for (const stack of layout.stacks.values()) {
      const older = olderIn(stack.column, frame.stopped);
      paintStack(pen, stack, columns[stack.column], stack.column === lit, look, older);
    }
  }

  /** @param {Row} row */
  describe({ letter, summary }) {
    const label = `The network of ${letter}: ${several(summary.hidden_layers, 'hidden layer')}`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }
}

/** The largest |ΔW| that is drawn, or 1 where nothing has moved. @param {Float32Array} edges */
function strongestMove(edges) {
  let most = 0;
  for (let i = 0; i < edges.length; i += EDGE) {
    const moved = Math.abs(edges[i + 5]);
    if (moved > most && moved < Infinity) most = moved;
  }
  return most || 1;
}
