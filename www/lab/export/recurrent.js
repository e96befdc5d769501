/** A network through time as modules of PyTorch. */
import { ofCell } from './activations.js';
import { dropout } from './dropout.js';
import { docstring } from './text.js';

/** @typedef {import('./state.js').State} State */

/**
 * A cell: its maps, each with its rows in units of H and what it reads, and the lines that compute the new state.
 * @typedef {object} Cell
 * @property {string} name of the class
 * @property {string} words
 * @property {[name: string, rows: number, reads: 'both'|'x'|'h'][]} maps
 * @property {boolean} [memory] whether it has a cell state c besides h
 * @property {string[]} lines
 */

const BOTH = 'torch.cat([h, x], 1)';

/** @type {Record<string, Cell>} */
const CELLS = {
  rnn: {
    name: 'RNN',
    words:
      "h' = f(W·[h, x] + b). nn.RNN computes the same for f = tanh or ReLU, with W in two parts and a second bias.",
    maps: [['W_h', 1, 'both']],
    lines: [`return self.f(self.W_h(${BOTH}))`],
  },
  lstm: {
    name: 'LSTM',
    words:
      "c' = f·c + i·g, h' = o·tanh(c'). nn.LSTM computes the same, with its rows in the order i, f, g, o, " +
      'W in two parts, and a second bias.',
    maps: [['W_ifog', 4, 'both']],
    memory: true,
    lines: [
      `i, f, o, g = self.W_ifog(${BOTH}).chunk(4, 1)`,
      'i, f, o, g = i.sigmoid(), f.sigmoid(), o.sigmoid(), g.tanh()',
      'c = f * c + i * g',
      'return o * c.tanh(), c',
    ],
  },
  lstm_cec: {
    name: 'LSTM',
    words: "c' = c + i·g, h' = o·tanh(c'): the cell of 1997, without a forget gate. The rows of f are not used.",
    maps: [['W_ifog', 4, 'both']],
    memory: true,
    lines: [
      `i, _, o, g = self.W_ifog(${BOTH}).chunk(4, 1)`,
      'i, o, g = i.sigmoid(), o.sigmoid(), g.tanh()',
      'c = c + i * g',
      'return o * c.tanh(), c',
    ],
  },
  gru: {
    name: 'GRU',
    words:
      "h' = (1 − z)·h + z·h̃, as in the report (Elhassan et al. 2023). nn.GRU differs: there z is the part that is " +
      'kept, and r multiplies W·h instead of h.',
    maps: [
      ['W_rz', 2, 'both'],
      ['W_h', 1, 'both'],
    ],
    lines: [
      `r, z = self.W_rz(${BOTH}).sigmoid().chunk(2, 1)`,
      'candidate = self.W_h(torch.cat([r * h, x], 1)).tanh()',
      'return (1 - z) * h + z * candidate',
    ],
  },
  gru_pytorch: {
    name: 'GRU',
    words: "h' = (1 − z)·n + z·h, as nn.GRU computes it, there with W_rz in two parts and a second bias of r and z.",
    maps: [
      ['W_rz', 2, 'both'],
      ['W_in', 1, 'x'],
      ['W_hn', 1, 'h'],
    ],
    lines: [
      `r, z = self.W_rz(${BOTH}).sigmoid().chunk(2, 1)`,
      'n = torch.tanh(self.W_in(x) + r * self.W_hn(h))',
      'return (1 - z) * n + z * h',
    ],
  },
  min_gru: {
    name: 'MinGRU',
    words: "h' = (1 − z)·h + z·h̃, where z and h̃ read x alone (Feng et al. 2024).",
    maps: [['W_zh', 2, 'x']],
    lines: ['z, candidate = self.W_zh(x).chunk(2, 1)', 'z = z.sigmoid()', 'return (1 - z) * h + z * candidate'],
  },
  min_lstm: {
    name: 'MinLSTM',
    words: "h' = (f·h + i·h̃)/(f + i), where f, i and h̃ read x alone (Feng et al. 2024).",
    maps: [['W_fih', 3, 'x']],
    lines: [
      'f, i, candidate = self.W_fih(x).chunk(3, 1)',
      'f, i = f.sigmoid(), i.sigmoid()',
      'return f / (f + i) * h + i / (f + i) * candidate',
    ],
  },
};

/** @param {Record<string, string>} knobs @returns {Cell} */
function cellOf({ cell, forget_gate }) {
  if (cell === 'lstm' && forget_gate === 'off') return CELLS.lstm_cec;
  return Object.hasOwn(CELLS, cell) ? CELLS[cell] : CELLS.rnn;
}

