/**
 * The position of the time view in a cell: one step, one unit, one part. The step is the cursor's; the unit is the one
 * under the pointer, else the selected one.
 */

/** @typedef {{unit: number, level: number, part: number|null}} Spot */

export class TimeCursor {
  /**
   * @param {import('./reading.js').Reading} reading
   * @param {import('./player.js').Player} player
   * @param {import('./cursor.js').Cursor} cursor
   * @param {(...reasons: string[]) => void} redraw
   */
  constructor(reading, player, cursor, redraw) {
    this.reading = reading;
    this.player = player;
    this.cursor = cursor;
    this.redraw = redraw;
    /** @type {Spot} */
    this.kept = { unit: 0, level: this.top, part: null };
    /** @type {Spot|null} */
    this.hovered = null;
    /** The step looked at last; the cursor may have left the axis since. */
    this.last = Infinity;
    /** @type {import('../wasm/types.js').CellPart[]|null} */
    this.known = null;
  }

  get shape() {
    return this.reading.summary.time;
  }

  /** The parts of the cell, in the order of its equations. @returns {import('../wasm/types.js').CellPart[]} */
  get parts() {
    this.known ??= this.shape ? this.reading.lab.cell_parts() : [];
    return this.known ?? [];
  }

  /** Whether the cell keeps a memory c beside its state h. */
  get hasMemory() {
    return this.parts.some(({ role }) => role === 'memory');
  }

  /** Counted from 0. */
  get step() {
    const steps = this.shape?.steps ?? 1;
    const column = this.player.seeking === null ? this.cursor.column : null;
    if (column !== null) this.last = column - 1;
    return Math.max(0, Math.min(steps - 1, this.last));
  }

  get spot() {
    return this.hovered ?? this.kept;
  }

  get unit() {
    return this.spot.unit;
  }

  get level() {
    return this.spot.level;
  }

  /** The part whose map has the pointer or the focus. */
  get part() {
    return this.spot.part;
  }

  /** The level that the output reads. */
  get top() {
    return (this.shape?.levels ?? 1) - 1;
  }

  /** @param {Spot|null} spot */
  hover(spot) {
    if (JSON.stringify(spot) === JSON.stringify(this.hovered)) return;
    this.hovered = spot;
    this.redraw('cursor', 'selection');
  }

  /** @param {Partial<Spot>} spot what is left out stays as it was */
  keep(spot) {
    this.kept = { ...this.kept, ...spot };
    this.redraw('cursor', 'selection');
  }

  /**
   * To another unit of the same level.
   * @param {number} by
   */
  turn(by) {
    const hidden = this.shape?.hidden ?? 1;
    this.keep({ unit: Math.max(0, Math.min(hidden - 1, this.kept.unit + by)) });
  }

  /**
   * Arrow keys along the axis and over the units.
   * @param {string} key
   * @param {number|null} [part] the part whose map has the focus
   * @returns {boolean} whether the key means something here
   */
  key(key, part = null) {
    const { shape } = this;
    if (!shape) return false;
    const at = this.step + 1;
    /** @type {Record<string, number>} */
    const across = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 1,
      End: shape.steps,
    };
    if (key in across) this.cursor.pin(Math.max(1, Math.min(shape.steps, across[key])));
    else if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    const known = part === null ? undefined : this.parts[part]; // the map may be of a cell that has gone
    this.hovered = null;
    this.kept = { ...this.kept, part: known ? part : null, level: known?.level ?? this.kept.level };
    this.turn(key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0);
    return true;
  }

  /** Another experiment has other cells. */
  forget() {
    this.kept = { unit: 0, level: this.top, part: null };
    this.hovered = null;
    this.last = Infinity;
    this.known = null;
  }
}
