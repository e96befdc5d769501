/**
 * A meter that is measured only while its strip is shown: from stage to stage in slices, and while the run plays so
 * seldom that training keeps its speed.
 */
import { h } from '../draw/dom.js';
import { LogScale } from '../wasm/logscale.js';
import { Meter } from './meter.js';

const SLICE = 4; // ms of a frame
const PACE = 100; // ms between two measurements while it plays
const SHARE = 12; // a measurement may take one part of the time in so many

export class DemandMeter extends Meter {
  wants = ['frame', 'size', 'theme', 'experiment', 'measured'];
  namesHorizons = () => this.spec.scale === 'share';
  /** @type {(number|null)[]} */
  measured = [];
  /** The measurement under way: what it has, what it has cost. */
  next = { on: false, values: /** @type {(number|null)[]} */ ([]), begun: -Infinity, cost: 0 };
  /** The frame and the run that were measured last. @type {object|null} */
  seen = null;
  /** @type {import('../run/engine.js').Stamp|null} */
  whose = null;

  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {import('../wasm/types.js').MeterRow} spec
   */
  constructor(ports, spec) {
    super(ports, spec);
    this.actions = ports.actions;
    this.absent = h('p', { class: 'note absent', hidden: true }, spec.absent ?? '');
    this.node.append(this.absent);
  }

  /** Whether the reader has switched it on. */
  get switchedOn() {
    return this.view.showsMeter(this.spec.key);
  }

  /** Whether it has a meaning on this axis. */
  get meant() {
    return this.view.summary.time ? this.spec.time : this.spec.depth;
  }

  get values() {
    const { stages } = this.view.summary;
    return this.measured.length === stages ? this.measured : Array(stages).fill(null);
  }

  /** @param {number} stage */
  reading(stage) {
    return this.meant && this.measured.length ? super.reading(stage) : '';
  }

  draw() {
    if (!this.switchedOn) return;
    this.absent.hidden = this.meant;
    this.node.classList.toggle('says-why', !this.meant);
    this.canvas.hidden = this.ticks.hidden = !this.meant;
    if (!this.meant) return;
    if (this.scale instanceof LogScale) this.scale.limits = [this.view.summary.noise];
    super.draw();
  }

  /** A slice of a measurement. @returns {boolean} whether there is more to do */
  work() {
    if (!this.switchedOn || !this.meant || this.view.tab === 'compare') return false;
    if (this.next.on && !this.engine.mainAt(this.whose)) this.next.on = false;
    const start = performance.now();
    if (!this.next.on && !this.begin(start)) return false;
    const { next } = this;
    do next.values.push(...this.engine.lab.meter(this.spec.key, next.values.length));
    while (next.values.length < this.view.summary.stages && performance.now() - start < SLICE);
    next.cost += performance.now() - start;
    if (next.values.length < this.view.summary.stages) return true;
    next.on = false;
    this.measured = next.values;
    this.actions.redraw('measured');
    return false;
  }

  /** @param {number} now @returns {boolean} whether a measurement is due */
  begin(now) {
    const { frame, playing } = this.view;
    const { begun, cost } = this.next;
    if (frame === this.seen && this.engine.mainAt(this.whose)) return false;
    if (playing && now - begun < Math.max(PACE, SHARE * cost)) return false;
    if (!this.engine.sameExperiment(this.whose)) this.measured = [];
    this.seen = frame;
    this.whose = this.engine.stamp();
    this.next = { on: true, values: [], begun: now, cost: 0 };
    return true;
  }
}
