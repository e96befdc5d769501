/**
 * Everything that the time view shows of one batch: the sequence, the maps of the gates, the cell under the cursor.
 * During fast playing it is taken at the end of a step, so that no picture mixes two batches; else at every phase.
 */
import { Bitmap } from '../draw/bitmap.js';

const PACE = 150; // ms between new pictures while it trains
const SOON = 40; // the same, after another unit or step was chosen

/** @typedef {import('../wasm/types.js').Frame} Frame */

export class Snapshot {
  /**
   * @param {import('./reading.js').Reading} reading
   * @param {import('./player.js').Player} player
   * @param {import('./selection.js').Selection} selection
   * @param {import('./timecursor.js').TimeCursor} cursor
   * @param {() => {dark: boolean, tab: string}} page
   */
  constructor(reading, player, selection, cursor, page) {
    this.reading = reading;
    this.player = player;
    this.selection = selection;
    this.cursor = cursor;
    this.page = page;
    this.taken = { key: '', at: -Infinity, cost: 0 };
    /** Counts the snapshots. */
    this.serial = 0;
    /** The frame that the pictures belong to. @type {Frame|null} */
    this.shot = null;
    /** @type {import('../wasm/types.js').SequenceView|null} */
    this.read = null;
    /** @type {(Bitmap|null)[]} */
    this.pictures = [];
    /** The cell under the cursor at that time. @type {{key: string, cell: import('../wasm/types.js').CellView|null}} */
    this.held = { key: '', cell: null };
    this.missed = false;
    player.awaited = () => this.due;
  }

  /** Whether the run plays fast: then everything shown is from the end of one step. */
  get blurred() {
    return this.player.playing && this.player.blurred;
  }

  /** The figures that belong to what is shown. */
  get frame() {
    return (this.blurred && this.shot) || this.reading.frame;
  }

  /** The sequence that the cell reads; null before the first batch. */
  get sequence() {
    this.refresh();
    return this.read;
  }

  /** One picture for each part of the cell: units down, time across. */
  get maps() {
    this.refresh();
    return this.pictures;
  }

  /** Whether the run should come to the end of its step, for new pictures. */
  get due() {
    const { at, cost } = this.taken;
    if (!this.blurred || !this.reading.summary.time || this.page().tab === 'depth') return false;
    return performance.now() - at >= (this.missed ? Math.max(SOON, 3 * cost) : Math.max(PACE, 12 * cost));
  }

  /**
   * While it trains, at the end of a step: one picture of everything.
   * @returns {boolean} whether a snapshot was taken, and everything has to be drawn at once
   */
  takeWhenDue() {
    if (!this.due) return false;
    const frame = this.reading.lab.frame();
    if (frame.phase.name !== 'update') return false;
    this.take(frame);
    this.held = { key: this.looked, cell: this.askCell() };
    this.missed = false;
    return true;
  }

  /** While single phases are shown, a snapshot of each. */
  refresh() {
    if (!this.blurred && this.keyOf(this.reading.frame) !== this.taken.key) this.take(this.reading.frame);
  }

  /** @param {Frame} frame */
  keyOf({ step, phase }) {
    return `${step} ${phase.name} ${phase.stage} ${this.selection.example} ${this.page().dark}`;
  }

  /** @param {Frame} frame */
  take(frame) {
    const at = performance.now();
    const { lab } = this.reading;
    const { example } = this.selection;
    const drawn = frame.step > 0 || frame.phase.name !== 'start'; // before the first batch there are only zeros
    this.read = drawn ? lab.sequence(example) : null;
    this.shot = frame;
    this.pictures = this.cursor.parts.map((_, part) => {
      const picture = /** @type {import('../wasm/types.js').Picture|null} */ (
        lab.gate_map(part, example, this.page().dark)
      );
      return picture?.width && picture.height ? new Bitmap(picture) : null;
    });
    this.serial += 1;
    this.taken = { key: this.keyOf(frame), at, cost: performance.now() - at };
  }

  /** What the cursor looks at. */
  get looked() {
    const { step, level, unit } = this.cursor;
    return `${step} ${level} ${unit} ${this.selection.example}`;
  }

  /** @returns {import('../wasm/types.js').CellView|null} */
  askCell() {
    const { step, level, unit } = this.cursor;
    return this.reading.lab.cell_view(step, level, unit, this.selection.example);
  }

  /** The unit's cell under the cursor; null if the batch has not reached it yet. */
  get cell() {
    if (!this.reached(this.cursor.step)) return null;
    if (!this.blurred) return this.askCell();
    return this.awaited ? null : this.held.cell;
  }

  /** Whether the cursor has moved since the snapshot: the cell under it comes at the end of a step. */
  get awaited() {
    this.missed = this.blurred && this.held.key !== this.looked;
    return this.missed;
  }

  /**
   * Whether this batch has passed the step on its way forward; later steps still hold the batch before.
   * @param {number} step
   */
  reached(step) {
    const { forward_rms: rms, phase } = this.frame;
    if (rms[step] === null || rms[step] === undefined) return false;
    return phase.name === 'forward' ? step <= (phase.stage ?? -1) : phase.name !== 'sample';
  }

  /**
   * Whether the backward pass has come to a step, so that its gradient is known.
   * @param {number} step
   */
  returned(step) {
    const { d_a_rms: d, phase } = this.frame;
    if (d[step] === null || d[step] === undefined) return false;
    if (phase.name === 'backward') return step >= (phase.stage ?? Infinity);
    return ['start', 'clip', 'update'].includes(phase.name);
  }

  /** Another experiment has other pictures. */
  forget() {
    this.taken.key = '';
    this.shot = null;
    this.held = { key: '', cell: null };
  }
}
