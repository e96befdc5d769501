/** Penalties, clipping, schedule and decay in PyTorch, in the lab's order. */
import { knob } from './numbers.js';
import { hasOptimizer, optimizer, optimizerStep } from './optimizers.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {Record<string, string>} Knobs */

/**
 * The learning rate at a step as a formula; null if it is constant.
 * @param {Knobs} knobs
 */
function schedule(knobs) {
  const warm = knob(knobs, 'warmup_steps');
  const [length, factor] = [Math.max(1, knob(knobs, 'schedule_steps', 1000)), knob(knobs, 'schedule_factor', 0.1)];
  /** @type {Record<string, string>} */
  const shapes = {
    step: `${factor} ** (step // ${length})`,
    exponential: `${factor} ** (step / ${length})`,
    cosine: `0.5 * (1 + math.cos(math.pi * min(step / ${length}, 1)))`,
  };
  const shape = Object.hasOwn(shapes, knobs.schedule) ? shapes[knobs.schedule] : '';
  const factors = [warm > 1 ? `min((step + 1) / ${warm}, 1)` : '', shape].filter(Boolean);
  return factors.length ? [knob(knobs, 'learning_rate', 0.1), ...factors].join(' * ') : null;
}

/**
 * What is done to the gradients, and to the weights, before the optimizer's step.
 * @param {Knobs} knobs @param {string} rate
 */
function before(knobs, rate) {
  const [l1, l2, clip, limit, decay] = ['l1', 'l2', 'clip_norm', 'clip_value', 'decay'].map((key) => knob(knobs, key));
  const lines = [];
  if (l1 || l2) {
    const terms = [l2 && `${l2} * W`, l1 && `${l1} * W.sign()`].filter(Boolean).join(' + ');
    lines.push(
      '# The penalty acts on weights only, and before clipping. `weight_decay` of torch.optim acts on biases too,',
      '# and after clipping.',
      'for W in weights:',
      `    W.grad += ${terms}`,
    );
  }
  if (clip) {
    lines.push(
      '# Clipping: one norm over all parameters. clip_grad_norm_ of PyTorch divides by the norm plus 1e-6.',
      'length = norm(torch.cat([p.grad.flatten() for p in model.parameters()]))',
      `if length > ${clip}:`,
      '    for p in model.parameters():',
      `        p.grad *= ${clip} / length`,
    );
  }
  if (limit) lines.push(`nn.utils.clip_grad_value_(model.parameters(), ${limit})`);
  if (decay) {
    lines.push(
      '# Decoupled decay, as in AdamW, but on weights only.',
      'for W in weights:',
      `    W *= 1 - ${rate} * ${decay}`,
    );
  }
  return lines;
}

/**
 * The optimizer, and `update`, which does what the lab does from the gradients to the new parameters.
 * @param {State} state
 * @returns {string[]} lines
 */
export function training(state) {
  const varying = schedule(state.knobs);
  const rate = varying ? 'rate(step)' : String(knob(state.knobs, 'learning_rate', 0.1));
  const first = before(state.knobs, rate);
  const weights = first.some((line) => line.startsWith('for W in weights'));
  const lines = [
    ...first,
    ...(varying && hasOptimizer(state) ? ['for group in optimizer.param_groups:', '    group["lr"] = rate(step)'] : []),
    ...optimizerStep(state, rate),
  ];
  return [
    ...(varying ? ['def rate(step):', '    """The learning rate at a training step, counted from 0."""'] : []),
    ...(varying ? [`    return ${varying}`, '', ''] : []),
    ...optimizer(state, varying ? 'rate(STEP)' : rate),
    ...(weights
      ? ['weights = [p for p in model.parameters() if p.ndim == 2]  # no biases, no parameters of norms']
      : []),
    '',
    '',
    '@torch.no_grad()',
    'def update(step):',
    '    """One update of the parameters from their gradients, in the lab’s order."""',
    ...lines.map((line) => `    ${line}`),
  ];
}
