/**
 * The read-only view for panels: the main run's frame and summary, the axis and the colors, the selection and the
 * cursor, and the state of all runs.
 */
import { chosen } from '../wasm/catalog.js';

/** @typedef {'depth'|'time'|'compare'} Tab */
/** @typedef {{axis: import('../draw/axis.js').Axis, palette: import('../draw/theme.js').Palette,
 *   scales: import('../wasm/colors.js').Scales, dark: boolean}} Looks */
/**
 * @typedef {object} RunView one run as it stands
 * @property {number} id
 * @property {string} letter it keeps it, whichever run leads
 * @property {string} name how it differs from the others
 * @property {string} cell the name of its cell; '' through depth
 * @property {import('../wasm/types.js').Frame} frame
 * @property {string} text of its experiment
 * @property {number} steps the step that it has reached
 * @property {boolean} main whether it leads
 * @property {number} left the step at which a change left it behind, or 0
 * @property {boolean} behind whether it is still on its way to the step of the others: its numbers do not compare
 * @property {number} progress of its way to that step, 0 to 1
 * @property {import('../wasm/types.js').Evaluation|null} score the last one over all examples
 */

/**
 * @typedef {object} Models what a view is made of
 * @property {import('../wasm/types.js').Catalog} catalog
 * @property {import('./runs.js').Runs} runs
 * @property {import('./reading.js').Reading} reading
 * @property {import('./player.js').Player} player
 * @property {import('./selection.js').Selection} selection
 * @property {import('./cursor.js').Cursor} cursor
 * @property {import('./timecursor.js').TimeCursor} timeCursor
 * @property {import('./snapshot.js').Snapshot} snapshot
 * @property {import('./evaluation.js').Evaluation} evaluation
 * @property {import('./pagekeys.js').PageKeys} pageKeys
 * @property {import('./prepared.js').Prepared} prepared
 * @property {{progress: number|null}} openings what is on its way
 * @property {() => Looks} looks
 * @property {() => Tab} tab
 */

export class View {
  #models;

  /** @param {Models} models */
  constructor(models) {
    this.#models = models;
  }

  get catalog() {
    return this.#models.catalog;
  }

  get frame() {
    return this.#models.reading.frame;
  }

  get summary() {
    return this.#models.reading.summary;
  }

  /** Every knob's value as text, live changes included. @returns {Record<string, string>} */
  get knobs() {
    return this.#models.reading.knobs;
  }

  get axis() {
    return this.#models.looks().axis;
  }

  get palette() {
    return this.#models.looks().palette;
  }

  get scales() {
    return this.#models.looks().scales;
  }

  get dark() {
    return this.#models.looks().dark;
  }

  /** Which part of the page is shown. */
  get tab() {
    return this.#models.tab();
  }

  /** How much of the run is shown. */
  get detail() {
    return this.#models.pageKeys.detail;
  }

  /** Whether the reader has switched a meter on. @param {string} key */
  showsMeter(key) {
    return this.#models.pageKeys.meters.includes(key);
  }

  get selection() {
    return this.#models.selection.shown;
  }

  /** Whether a click or a key chose what is under inspection; else the pointer only passes over it. */
  get pinned() {
    return this.#models.selection.kept !== null;
  }

  /** The example of the batch, counted from 0. */
  get example() {
    return this.#models.selection.example;
  }

  /** The column of the cursor; null where there is none. */
  get column() {
    return this.#models.cursor.column;
  }

  /** Whether the cursor only follows the phase. */
  get cursorFollows() {
    return this.#models.cursor.follows;
  }

  /** @returns {Pick<import('./timecursor.js').TimeCursor, 'step'|'unit'|'level'|'part'|'top'|'parts'|'hasMemory'>} */
  get time() {
    return this.#models.timeCursor;
  }

  /** @returns {Pick<import('./snapshot.js').Snapshot,
   *   'serial'|'blurred'|'frame'|'sequence'|'maps'|'cell'|'awaited'|'reached'|'returned'>} */
  get snapshot() {
    return this.#models.snapshot;
  }

  /**
   * The prepared experiment that is open.
   * @returns {Pick<import('./prepared.js').Prepared, 'preset'|'state'|'ended'>}
   */
  get prepared() {
    return this.#models.prepared;
  }

  get playing() {
    return this.#models.player.playing;
  }

  /** Whether phases go by too quickly to be shown one by one. */
  get blurred() {
    return this.#models.player.blurred;
  }

  /** Whether a step of the opening act is under way, slow enough to be followed. */
  get opening() {
    return this.#models.player.opening;
  }

  /** The speed of playing, by its key. */
  get speed() {
    return this.#models.player.speed;
  }

  /** The step to which the run is being re-computed. */
  get seeking() {
    return this.#models.player.seeking;
  }

  /** How much of the initial weights is made, where an experiment is on its way; else null. */
  get making() {
    return this.#models.openings.progress;
  }

  /** The last score over all examples. */
  get score() {
    return this.#models.evaluation.score;
  }

  /** Steps a second while it plays. */
  get rate() {
    return this.#models.evaluation.rate;
  }

  /** The step that all runs are at or on their way to. */
  get step() {
    return this.#models.runs.step;
  }

  /** Whether a run is left that can go on where the main one has stopped. */
  get othersAlive() {
    return this.#models.runs.alive;
  }

  /** Whether no run has stopped. */
  get allGoOn() {
    return this.#models.runs.list.every((run) => !run.stopped);
  }

  get othersBehind() {
    return this.#models.runs.behind;
  }

  /** The letters of the runs beside the main one: 'B and C'. */
  get otherNames() {
    return this.#models.runs.names();
  }

  /** How many runs there are. */
  get count() {
    return this.#models.runs.list.length;
  }

  /** Through time the main run is best known by its cell. */
  get mainName() {
    return (this.summary.time && chosen(this, 'cell')?.label) || '';
  }

  /** The letter of the run that leads. */
  get mainLetter() {
    return this.#models.runs.main.letter;
  }

  /** All runs as they stand, in the order of their letters. @returns {RunView[]} */
  get runs() {
    const { runs, reading, catalog } = this.#models;
    return runs.list.map((run) => {
      const main = run === runs.main;
      return {
        id: run.id,
        letter: run.letter,
        name: run.name || (main ? this.mainName : ''),
        cell: catalog.cells[run.cell]?.name ?? '',
        frame: main ? reading.frame : run.lab.frame(),
        text: run.lab.text(),
        steps: main ? reading.frame.step : run.reached,
        main,
        left: run.left,
        behind: !main && run.behind(runs.step),
        progress: main ? 1 : run.progress(runs.step),
        score: run.score,
      };
    });
  }
}
