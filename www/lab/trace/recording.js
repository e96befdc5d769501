/** A recorded run at one of its rows, and the ports that strips read it through. */
import { Axis } from '../draw/axis.js';

/** @typedef {import('./read.js').Handle} Handle */

/** The columns of `figures` in their order, under the names of a frame of the lab. */
const COLUMNS = [
  ...['forward_rms', 'd_z_rms', 'd_w_norm', 'w_norm', 'update_ratio', 'factor'],
  ...['distance', 'zero', 'saturated', 'dead'],
];
/** What only the lab can measure. */
const UNKNOWN = ['w_factor', 'f_factor', 'skip_factor', 'branch_factor'];
/** Where NaN is a number of the run once it has stopped; elsewhere it means that nothing is known. */
const NUMBERS = COLUMNS.slice(0, 5);

/**
 * The numbers of a row, under the names of a frame of the lab; null = unknown.
 * @param {Handle} run
 * @param {number} at
 * @returns {import('./read.js').Frame}
 */
export function frameOf(run, at) {
  const moment = run.moment(at);
  const figures = run.figures(at);
  const layers = figures.length / COLUMNS.length;
  const known = (/** @type {string} */ name, /** @type {number} */ value) =>
    Number.isNaN(value) && !(moment.stopped && NUMBERS.includes(name)) ? null : value;
  const column = (/** @type {string} */ name, /** @type {number} */ n) => [
    name,
    Array.from(figures.subarray(n * layers, (n + 1) * layers), (value) => known(name, value)),
  ];
  const unknown = UNKNOWN.map((name) => [name, Array(layers).fill(null)]);
  return { ...moment, ...Object.fromEntries([...COLUMNS.map(column), ...unknown]) };
}

export class Recording {
  /**
   * @param {Handle} run
   * @param {string} name of its file
   */
  constructor(run, name) {
    this.run = run;
    this.name = name;
    this.about = run.about();
    this.steps = run.steps();
    this.last = this.steps.length - 1;
    this.at = this.last;
    this.frame = this.read(this.last);
  }

  /** The frame of a row. @param {number} at */
  read(at) {
    return frameOf(this.run, at);
  }

  /** @param {number} at a row */
  show(at) {
    this.at = Math.max(0, Math.min(this.last, at));
    this.frame = this.read(this.at);
  }

  /** The row of a training step, or the one before it. @param {number} step from 0 */
  rowOf(step) {
    const after = this.steps.findIndex((other) => other > step);
    return after === -1 ? this.last : Math.max(0, after - 1);
  }

  get summary() {
    const stages = this.about.layers.length;
    return { stages, hidden_layers: stages - 1, time: null, skip: 'plain' };
  }
}

/**
 * Ports for strips of the lab: what they read of a run, they read of the recording.
 * @param {{recording: Recording}} shown
 * @param {import('../run/ports.js').Ports} ports of the lab
 * @param {{seek: (step: number) => void, point: (column: number|null) => void}} acts
 */
export function portsOf(shown, { view: lab }, { seek, point }) {
  const view = {
    axis: new Axis(1, 0),
    column: /** @type {number|null} */ (null),
    cursorFollows: false,
    playing: false,
    seeking: null,
    get frame() {
      return shown.recording.frame;
    },
    get summary() {
      return shown.recording.summary;
    },
    get palette() {
      return lab.palette;
    },
    get dark() {
      return lab.dark;
    },
  };
  const cell = (/** @type {number} */ row, /** @type {number} */ stage) => {
    const { d_z_rms } = shown.recording.read(row);
    return { d_z_rms: d_z_rms[stage], step: shown.recording.steps[row] };
  };
  const lab_ = { river: (/** @type {boolean} */ dark) => shown.recording.run.river(dark), river_value: cell };
  const same = (/** @type {unknown} */ stamp) => stamp === shown.recording;
  const engine = { lab: lab_, sameExperiment: same, mainAt: same, stamp: () => shown.recording };
  const actions = { seek, point, pin: point };
  return {
    view,
    ports: /** @type {import('../run/ports.js').Ports} */ (/** @type {unknown} */ ({ view, actions, engine })),
  };
}
