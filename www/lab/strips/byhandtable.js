/** The numbers of a network that is followed by hand, as tables: what its picture shows, for those who listen. */
import { h } from '../draw/dom.js';
import { capital } from '../draw/text.js';
import { progress } from '../run/byhand.js';
import { stageName } from '../run/phase.js';
import { number } from '../wasm/numbers.js';
import { EDGE } from './layout.js';

/** @typedef {Pick<import('../run/view.js').View, 'frame'|'summary'>} Look */
/** @typedef {(number|null)[]} Row */

/**
 * One row for each unit, and one for each weight.
 * @param {import('../wasm/types.js').Diagram} data
 * @param {Look} view
 */
export function byHandTables({ columns, edges }, { frame, summary }) {
  const name = (/** @type {number} */ stage) => capital(stageName(stage, summary));
  const odds = columns.some(({ p }) => p); // the output's probabilities
  const units = columns.flatMap(({ a, z, b, p, d_z, shown }, column) => {
    const { forward, backward } = progress(frame.phase, column - 1);
    const at = (/** @type {number[]|null} */ of, /** @type {number} */ i, known = true) => (known && of ? of[i] : null);
    return shown.map((_, i) => {
      const up = [at(b, i), at(z, i, forward), at(a, i, forward), ...(odds ? [at(p, i, forward)] : [])];
      return row(`${name(column - 1)}, unit ${i + 1}`, [...up, at(d_z, i, backward)]);
    });
  });
  const weights = [];
  for (let i = 0; i < edges.length; i += EDGE) {
    const [stage, from, to, w, d_w, delta] = edges.subarray(i, i + EDGE);
    const { backward, update } = progress(frame.phase, stage);
    const place = `${name(stage)}, unit ${to + 1} from unit ${from + 1}`;
    weights.push(row(place, [w, backward ? d_w : null, update ? delta : null]));
  }
  const up = ['b', 'z', 'a', ...(odds ? ['p'] : [])];
  return [table(['Unit', ...up, '∂L/∂z'], units), table(['Weight', 'w', '∂L/∂w', 'Δw'], weights)];
}

/** @param {string[]} names @param {HTMLElement[]} rows */
const table = (names, rows) =>
  h(
    'table',
    { class: 'numbers by-hand' },
    h('thead', null, h('tr', null, ...names.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, rows),
  );

/** @param {string} name @param {Row} values */
const row = (name, values) =>
  h('tr', null, h('th', { scope: 'row' }, name), ...values.map((value) => h('td', null, number(value))));
