/** One weight: its gradient, how the gradient becomes a step, and the chain of factors through the layers. */
import { chosen } from '../wasm/catalog.js';
import { h } from '../draw/dom.js';
import { num, number } from '../wasm/numbers.js';
import { equation, lines, op, partial, product, row, sub, v } from '../draw/formula.js';
import { stageName } from '../run/phase.js';

/** @typedef {(x: number|null|undefined) => number|null} When  null until its phase has run */

/**
 * @param {import('../wasm/types.js').Weight} weight @param {{x: When, d: When, update: When}} known
 * @param {import('../run/view.js').View} view
 */
export function showWeight(weight, known, view) {
  const [x, dz] = [known.x(weight.x), known.d(weight.d_z)];
  return [
    lines(
      row(v('x'), op('·'), partial('z')),
      [product(num(x), num(dz))],
      [num(x === null || dz === null ? null : weight.product)],
    ),
    h('p', { class: 'note' }, 'from this example; summed over the batch:'),
    equation(partial('w'), [num(known.d(weight.data))]),
    updatePath(weight, known, view),
    chain(weight, view.summary),
  ];
}

/**
 * gradient → penalty → clip → optimizer → ΔW → W
 * @param {import('../wasm/types.js').Weight} weight
 * @param {{update: When}} known
 * @param {import('../run/view.js').View} view
 */
function updatePath(weight, { update }, view) {
  const rule = chosen(view, 'optimizer')?.label ?? 'rule';
  const steps = /** @type {[string, number|null, string][]} */ ([
    ['gradient of the loss', update(weight.data), ''],
    ['+ gradient of the penalties', update(weight.penalty), weight.penalty ? '' : 'none set'],
    ['after clipping', update(weight.clipped), view.frame.clipped?.fired ? 'it fired' : 'it did not fire'],
    [`ΔW by ${rule}`, update(weight.rule), ''],
    ...(weight.decay ? [['ΔW by decay', update(weight.decay), '']] : []),
    ['w before the training step', weight.w, ''],
    ['w after the training step', update(weight.after), ''],
  ]);
  return h(
    'table',
    { class: 'terms path' },
    h('caption', null, 'From gradient to weight'),
    h(
      'tbody',
      null,
      steps.map(([name, value, note]) =>
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, name, note && update(1) !== null ? h('small', null, ` · ${note}`) : null),
          h('td', null, number(value)),
        ),
      ),
    ),
  );
}

/**
 * The product of factors through the layers.
 * @param {import('../wasm/types.js').Weight} weight
 * @param {import('../wasm/types.js').Summary} summary
 */
function chain(weight, summary) {
  if (weight.d_z_norm === null || Number.isNaN(weight.d_z_norm)) {
    return h('p', { class: 'note' }, 'The backward pass has not reached this layer yet.');
  }
  if (!weight.chain.length) {
    return h('p', { class: 'note' }, 'This weight belongs to the output: no layer stands between it and the loss.');
  }
  const bottom = weight.chain[weight.chain.length - 1].stage + 1;
  const heads = ['layer', 'f′', summary.skip === 'plain' ? 'W' : 'skip + branch', 'factor'];
  const rows = weight.chain.map(({ stage, f_factor, w_factor, factor }) => [
    stageName(stage, summary),
    ...[f_factor, w_factor, factor].map((one) => number(one)),
  ]);
  return h(
    'div',
    { class: 'chain' },
    h('p', { class: 'note' }, 'On its way down the gradient was multiplied by'),
    factorTable(heads, rows),
    lines(
      sub('‖∂L/∂z‖', String(bottom)),
      [product(num(weight.d_z_out_norm), num(weight.factor))],
      [num(weight.d_z_norm)],
    ),
  );
}

/**
 * @param {string[]} heads
 * @param {string[][]} rows
 */
function factorTable(heads, rows) {
  const head = heads.map((name) => h('th', { scope: 'col' }, name));
  const body = rows.map(([name, ...cells]) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }, name),
      cells.map((cell) => h('td', null, cell)),
    ),
  );
  const table = h('table', { class: 'terms' }, h('thead', null, h('tr', null, head)), h('tbody', null, body));
  const region = { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Factors through the layers' };
  return h('div', region, table);
}
