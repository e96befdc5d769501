/** Formulas as MathML, which browsers set and screen readers read. */
import { m } from './dom.js';

/** @typedef {Element} Piece */

/** A variable. @param {string} name */
export const v = (name) => m('mi', null, name);
/** @param {string} sign */
export const op = (sign) => m('mo', null, sign);
/**
 * An operator whose brackets keep the size of the text: some browsers stretch each one separately.
 * @param {string} sign
 */
export const flat = (sign) => m('mo', '()[]'.includes(sign) ? { stretchy: 'false' } : null, sign);
/** @param {Piece[]} pieces */
export const row = (...pieces) => m('mrow', null, pieces);
export const sum = () => m('mo', { largeop: 'false', movablelimits: 'false' }, '∑');
/** @param {string} base @param {string} below */
export const sub = (base, below) => m('msub', null, m('mi', { mathvariant: 'normal' }, base), m('mn', null, below));

/** ∂L/∂name @param {string} name */
export const partial = (name) => m('mfrac', null, row(op('∂'), v('L')), row(op('∂'), v(name)));

/** f(x) @param {string} name @param {Piece} inside */
export const fn = (name, inside) => row(m('mi', { mathvariant: 'normal' }, name), op('('), inside, op(')'));

/** a · b, with brackets about a negative b. @param {Piece} a @param {Piece} b */
export const product = (a, b) => row(a, op('·'), ...(b.textContent?.startsWith('−') ? [op('('), b, op(')')] : [b]));

/** A number that is written as text: 1.5·10⁻⁶ as mathematics. @param {string} text */
export function typeset(text) {
  const [mantissa, raised] = text.split('·10');
  if (raised === undefined) return m('mn', null, text);
  const power = m('msup', null, m('mn', null, '10'), m('mn', null, lowered(raised)));
  return row(m('mn', null, mantissa), op('·'), power);
}

const RAISED = '⁻⁰¹²³⁴⁵⁶⁷⁸⁹';

/** ⁻⁶ as −6 @param {string} raised */
const lowered = (raised) => [...raised].map((digit) => '−0123456789'[RAISED.indexOf(digit)]).join('');

/** left = a = b, on one line. @param {Piece} left @param {Piece[][]} rights */
export const equation = (left, ...rights) =>
  m('math', { class: 'equation', display: 'block' }, row(left, ...rights.flatMap((pieces) => [op('='), ...pieces])));

/** left = a = b, a line for every step. @param {Piece} left @param {Piece[][]} rights */
export function lines(left, ...rights) {
  const line = (/** @type {Piece[]} */ pieces, /** @type {number} */ i) =>
    m('mtr', null, m('mtd', null, i ? row() : left), m('mtd', null, row(op('='), ...pieces)));
  return m('math', { class: 'equation', display: 'block' }, m('mtable', null, rights.map(line)));
}
