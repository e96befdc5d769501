/** One vertical cursor through all strips: the pointer, else what was pinned, else the layer the phase works on. */
import { litColumn } from './diagram.js';
import { capital, stageName } from '../draw/format.js';

export class CursorLine {
  wants = ['frame', 'cursor', 'size', 'experiment', 'play'];
  every = 60;

  /**
   * @param {import('../app/desk.js').Desk} desk
   * @param {ReturnType<typeof import('../app/shell.js').buildStrips>} strips
   */
  constructor(desk, { rows, marker }) {
    this.desk = desk;
    this.rows = rows;
    this.node = marker;
    /** @type {number|null} */
    this.pointed = null;
    /** @type {number|null} */
    this.pinned = null;
  }

  /** @returns {number|null} */
  column() {
    return this.pointed ?? this.pinned ?? this.running();
  }

  /** The layer at work, while phases are slow enough to be seen. */
  running() {
    const { player, frame, axis } = this.desk;
    if (player.blurred || frame.phase.name === 'start' || frame.phase.name === 'update') return null;
    const column = litColumn(frame.phase, axis.columns);
    return column < 0 ? null : column;
  }

  /** @param {number|null} column */
  point(column) {
    if (column === this.pointed) return;
    this.pointed = column;
    this.desk.painter.changed('cursor');
  }

  /** @param {number|null} column */
  pin(column) {
    if (column === this.pinned) return;
    this.pinned = column;
    this.desk.painter.changed('cursor');
  }

  clear() {
    this.pointed = this.pinned = null;
    this.desk.painter.changed('cursor');
  }

  draw() {
    const { axis, summary } = this.desk;
    const column = this.column();
    this.node.hidden = column === null;
    this.node.classList.toggle('running', this.pointed === null && this.pinned === null);
    if (column !== null) {
      this.node.style.setProperty('--x', `${axis.left(column)}px`);
      this.node.style.setProperty('--pitch', `${axis.pitch}px`);
    }
    for (const { value, panel } of this.rows) {
      const text = column === null ? '' : panel.reading ? panel.reading(column - 1) : '';
      if (value.textContent !== text) value.textContent = text;
    }
    const first = this.rows.find(({ node, panel }) => !node.hidden && !panel.reading) ?? this.rows[0];
    first.value.textContent = column === null ? '' : capital(stageName(column - 1, summary));
  }
}
