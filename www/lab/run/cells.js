/** The kinds of cell that are compared: their names, and the settings that give a run this cell. */

/** @type {Record<string, string>} */
export const NAMES = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU', gru_pytorch: 'GRU' };

/** Beside cells with a memory, a plain RNN uses tanh. @type {[string, string][]} */
const KINDS = [
  ['RNN', 'cell=rnn&activation=tanh'],
  ['LSTM', 'cell=lstm'],
  ['GRU', 'cell=gru'],
];

/** The other two. @param {string} cell */
export const otherKinds = (cell) => KINDS.filter(([name]) => name !== NAMES[cell]);
