/**
 * The pictures of compared runs for *Watch*: one row for each run on one common axis. Through depth a row shows the
 * network and the staircase of its gradient, through time the memory of the cell and the gradient that arrives at each
 * time step; at the right what has become of the run. It also shows a single run.
 */
import { h } from '../draw/dom.js';
import { MOST } from '../run/runs.js';
import { CellRow } from './cellrow.js';
import { DepthRow } from './depthrow.js';
import { PathRow } from './pathrow.js';
import { RowSequence } from './rowsequence.js';
import { RowsNow } from './rowsnow.js';
import { RowWords } from './rowwords.js';
import { ShareBars } from './sharebars.js';

export class WatchRows {
  wants = ['frame', 'runs', 'size', 'experiment', 'view'];
  every = 100;

  /** Whether the page shows it now: through time one run is a row, too, where little is shown. */
  isShown = () => this.view.tab === 'compare' || (this.view.detail === 'watch' && this.view.tab === 'time');

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.view = ports.view;
    this.actions = ports.actions;
    this.now = new RowsNow(ports);
    this.sequence = new RowSequence(this.now, ports.actions);
    this.places = Array.from({ length: MOST + 1 }, (_, place) => this.place(place));
    /** Each is drawn at its own pace, and only while it is on the screen. @type {import('../run/ports.js').Panel[]} */
    this.parts = [this.sequence, ...this.places.flatMap(({ parts }) => parts)];
    const nodes = this.places.map(({ node }) => node);
    this.node = h('section', { class: 'watchrows', 'aria-label': 'The runs', hidden: true }, this.sequence.node, nodes);
    this.arranged = '';
  }

  /** @param {number} place */
  place(place) {
    const { now, actions } = this;
    const depth = new DepthRow(now, place);
    const cell = new CellRow(now, place);
    const path = new PathRow(now, actions, place);
    const bars = new ShareBars(now, actions, place);
    const words = new RowWords(now, place);
    const plot = h('div', { class: 'row-plot' }, depth.node, cell.node, path.node, bars.node, bars.outline);
    const node = h('div', { class: 'watchrow', role: 'group' }, words.head, bars.ticks, plot, words.node);
    return { node, depth, cell, path, bars, parts: [depth, cell, path, bars, words] };
  }

  measure() {
    this.node.hidden = !this.isShown();
  }

  draw() {
    this.node.hidden = !this.isShown();
    if (this.node.hidden) return;
    const { rows } = this.now;
    this.places.forEach(({ node }, place) => {
      const row = rows[place];
      if (!row) return;
      node.dataset.row = row.letter;
      node.setAttribute('aria-label', `Run ${row.letter}`);
      node.classList.toggle('behind', row.behind);
    });
    this.arrange(rows.length, this.axis());
  }

  /** What the pictures of the rows share; nothing where no run has a hidden layer that a gradient could pass. */
  axis() {
    const { rows, time, two } = this.now;
    if (time) return 'time';
    if (two) return 'path';
    return rows.some(({ summary }) => summary.hidden_layers > 0) ? 'depth' : 'none';
  }

  /**
   * Rows come and go; what is new reads its size before it is drawn.
   * @param {number} count
   * @param {'time'|'depth'|'path'|'none'} axis
   */
  arrange(count, axis) {
    const key = `${count} ${axis}`;
    if (key === this.arranged) return;
    this.arranged = key;
    Object.assign(this.node.dataset, { runs: String(count), axis });
    this.sequence.node.hidden = axis !== 'time';
    this.places.forEach(({ node, depth, cell, path, bars }, place) => {
      node.hidden = place >= count;
      depth.node.hidden = axis !== 'depth';
      cell.node.hidden = axis !== 'time';
      path.node.hidden = axis !== 'path';
      bars.node.hidden = bars.ticks.hidden = axis === 'path' || axis === 'none';
    });
    for (const part of this.parts) part.measure?.();
    this.actions.redraw('rows');
  }
}
