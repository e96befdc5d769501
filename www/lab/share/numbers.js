/**
 * A run as numbers: the figures of each layer or time step as CSV, and all that was measured as JSON. Both say which
 * link gives these numbers again. Pure.
 */
import { digestWords } from '../run/digestwords.js';
import { stageName } from '../run/phase.js';

/** The version of the JSON. */
export const SCHEMA = 'gradient-lab-run/1';
/** The version of links that the lab reads. */
const LINKS = 1;

/** @typedef {import('../wasm/types.js').Frame} Frame */
/** @typedef {import('../wasm/types.js').Summary} Summary */

/**
 * One row for each stage, one column for each figure, and a first line with the link. Numbers keep every bit; what is
 * not measured stays empty.
 * @param {{frame: Frame, summary: Summary, link: string}} run
 */
export function csvOf({ frame, summary, link }) {
  const figures = Object.entries(frame).filter(([, v]) => ArrayBuffer.isView(v) || Array.isArray(v));
  const columns = /** @type {[string, (number|null)[]][]} */ (figures).filter(([, v]) => v.length === summary.stages);
  const head = ['step', summary.time ? 'time step' : 'layer', ...columns.map(([name]) => name)];
  const rows = Array.from({ length: summary.stages }, (_, stage) => [
    frame.step,
    stageName(stage, summary),
    ...columns.map(([, values]) => values[stage] ?? ''),
  ]);
  const note = `# ${link.replace(/,/g, '%2C')}`; // one cell for programs that know no such lines
  return [[note], head, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/**
 * A list of `width` numbers in turn, as rows.
 * @param {ArrayLike<number>} list
 * @param {string[]} names
 */
const rowsOf = (list, names) =>
  Array.from({ length: list.length / names.length }, (_, row) =>
    Object.fromEntries(names.map((name, n) => [name, list[row * names.length + n]])),
  );

/**
 * One run in plain data.
 * @param {{letter: string, lab: import('../wasm/types.js').Lab}} run
 */
function recordOf({ letter, lab }) {
  const digest = lab.digest();
  return {
    letter,
    experiment: lab.text(),
    knobs: lab.knobs(),
    summary: lab.summary(),
    digest,
    words: digestWords(digest),
    frame: lab.frame(),
    losses: rowsOf(lab.losses(), ['step', 'loss']),
    tests: rowsOf(lab.scores(), ['step', 'loss', 'accuracy']),
    crash: lab.crash() ?? null,
  };
}

/** JSON has no NaN and no infinity, so they are spelled; a list of numbers is a list. @param {unknown} value */
function plain(value) {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (ArrayBuffer.isView(value)) return Array.from(/** @type {any} */ (value));
  return value === undefined ? null : value;
}

/**
 * All runs at their step.
 * @param {{version: string, link: string, step: number,
 *   runs: {letter: string, lab: import('../wasm/types.js').Lab}[]}} shown  version: of the lab
 */
export function jsonOf({ version, link, step, runs }) {
  const record = { schema: SCHEMA, lab: version, links: LINKS, link, step, runs: runs.map(recordOf) };
  return `${JSON.stringify(record, (_, value) => plain(value), 1)}\n`;
}
