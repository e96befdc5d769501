/** A network through depth as modules of PyTorch. */
import { makerOf, moduleOf, notesOn } from './activations.js';
import { dropout, isDropped } from './dropout.js';
import { knob, literal } from './numbers.js';
import { docstring } from './text.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {{kind: 'linear'|'norm'|'f'|'join', name: string, size: 'inputs'|'outputs'}} Op */

/**
 * The operations of a hidden layer in order, named as the attributes of its module: two of a kind are counted.
 * @param {Record<string, string>} knobs
 * @returns {Op[]}
 */
export function operations({ skip, branch_layers, norm, norm_place }) {
  /** @type {Omit<Op, 'name'>[]} */
  const ops = [];
  const two = branch_layers === '2';
  const put = (/** @type {Op['kind']} */ kind, /** @type {Op['size']} */ size = 'outputs') => ops.push({ kind, size });
  const normAt = (/** @type {string} */ place, /** @type {Op['size']} */ size = 'outputs') => {
    if (norm !== 'none' && norm_place === place) put('norm', size);
  };
  const f = (/** @type {Op['size']} */ size = 'outputs', before = true) => {
    if (before) normAt('before', size);
    put('f', size);
    normAt('after', size);
  };
  if (skip === 'report') {
    put('linear', 'inputs');
    if (two) {
      f();
      put('linear');
    }
    normAt('before');
    put('join');
    f('outputs', false);
  } else if (skip === 'identity') {
    put('linear', 'inputs');
    f();
    if (two) {
      put('linear');
      f();
    }
    put('join');
  } else if (skip === 'pre_activation') {
    f('inputs');
    put('linear', 'inputs');
    if (two) {
      f();
      put('linear');
    }
    put('join');
  } else {
    put('linear', 'inputs');
    f();
  }
  return ops.map((op, at) => ({ ...op, name: `${op.kind}${numbered(ops, at)}` }));
}

/** '1' or '2' where there are two of a kind, else ''. @param {{kind: string}[]} ops @param {number} at */
function numbered(ops, at) {
  const alike = ops.filter(({ kind }) => kind === ops[at].kind);
  return alike.length > 1 ? String(alike.indexOf(ops[at]) + 1) : '';
}

/** f of each hidden layer. @param {Record<string, string>} knobs @param {number} layers */
function activations(knobs, layers) {
  const all = Array(layers).fill(knobs.activation);
  for (const entry of (knobs.layer_activation ?? '').split(',')) {
    const [layer, key] = entry.split(':');
    if (key && Number(layer) >= 1 && Number(layer) <= layers) all[Number(layer) - 1] = key;
  }
  return all;
}

/** Sizes from the input on, without the output. @param {State} state */
function sizesOf({ tensors, features }) {
  const rows = (/** @type {number} */ layer) => tensors.find(({ name }) => name === `W${layer}`)?.rows;
  const sizes = [features];
  for (let layer = 1; rows(layer + 1) !== undefined; layer++) sizes.push(rows(layer) ?? 0);
  return sizes;
}

/**
 * The units of every f, layer by layer: the sizes of the dropout masks.
 * @param {State} state
 */
export function unitsOf(state) {
  if (state.time) return [state.time.hidden]; // of the answer
  const sizes = sizesOf(state);
  const fs = operations(state.knobs).filter(({ kind }) => kind === 'f');
  return sizes.slice(1).flatMap((outputs, layer) => fs.map(({ size }) => (size === 'inputs' ? sizes[layer] : outputs)));
}

/** A Python list in which equal neighbors are written once. @param {(number|string)[]} items */
export function list(items) {
  const parts = [];
  for (let from = 0; from < items.length; ) {
    let to = from + 1;
    while (items[to] === items[from]) to += 1;
    parts.push(to - from > 1 ? `${to - from} * [${items[from]}]` : `[${items[from]}]`);
    from = to;
  }
  return parts.join(' + ') || '[]';
}

const FORMULAS = /** @type {Record<string, string>} */ ({
  report: "x' = f(y), y = x + α·F(x): after He et al. (2015), as in the report that the lab accompanies.",
  identity: "x' = x + α·f(W·x + b): a path past both f and W.",
  pre_activation: "x' = x + α·F(f(x)), with f before W (He et al. 2016).",
});

const RMS_NORM = `
class RMSNorm(nn.Module):
    """γ·x/√(mean x² + ε). From PyTorch 2.4 on, nn.RMSNorm computes the same."""

    def __init__(self, size, eps):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.eps = eps

    def forward(self, x):
        return self.weight * x / (x.square().mean(-1, keepdim=True) + self.eps).sqrt()

`;

