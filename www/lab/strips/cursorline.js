/** The vertical cursor through all strips, and the value of each strip there. */
import { write } from '../draw/dom.js';
import { capital } from '../draw/text.js';
import { stageName } from '../run/phase.js';

/** @typedef {{node: HTMLElement, value: HTMLElement, reading?: (stage: number) => string}} Row  of a strip */

export class CursorLine {
  wants = ['frame', 'cursor', 'size', 'experiment', 'play', 'snapshot'];
  every = 60;

  /**
   * @param {import('../run/ports.js').Ports} ports
   * @param {HTMLElement} marker
   * @param {Row[]} rows
   */
  constructor({ view }, marker, rows) {
    this.view = view;
    this.node = marker;
    this.rows = rows;
  }

  draw() {
    const { axis, summary, column, cursorFollows } = this.view;
    this.node.hidden = column === null;
    this.node.classList.toggle('running', cursorFollows);
    if (column !== null) {
      this.node.style.setProperty('--x', `${axis.left(column)}px`);
      this.node.style.setProperty('--pitch', `${axis.pitch}px`);
    }
    for (const { value, reading } of this.rows) {
      const text = column === null ? '' : (reading?.(column - 1) ?? '');
      write(value, text);
    }
    const first = this.rows.find(({ node, reading }) => !node.hidden && !reading) ?? this.rows[0];
    if (first) first.value.textContent = column === null ? '' : capital(stageName(column - 1, summary));
  }
}