const INPUTS = { both: 'hidden + inputs', x: 'inputs', h: 'hidden' };

/** The class of one time step. @param {State} state @param {Cell} cell */
function step({ knobs }, { name, words, maps, memory, lines }) {
  const bias = knobs.use_bias === 'off' ? ', bias=False' : '';
  const times = (/** @type {number} */ rows) => (rows > 1 ? `${rows} * hidden` : 'hidden');
  const plain = name === 'RNN';
  return [
    `class ${name}(nn.Module):`,
    ...docstring(`One time step: ${words}`),
    '',
    '    def __init__(self, inputs, hidden):',
    '        super().__init__()',
    ...maps.map(([map, rows, reads]) => `        self.${map} = nn.Linear(${INPUTS[reads]}, ${times(rows)}${bias})`),
    ...(plain ? [`        self.f = ${ofCell(knobs.activation)}`] : []),
    ...(plain && knobs.activation === 'prelu'
      ? ['        # In a cell the lab does not learn the slope of PReLU.']
      : []),
    '',
    `    def forward(self, x, h${memory ? ', c' : ''}):`,
    ...lines.map((line) => `        ${line}`),
    '',
    '',
  ];
}

/** The variables of the states of each cell: h and c, or h1, c1, h2, c2. @param {Cell} cell @param {number} levels */
function variables({ memory }, levels) {
  const letters = memory ? ['h', 'c'] : ['h'];
  return Array.from({ length: levels }, (_, level) => letters.map((letter) => letter + (levels > 1 ? level + 1 : '')));
}

/** The class of the whole network. @param {State} state @param {Cell} cell */
function unrolled(state, cell) {
  const { knobs, time, tensors } = state;
  const { hidden = 1, inputs = 1, answers = 1, levels = 1 } = time ?? {};
  const states = variables(cell, levels);
  const all = states.flat();
  const cut = Math.trunc(Number(knobs.truncate)) || 0;
  const out = tensors.find(({ name }) => name === 'V');
  const drops = !out && state.masks.length > 0;
  const bias = knobs.use_bias === 'off' ? ', bias=False' : '';
  const name = (/** @type {number} */ level) => `cell${levels > 1 ? level + 1 : ''}`;
  const first =
    knobs.data === 'cliff'
      ? `${all[0]} = self.cell.f(x.new_full((x.shape[1], ${hidden}), 0.5))  # s₀ = 0.5`
      : `${all.join(' = ')} = x.new_zeros(x.shape[1], ${hidden})`;
  const top = states[levels - 1][0];
  // The answer of one task is the state itself, on which dropout acts.
  const answer = drops ? 'self.drop(read)' : 'read';
  return [
    `class Unrolled(nn.Module):`,
    `    """The cell at every time step. The output reads h at ${answers > 1 ? `the last ${answers}` : 'the last'}."""`,
    '',
    '    def __init__(self):',
    '        super().__init__()',
    ...states.map((_, level) => `        self.${name(level)} = ${cell.name}(${level ? hidden : inputs}, ${hidden})`),
    ...(out ? [`        self.output = nn.Linear(${hidden}, ${out.rows}${bias})  # V and c`] : []),
    ...(drops ? ['        self.drop = Dropout()'] : []),
    '',
    '    def forward(self, x):  # time steps × examples × inputs',
    `        ${first}`,
    '        states = []',
    '        for t, x_t in enumerate(x):',
    ...(cut
      ? [
          `            if t > 0 and (len(x) - t) % ${cut} == 0:  # truncated BPTT: no gradient goes further back`,
          `                ${all.join(', ')} = ${all.map((state) => `${state}.detach()`).join(', ')}`,
        ]
      : []),
    ...states.map((own, level) => {
      const read = level ? states[level - 1][0] : 'x_t';
      return `            ${own.join(', ')} = self.${name(level)}(${[read, ...own].join(', ')})`;
    }),
    `            states.append(${top})`,
    answers > 1 ? `        read = torch.cat(states[-${answers}:])` : '        read = states[-1]',
    `        return ${out ? 'self.output(read)' : answer}`,
  ];
}

/**
 * The classes of a network through time, the last of them `Unrolled`.
 * @param {State} state
 * @returns {string[]} lines
 */
export function recurrent(state) {
  const cell = cellOf(state.knobs);
  const drops = state.masks.length > 0 ? dropout(state) : [];
  return [...drops, ...step(state, cell), ...unrolled(state, cell)];
}
