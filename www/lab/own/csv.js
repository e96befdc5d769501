/**
 * Reads text with separators: CSV as RFC 4180 has it, with commas, semicolons, tabs or blanks between the cells, and
 * lines that end in any way. Any text gives rows or one sentence. Pure.
 */

/**
 * A table as text: every row has as many cells, and `lines[n]` is the line on which row n begins, from 1.
 * @typedef {{rows: string[][], lines: number[], separator: string}} Cells
 */

/** What is wrong with a text, with its line and column where there is one. */
export class CsvError extends Error {
  /** @param {string} text @param {number} [line] @param {number} [column] */
  constructor(text, line, column) {
    const place =
      line === undefined ? '' : column === undefined ? `Line ${line}: ` : `Line ${line}, column ${column}: `;
    super(place + text);
    this.name = 'CsvError';
  }
}

/** Letters of the largest text: ten thousand rows of 64 long numbers have fewer. */
const MOST_LETTERS = 20_000_000;
const SEPARATORS = ['\t', ';', ',', ' '];
/** Lines that tell the separator. */
const TOLD = 20;

/**
 * @param {string} text
 * @returns {Cells}
 */
export function readCells(text) {
  if (text.length > MOST_LETTERS) throw new CsvError('This text is too long: it may have 20 million letters at most.');
  if (text.includes('\0'))
    throw new CsvError('This is no text: it may be a picture, a spreadsheet or an archive. Save it as CSV.');
  const { body, line } = withoutRemarks(text.replace(/^\uFEFF/, ''));
  const separator = separatorOf(body);
  const scanned = new Scan(body, separator, line).read();
  if (scanned.rows.length === 0) throw new CsvError('There are no rows.');
  return { ...sameLength(scanned), separator };
}

/** Lines at the top that begin with # are remarks. @param {string} text */
function withoutRemarks(text) {
  let [from, line] = [0, 1];
  while (text[from] === '#') {
    const end = text.slice(from).search(/\r\n|\r|\n/);
    if (end < 0) return { body: '', line };
    from += end + (text.startsWith('\r\n', from + end) ? 2 : 1);
    line += 1;
  }
  return { body: text.slice(from), line };
}

/** The separator that the first lines have most alike. @param {string} text */
function separatorOf(text) {
  const head = text.slice(0, 20_000).split(/\r\n|\r|\n/);
  const lines = head.filter((line) => line.trim()).slice(0, TOLD);
  const least = (/** @type {string} */ separator) => {
    const counts = lines.map(
      (line) =>
        line
          .replace(/"[^"]*"/g, '')
          .trim()
          .split(separator).length - 1,
    );
    return Math.min(...counts);
  };
  return SEPARATORS.find((separator) => least(separator) > 0) ?? ',';
}

/** One pass over a text. */
class Scan {
  /** @type {string[][]} */
  rows = [];
  /** @type {number[]} */
  lines = [];
  /** @type {string[]} */
  row = [];

  /** @param {string} text @param {string} separator @param {number} line of its first letter */
  constructor(text, separator, line) {
    this.text = text;
    this.line = line;
    this.begun = line;
    this.at = 0;
    // What stands in a cell without quotes, up to what ends it.
    this.plain = new RegExp(`[^${separator === '\t' ? '\\t' : separator}\\r\\n]*`, 'y');
    this.separator = separator;
  }

  read() {
    while (this.at < this.text.length) {
      this.blanks();
      this.row.push(this.text[this.at] === '"' ? this.quoted() : this.bare());
      this.blanks();
      this.next();
    }
    if (this.row.length > 0) this.endRow();
    return { rows: this.rows, lines: this.lines };
  }

  /** Several blanks part two cells as one does. */
  blanks() {
    while (this.separator === ' ' && this.text[this.at] === ' ') this.at += 1;
  }

  bare() {
    this.plain.lastIndex = this.at;
    const [found] = /** @type {RegExpExecArray} */ (this.plain.exec(this.text));
    this.at += found.length;
    return found.trim();
  }

  /** A cell between quotes, in which two of them stand for one. */
  quoted() {
    const [line, column] = [this.line, this.row.length + 1];
    let cell = '';
    for (this.at += 1; ; this.at += 2) {
      const end = this.text.indexOf('"', this.at);
      if (end < 0) throw new CsvError('a quotation mark opens here and is never closed.', line, column);
      cell += this.text.slice(this.at, end);
      this.at = end;
      if (this.text[end + 1] !== '"') break;
      cell += '"';
    }
    this.at += 1;
    this.line += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
    const rest = this.bare();
    if (rest) throw new CsvError(`after the closing quotation mark stands “${excerpt(rest)}”.`, this.line, column);
    return cell.trim();
  }

  /** Past a separator, or the end of a line. */
  next() {
    const { text, at, separator } = this;
    const ends = at >= text.length || text[at] === '\r' || text[at] === '\n';
    if (!ends && (separator !== ' ' || text[at] === ' ')) this.at += 1;
    if (!ends) {
      // A separator at the very end leaves one more cell, which is empty.
      if (this.at >= text.length && separator !== ' ') this.row.push('');
      return;
    }
    this.at += text.startsWith('\r\n', at) ? 2 : 1;
    this.line += 1;
    this.endRow();
  }

  /** A line without anything on it is no row. */
  endRow() {
    if (this.separator === ' ' && this.row.at(-1) === '' && this.row.length > 1) this.row.pop();
    if (this.row.some((cell) => cell !== '')) {
      this.rows.push(this.row);
      this.lines.push(this.begun);
    }
    this.row = [];
    this.begun = this.line;
  }
}

/** @param {{rows: string[][], lines: number[]}} read */
function sameLength({ rows, lines }) {
  const width = rows[0].length;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    const has = rows[odd].length;
    const [cells, which] = [has === 1 ? '1 cell' : `${has} cells`, Math.min(has, width) + 1];
    throw new CsvError(`this row has ${cells}, and the first one has ${width}.`, lines[odd], which);
  }
  return { rows, lines };
}

/** A cell, as a sentence quotes it. @param {string} cell */
export function excerpt(cell) {
  const line = cell.replace(/\s+/g, ' ');
  return line.length > 24 ? `${line.slice(0, 24)}…` : line;
}