/** @param {Record<string, string>} knobs @param {Op} op */
function norm({ norm, norm_epsilon, norm_momentum }, { size }) {
  const eps = literal(knob({ norm_epsilon }, 'norm_epsilon', 1e-5));
  const momentum = knob({ norm_momentum }, 'norm_momentum', 0.1);
  if (norm === 'batch') return `nn.BatchNorm1d(${size}, eps=${eps}, momentum=${momentum})`;
  return `${norm === 'rms' ? 'RMSNorm' : 'nn.LayerNorm'}(${size}, eps=${eps})`;
}

/**
 * The lines of `forward`: a new one where the second map of a branch begins, and at the sum.
 * @param {State} state @param {Op[]} ops @param {boolean} projects
 */
function forward(state, ops, projects) {
  /** @type {string[]} */
  const lines = [];
  const skip = projects ? 'self.skip(x)' : 'x';
  const factor = state.alpha === 1 ? '' : 'alpha * ';
  let value = 'x';
  let maps = 0;
  ops.forEach(({ kind, name }, at) => {
    if (kind === 'linear') maps += 1;
    if (maps === 2 && kind === 'linear') {
      lines.push(`branch = ${value}`);
      value = 'branch';
    }
    if (kind === 'f' && isDropped(state)) value = `self.${name.replace('f', 'drop')}(self.${name}(${value}))`;
    else if (kind !== 'join') value = `self.${name}(${value})`;
    else {
      if (value !== 'branch') lines.push(`branch = ${value}`);
      value = `${skip} + ${factor}branch`;
      if (at < ops.length - 1) {
        lines.push(`y = ${value}`);
        value = 'y';
      }
    }
  });
  return [...lines, `return ${value}`];
}

/** The class of the hidden layers. @param {State} state @param {boolean} mixed @param {boolean} projects */
function layer(state, mixed, projects) {
  const { knobs, alpha } = state;
  const ops = operations(knobs);
  const bias = knobs.use_bias === 'off' ? ', bias=False' : '';
  const parts = ops.flatMap((op) => {
    const { kind, name, size } = op;
    if (kind === 'linear') return [`self.${name} = nn.Linear(${size}, outputs${bias})`];
    if (kind === 'norm') return [`self.${name} = ${norm(knobs, op)}`];
    if (kind === 'f') {
      const drop = isDropped(state) ? [`self.${name.replace('f', 'drop')} = Dropout()`] : [];
      return [`self.${name} = ${mixed ? 'f()' : moduleOf(knobs.activation)}`, ...drop];
    }
    if (!projects) return [];
    return [`self.skip = nn.Linear(inputs, outputs, bias=False) if inputs != outputs else nn.Identity()  # P`];
  });
  const root = knobs.branch_scale === 'depth' ? '  # 1/√L, for L hidden layers' : '';
  return [
    ...(alpha === 1 || !ops.some(({ kind }) => kind === 'join') ? [] : [`alpha = ${alpha}${root}`, '', '']),
    'class Layer(nn.Module):',
    ...docstring(`A hidden layer: ${Object.hasOwn(FORMULAS, knobs.skip) ? FORMULAS[knobs.skip] : 'f(W·x + b).'}`),
    '',
    `    def __init__(self, inputs, outputs${mixed ? ', f' : ''}):`,
    '        super().__init__()',
    ...parts.map((line) => `        ${line}`),
    '',
    '    def forward(self, x):',
    ...forward(state, ops, projects).map((line) => `        ${line}`),
    '',
    '',
  ];
}

/**
 * The classes of a network through depth, the last of them `MLP`.
 * @param {State} state
 * @returns {string[]} lines
 */
export function mlp(state) {
  const { knobs, tensors } = state;
  const sizes = sizesOf(state);
  const layers = sizes.length - 1;
  const fs = activations(knobs, layers);
  const mixed = fs.some((f) => f !== knobs.activation);
  const projects = tensors.some(({ name }) => name.startsWith('P'));
  const output = tensors.find(({ name }) => name === `W${layers + 1}`);
  const before = knobs.norm === 'rms' && layers ? RMS_NORM.split('\n').slice(1) : [];
  if (isDropped(state) && layers) before.push(...dropout(state));
  const bias = knobs.use_bias === 'off' ? ', bias=False' : '';
  const zip = mixed
    ? 'Layer(i, o, f) for i, o, f in zip(sizes, sizes[1:], fs)'
    : 'Layer(i, o) for i, o in zip(sizes, sizes[1:])';
  return [
    ...before,
    ...(layers ? [...notesOn(fs), ...layer(state, mixed, projects)] : []),
    'class MLP(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    ...(layers ? [`        sizes = ${list(sizes)}`] : []),
    ...(mixed ? [`        fs = ${list(fs.map(makerOf))}`] : []),
    ...(layers ? [`        self.hidden = nn.ModuleList(${zip})`] : []),
    `        self.output = nn.Linear(${sizes[layers]}, ${output?.rows ?? 1}${bias})`,
    '',
    '    def forward(self, x):',
    ...(layers ? ['        for layer in self.hidden:', '            x = layer(x)'] : []),
    '        return self.output(x)',
  ];
}
