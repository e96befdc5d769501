/**
 * What the time view looks at: one step, one unit of the cell there, one of its parts. The step is the cursor's; the
 * unit is what the pointer is over, else what was chosen.
 */

/** @typedef {{unit: number, level: number, part: number|null}} Spot */

const PACE = 150; // ms between new pictures while it trains
const SOON = 40; // and where another unit or step is asked for

export class Moment {
  /** @param {import('../app/desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {Spot} */
    this.kept = { unit: 0, level: this.top, part: null };
    /** @type {Spot|null} */
    this.hovered = null;
    /** The step looked at last; the cursor may have left the axis since. */
    this.last = Infinity;
    /** @type {import('../wasm/types.js').CellPart[]|null} */
    this.known = null;
    this.taken = { key: '', at: 0, cost: 0 };
    /** The example on show. @type {import('../wasm/types.js').SequenceView|null} */
    this.sequence = null;
    /** The frame that the pictures belong to. @type {import('../wasm/types.js').Frame|null} */
    this.shot = null;
    /** And the cell that was looked at then. @type {{key: string, view: import('../wasm/types.js').CellView|null}} */
    this.held = { key: '', view: null };
    this.missed = false;
  }

  /** While phases fly by, all that stands here is of one moment: the end of a step, with nothing of the next in it. */
  get blurred() {
    const { player } = this.desk;
    return player.playing && player.blurred;
  }

  /** What has been measured at the moment on show. */
  get frame() {
    return (this.blurred && this.shot) || this.desk.frame;
  }

  /** Whether the run should come to the end of its step, for new pictures. */
  get due() {
    const {
      taken: { at, cost },
      desk: { summary, shell },
    } = this;
    if (!this.blurred || !summary.time || shell.node.dataset.view !== 'time') return false;
    return performance.now() - at >= (this.missed ? Math.max(SOON, 3 * cost) : Math.max(PACE, 12 * cost));
  }

  /** At the end of a step, while it trains: one picture of everything. */
  rest() {
    if (!this.due) return;
    const { desk } = this;
    const frame = desk.lab.frame();
    if (frame.phase.name !== 'update') return;
    this.take(frame);
    const key = this.looked;
    this.held = { key, view: desk.lab.cell_view(this.step, this.level, this.unit, desk.choice.example) };
    this.missed = false;
    const { input, unrolled, gates, descent, task, cell } = desk.panels;
    desk.painter.now(input, unrolled, gates, descent, task, cell, desk.cursor);
  }

  /**
   * The sequence and the pictures of the gates are taken together, so that they are of one batch; while single phases
   * are shown, at each of them.
   */
  snapshot() {
    if (!this.blurred && this.keyOf(this.desk.frame) !== this.taken.key) this.take(this.desk.frame);
  }

  /** @param {import('../wasm/types.js').Frame} frame */
  keyOf({ step, phase }) {
    const { choice, dark } = this.desk;
    return `${step} ${phase.name} ${phase.stage} ${choice.example} ${dark}`;
  }

  /** @param {import('../wasm/types.js').Frame} frame */
  take(frame) {
    const at = performance.now();
    const drawn = frame.step > 0 || frame.phase.name !== 'start'; // before the first batch there are only zeros
    this.sequence = drawn ? this.desk.lab.sequence(this.desk.choice.example) : null;
    this.shot = frame;
    this.desk.panels.gates.take();
    Object.assign(this.taken, { key: this.keyOf(frame), at, cost: performance.now() - at });
  }

  /** The cell that is looked at. */
  get looked() {
    return `${this.step} ${this.level} ${this.unit} ${this.desk.choice.example}`;
  }

  /**
   * The parts of the cell, in the order of its equations.
   * @returns {import('../wasm/types.js').CellPart[]}
   */
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

  /** The cell that the output reads. */
  get top() {
    return (this.desk.summary.time?.levels ?? 1) - 1;
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

  /**
   * Along the axis; true when the key was one of ours.
   * @param {string} key
   * @param {number|null} [part] of the map that has the focus
   */
  key(key, part = null) {
    const { desk } = this;
    const { time } = desk.summary;
    if (!time) return false;
    const at = this.step + 1;
    /** @type {Record<string, number>} */
    const across = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 1,
      End: time.steps,
    };
    const level = part === null ? this.kept.level : this.parts[part].level;
    if (key in across) desk.cursor.pin(Math.max(1, Math.min(time.steps, across[key])));
    else if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    this.hovered = null;
    this.kept = { ...this.kept, part, level };
    this.turn(key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0);
    return true;
  }

  /**
   * Whether this batch has come by the step on its way; beyond lies what the one before has left.
   * @param {number} step
   */
  reached(step) {
    const { forward_rms: rms, phase } = this.frame;
    if (rms[step] === null || rms[step] === undefined) return false;
    return phase.name === 'forward' ? step <= (phase.stage ?? -1) : phase.name !== 'sample';
  }

  /**
   * The unit's cell at the step looked at; null where the batch has not come yet.
   * @returns {import('../wasm/types.js').CellView|null}
   */
  get view() {
    const { desk, unit, level, step } = this;
    if (!this.reached(step)) return null;
    if (!this.blurred) return desk.lab.cell_view(step, level, unit, desk.choice.example);
    return this.awaited ? null : this.held.view;
  }

  /** Whether what is looked at now was not when the pictures were taken: it comes at the end of a step. */
  get awaited() {
    this.missed = this.blurred && this.held.key !== this.looked;
    return this.missed;
  }

  /** The gradient of a step is known once the backward pass has come there. @param {number} step */
  returned(step) {
    const { d_a_rms: d, phase } = this.frame;
    if (d[step] === null || d[step] === undefined) return false;
    return phase.name === 'backward'
      ? step >= (phase.stage ?? Infinity)
      : ['start', 'clip', 'update'].includes(phase.name);
  }

  /** Another experiment has other cells. */
  forget() {
    this.kept = { unit: 0, level: this.top, part: null };
    this.hovered = null;
    this.last = Infinity;
    this.known = null;
    this.taken.key = '';
    this.shot = null;
    this.held = { key: '', view: null };
  }
}
