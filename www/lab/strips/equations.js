/**
 * A cell's equations as in a textbook, and the same with the numbers filled in. Rust gives the formulas as text.
 */
import { m } from '../draw/dom.js';
import { equation, flat as op, lines, row, typeset, v } from '../draw/formula.js';
import { num, number } from '../wasm/numbers.js';

/** How an activation is written in a formula and a diagram. @type {Record<string, string>} */
export const SYMBOLS = { sigmoid: 'σ', identity: 'id' };

/** A letter, perhaps with a tilde, with an index or the step before; else one sign. */
const TOKEN = /(?:tanh|[A-Za-zσ]\u0303?)(?:_[a-z]+)?(?:₋₁)?|\d+|\S/gu;

/** W_f → W with index f; h₋₁ → h with index −1 @param {string} token */
function symbol(token) {
  const [, name, index, before] = /^(tanh|σ|.\u0303?)(?:_([a-z]+))?(₋₁)?$/u.exec(token) ?? [];
  if (!name) return null;
  const letter = name.endsWith('\u0303')
    ? m('mover', { accent: 'true' }, v(name[0]), op('~'))
    : name.length > 2 || name === 'σ'
      ? m('mi', { mathvariant: 'normal' }, name)
      : v(name);
  const below = before ? row(op('−'), m('mn', null, '1')) : index ? m('mi', null, index) : null;
  return below ? m('msub', null, letter, below) : letter;
}

/** The places of operands in a formula with numbers. */
const PLACES = '①②③④⑤⑥';

/** @param {string} token */
function piece(token) {
  if (/^\d/.test(token)) return m('mn', null, token);
  return /^[A-Za-zσ]/u.test(token) ? (symbol(token) ?? v(token)) : op(token);
}

/** @param {string} formula */
export const pieces = (formula) => (formula.match(TOKEN) ?? []).map(piece);

/** A negative number without its sign. @param {number} value */
const unsigned = (value) => typeset(number(value).replace('−', ''));

/**
 * The formula with the numbers filled in: a negative one after a plus is subtracted, elsewhere it gets brackets.
 * @param {import('../wasm/types.js').PartView} part
 */
function withNumbers({ numbers, operands }) {
  const tokens = numbers.match(TOKEN) ?? [];
  const valueAt = (/** @type {number} */ i) => operands[PLACES.indexOf(tokens[i] ?? ' ')]?.value;
  return tokens.map((token, i) => {
    const value = valueAt(i);
    if (token === '+' && (valueAt(i + 1) ?? 0) < 0) return op('−');
    if (value === undefined) return piece(token);
    if (!(value < 0) || i === 0 || tokens[i - 1] === '(') return num(value);
    return tokens[i - 1] === '+' ? unsigned(value) : row(op('('), num(value), op(')'));
  });
}

/**
 * f = σ(W·[h₋₁; x] + b) = σ(2.1 + 0.5 + 1) = 0.973, a line for every step where there is little room.
 * @param {import('../wasm/types.js').PartView} part
 * @param {boolean} short on little room: sums without their letters
 */
export function partEquation(part, short = false) {
  const put = withNumbers(part);
  const name = symbol(part.name) ?? v(part.name);
  if (!part.operands.length) return equation(name, [num(part.value)]); // a gate that is none: f = 1
  const [letters, result] = [pieces(part.formula), num(part.value)];
  if (!short) return equation(name, letters, put, [result]);
  if (part.sum) return lines(name, put, [result]);
  return put.length > 4 ? lines(name, letters, put, [result]) : lines(name, letters, [...put, op('='), result]);
}

/**
 * The same as one line of text, for screen readers.
 * @param {import('../wasm/types.js').PartView} part
 * @param {(x: number) => string} write
 */
export function partWords({ name, word, formula, value }, write) {
  return `${word} ${name} = ${formula} = ${write(value)}`;
}

/** f = σ(W·[h₋₁; x] + b), without numbers. @param {import('../wasm/types.js').CellPart} part */
export const partFormula = (part) => equation(symbol(part.name) ?? v(part.name), pieces(part.formula));
