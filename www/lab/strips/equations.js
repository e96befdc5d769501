/**
 * A cell's equations as the reader knows them, and the same with the numbers put in. Rust gives the formulas as text.
 */
import { m } from '../draw/dom.js';
import { added, equation, flat as op, lines, num, product, row, v } from '../draw/formula.js';

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

/** @param {string} formula @param {Map<string, number>} numbers what to put in for a letter */
function pieces(formula, numbers) {
  const tokens = formula.match(TOKEN) ?? [];
  return tokens.map((token, i) => {
    const value = numbers.get(token);
    if (value !== undefined) {
      const bare = tokens[i - 1] === '(' && tokens[i + 1] === ')';
      return value < 0 && i > 0 && !bare ? row(op('('), num(value), op(')')) : num(value);
    }
    if (/^\d/.test(token)) return m('mn', null, token);
    return /^[A-Za-zσ]/u.test(token) ? (symbol(token) ?? v(token)) : op(token);
  });
}

/**
 * A gate is computed from three numbers: the contribution of h₋₁, that of x (each a sum of products), and the bias.
 * @param {import('../wasm/types.js').PartView} part
 */
function withNumbers({ formula, operands }) {
  const numbers = new Map(operands.map(({ name, value }) => [name, value]));
  if (!formula.includes('W')) return pieces(formula, numbers);
  if (numbers.has('r')) {
    // PyTorch's candidate: tanh(W_in·x + b_in + r·(W_hn·h₋₁ + b_hn))
    const [r, own, input] = operands.map(({ value }) => num(value));
    return [symbol('tanh') ?? v('tanh'), op('('), input, op('+'), product(r, own), op(')')];
  }
  if (operands.length !== 3) return null;
  const sum = added(operands.map(({ value }) => value));
  const around = /^(tanh|σ|f)\(/u.exec(formula);
  return around ? [symbol(around[1]) ?? v('f'), op('('), ...sum, op(')')] : sum;
}

/**
 * f = σ(W·[h₋₁; x] + b) = σ(2.1 + 0.5 + 1) = 0.973, a line for every step where there is little room.
 * @param {import('../wasm/types.js').PartView} part
 * @param {boolean} short on little room: sums without their letters
 */
export function partEquation(part, short = false) {
  const put = withNumbers(part);
  const name = symbol(part.name) ?? v(part.name);
  if (!part.operands.length) return equation(name, [num(part.value)]); // a gate that is switched off: f = 1
  const [letters, result] = [pieces(part.formula, new Map()), num(part.value)];
  if (short && put) {
    if (part.formula.includes('W')) return lines(name, put, [result]);
    return put.length > 4 ? lines(name, letters, put, [result]) : lines(name, letters, [...put, op('='), result]);
  }
  return put ? equation(name, letters, put, [result]) : equation(name, letters, [result]);
}

/**
 * The same on one line of text, for readers who listen.
 * @param {import('../wasm/types.js').PartView} part
 * @param {(x: number) => string} write
 */
export function partWords({ name, word, formula, value }, write) {
  return `${word} ${name} = ${formula} = ${write(value)}`;
}

/** f = σ(W·[h₋₁; x] + b), without numbers. @param {import('../wasm/types.js').CellPart} part */
export const partFormula = (part) => equation(symbol(part.name) ?? v(part.name), pieces(part.formula, new Map()));
