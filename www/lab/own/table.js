/** Makes the numbers of a table from its cells and the choices about them, or one sentence on what is wrong. Pure. */
import { CsvError, excerpt, readCells } from './csv.js';
import { choicesIn, guess, numberIn } from './guess.js';

/** @typedef {import('./guess.js').Choices} Choices */
/** @typedef {import('../wasm/tables.js').Table} Table */

/** Rows that are used. */
export const MOST_ROWS = 10_000;
const MOST_CLASSES = 20;
const MOST_INPUTS = 64;
const MOST_STEPS = 500;
/** Inputs of all rows together. */
const MOST_NUMBERS = MOST_ROWS * MOST_INPUTS;

/**
 * A text as a table, as it says itself or as it is guessed.
 * @param {string} text
 * @param {Choices} [chosen]
 */
export function readTable(text, chosen) {
  const cells = readCells(text);
  const choices = fitting(chosen ?? choicesIn(text) ?? guess(cells), cells);
  return { cells, choices, ...makeTable(cells, choices) };
}

/**
 * Choices for another table may name columns that this one does not have.
 * @param {Choices} choices
 * @param {import('./csv.js').Cells} cells
 */
function fitting(choices, { rows }) {
  const width = rows[0].length;
  const answer = Math.min(choices.answer, width - 1);
  return { ...choices, answer, without: choices.without.filter((n) => n < width && n !== answer) };
}

/** The columns that are inputs. @param {number} width @param {Choices} choices */
export const inputsOf = (width, { answer, without }) =>
  Array.from({ length: width }, (_, n) => n).filter((n) => n !== answer && !without.includes(n));

/**
 * @param {import('./csv.js').Cells} cells
 * @param {Choices} choices
 * @returns {{table: Table, all: number}} the table, and how many rows there are
 */
export function makeTable({ rows, lines, separator }, choices) {
  const from = choices.header ? 1 : 0;
  const all = rows.length - from;
  const count = Math.min(all, MOST_ROWS);
  const inputs = inputsOf(rows[0].length, choices);
  if (inputs.length === 0) throw new CsvError('There is no input: a row needs at least one number besides its answer.');
  if (count < 2) throw new CsvError('There must be at least two rows.');
  limit(inputs.length, count, choices.perStep);
  const named = (/** @type {number} */ n) => (choices.header && rows[0][n] ? ` (“${excerpt(rows[0][n])}”)` : '');
  const read = (/** @type {number} */ row, /** @type {number} */ column) => {
    const cell = rows[row][column];
    const value = numberIn(cell, separator);
    if (Math.abs(value) <= 1e30) return value;
    const found = cell === '' ? 'the cell is empty' : `“${excerpt(cell)}” is no number from −1e30 to 1e30`;
    throw new CsvError(
      `${found}; column ${column + 1}${named(column)} needs a number in every row.`,
      lines[row],
      column + 1,
    );
  };
  const x = new Float64Array(count * inputs.length);
  for (let n = 0; n < count; n++)
    for (let i = 0; i < inputs.length; i++) x[n * inputs.length + i] = read(n + from, inputs[i]);
  const answers = rows.slice(from, from + count).map((row) => row[choices.answer]);
  const { classes, y } =
    choices.task === 'classes'
      ? classified(answers, lines.slice(from), choices.answer)
      : { classes: [], y: Float64Array.from(answers, (_, n) => read(n + from, choices.answer)) };
  return { table: { columns: inputs.length, perStep: choices.perStep, classes, x, y }, all };
}

/** Numbers by their size, then words; a fixed order, so that the same file has the same id everywhere. */
function before(/** @type {string} */ a, /** @type {string} */ b) {
  const [m, n] = [numberIn(a, ','), numberIn(b, ',')];
  if (Number.isNaN(m) !== Number.isNaN(n)) return Number.isNaN(m) ? 1 : -1;
  if (m !== n && !Number.isNaN(m)) return m < n ? -1 : 1;
  return a < b ? -1 : 1;
}

/**
 * The limits of the engine.
 * @param {number} inputs
 * @param {number} rows
 * @param {number} perStep
 */
function limit(inputs, rows, perStep) {
  const steps = inputs / perStep;
  if (perStep === 0) {
    if (inputs <= MOST_INPUTS) return;
    throw new CsvError(`There are ${inputs} inputs; a row that is one example has at most ${MOST_INPUTS}.`);
  }
  if (!Number.isInteger(steps)) throw new CsvError(`${inputs} inputs cannot be cut into time steps of ${perStep}.`);
  if (steps < 2 || steps > MOST_STEPS) {
    throw new CsvError(`A sequence has from 2 to ${MOST_STEPS} time steps, and here it would have ${steps}.`);
  }
  if (inputs * rows > MOST_NUMBERS) {
    throw new CsvError(`Sequences of ${inputs} numbers can have at most ${Math.floor(MOST_NUMBERS / inputs)} rows.`);
  }
}

/**
 * Classes in the order of their names.
 * @param {string[]} answers
 * @param {number[]} lines
 * @param {number} column
 */
function classified(answers, lines, column) {
  const empty = answers.indexOf('');
  if (empty >= 0) throw new CsvError('the cell is empty; every row needs its class.', lines[empty], column + 1);
  const classes = [...new Set(answers)].sort(before);
  if (classes.length < 2)
    throw new CsvError(`All rows have the answer “${excerpt(classes[0])}”: there is nothing to learn.`);
  if (classes.length > MOST_CLASSES) {
    const most = `There are ${classes.length} different answers, and at most ${MOST_CLASSES} classes.`;
    throw new CsvError(`${most} If the answer is a number, choose “a number”.`);
  }
  const place = new Map(classes.map((name, n) => [name, n]));
  return { classes, y: Float64Array.from(answers, (name) => place.get(name) ?? 0) };
}
