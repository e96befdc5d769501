/**
 * One unit as its chain of operations: each with its formula and the numbers filled in, then the gradients on the way
 * back. Sum, norm, activation and join have the same form.
 */
import { h } from '../draw/dom.js';
import { num, number } from '../wasm/numbers.js';
import { equation, fn, lines, op, partial, product, row, sum, v } from '../draw/formula.js';
import { pieces, SYMBOLS } from '../strips/equations.js';

/** @typedef {import('../wasm/types.js').Operation} Operation */
/** @typedef {import('../draw/dom.js').Child} Child */
/** @typedef {{stage: number, index: number, toWeight: (map: number, from: number) => void, known: Known}} Place */
/** @typedef {{a: (x: number|null|undefined) => number|null, d: (x: number|null|undefined) => number|null}} Known */

/**
 * The name of each value in the chain: z before the activation, a at the end.
 * @param {Operation[]} ops
 */
export function names(ops) {
  const BETWEEN = { linear: 's', norm: 'n', activate: 'h', join: 'r' };
  return ops.map(({ kind }, i) => {
    if (ops[i + 1]?.kind === 'activate') return 'z';
    return i === ops.length - 1 ? 'a' : BETWEEN[kind];
  });
}

/** @param {import('../wasm/types.js').Unit} unit @param {Place} place */
export function showOperations(unit, place) {
  const { known } = place;
  const ops = unit.ops ?? [];
  const called = names(ops);
  const f = SYMBOLS[unit.activation ?? ''] ?? unit.activation ?? 'f';
  const up = ops.flatMap((operation, i) =>
    upward(operation, { name: called[i], from: called[i - 1] ?? 'x', f, known }),
  );
  const simple = ops.length === 2 && ops[0].kind === 'linear' && ops[1].kind === 'activate';
  const sums = ops.filter(({ kind }) => kind === 'linear');
  const down = simple ? [slope(unit, known)] : [chain(ops, called, known), ...ops.flatMap(downward)];
  const terms =
    known.a(1) === null
      ? [h('p', { class: 'note' }, 'The forward pass has not reached this layer yet.')]
      : ops.flatMap((operation, i) =>
          operation.kind === 'linear'
            ? [termsTable(operation, simple ? '' : called[i], (from) => place.toWeight(sums.indexOf(operation), from))]
            : [],
        );
  return [...up, ...down, ...terms];
}

/** @typedef {{name: string, from: string, f: string, known: Known}} Naming */

/** @param {Operation} operation @param {Naming} naming @returns {Node[]} */
function upward(operation, naming) {
  switch (operation.kind) {
    case 'linear':
      return linear(operation, naming);
    case 'activate':
      return activate(operation, naming);
    case 'join':
      return join(operation, naming);
    default:
      return norm(operation, naming);
  }
}

/** @param {import('../wasm/types.js').Linear} it @param {Naming} naming */
const linear = ({ value }, { name, from, known }) => [
  equation(v(name), [row(sum(), v('w'), v(from === 'x' ? 'x' : from), op('+'), v('b'))], [num(known.a(value))]),
];

/** @param {import('../wasm/types.js').Activate} it @param {Naming} naming */
function activate({ z, value, mask }, { name, f, known }) {
  const plain = mask === 1 || known.a(1) === null;
  const masked = (/** @type {import('../draw/formula.js').Piece} */ piece) =>
    plain ? [piece] : [num(mask), op('·'), piece];
  const shown = lines(v(name), masked(fn(f, v('z'))), [
    ...masked(fn(f, num(known.a(z)))),
    op('='),
    num(known.a(value)),
  ]);
  if (plain) return [shown];
  const text =
    mask === 0
      ? 'Dropped in this training step: its output is 0, and no gradient passes.'
      : `Kept in this training step, and multiplied by ${number(mask)} to compensate for the dropped units.`;
  return [shown, h('p', { class: 'note mask' }, text)];
}

