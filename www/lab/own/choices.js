/** What was guessed of a table, to see and to change, with its first rows. */
import { h } from '../draw/dom.js';
import { taskOf } from './guess.js';
import { inputsOf } from './table.js';

/** @typedef {import('./guess.js').Choices} Choices */
/** @typedef {import('./csv.js').Cells} Cells */

/** Rows and columns of the preview. */
const ROWS = 4;
const COLUMNS = 8;

export class ChoicesForm {
  /** @type {Cells|null} */
  cells = null;
  /** @type {Choices|null} */
  choices = null;

  /** @param {(choices: Choices) => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.header = h('input', { type: 'checkbox', onchange: () => this.change({ header: this.header.checked }) });
    this.answer = h('select', { onchange: () => this.turnTo(Number(this.answer.value)) });
    this.task = this.select([
      ['classes', 'a class'],
      ['number', 'a number'],
    ]);
    this.task.addEventListener('change', () => this.change({ task: /** @type {any} */ (this.task.value) }));
    this.shape = this.select([
      ['point', 'one example'],
      ['sequence', 'a sequence'],
    ]);
    this.shape.addEventListener('change', () => this.change({ perStep: this.shape.value === 'sequence' ? 1 : 0 }));
    this.perStep = h('input', { type: 'number', min: 1, max: 64, step: 1, class: 'value' });
    this.perStep.addEventListener('change', () => {
      this.change({ perStep: Math.max(1, Math.min(64, Math.round(Number(this.perStep.value)) || 1)) });
    });
    this.steps = h('label', null, 'Columns per time step ', this.perStep);
    this.preview = h('table', { class: 'preview' });
    this.node = h(
      'fieldset',
      { class: 'guessed' },
      h('legend', null, 'What it is'),
      h('label', null, this.header, ' The first row names the columns'),
      h('label', null, 'Answer: ', this.answer),
      h('label', null, 'It is ', this.task),
      h('label', null, 'Each row is ', this.shape),
      this.steps,
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'The first rows' }, this.preview),
    );
  }

  /** @param {string[][]} options */
  select(options) {
    return h(
      'select',
      null,
      options.map(([value, words]) => h('option', { value }, words)),
    );
  }

  /** @param {Partial<Choices>} part */
  change(part) {
    if (!this.choices) return;
    this.choices = { ...this.choices, ...part };
    this.changed(this.choices);
  }

  /**
   * Another column is the answer. The last one is an input from then on, and the task follows.
   * @param {number} answer
   */
  turnTo(answer) {
    if (!this.choices || !this.cells) return;
    const without = this.choices.without.filter((n) => n !== answer);
    this.change({ answer, without, task: taskOf(this.cells, this.choices.header, answer) });
  }

  /**
   * @param {Cells|null} cells null where the text is no table
   * @param {Choices|null} choices
   */
  show(cells, choices) {
    this.cells = cells;
    this.choices = choices;
    this.node.hidden = !cells || !choices;
    if (!cells || !choices) return;
    const names = cells.rows[0].map((cell, n) => (choices.header && cell ? cell : `column ${n + 1}`));
    this.header.checked = choices.header;
    this.answer.replaceChildren(...names.map((name, n) => h('option', { value: n }, name)));
    this.answer.value = String(choices.answer);
    this.task.value = choices.task;
    this.shape.value = choices.perStep > 0 ? 'sequence' : 'point';
    this.perStep.value = String(choices.perStep || 1);
    this.steps.hidden = choices.perStep === 0;
    this.fill(cells, choices, names);
  }

  /** @param {Cells} cells @param {Choices} choices @param {string[]} names */
  fill({ rows }, choices, names) {
    const { answer, without, header } = choices;
    const first = names.map((_, n) => n).filter((n) => n !== answer);
    const columns = [...first.slice(0, COLUMNS), answer];
    const more = first.length - COLUMNS;
    const body = rows.slice(header ? 1 : 0).slice(0, ROWS);
    const used = (/** @type {number} */ n) => {
      const last = inputsOf(names.length, choices).length === 1 && !without.includes(n);
      const box = h('input', { type: 'checkbox', checked: !without.includes(n), disabled: last });
      box.addEventListener('change', () => {
        this.change({ without: box.checked ? without.filter((other) => other !== n) : [...without, n] });
      });
      return h('label', { title: 'Whether the network sees this column' }, box, ` ${names[n]}`);
    };
    const head = (/** @type {number} */ n) =>
      n === answer ? h('th', { class: 'asked' }, `${names[n]} (answer)`) : h('th', null, used(n));
    const gap = (/** @type {string} */ words) => (more > 0 ? [h('td', { class: 'note' }, words)] : []);
    const row = (/** @type {string[]} */ cells) => [
      ...columns.slice(0, -1).map((n) => h('td', { class: without.includes(n) ? 'left-out' : null }, cells[n])),
      ...gap('…'),
      h('td', { class: 'asked' }, cells[answer]),
    ];
    const heads = columns.map(head);
    this.preview.replaceChildren(
      h('thead', null, h('tr', null, heads.slice(0, -1), gap(`${more} more`), heads.slice(-1))),
      h(
        'tbody',
        null,
        body.map((cells) => h('tr', null, row(cells))),
      ),
    );
  }
}
