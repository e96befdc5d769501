/** The unit or weight under inspection, and the example of the batch it is inspected for. */

export class Choice {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {import('../wasm/types.js').Selection|null} */
    this.shown = null;
    /**
     * What a click or key chose; the pointer only borrows the inspector.
     * @type {import('../wasm/types.js').Selection|null}
     */
    this.kept = null;
    this.example = 0;
  }

  /** @param {import('../wasm/types.js').Selection|null} selection */
  hover(selection) {
    this.show(selection ?? this.kept);
  }

  /** @param {import('../wasm/types.js').Selection|null} selection */
  select(selection) {
    this.kept = selection;
    this.show(selection);
  }

  /** @param {import('../wasm/types.js').Selection|null} selection */
  show(selection) {
    if (JSON.stringify(selection) === JSON.stringify(this.shown)) return;
    this.shown = selection;
    this.desk.painter.changed('selection', 'cursor');
  }

  /** @param {number} by */
  turn(by) {
    const batch = Math.max(1, this.desk.summary.batch);
    this.example = (this.example + by + batch) % batch;
    this.desk.painter.changed('selection', 'cursor');
  }

  /** A new experiment has other units. */
  forget() {
    this.example = 0;
    this.select(null);
  }
}
