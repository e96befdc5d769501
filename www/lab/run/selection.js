/** The unit or weight under inspection, and the example of the batch for which it is inspected. */

/** @typedef {import('../wasm/types.js').Selection} Chosen */

export class Selection {
  /**
   * @param {import('./reading.js').Reading} reading
   * @param {(...reasons: string[]) => void} redraw
   */
  constructor(reading, redraw) {
    this.reading = reading;
    this.redraw = redraw;
    /** @type {Chosen|null} */
    this.shown = null;
    /** What a click or key chose; the pointer only borrows the inspector. @type {Chosen|null} */
    this.kept = null;
    this.example = 0;
  }

  /** @param {Chosen|null} chosen */
  hover(chosen) {
    this.show(chosen ?? this.kept);
  }

  /** @param {Chosen|null} chosen */
  select(chosen) {
    const pinned = this.kept !== null;
    this.kept = chosen;
    this.show(chosen);
    if (pinned !== (chosen !== null)) this.redraw('selection'); // the same one, now to stay, or no longer
  }

  /** @param {Chosen|null} chosen */
  show(chosen) {
    if (JSON.stringify(chosen) === JSON.stringify(this.shown)) return;
    this.shown = chosen;
    this.redraw('selection', 'cursor');
  }

  /** @param {number} by */
  turnExample(by) {
    const batch = Math.max(1, this.reading.summary.batch);
    this.example = (this.example + by + batch) % batch;
    this.redraw('selection', 'cursor');
  }

  /** A new experiment has other units. */
  forget() {
    this.example = 0;
    this.select(null);
  }
}
