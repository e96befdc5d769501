/** The comparison in Python: loss and gradients by PyTorch, and how far they may be from the lab's. */
import { load } from './data.js';
import { sizeOf } from './losses.js';
import { named } from './names.js';

/** @typedef {import('./state.js').State} State */

/** @param {State} state */
export const isDouble = ({ knobs }) => knobs.precision === 'f64';

/** PyTorch's own gradients in double precision: they tell how much of a float32 gradient is rounding. */
const IN_DOUBLE = [
  'def in_double():',
  '    """PyTorch’s own gradients in float64."""',
  '    exact = copy.deepcopy(model).double()',
  '    exact.zero_grad()',
  '    loss_of(exact(x.double()), y.double()).backward()',
  '    return {name: p.grad for name, p in exact.named_parameters()}',
  '',
  '',
];

/** The verdict on a gradient: by each number in float64, by norms in float32. @param {State} state */
function judged(state) {
  if (isDouble(state)) {
    return [
      '    if not torch.allclose(p.grad, gradients[name], rtol=RTOL, atol=1e-12 * size + TINY):',
      '        failed.append(f"the gradient of {label}")',
    ];
  }
  return [
    '    if not difference <= RTOL * size:',
    '        rounding = norm(p.grad - exact[name])  # of PyTorch alone',
    '        if difference <= 4 * rounding:',
    '            rounded.append(f"{label} ({rounding / max(size, TINY):.1e})")',
    '        else:',
    '            failed.append(f"the gradient of {label}")',
  ];
}

/**
 * Computes loss and gradients, and compares them with the lab's.
 * @param {State} state
 * @returns {string[]} lines
 */
export function comparison(state) {
  const double = isDouble(state);
  const cancelled = named(state).some(({ cancels }) => cancels);
  const size = cancelled
    ? 'size = norm(gradients[name.replace("bias", "weight") if name in CANCELLED else name])'
    : 'size = norm(gradients[name])';
  return [
    ...load(state),
    '',
    '',
    'def norm(tensor):',
    '    """The Euclidean norm, scaled so that no square leaves the range of float64."""',
    '    largest = tensor.double().abs().max().item()',
    '    return largest * (tensor.double() / largest).norm().item() if largest else 0.0',
    '',
    '',
    'def few(names):',
    '    """The first names of a list."""',
    '    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")',
    '',
    '',
    ...(double ? [] : IN_DOUBLE),
    double
      ? 'RTOL = 1e-8  # of every number; and 1e-12 of the norm of its tensor, because terms of a sum may cancel'
      : 'RTOL = 1e-4  # of the norm of a tensor: float32 has seven digits, and both sides round',
    'TINY = torch.finfo(DTYPE).tiny  # the smallest number with all its digits: smaller ones are rounded more',
    'failed = []',
    '',
    'z = model(x)',
    'loss = loss_of(z, y)',
    'loss.backward()',
    `print(f"loss: {loss.item():.10g}, the lab's {LOSS:.10g}")`,
    `if not abs(loss.item() - LOSS) <= RTOL * ${sizeOf(state.loss)} + TINY:`,
    '    failed.append("the loss")',
    '',
    'gradients = by_name(GRADIENTS)',
    ...(double ? [] : ['exact, rounded = in_double(), []']),
    'worst = (0.0, "")',
    'for name, p in model.named_parameters():',
    '    label = PARAMETERS[name][0]',
    `    ${size}`,
    '    difference = max(norm(p.grad - gradients[name]) - TINY, 0.0)',
    '    worst = max(worst, (difference / max(size, TINY), label))',
    ...judged(state),
    `print(f"gradients: {len(PARAMETERS)} tensors, largest difference {worst[0]:.1e} of a tensor's norm ({worst[1]})")`,
    ...(double
      ? []
      : [
          'if rounded:',
          '    print("This network amplifies rounding: PyTorch\'s own float32 and float64 gradients differ as much, "',
          '          "in " + few(rounded) + ". With Numbers set to f64 the comparison is sharp.")',
        ]),
    'if failed:',
    '    raise AssertionError("PyTorch computes otherwise than the lab: " + few(failed))',
    'print("PyTorch and the lab agree")',
  ];
}
