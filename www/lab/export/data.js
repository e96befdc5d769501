/** The lab's numbers in Python, and the lines that put them into the model. */
import { list, unitsOf } from './mlp.js';
import { named } from './names.js';
import { base64, literal } from './numbers.js';

/** @typedef {import('./state.js').State} State */

/** @param {number[]} shape */
const tuple = (shape) => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;

/**
 * The parameters by name, every list of numbers, and `by_name`, which cuts such a list into tensors.
 * @param {State} state
 * @returns {string[]} lines
 */
export function data(state) {
  const { values, gradients, running, masks, memory, x, y, batch, features, time, lossValue } = state;
  const numbers = (/** @type {import('./numbers.js').Numbers} */ list) => `numbers("${base64(list)}")`;
  const shape = time ? `${time.steps}, ${batch}, ${time.inputs}` : `${batch}, ${features}`;
  const rows = batch * (time?.answers ?? 1);
  const table = named(state).map(({ name, label, shape }) => `    "${name}": ("${label}", ${tuple(shape)}),`);
  // The names in their layers: all layers are alike.
  const cancelled = new Set(
    named(state).flatMap(({ cancels, name }) => (cancels ? [name.replace(/^hidden\.\d+/, '')] : [])),
  );
  const endings = [...cancelled].map((name) => `"${name}"`).join(', ');
  return [
    'def numbers(text):',
    '    """A list of numbers from the base64 of their bytes, little-endian."""',
    '    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=DTYPE)',
    '',
    '',
    'PARAMETERS = {  # PyTorch’s name: the lab’s name and the shape',
    ...table,
    '}',
    ...(cancelled.size
      ? [
          '# Batch norm subtracts the mean over the batch, and these biases with it: only rounding is left of their',
          '# gradients, so it is compared with the size of the gradient of the weight beside them.',
          `CANCELLED = [name for name in PARAMETERS if name.endswith((${endings},))]`,
        ]
      : []),
    '',
    `VALUES = ${numbers(values)}`,
    '# Of the loss, before penalties and clipping:',
    `GRADIENTS = ${numbers(gradients)}`,
    ...(memory.length ? ['# What the optimizer remembers:', `MEMORY = [${memory.map(numbers).join(', ')}]`] : []),
    ...(running.length
      ? ['# Means and variances of the batch norms, before this step:', `RUNNING = ${numbers(running)}`]
      : []),
    ...(masks.length
      ? ['# Dropout: 0 for a dropped unit, 1/(1 − p) for the others:', `MASKS = ${numbers(masks)}`]
      : []),
    `x = ${numbers(x)}.reshape(${shape})`,
    `y = ${numbers(y)}.reshape(${rows}, ${y.length / rows})`,
    `LOSS = ${literal(lossValue)}`,
    '',
    '',
    'def by_name(flat):',
    '    """The parts of a list with one number per parameter, as tensors under PyTorch’s names."""',
    '    shapes = [shape for _, shape in PARAMETERS.values()]',
    '    parts = flat.split([math.prod(shape) for shape in shapes])',
    '    return {name: part.reshape(shape) for name, part, shape in zip(PARAMETERS, parts, shapes)}',
  ];
}

/**
 * Makes the model, and puts the lab's numbers into it.
 * @param {State} state
 * @returns {string[]} lines
 */
export function load(state) {
  const { time, running, masks, batch } = state;
  return [
    `model = ${time ? 'Unrolled' : 'MLP'}()`,
    'assert {name for name, _ in model.named_parameters()} == set(PARAMETERS)',
    'with torch.no_grad():',
    '    for name, values in by_name(VALUES).items():',
    '        model.get_parameter(name).copy_(values)',
    ...(running.length
      ? [
          'batch_norms = [module for module in model.modules() if isinstance(module, nn.BatchNorm1d)]',
          'parts = RUNNING.split([module.num_features for module in batch_norms for _ in range(2)])',
          'for module, mean, variance in zip(batch_norms, parts[::2], parts[1::2]):',
          '    module.running_mean.copy_(mean)',
          '    module.running_var.copy_(variance)',
        ]
      : []),
    ...(masks.length
      ? [
          'dropouts = [module for module in model.modules() if isinstance(module, Dropout)]',
          `sizes = [${batch} * units for units in ${list(unitsOf(state))}]`,
          'for dropout, mask in zip(dropouts, MASKS.split(sizes)):',
          `    dropout.mask = mask.reshape(-1, ${batch}).T`,
        ]
      : []),
  ];
}
