/**
 * Where the reader brings own data: a text to paste into, to drop a file on or to open one, and a plane to draw points
 * in. All of them write the same text, which is read, guessed and shown. Nothing else changes before 'Use these data'.
 */
import { h, write } from '../draw/dom.js';
import { download } from '../draw/download.js';
import { adopt } from '../draw/sheet.js';
import { ChoicesForm } from './choices.js';
import { CsvError } from './csv.js';
import { choicesIn, choicesLine, withoutChoices } from './guess.js';
import { drawingTools, Plane } from './plane.js';
import { drawnIn, HEADER, inWords, pointsOf } from './shown.js';
import { SHEET } from './style.js';
import { readTable } from './table.js';

/** @typedef {import('./guess.js').Choices} Choices */

const WAIT = 250; // ms after the last letter until a text is read
/** What an empty text says. */
const EMPTY = 'Paste a table, drop a file, or draw points.';

export class OwnDialog {
  /** The choices that the reader has made; null while all are guessed. @type {Choices|null} */
  chosen = null;
  /** What the text was read as; null where it is no table. @type {ReturnType<typeof readTable>|null} */
  read = null;
  /** The first row of the text for which they were made. */
  chosenFor = '';
  /** The class to draw with. */
  drawing = 0;
  timer = 0;

  /**
   * @param {(table: import('../wasm/tables.js').Table, source: string) => void} use throws a sentence if it does not
   *   fit
   */
  constructor(use) {
    this.use = use;
    this.text = h('textarea', {
      rows: 11,
      spellcheck: 'false',
      wrap: 'off',
      'aria-label': 'The table, one example per row',
    });
    this.text.addEventListener('input', () => this.later());
    this.form = new ChoicesForm((choices) => this.look(choices, false));
    this.plane = new Plane({
      add: (x, y) => this.add(x, y),
      undo: () => this.undo(),
      choose: (of) => this.choose(of),
    });
    const clear = () => this.begin(`${HEADER}\n`);
    this.tools = drawingTools({
      choose: (of) => this.choose(of),
      undo: () => this.undo(),
      clear,
    });
    const anew = h('button', { type: 'button', class: 'small', onclick: clear }, 'Draw instead');
    this.flat = h('p', { class: 'note', hidden: true }, 'Only tables with two inputs have a plane. ', anew);
    this.status = h('p', { class: 'status', role: 'status' });
    this.go = h(
      'button',
      { type: 'button', class: 'primary', 'data-action': 'use-own', onclick: () => this.take() },
      'Use these data',
    );
    this.node = this.build();
  }

  build() {
    const file = h('input', { type: 'file', accept: '.csv,.tsv,.txt,text/*', hidden: true });
    file.addEventListener('change', () => {
      this.open(file.files?.[0]);
      file.value = ''; // the same file can be opened again
    });
    const button = (/** @type {string} */ words, /** @type {() => void} */ onclick, /** @type {string} */ action) =>
      h('button', { type: 'button', class: 'small', onclick, 'data-action': action }, words);
    const node = h(
      'dialog',
      { class: 'own', 'aria-label': 'Your own data' },
      h('h2', null, 'Your own data'),
      h(
        'p',
        { class: 'note' },
        'They stay in this page and in files that you save, and are sent nowhere. A link does not hold them.',
      ),
      h(
        'div',
        { class: 'halves' },
        h(
          'section',
          null,
          h('h3', null, 'Paste a table, or drop a file'),
          this.text,
          h(
            'div',
            { class: 'row' },
            button('Open a file…', () => file.click(), 'own-file'),
            file,
            button('Save as a file', () => this.save(), 'own-save'),
          ),
        ),
        h('section', null, h('h3', null, 'Or draw points'), this.plane.node, this.flat, this.tools.node),
      ),
      this.form.node,
      this.status,
      h(
        'div',
        { class: 'row finish' },
        button('Cancel', () => node.close(), 'own-cancel'),
        this.go,
      ),
    );
    this.takeDrops(node);
    return node;
  }

  /** A file or a text that is dropped anywhere on it. @param {HTMLElement} node */
  takeDrops(node) {
    node.addEventListener('dragover', (event) => event.preventDefault());
    node.addEventListener('drop', (event) => {
      event.preventDefault();
      const { files, items } = /** @type {DataTransfer} */ (event.dataTransfer);
      if (files.length > 0) this.open(files[0]);
      else items[0]?.getAsString((text) => this.begin(text));
    });
  }

