/** The cursor of the axis: the column under the pointer, else the pinned one, else the one the phase works on. */
import { litColumn } from './phase.js';

export class Cursor {
  /**
   * @param {import('./reading.js').Reading} reading
   * @param {import('./player.js').Player} player
   * @param {(...reasons: string[]) => void} redraw
   */
  constructor(reading, player, redraw) {
    this.reading = reading;
    this.player = player;
    this.redraw = redraw;
    /** @type {number|null} */
    this.pointed = null;
    /** @type {number|null} */
    this.pinned = null;
  }

  /** @returns {number|null} */
  get column() {
    return this.pointed ?? this.pinned ?? this.running;
  }

  /** Whether the cursor only follows the phase. */
  get follows() {
    return this.pointed === null && this.pinned === null;
  }

  /** The column at work, while phases are slow enough to be seen. */
  get running() {
    const { frame, summary } = this.reading;
    if (this.player.blurred || frame.phase.name === 'start' || frame.phase.name === 'update') return null;
    const column = litColumn(frame.phase, summary.stages + 1);
    return column < 0 ? null : column;
  }

  /** @param {number|null} column */
  point(column) {
    if (column === this.pointed) return;
    this.pointed = column;
    this.redraw('cursor');
  }

  /** @param {number|null} column */
  pin(column) {
    if (column === this.pinned) return;
    this.pinned = column;
    this.redraw('cursor');
  }

  clear() {
    this.pointed = this.pinned = null;
    this.redraw('cursor');
  }
}
