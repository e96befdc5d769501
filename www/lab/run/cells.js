/** The kinds of cell that stand beside each other: what each is called, and what makes a run one of it. */

/** @type {Record<string, string>} */
export const NAMES = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU', gru_pytorch: 'GRU' };

/** A plain RNN beside a memory is tanh's. @type {[string, string][]} */
const KINDS = [
  ['RNN', 'cell=rnn&activation=tanh'],
  ['LSTM', 'cell=lstm'],
  ['GRU', 'cell=gru'],
];

/** The other two. @param {string} cell */
export const otherKinds = (cell) => KINDS.filter(([name]) => name !== NAMES[cell]);
