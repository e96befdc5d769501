/** The losses in PyTorch. */

/** @type {Record<string, {words: string, lines: string[]}>} */
const LOSSES = {
  mse: { words: 'The mean over all outputs of (z − y)².', lines: ['return F.mse_loss(z, y)'] },
  bce_with_logits: {
    words: 'The mean over all outputs of max(z, 0) − z·y + ln(1 + e^−|z|).',
    lines: ['return F.binary_cross_entropy_with_logits(z, y)'],
  },
  softmax_cross_entropy: {
    words: 'The mean over the answers of ln Σeᶻ − z of the true class.',
    lines: ['return F.cross_entropy(z, y.argmax(1))  # y is 1 for the true class and 0 for the others'],
  },
  cotangent: {
    words: 'Σ r·z / B: y is a random r, so that a known gradient is sent down. There is nothing to learn.',
    lines: ['return (y * z).sum() / len(z)'],
  },
  naive_bce: {
    words: 'The textbook form, with logarithms of p and 1 − p: not finite once p rounds to 0 or 1.',
    lines: ['p = torch.sigmoid(z)', 'return -(y * p.log() + (1 - y) * (1 - p).log()).mean()'],
  },
};

/**
 * The function of the loss.
 * @param {string} key
 * @returns {string[]} lines
 */
export function lossOf(key) {
  const { words, lines } = Object.hasOwn(LOSSES, key) ? LOSSES[key] : LOSSES.mse;
  return ['def loss_of(z, y):', `    """${words}"""`, ...lines.map((line) => `    ${line}`)];
}

/** What the rounding of the loss is relative to, in Python: its terms, where those may cancel. @param {string} key */
export const sizeOf = (key) => (key === 'cotangent' ? '(y * z).abs().sum().item() / len(z)' : 'abs(LOSS)');