/** @param {import('../wasm/types.js').Join} it @param {Naming} naming */
const join = ({ skip, alpha, branch, value }, { name, known }) => [
  lines(
    v(name),
    [row(v('skip'), op('+'), v('α'), op('·'), v('branch'))],
    [row(num(known.a(skip)), op('+'), product(num(alpha), num(known.a(branch))))],
    [num(known.a(value))],
  ),
];

/**
 * A norm: its formula, and the values of its symbols.
 * @param {import('../wasm/types.js').Norm} it @param {Naming} naming
 */
const norm = ({ formula, symbols, value, word, help }, { name, known }) => [
  lines(v(name), pieces(formula), [num(known.a(value))]),
  h(
    'dl',
    { class: 'symbols' },
    symbols.flatMap((it) => [h('dt', null, it.symbol), h('dd', null, number(known.a(it.value)))]),
  ),
  h('p', { class: 'note norm' }, `${word}: ${help}.`),
];

/** ∂L/∂z = f′(z) · ∂L/∂a @param {import('../wasm/types.js').Unit} unit @param {Known} known */
function slope(unit, known) {
  const last = unit.ops?.at(-1);
  const f_prime = last?.kind === 'activate' ? last.slope : null;
  return lines(
    partial('z'),
    [product(fn('f′', v('z')), partial('a'))],
    [product(num(known.a(f_prime)), num(known.d(unit.d_a)))],
    [num(known.d(unit.d_z))],
  );
}

/**
 * Every value in the chain with its gradient.
 * @param {Operation[]} ops
 * @param {string[]} called
 * @param {Known} known
 */
function chain(ops, called, known) {
  const WORDS = { linear: 'sum', activate: 'f', join: 'skip + branch' };
  const word = (/** @type {Operation} */ it) => (it.kind === 'norm' ? it.word : WORDS[it.kind]);
  return h(
    'table',
    { class: 'terms operations' },
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        ['quantity', 'value', '∂L/∂value'].map((name) => h('th', { scope: 'col' }, name)),
      ),
    ),
    h(
      'tbody',
      null,
      ops.map((operation, i) =>
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, `${called[i]} · ${word(operation)}`),
          h('td', null, number(known.a(operation.value))),
          h('td', null, number(known.d(operation.d))),
        ),
      ),
    ),
  );
}

const PROJECTED =
  'Here the widths differ, so the skip is a projection P·x. On the way back it passes on Pᵀ times the gradient, ' +
  'and the branch adds its own.';
const SKIPPED = 'On the way back the skip passes the gradient on unchanged, and the branch adds its own: 1 + branch.';

/** @param {Operation} operation */
function downward(operation) {
  const note = (/** @type {string} */ text) => [h('p', { class: 'note' }, text)];
  if (operation.kind === 'activate') {
    return note(`The slope f′ at ${number(operation.z)} is ${number(operation.f_prime)}.`);
  }
  return operation.kind === 'join' ? note(operation.projected ? PROJECTED : SKIPPED) : [];
}

/**
 * The largest terms of a sum; each leads to its weight.
 * @param {import('../wasm/types.js').Linear} it @param {string} of @param {(from: number) => void} toWeight
 */
function termsTable({ terms, rest, rest_count: more, bias }, of, toWeight) {
  const name = (/** @type {number} */ from) =>
    h(
      'button',
      { type: 'button', class: 'link', title: 'Inspect this weight', onclick: () => toWeight(from) },
      `from ${from + 1}`,
    );
  const line = (/** @type {Child} */ head, /** @type {string[]} */ ...cells) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }, head),
      cells.map((cell) => h('td', null, cell)),
    );
  return h(
    'table',
    { class: 'terms' },
    of && h('caption', null, `The sum ${of}`),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        ['term', 'w', 'x', 'w · x'].map((head) => h('th', { scope: 'col' }, head)),
      ),
    ),
    h(
      'tbody',
      null,
      terms.map(({ from, x, w, product: p }) => line(name(from), number(w), number(x), number(p))),
      more > 0 && line(`${more} more`, '', '', number(rest)),
      line('bias', '', '', bias === null ? 'none' : number(bias)),
    ),
  );
}
