/** A cell's equations as the reader knows them, and the same with the numbers put in. The words come from Rust as text. */
import { m } from '../dom.js';
import { equation, lines, num, op, product, row, v } from '../formula.js';

/** A letter, perhaps with a tilde, with an index or the step before; else one sign. */
const TOKEN = /(?:tanh|[A-Za-zσ]\u0303?)(?:_[a-z]+)?(?:₋₁)?|\d+|\S/gu;

/** W_f → W with index f; h₋₁ → h with index −1 @param {string} token */
function symbol(token) {
  const [, name, index, before] = /^(tanh|σ|.\u0303?)(?:_([a-z]+))?(₋₁)?$/u.exec(token) ?? [];
  if (!name) return null;
  const letter = name.endsWith('\u0303') ? m('mover', { accent: 'true' }, v(name[0]), op('~')) : name.length > 2 || name === 'σ' ? m('mi', { mathvariant: 'normal' }, name) : v(name);
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
    return /^[A-Za-zσ]/u.test(token) ? symbol(token) ?? v(token) : op(token);
  });
}

/**
 * The sum inside a gate is one number here; its terms are as many as the cell has inputs.
 * @param {import('../types.js').PartView} part
 */
function withNumbers({ formula, operands }) {
  const numbers = new Map(operands.map(({ name, value }) => [name, value]));
  if (!formula.includes('W')) return pieces(formula, numbers);
  if (operands.length === 3) { // PyTorch's candidate: tanh(W_in·x + b_in + r·(W_hn·h₋₁ + b_hn))
    const [r, own, input] = operands.map(({ value }) => num(value));
    return [symbol('tanh') ?? v('tanh'), op('('), input, op('+'), product(r, own), op(')')];
  }
  const inside = operands.length === 1 ? operands[0].value : undefined;
  const around = /^(tanh|σ|f)\(/u.exec(formula);
  if (inside === undefined || !around) return null;
  return [symbol(around[1]) ?? v('f'), op('('), num(inside), op(')')];
}

/** f = σ(W·[h₋₁; x] + b) = σ(3.6) = 0.973 @param {import('../types.js').PartView} part @param {boolean} short on little room: sums without their letters, others on two lines */
export function partEquation(part, short = false) {
  const put = withNumbers(part);
  const name = symbol(part.name) ?? v(part.name);
  if (!part.operands.length) return equation(name, [num(part.value)]); // a gate that is none: f = 1
  if (short && put && !part.formula.includes('W')) {
    const [letters, result] = [pieces(part.formula, new Map()), num(part.value)];
    return put.length > 9 ? lines(name, letters, put, [result]) : lines(name, letters, [...put, op('='), result]);
  }
  const steps = [...(short && put ? [] : [pieces(part.formula, new Map())]), ...(put ? [put] : []), [num(part.value)]];
  return equation(name, ...steps);
}

/** The same on one line of text, for readers who listen. @param {import('../types.js').PartView} part @param {(x: number) => string} write */
export function partWords({ name, word, formula, value }, write) {
  return `${word} ${name} = ${formula} = ${write(value)}`;
}

/** f = σ(W·[h₋₁; x] + b), without numbers. @param {import('../types.js').CellPart} part */
export const partFormula = (part) => equation(symbol(part.name) ?? v(part.name), pieces(part.formula, new Map()));
