/**
 * What a table of cells means: whether it has a header, which column is the answer, whether that is a class or a
 * number, and whether a row is a sequence. All of it is guessed, and can be chosen. Pure.
 */

/**
 * @typedef {object} Choices
 * @property {boolean} header whether the first row names the columns
 * @property {number} answer the column that holds the answer, from 0
 * @property {number[]} without columns that are left out
 * @property {'classes'|'number'} task
 * @property {number} perStep columns of a time step; 0 where a row is no sequence
 */

/** @typedef {import('./csv.js').Cells} Cells */

const ANSWERS = /^(y|label|labels|class|classes|target|answer|output|species|diagnosis|category|color|colour)$/i;
const STEPS = /^(t|time|step)[ _-]?\d+$|^\d+$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Distinct whole numbers of an answer that are still classes. */
const FEW = 10;
/** Inputs of a table; more are a sequence. */
const MOST_INPUTS = 64;

/**
 * The number that a cell holds, else NaN. Where the comma does not part cells, it may be a decimal one.
 * @param {string} cell
 * @param {string} separator
 */
export function numberIn(cell, separator) {
  const text = cell.replace('−', '-');
  if (NUMBER.test(text)) return Number(text);
  const point = separator === ',' ? text : text.replace(',', '.');
  return NUMBER.test(point) ? Number(point) : Number.NaN;
}

/** @param {string[][]} rows @param {number} column @param {string} separator the fraction of numbers in a column */
function numeric(rows, column, separator) {
  if (rows.length === 0) return 0;
  return rows.filter((row) => !Number.isNaN(numberIn(row[column], separator))).length / rows.length;
}

/** @param {Cells} cells @returns {boolean} */
function headerOf({ rows, separator }) {
  const [first, ...rest] = rows;
  const words = first.map((cell) => Number.isNaN(numberIn(cell, separator)));
  const sample = rest.slice(0, 50);
  if (words.some((word, n) => word && numeric(sample, n, separator) > 0.5)) return true;
  // A sequence may be headed by the numbers of its time steps.
  const steps = first.filter((cell) => /^\d+$/.test(cell)).map(Number);
  return steps.length > 2 && steps.length >= first.length - 1 && steps.every((n, i) => n === steps[0] + i);
}

/**
 * @param {Cells} cells
 * @returns {Choices}
 */
export function guess(cells) {
  const { rows, separator } = cells;
  const header = rows.length > 1 && headerOf(cells);
  const body = rows.slice(header ? 1 : 0);
  const width = rows[0].length;
  const columns = Array.from({ length: width }, (_, n) => n);
  const words = columns.filter((n) => numeric(body, n, separator) < 0.5);
  const named = header ? columns.findLast((n) => ANSWERS.test(rows[0][n])) : undefined;
  const answer = named ?? words.at(-1) ?? width - 1;
  const without = words.filter((n) => n !== answer);
  const task = taskOf(cells, header, answer);
  const inputs = columns.filter((n) => n !== answer && !without.includes(n));
  const stepped = header && inputs.length > 2 && inputs.every((n) => STEPS.test(rows[0][n]));
  return { header, answer, without, task, perStep: stepped || inputs.length > MOST_INPUTS ? 1 : 0 };
}

/**
 * Words are classes, and so are few whole numbers that come again.
 * @param {Cells} cells
 * @param {boolean} header
 * @param {number} answer
 * @returns {'classes'|'number'}
 */
export function taskOf({ rows, separator }, header, answer) {
  const body = rows.slice(header ? 1 : 0);
  const values = body.map((row) => numberIn(row[answer], separator));
  if (values.filter(Number.isNaN).length > body.length / 2) return 'classes';
  const distinct = new Set(values);
  const few = distinct.size <= FEW && distinct.size <= Math.max(2, body.length / 2);
  return few && values.every((value) => Number.isInteger(value)) ? 'classes' : 'number';
}

/** The choices in one line, for the top of a saved file. @param {Choices} choices */
export function choicesLine({ header, answer, without, task, perStep }) {
  const left = without.length > 0 ? ` without=${without.join(',')}` : '';
  return `# gradient-lab header=${header ? 'on' : 'off'} answer=${answer} task=${task} per_step=${perStep}${left}`;
}

/**
 * The choices that stand at the top of a text; null where there are none.
 * @param {string} text
 * @returns {Choices|null}
 */
export function choicesIn(text) {
  const line = /^\uFEFF?# gradient-lab (.*)/.exec(text.slice(0, 10_000));
  if (!line) return null;
  const of = new Map(line[1].split(' ').map((pair) => /** @type {[string, string]} */ (pair.split('=', 2))));
  const whole = (/** @type {string|undefined} */ word) => (/^\d{1,5}$/.test(word ?? '') ? Number(word) : null);
  const [answer, perStep] = [whole(of.get('answer')), whole(of.get('per_step'))];
  if (answer === null || perStep === null) return null;
  const without = (of.get('without') ?? '').split(',').map(whole);
  return {
    header: of.get('header') === 'on',
    answer,
    without: without.filter((n) => n !== null),
    task: of.get('task') === 'number' ? 'number' : 'classes',
    perStep,
  };
}

/** The text without the line of `choicesLine`. @param {string} text */
export const withoutChoices = (text) => text.replace(/^\uFEFF?# gradient-lab [^\r\n]*(\r\n|\r|\n|$)/, '');
