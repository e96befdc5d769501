/**
 * The one axis of the screen. Column 0 is the input, column s + 1 is stage s. All strips get the positions of the
 * columns here, so they line up. Pure: no page, no network.
 */

/** The smallest width of a column, in pixels, that can be hit and told apart; below it the strips scroll together. */
export const NARROWEST = 6;
/** A sequence is shown as a whole: where the pointer is too coarse, the arrow keys select a column. */
export const NARROWEST_TIME = 2.4;

export class Axis {
  /**
   * @param {number} stages
   * @param {number} width of the plot in CSS pixels
   * @param {object|null} time whether the stages are time steps
   */
  constructor(stages, width, time = null) {
    this.stages = stages;
    this.time = time;
    this.columns = stages + 1;
    this.width = width;
    this.pitch = width / this.columns;
    /** The visible part, if the strips are scrolled. */
    this.view = { left: 0, width };
  }

  /** The same width for the hidden layers alone, where there are any: neither input nor output has a column. */
  inner() {
    const hidden = this.columns - 2;
    return this.time || hidden < 1 ? this : new InnerAxis(this.stages, this.width, hidden);
  }

  /** Middle of a column. @param {number} column */
  center(column) {
    return (column + 0.5) * this.pitch;
  }

  /** Left edge of a column. @param {number} column */
  left(column) {
    return column * this.pitch;
  }

  /** The column under an x, clamped to the axis. @param {number} x */
  columnAt(x) {
    return Math.max(0, Math.min(this.columns - 1, Math.floor(x / this.pitch)));
  }

  /** Width of a bar: less than half the column, so that neighbors stay apart. */
  get bar() {
    return Math.max(1.5, Math.min(22, this.pitch * (this.pitch < 14 ? 0.66 : 0.42)));
  }

  /**
   * Every how many columns a label `room` pixels wide has room.
   * @param {number} room
   */
  every(room) {
    return [1, 2, 5, 10, 20, 25, 50].find((k) => k * this.pitch >= room) ?? 100;
  }

  /**
   * Columns that carry a label `room` pixels wide: 'in', 'out', and every k-th layer between that touches neither.
   * @param {number} room @returns {number[]}
   */
  labelled(room) {
    const every = this.every(room);
    const clear = (/** @type {number} */ column, /** @type {number} */ other) =>
      Math.abs(column - other) * this.pitch >= room;
    const last = this.columns - 1;
    const layers = Array.from({ length: Math.max(0, last - 1) }, (_, i) => i + 1);
    const chosen = layers.filter((c) => (c === 1 || c % every === 0) && clear(c, 0) && clear(c, last));
    const spaced = chosen.filter((c, i) => i === 0 || every === 1 || clear(c, chosen[0]));
    return [0, ...spaced, last];
  }
}

/** The columns of the hidden layers; they keep their numbers. */
class InnerAxis extends Axis {
  /**
   * @param {number} stages
   * @param {number} width
   * @param {number} hidden layers
   */
  constructor(stages, width, hidden) {
    super(stages, width);
    this.hidden = hidden;
    this.pitch = width / hidden;
  }

  /** @param {number} column */
  center(column) {
    return (column - 0.5) * this.pitch;
  }

  /** @param {number} column */
  left(column) {
    return (column - 1) * this.pitch;
  }

  /** @param {number} x */
  columnAt(x) {
    return Math.max(1, Math.min(this.hidden, 1 + Math.floor(x / this.pitch)));
  }
}
