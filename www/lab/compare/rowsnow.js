/**
 * What all rows of compared runs share: every run as it stands, read once for all that is drawn in a frame, their
 * common axis and scale, and the column of the cursor.
 */
import { pairs } from '../cards/survey.js';
import { Axis } from '../draw/axis.js';
import { LogScale } from '../wasm/logscale.js';
import { BASE, gradientsOf, isFresh, markedStep, sharesOfLast } from '../strips/share.js';

/** @typedef {import('../wasm/types.js').Summary} Summary */
/** @typedef {import('../wasm/types.js').CellPart} CellPart */
/** @typedef {{version: number, summary: Summary, parts: CellPart[]}} About  what stays while the experiment stays */
/**
 * @typedef {object} Row one run, for its row
 * @property {number} id
 * @property {string} letter
 * @property {string} name
 * @property {boolean} main
 * @property {import('../wasm/types.js').Lab} lab
 * @property {import('../wasm/types.js').Frame} frame
 * @property {Summary} summary
 * @property {CellPart[]} parts of its cell
 * @property {boolean} fits whether its stages are of the kind of the main run's
 * @property {boolean} behind
 * @property {(number|null)[]} shares of the gradient, by column
 * @property {() => ArrayLike<number>} scores of every evaluation: step, loss and accuracy on the test set
 * @property {() => ArrayLike<number>} losses of the batches on record: step and loss
 * @property {() => import('../cards/contours.js').Point[]} path of a run with two parameters, from its start
 * @property {(column: number) => boolean} fresh whether the gradient there is of the step under way
 */

export class RowsNow {
  /** @param {import('../run/ports.js').Ports} ports */
  constructor({ view, engine }) {
    this.view = view;
    this.engine = engine;
    this.scale = new LogScale(...BASE);
    /** The experiments for which the scale has grown. */
    this.of = '';
    /** @type {Row[]|null} */
    this.read = null;
    /** By the id of the run. @type {Map<number, About>} */
    this.known = new Map();
  }

  /** One for each run. All that is drawn in one frame of the page sees the same reading. */
  get rows() {
    if (this.read) return this.read;
    queueMicrotask(() => {
      this.read = null;
    });
    this.read = this.take();
    return this.read;
  }

  get time() {
    return Boolean(this.view.summary.time);
  }

  /** Whether the runs have two parameters: then their rows show paths. */
  get two() {
    return this.view.summary.parameters === 2;
  }

  take() {
    const runs = this.view.runs;
    const rows = runs.flatMap((run) => this.row(run) ?? []);
    for (const id of this.known.keys()) if (!runs.some((run) => run.id === id)) this.known.delete(id);
    const of = runs.map(({ id }) => `${id}.${this.known.get(id)?.version}`).join();
    if (of !== this.of) this.scale.reset();
    this.of = of;
    for (const { shares } of rows) this.scale.include(shares);
    return rows;
  }

  /**
   * @param {import('../run/view.js').RunView} run
   * @returns {Row|null}
   */
  row({ id, letter, name, main, frame, behind }) {
    const lab = this.engine.labOf(id);
    if (!lab) return null;
    const { summary, parts } = this.about(id, lab);
    const time = Boolean(summary.time);
    const fits = time === this.time;
    const shown = main && time ? this.view.snapshot.frame : frame;
    const shares = fits ? sharesOfLast(gradientsOf(shown, summary)) : [];
    const fresh = (/** @type {number} */ column) =>
      (!main && !shown.stopped) || isFresh(column, shown, this.view.blurred);
    const read = {
      scores: once(() => lab.scores()),
      losses: once(() => lab.losses()),
      path: once(() => pairs(lab.path())),
    };
    return { id, letter, name, main, lab, frame: shown, summary, parts, fits, behind, shares, fresh, ...read };
  }

  /**
   * @param {number} id
   * @param {import('../wasm/types.js').Lab} lab
   * @returns {About}
   */
  about(id, lab) {
    const { version } = this.engine.stamp(id);
    const known = this.known.get(id);
    if (known?.version === version) return known;
    const about = { version, summary: lab.summary(), parts: lab.cell_parts() };
    this.known.set(id, about);
    return about;
  }

  /** Columns of the common axis: those of the longest run. Column 0 is layer or time step 1. */
  get columns() {
    return Math.max(1, ...this.rows.map(({ shares }) => shares.length));
  }

  /** @param {number} width */
  axis(width) {
    return new Axis(this.columns - 1, Math.max(1, width));
  }

  /**
   * The same for the pointer: the columns of a network count from the input, those of the rows from layer or time
   * step 1.
   * @param {import('../draw/surface.js').Surface} surface
   */
  pointed(surface) {
    return { axis: { columnAt: (/** @type {number} */ x) => this.axis(surface.width).columnAt(x) + 1 } };
  }

  /**
   * The column that is outlined, counted from 0: the cursor's, else the one that the sentence speaks of. Through depth
   * that is none.
   */
  get column() {
    const { column } = this.view;
    const known = column === null || column < 1 || column > this.columns ? null : column - 1;
    const told = this.rows.length > 1 ? markedStep(this.view) : 0;
    return known ?? (this.time ? told : null);
  }
}

/**
 * Asks when it is first needed, and not again.
 * @template T
 * @param {() => T} ask
 */
function once(ask) {
  /** @type {T|undefined} */
  let answer;
  return () => {
    answer ??= ask();
    return answer;
  };
}
