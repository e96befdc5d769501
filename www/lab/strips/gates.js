/**
 * The gate map: one strip for every part of the cell, its units down, time across. The pictures come from Rust. The
 * pointer or the arrow keys select a point, whose equation is shown with its numbers.
 */
import { h } from '../draw/dom.js';
import { number } from '../wasm/numbers.js';
import { partWords } from './equations.js';
import { GateStrip } from './gatestrip.js';
import { GateTip } from './gatetip.js';

const READ = 600; // ms between new readings while it trains: means over all units and the batch are costly

export class Gates {
  wants = ['frame', 'cursor', 'selection', 'size', 'theme', 'experiment', 'snapshot'];
  every = 70;

  /** @param {import('../run/ports.js').Ports} ports */
  constructor(ports) {
    this.ports = ports;
    this.view = ports.view;
    this.engine = ports.engine;
    /** @type {GateStrip[]} */
    this.rows = [];
    this.tip = new GateTip(ports.view);
    this.list = h('div', { class: 'gate-list' });
    this.node = h('div', { class: 'gates' }, this.list, this.tip.node);
    this.shown = '';
    this.serial = -1;
    this.readAt = 0;
  }

  measure() {
    for (const row of this.rows) row.surface.measure();
  }

  draw() {
    const { summary, time } = this.view;
    if (!summary.time) return;
    const names = JSON.stringify([time.parts, summary.time.hidden]);
    if (names !== this.shown) this.build(names);
    this.readFigures();
    for (const row of this.rows) row.draw();
    this.drawTip();
  }

  /** @param {string} names */
  build(names) {
    this.shown = names;
    this.rows = this.view.time.parts.map((part, index) => new GateStrip(this.ports, part, index));
    this.list.replaceChildren(...this.rows.map(({ node }) => node));
    this.list.classList.toggle('many', this.rows.length > 6);
    this.measure();
  }

  /** Reads the mean of each part over the batch, if there is a new snapshot and a cursor. */
  readFigures() {
    const { snapshot, column, time } = this.view;
    const wanted = column !== null && snapshot.reached(time.step);
    const fresh = snapshot.serial !== this.serial;
    this.serial = snapshot.serial;
    // During fast playing the run is at the end of a step only in the frame that takes the snapshot.
    if (snapshot.blurred && (!fresh || performance.now() - this.readAt < READ)) return;
    if (fresh) for (const row of this.rows) row.figures = null;
    if (!wanted) return;
    this.readAt = performance.now();
    for (const row of this.rows) row.figures ??= this.engine.lab.gate_figures(row.index);
  }

  /** The equation of the part under the pointer or the focus, also for screen readers. */
  drawTip() {
    const { part, unit, step } = this.view.time;
    const row = part === null ? undefined : this.rows[part];
    const found = row && this.view.snapshot.cell?.parts.find(({ name }) => name === row.part.name);
    this.tip.draw(found ?? null, row?.node ?? null);
    if (!row || !found) return;
    const label = `${partWords(found, number)}, unit ${unit + 1} at time step ${step + 1}`;
    if (row.canvas.getAttribute('aria-label') !== label) row.canvas.setAttribute('aria-label', label);
  }
}
