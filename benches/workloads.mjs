// The workloads: each as a network for the other libraries and as a link's text for the lab.

const T = 100;
const circle = (samples) => ({ data: 'circle', inputs: 2, outputs: 1, more: `noise=0&samples=${samples}&loss=mse` });
const digits = { data: 'digits', inputs: 64, outputs: 10, softmax: true, more: '' };
const adding = { data: 'adding', inputs: 2, outputs: 1, steps: T, more: `length=${T}` };

const hidden = (count, width) => Array(count).fill(width);
const recurrent = { ...adding, hidden: [64], rate: 0.05, batch: 32 };

/** `of` names the workload that a row belongs to, where its row is one more way to do the same. */
const ROWS = [
  {
    id: 'W1',
    words: '2-4-2-1 tanh, batch 10',
    ...circle(500),
    hidden: [4, 2],
    activation: 'tanh',
    rate: 0.03,
    batch: 10,
  },
  {
    id: 'W2',
    words: '20 × 16 sigmoid, batch 32',
    ...circle(512),
    hidden: hidden(20, 16),
    activation: 'sigmoid',
    rate: 0.03,
    batch: 32,
  },
  {
    id: 'W3',
    words: '10 × 128 ReLU, softmax, batch 64',
    ...digits,
    hidden: hidden(10, 128),
    activation: 'relu',
    init: 'he_normal',
    rate: 0.01,
    batch: 64,
  },
  { id: 'W4', words: 'LSTM 64, T = 100, batch 32', ...recurrent, cell: 'lstm' },
  { id: 'W5', words: 'GRU 64 (PyTorch’s), T = 100, batch 32', ...recurrent, cell: 'gru_pytorch' },
  { id: 'W5r', words: 'the report’s GRU 64, T = 100, batch 32', ...recurrent, cell: 'gru', alone: true },
  {
    id: 'W6',
    words: 'vanished: 100 × 32 sigmoid, batch 32',
    ...circle(512),
    hidden: hidden(100, 32),
    activation: 'sigmoid',
    rate: 0.03,
    batch: 32,
  },
  {
    id: 'W6h',
    words: 'the same shape, its gradient kept by gain 16',
    ...circle(512),
    hidden: hidden(100, 32),
    activation: 'sigmoid',
    gain: 16,
    rate: 0.00001,
    batch: 32,
    alone: true,
  },
  {
    id: 'W7',
    words: 'real digits, 3 × 64 ReLU, batch 32',
    ...digits,
    hidden: hidden(3, 64),
    activation: 'relu',
    init: 'he_normal',
    rate: 0.01,
    batch: 32,
  },
];

export const WORKLOADS = ROWS.map((row) => ({
  ...row,
  sizes: [row.inputs, ...row.hidden, row.outputs],
  text: text(row),
  flops: flops(row),
}));

/** The experiment as the lab reads it. */
function text(row) {
  const [width] = row.hidden;
  const pairs = [`data=${row.data}`, row.more, `width=${width}`, `batch=${row.batch}`, `learning_rate=${row.rate}`];
  if (row.cell) return [...pairs, `cell=${row.cell}`].join('&');
  const others = row.hidden.flatMap((units, k) => (units === width ? [] : [`${k + 1}:${units}`]));
  pairs.push(`hidden_layers=${row.hidden.length}`, `activation=${row.activation}`);
  if (others.length) pairs.push(`layer_width=${others}`);
  if (row.init) pairs.push(`init=${row.init}`);
  if (row.gain) pairs.push(`gain=${row.gain}`);
  return pairs.filter(Boolean).join('&');
}

/** Operations of the products in one step: 2·m·n·k each, three products (one forward, two backward) per map. */
function flops({ inputs, hidden, outputs, cell, steps, batch }) {
  if (cell) {
    const [units] = hidden,
      gates = cell === 'lstm' ? 4 : 3;
    return 3 * 2 * batch * steps * (inputs + units) * gates * units;
  }
  const sizes = [inputs, ...hidden, outputs];
  return 3 * 2 * batch * sizes.slice(1).reduce((sum, size, k) => sum + sizes[k] * size, 0);
}
