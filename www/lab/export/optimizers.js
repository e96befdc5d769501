/** The optimizers in PyTorch: `torch.optim` where its formula is the lab's, else a few lines. */
import { knob, literal } from './numbers.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {Record<string, string>} Knobs */
/**
 * The constructor, without the parameters and their rate, and the names under which PyTorch keeps what it remembers.
 * @typedef {{name: string, given: string[], memory: string[]}} Optimizer
 */

const epsilon = (/** @type {Knobs} */ knobs) => `eps=${literal(knob(knobs, 'epsilon', 1e-8))}`;

/** @param {Knobs} knobs @returns {Optimizer} */
const adam = (knobs) => ({
  name: 'Adam',
  given: [`betas=(${knob(knobs, 'beta1', 0.9)}, ${knob(knobs, 'beta2', 0.999)})`, epsilon(knobs)],
  memory: ['exp_avg', 'exp_avg_sq'],
});

/** @returns {Optimizer} */
const sgd = () => ({ name: 'SGD', given: [], memory: [] });

/** @param {Knobs} knobs @returns {Optimizer} */
function momentum(knobs) {
  const mu = knob(knobs, 'momentum', 0.9);
  if (mu === 0) return sgd(); // it is the same, and PyTorch refuses Nesterov without momentum
  const nesterov = knobs.optimizer === 'nesterov' ? ['nesterov=True'] : [];
  return { name: 'SGD', given: [`momentum=${mu}`, ...nesterov], memory: ['momentum_buffer'] };
}

/** @type {Record<string, (knobs: Knobs) => Optimizer>} */
const OPTIMIZERS = {
  sgd,
  momentum,
  nesterov: momentum,
  adagrad: (knobs) => ({ name: 'Adagrad', given: [epsilon(knobs)], memory: ['sum'] }),
  rmsprop: (knobs) => ({
    name: 'RMSprop',
    given: [`alpha=${knob(knobs, 'rho', 0.9)}`, epsilon(knobs)],
    memory: ['square_avg'],
  }),
  adam,
  adamw: adam, // its decay is written out
  muon: adam, // for all that is no matrix
};

/** @param {Knobs} knobs @returns {Optimizer} */
const optimizerOf = (knobs) =>
  Object.hasOwn(OPTIMIZERS, knobs.optimizer) ? OPTIMIZERS[knobs.optimizer](knobs) : sgd();

/** @param {Knobs} knobs */
export const isMuon = (knobs) => knobs.optimizer === 'muon';

/** Whether Muon leaves any parameters to Adam. @param {State} state */
const leavesSome = ({ tensors }) =>
  tensors.some(({ rows, columns, matrix }) => !matrix || Math.min(rows, columns) === 1);

/** Whether there is an object of `torch.optim`. @param {State} state */
export const hasOptimizer = (state) => !isMuon(state.knobs) || leavesSome(state);

const ORTHOGONALIZED = [
  'def orthogonalized(G):',
  '    """Takes every singular value of G to about 1, by five Newton–Schulz iterations (Jordan 2024)."""',
  '    if not G.any():',
  '        return G',
  '    X = G / norm(G)',
  '    if G.shape[0] > G.shape[1]:',
  '        X = X.T',
  '    for _ in range(5):',
  '        A = X @ X.T',
  '        X = 3.4445 * X + (-4.775 * A + 2.0315 * A @ A) @ X',
  '    return X.T if G.shape[0] > G.shape[1] else X',
  '',
  '',
];

/** What the optimizer remembers of the steps before. @param {State} state @param {string[]} slots */
function remembered({ knobs, memory }, slots) {
  if (!memory.length || !slots.length) return [];
  const counts = slots[0] !== 'momentum_buffer';
  return [
    '# What the optimizer remembers of the steps before.',
    'for name, p in model.named_parameters():',
    ...(isMuon(knobs)
      ? ['    if not is_matrix(p):', '        optimizer.state[p] = {']
      : ['    optimizer.state[p] = {']),
    ...[
      ...(counts ? ['"step": torch.tensor(float(STEP)),'] : []),
      ...slots.map((slot, n) => `"${slot}": by_name(MEMORY[${n}])[name].clone(),`),
    ].map((line) => `${isMuon(knobs) ? '    ' : ''}        ${line}`),
    isMuon(knobs) ? '        }' : '    }',
  ];
}

/**
 * Makes the optimizer, in the state that it has at this step.
 * @param {State} state
 * @param {string} rate
 * @returns {string[]} lines
 */
export function optimizer(state, rate) {
  const { knobs, memory } = state;
  const { name, given, memory: slots } = optimizerOf(knobs);
  const make = (/** @type {string} */ on) =>
    `optimizer = torch.optim.${name}(${[on, `lr=${rate}`, ...given].join(', ')})`;
  if (!isMuon(knobs)) return [make('model.parameters()'), ...remembered(state, slots)];
  const start = memory.length
    ? 'V = {p: by_name(MEMORY[0])[name].clone() for name, p in model.named_parameters() if is_matrix(p)}'
    : 'V = {p: torch.zeros_like(p) for p in model.parameters() if is_matrix(p)}';
  const rest = ['# Adam updates biases, and everything that has one row or one column.'];
  rest.push(make('[p for p in model.parameters() if not is_matrix(p)]'), ...remembered(state, slots));
  return [
    ...ORTHOGONALIZED,
    'def is_matrix(p):',
    '    return p.ndim == 2 and min(p.shape) > 1',
    '',
    '',
    start,
    ...(leavesSome(state) ? rest : []),
  ];
}

/**
 * The optimizer's step.
 * @param {State} state
 * @param {string} rate
 * @returns {string[]} lines
 */
export function optimizerStep(state, rate) {
  const { knobs } = state;
  if (!isMuon(knobs)) return ['optimizer.step()'];
  const mu = knob(knobs, 'momentum', 0.9);
  return [
    '# Muon. PyTorch has torch.optim.Muon from 2.9 on; its scale and its defaults are others.',
    'for W in V:',
    `    V[W] = ${mu} * V[W] + W.grad`,
    '    scale = math.sqrt(max(1, W.shape[0] / W.shape[1]))',
    `    W -= ${rate} * scale * orthogonalized(W.grad + ${mu} * V[W])`,
    ...(leavesSome(state) ? ['optimizer.step()'] : []),
  ];
}
