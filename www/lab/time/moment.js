/**
 * What the time view looks at: one step, one unit of the cell there, one of its parts. The step is the cursor's; the
 * unit is what the pointer is over, else what was chosen.
 */

/** @typedef {{unit: number, level: number, part: number|null}} Spot */

const PACE = 150; // ms between new pictures while it trains
/** A step that takes longer than this is shown on its way, too. */
const LONG = 1000;

export class Moment {
  /** @param {import('../desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {Spot} */
    this.kept = { unit: 0, level: 0, part: null };
    /** @type {Spot|null} */
    this.hovered = null;
    /** The step looked at last; the cursor may have left the axis since. */
    this.last = Infinity;
    /** @type {import('../types.js').CellPart[]|null} */
    this.known = null;
    this.taken = { key: '', at: 0, cost: 0 };
    /** The example on show. @type {import('../types.js').SequenceView|null} */
    this.sequence = null;
  }

  /**
   * The sequence and the pictures of the gates are taken together, so that they are of one batch. While it trains, they
   * come when a batch has gone through, and dear ones more rarely, so that the frames keep coming.
   */
  snapshot() {
    const { taken, desk: { frame: { step, phase }, choice, player, dark } } = this;
    const key = `${step} ${phase.name} ${phase.stage} ${choice.example} ${dark}`;
    const since = performance.now() - taken.at;
    const onItsWay = phase.name === 'sample' || phase.name === 'forward';
    const waits = player.playing && player.blurred && (since < Math.max(PACE, 12 * taken.cost) || (onItsWay && since < LONG));
    if (key === taken.key || waits) return;
    const at = performance.now();
    const drawn = step > 0 || phase.name !== 'start'; // before the first batch there are only zeros
    this.sequence = drawn ? this.desk.lab.sequence(choice.example) : null;
    this.desk.panels.gates.take();
    Object.assign(taken, { key, at, cost: performance.now() - at });
  }

  /** The parts of the cell, in the order of its equations. @returns {import('../types.js').CellPart[]} */
  get parts() {
    this.known ??= this.desk.summary.time ? this.desk.lab.cell_parts() : [];
    return this.known ?? [];
  }

  /** Counted from 0. */
  get step() {
    const steps = this.desk.summary.time?.steps ?? 1;
    const column = this.desk.player.seeking === null ? this.desk.cursorColumn() : null;
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

  /** @param {Spot|null} spot */
  hover(spot) {
    if (JSON.stringify(spot) === JSON.stringify(this.hovered)) return;
    this.hovered = spot;
    this.desk.painter.changed('cursor', 'selection');
  }

  /** @param {Spot} spot */
  keep(spot) {
    this.kept = spot;
    this.desk.painter.changed('cursor', 'selection');
  }

  /** To another unit of the same level. @param {number} by */
  turn(by) {
    const { hidden } = this.desk.summary.time ?? { hidden: 1 };
    this.keep({ ...this.kept, unit: Math.max(0, Math.min(hidden - 1, this.kept.unit + by)) });
  }

  /** Along the axis; true when the key was one of ours. @param {string} key @param {number|null} [part] of the map that has the focus */
  key(key, part = null) {
    const { desk } = this;
    const { time } = desk.summary;
    if (!time) return false;
    const at = this.step + 1;
    /** @type {Record<string, number>} */
    const across = { ArrowLeft: at - 1, ArrowRight: at + 1, PageUp: at - 10, PageDown: at + 10, Home: 1, End: time.steps };
    const level = part === null ? this.kept.level : this.parts[part].level;
    if (key in across) desk.cursor.pin(Math.max(1, Math.min(time.steps, across[key])));
    else if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    this.hovered = null;
    this.kept = { ...this.kept, part, level };
    this.turn(key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0);
    return true;
  }

  /** Whether this batch has come by the step on its way; beyond lies what the one before has left. @param {number} step */
  reached(step) {
    const { frame: { forward_rms: rms, phase }, player } = this.desk;
    if (rms[step] === null || rms[step] === undefined) return false;
    if (player.playing && player.blurred) return true;
    return phase.name === 'forward' ? step <= (phase.stage ?? -1) : phase.name !== 'sample';
  }

  /** The unit's cell at a step; null where the batch has not come yet. @param {number} step @returns {import('../types.js').CellView|null} */
  view(step) {
    const { desk, unit, level } = this;
    if (step < 0 || !this.reached(step)) return null;
    return desk.lab.cell_view(step, level, unit, desk.choice.example);
  }

  /** The gradient of a step is known once the backward pass has come there. @param {number} step */
  returned(step) {
    const { frame: { d_a_rms: d, phase }, player } = this.desk;
    if (d[step] === null || d[step] === undefined) return false;
    if (player.playing && player.blurred) return true;
    return phase.name === 'backward' ? step >= (phase.stage ?? Infinity) : ['start', 'clip', 'update'].includes(phase.name);
  }

  /** Another experiment has other cells. */
  forget() {
    this.kept = { unit: 0, level: 0, part: null };
    this.hovered = null;
    this.last = Infinity;
    this.known = null;
    this.taken.key = '';
  }
}
