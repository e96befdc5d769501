/** The comparison in Python: loss and gradients by PyTorch, and how far they may be from the lab's. */
import { load } from './data.js';
import { sizeOf } from './losses.js';
import { named } from './names.js';

/** @typedef {import('./state.js').State} State */

/** @param {State} state */
export const isDouble = ({ knobs }) => knobs.precision === 'f64';

/** PyTorch's own gradients once more, in a way that tells how much of them is rounding. */
const AGAIN = {
  f32: [
    'def again():',
    '    """PyTorch’s own gradients in float64."""',
    '    other = copy.deepcopy(model).double()',
    '    other.zero_grad()',
    '    loss_of(other(x.double()), y.double()).backward()',
    '    return {name: p.grad for name, p in other.named_parameters()}',
  ],
  f64: [
    'def again():',
    '    """PyTorch’s own gradients with every parameter changed in its last digit."""',
    '    other = copy.deepcopy(model)',
    '    other.zero_grad()',
    '    with torch.no_grad():',
    '        for p in other.parameters():',
    '            p *= 1 + 8 * torch.finfo(DTYPE).eps * torch.randn_like(p)',
    '    loss_of(other(x), y).backward()',
    '    return {name: p.grad for name, p in other.named_parameters()}',
  ],
};

/**
 * The verdict on a gradient: by each number in float64, by norms in float32.
 * @param {State} state
 * @param {boolean} cancelled  whether there are biases that a batch norm takes out again
 */
function judged(state, cancelled) {
  const by_norm = 'difference <= RTOL * size';
  const by_number = 'torch.allclose(p.grad, gradients[name], rtol=RTOL, atol=1e-12 * size + TINY)';
  const both = `${by_norm} if name in CANCELLED else ${by_number}`;
  return [
    `    close = ${isDouble(state) ? (cancelled ? both : by_number) : by_norm}`,
    '    if not close:',
    '        rounding = norm(p.grad - rough[name])  # of PyTorch alone',
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
    ...AGAIN[double ? 'f64' : 'f32'],
    '',
    '',
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
    'rough, rounded = again(), []',
    'worst = (0.0, "")',
    'for name, p in model.named_parameters():',
    '    label = PARAMETERS[name][0]',
    `    ${size}`,
    '    difference = max(norm(p.grad - gradients[name]) - TINY, 0.0)',
    '    worst = max(worst, (difference / max(size, TINY), label))',
    ...judged(state, cancelled),
    `print(f"gradients: {len(PARAMETERS)} tensors, largest difference {worst[0]:.1e} of a tensor's norm ({worst[1]})")`,
    'if rounded:',
    double
      ? '    print("Rounding decides these gradients. PyTorch\'s own differ as much if every parameter changes in its "'
      : '    print("This network amplifies rounding. PyTorch\'s own float32 and float64 gradients differ as much: "',
    double
      ? '          "last digit: " + few(rounded))'
      : '          + few(rounded) + ". With Numbers set to f64 the comparison is sharp.")',
    'if failed:',
    '    raise AssertionError("PyTorch computes otherwise than the lab: " + few(failed))',
    'print("PyTorch and the lab agree")',
  ];
}
