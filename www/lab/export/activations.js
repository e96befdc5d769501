/** The activations as modules of PyTorch. Their conventions at a kink are the lab's: the slope of the branch z ≤ 0. */

/** @type {Record<string, string>} */
const MODULES = {
  identity: 'nn.Identity()',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  relu: 'nn.ReLU()',
  leaky_relu: 'nn.LeakyReLU(0.01)',
  prelu: 'nn.PReLU()',
  elu: 'nn.ELU()',
  selu: 'nn.SELU()',
  gelu: 'nn.GELU()',
  gelu_tanh: 'nn.GELU(approximate="tanh")',
  silu: 'nn.SiLU()',
  softplus: 'nn.Softplus(threshold=40)',
};

/** What differs from PyTorch's defaults. @type {Record<string, string>} */
const NOTES = {
  prelu: 'one slope for the whole layer, which is learned',
  softplus: 'by default PyTorch takes z itself for ln(1 + eᶻ) above 20',
};

/** @param {string} key */
const isKnown = (key) => Object.hasOwn(MODULES, key);

/**
 * A new module of this activation; the identity for an unknown one.
 * @param {string} key
 */
export const moduleOf = (key) => (isKnown(key) ? MODULES[key] : MODULES.identity);

/**
 * What makes such modules, as an argument: `nn.ReLU`, or a lambda where it takes arguments of its own.
 * @param {string} key
 */
export function makerOf(key) {
  const made = moduleOf(key);
  return made.endsWith('()') ? made.slice(0, -2) : `lambda: ${made}`;
}

/** @param {string[]} keys @returns {string[]} comments */
export const notesOn = (keys) =>
  [...new Set(keys)].filter((key) => Object.hasOwn(NOTES, key)).map((key) => `# ${moduleOf(key)}: ${NOTES[key]}.`);

/** The activation of a plain RNN, whose PReLU has a fixed slope. @param {string} key */
export const ofCell = (key) => (key === 'prelu' ? 'nn.LeakyReLU(0.25)' : moduleOf(key));