  /** @param {string} text the data of now, or an example */
  show(text) {
    adopt(this.node, SHEET);
    this.begin(text);
    this.node.showModal();
    this.text.focus();
    this.text.setSelectionRange(0, 0);
    this.text.scrollTop = 0;
  }

  /** Another text, with the choices at its top if it has some. @param {string} text */
  begin(text) {
    clearTimeout(this.timer);
    this.text.value = withoutChoices(text);
    this.look(choicesIn(text), true);
  }

  /** @param {File} [file] */
  async open(file) {
    if (!file) return;
    try {
      this.begin(await file.text());
    } catch {
      this.tell(`${file.name} could not be read. What was here stays.`, true);
    }
  }

  later() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(choicesIn(this.text.value) ?? this.stillChosen, true), WAIT);
  }

  /** The first row of the text. */
  get head() {
    return this.text.value.trimStart().split(/[\r\n]/, 1)[0];
  }

  /** The choices, as long as the first row is the one for which they were made. */
  get stillChosen() {
    return this.head === this.chosenFor ? this.chosen : null;
  }

  /**
   * Reads the text.
   * @param {Choices|null} chosen
   * @param {boolean} fit whether the plane is laid around the points anew
   */
  look(chosen, fit) {
    this.chosen = chosen;
    this.chosenFor = this.head;
    const { value } = this.text;
    try {
      this.read = readTable(value, chosen ?? undefined);
      this.form.show(this.read.cells, this.read.choices);
      this.tell(inWords(this.read), false);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      this.read = null;
      // Choices that do not fit can still be changed.
      if (!chosen) this.form.show(null, null);
      this.tell(
        value.trim() === '' || value.trim() === HEADER ? EMPTY : error.message,
        value.trim() !== '' && value.trim() !== HEADER,
      );
    }
    this.drawPlane(fit);
  }

  /** @param {boolean} fit */
  drawPlane(fit) {
    const points = this.read ? pointsOf(this.read) : drawnIn(this.text.value);
    this.flat.hidden = points !== null;
    this.plane.node.toggleAttribute('hidden', points === null);
    this.tools.node.hidden = points === null;
    if (points) this.plane.show(points, fit);
    this.tools.show(this.drawing, this.names);
  }

  /** The two classes to draw with. */
  get names() {
    const classes = this.read?.table.classes ?? [];
    return [classes[0] ?? '0', classes[1] ?? '1'];
  }

  /** @param {number} of */
  choose(of) {
    this.drawing = of;
    this.tools.show(of, this.names);
  }

  /** One more row, in the order of the columns. @param {string} x @param {string} y */
  add(x, y) {
    const { cells, choices, table } = this.read ?? {};
    const answer = choices && table && table.classes.length === 0 ? '0' : this.names[this.drawing];
    const row = [x, y];
    if (choices && cells) {
      for (const n of [...choices.without, choices.answer].sort((a, b) => a - b))
        row.splice(n, 0, n === choices.answer ? answer : '0');
    } else row.push(answer);
    const text = this.text.value.replace(/\s*$/, '\n').replace(/^\n/, '');
    this.text.value = `${text || `${HEADER}\n`}${row.join(cells?.separator ?? ',')}\n`;
    this.look(this.chosen, false);
  }

  undo() {
    const lines = this.text.value.trimEnd().split('\n');
    if (lines.length < 2) return;
    this.text.value = `${lines.slice(0, -1).join('\n')}\n`;
    this.look(this.chosen, false);
  }

  /** The text with its choices, as it is saved. */
  get source() {
    const text = withoutChoices(this.text.value);
    return this.read ? `${choicesLine(this.read.choices)}\n${text}` : text;
  }

  save() {
    download({ name: 'gradient-lab-data.csv', type: 'text/csv', text: this.source });
  }

  take() {
    clearTimeout(this.timer);
    this.look(this.stillChosen, false); // the text may be newer than what was read
    if (!this.read) return;
    try {
      this.use(this.read.table, this.source);
      this.node.close();
    } catch (error) {
      // The engine's own sentence; a panic is none.
      if (!(error instanceof Error) || error.message.startsWith('panicked')) throw error;
      this.tell(error.message, true);
    }
  }

  /** @param {string} text @param {boolean} wrong */
  tell(text, wrong) {
    write(this.status, text);
    this.status.classList.toggle('wrong', wrong);
    this.go.disabled = !this.read;
  }
}
