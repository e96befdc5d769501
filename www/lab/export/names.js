/** The lab's names of tensors, and the names under which PyTorch's modules keep them. */
import { operations } from './mlp.js';

/** @typedef {import('./state.js').State} State */
/**
 * @typedef {object} Named
 * @property {string} label  the lab's name, in letters that every terminal shows
 * @property {string} name  PyTorch's name
 * @property {number[]} shape
 * @property {boolean} matrix  whether decay and penalties act on it
 * @property {boolean} cancels  whether a batch norm takes it out again: a bias of which only rounding remains
 */

/** @type {Record<string, {kind: 'linear'|'norm'|'f'|'join', end: string}>} */
const ROLES = {
  W: { kind: 'linear', end: 'weight' },
  b: { kind: 'linear', end: 'bias' },
  γ: { kind: 'norm', end: 'weight' },
  β: { kind: 'norm', end: 'bias' },
  s: { kind: 'f', end: 'weight' },
  P: { kind: 'join', end: 'weight' },
};

/** W3 or γ1.2: role, layer, and which of its kind. */
const IN_DEPTH = /^([WbγβsP])(\d+)(?:\.(\d+))?$/u;
/** W_ifog or b_rz.2: role, map, and level of the cell. */
const IN_TIME = /^([Wb])_([a-z]+)(?:\.(\d+))?$/u;

/** @param {string} name */
const plain = (name) => name.replace('γ', 'gamma').replace('β', 'beta');

/**
 * Every parameter, in the order of its numbers.
 * @param {State} state
 * @returns {Named[]}
 */
export function named({ tensors, knobs, time }) {
  const ops = operations(knobs);
  const layers = Math.max(0, ...tensors.map(({ name }) => Number(IN_DEPTH.exec(name)?.[2] ?? 0)));
  return tensors.map((tensor) => {
    const { name, rows, columns, matrix } = tensor;
    const shape = matrix ? [rows, columns] : [rows];
    const place = time ? inTime(name, time.levels) : inDepth(name, layers, ops);
    return { label: plain(name), shape, matrix, ...place, cancels: place.cancels && knobs.norm === 'batch' };
  });
}

/** @param {string} name @param {number} levels */
function inTime(name, levels) {
  const [, role = '', map = '', level = '1'] = IN_TIME.exec(name) ?? [];
  if (!map) return { name: name === 'V' ? 'output.weight' : 'output.bias', cancels: false };
  const cell = levels > 1 ? `cell${level}` : 'cell';
  return { name: `${cell}.W_${map}.${role === 'W' ? 'weight' : 'bias'}`, cancels: false };
}

/** @param {string} name @param {number} layers @param {import('./mlp.js').Op[]} ops */
function inDepth(name, layers, ops) {
  const [, role = 'W', layer = '1', which = '1'] = IN_DEPTH.exec(name) ?? [];
  const { kind, end } = ROLES[role] ?? ROLES.W;
  if (Number(layer) === layers) return { name: `output.${end}`, cancels: false };
  const at = ops.findIndex(
    (op, n) => op.kind === kind && ops.slice(0, n).filter((o) => o.kind === kind).length === Number(which) - 1,
  );
  const attribute = kind === 'join' ? 'skip' : (ops[at]?.name ?? kind);
  const cancels = role === 'b' && ops[at + 1]?.kind === 'norm';
  return { name: `hidden.${Number(layer) - 1}.${attribute}.${end}`, cancels };
}
