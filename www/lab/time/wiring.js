/**
 * The standard diagrams of the cells, as data: where wires, boxes and numbers stand in a field of 320 × 236. The state
 * runs along the top from left to right; x comes from below. A number's key names the part it shows.
 */

/** @typedef {{d: string, back?: boolean}} Wire */
/** @typedef {{x: number, y: number, text: string, part?: string}} Box */
/** @typedef {{x: number, y: number, key: string, end?: 'start'|'middle'|'end'}} Place */
/** @typedef {{wires: string[], dots: [number, number][], boxes: Box[], nodes: Box[], names: Box[], values: Place[], gradients: Place[]}} Wiring */

const [TOP, MID, FOOT] = [46, 92, 200];
const ROW = 146; // the boxes with weights

/** @type {Wiring} */
const LSTM = {
  wires: [
    `M0 ${TOP}H320`, `M0 ${FOOT}H236V${ROW}`, `M24 236V${FOOT}`,
    `M52 ${FOOT}V${ROW}`, `M52 ${ROW}V${TOP}`,
    `M114 ${FOOT}V${ROW}`, `M114 ${ROW}V${MID}H176`,
    `M176 ${FOOT}V${ROW}`, `M176 ${ROW}V${TOP}`,
    `M236 ${ROW}V122H272`, `M272 ${TOP}V${FOOT}H320`,
  ],
  dots: [[52, FOOT], [114, FOOT], [176, FOOT], [272, TOP]],
  boxes: [{ x: 52, y: ROW, text: 'σ', part: 'f' }, { x: 114, y: ROW, text: 'σ', part: 'i' }, { x: 176, y: ROW, text: 'tanh', part: 'g' },
    { x: 236, y: ROW, text: 'σ', part: 'o' }, { x: 272, y: 82, text: 'tanh' }],
  nodes: [{ x: 52, y: TOP, text: '×' }, { x: 176, y: MID, text: '×' }, { x: 176, y: TOP, text: '+' }, { x: 272, y: 122, text: '×' }],
  names: [{ x: 38, y: 116, text: 'f' }, { x: 101, y: 116, text: 'i' }, { x: 163, y: 116, text: 'g' }, { x: 226, y: 116, text: 'o' },
    { x: 4, y: TOP - 8, text: 'c₋₁' }, { x: 316, y: TOP - 8, text: 'c' }, { x: 4, y: FOOT - 8, text: 'h₋₁' }, { x: 316, y: FOOT - 8, text: 'h' }, { x: 36, y: 232, text: 'x' }],
  values: [
    { x: 57, y: 116, key: 'f' }, { x: 119, y: 116, key: 'i' }, { x: 181, y: 116, key: 'g' }, { x: 241, y: 112, key: 'o' },
    { x: 22, y: TOP - 8, key: 'c₋₁' }, { x: 304, y: TOP - 8, key: 'c', end: 'end' },
    { x: 24, y: FOOT - 8, key: 'h₋₁' }, { x: 304, y: FOOT - 8, key: 'h', end: 'end' }, { x: 46, y: 232, key: 'x' },
    { x: 118, y: MID - 7, key: 'i·g' }, { x: 277, y: 108, key: 'tanh(c)' },
  ],
  gradients: [
    { x: 56, y: 182, key: 'f' }, { x: 118, y: 182, key: 'i' }, { x: 180, y: 182, key: 'g' }, { x: 232, y: 182, key: 'o', end: 'end' },
    { x: 4, y: TOP + 15, key: 'c₋₁' }, { x: 316, y: TOP + 15, key: 'c', end: 'end' },
    { x: 4, y: FOOT + 15, key: 'h₋₁' }, { x: 316, y: FOOT + 15, key: 'h', end: 'end' },
  ],
};

/** The gates of a GRU; what differs between the two is which of h₋₁ and the candidate z keeps. @param {string} candidate @param {boolean} keeps @returns {Wiring} */
const gru = (candidate, keeps) => ({
  wires: [
    `M0 ${TOP}H320`, `M20 ${TOP}V${FOOT}H146`, `M146 ${FOOT}V${ROW}`, `M24 236V${FOOT}`,
    `M60 ${FOOT}V${ROW}`, `M60 ${ROW}V92`, `M60 ${TOP}V92H100V180H228V${ROW}`, `M146 ${FOOT}H228V180`,
    `M146 ${ROW}V${TOP}`, `M146 86H228`, `M228 ${ROW}V${TOP}`,
  ],
  dots: [[20, TOP], [60, TOP], [60, FOOT], [146, 86], [146, FOOT], [228, 180]],
  boxes: [{ x: 60, y: ROW, text: 'σ', part: 'r' }, { x: 146, y: ROW, text: 'σ', part: 'z' }, { x: 228, y: ROW, text: 'tanh', part: candidate }],
  nodes: [{ x: 60, y: 92, text: '×' }, { x: 146, y: TOP, text: '×' }, { x: 228, y: 86, text: '×' }, { x: 228, y: TOP, text: '+' },
    keeps ? { x: 187, y: 86, text: '1−' } : { x: 146, y: 66, text: '1−' }],
  names: [{ x: 47, y: 122, text: 'r' }, { x: 133, y: 122, text: 'z' }, { x: 214, y: 122, text: candidate },
    { x: 4, y: TOP - 8, text: 'h₋₁' }, { x: 316, y: TOP - 8, text: 'h' }, { x: 36, y: 232, text: 'x' }, { x: 104, y: 172, text: keeps ? 'r⊙W·h₋₁' : 'r⊙h₋₁' }],
  values: [{ x: 65, y: 122, key: 'r' }, { x: 151, y: 116, key: 'z' }, { x: 233, y: 122, key: candidate },
    { x: 26, y: TOP - 8, key: 'h₋₁' }, { x: 304, y: TOP - 8, key: 'h', end: 'end' }, { x: 46, y: 232, key: 'x' }],
  gradients: [{ x: 64, y: 182, key: 'r' }, { x: 150, y: 174, key: 'z' }, { x: 232, y: 176, key: candidate },
    { x: 26, y: TOP + 16, key: 'h₋₁' }, { x: 316, y: TOP + 16, key: 'h', end: 'end' }],
});

/** @type {Wiring} */
const RNN = {
  wires: ['M0 92H320', 'M96 236V92', 'M272 92V20'],
  dots: [[272, 92]],
  boxes: [{ x: 200, y: 92, text: 'f', part: 'h' }],
  nodes: [{ x: 96, y: 92, text: '+' }],
  names: [{ x: 4, y: 82, text: 'h₋₁' }, { x: 316, y: 82, text: 'h' }, { x: 36, y: 112, text: 'W·' }, { x: 76, y: 150, text: 'W·' }, { x: 82, y: 232, text: 'x' }, { x: 128, y: 82, text: 'z' }],
  values: [{ x: 26, y: 82, key: 'h₋₁' }, { x: 304, y: 82, key: 'h', end: 'end' }, { x: 138, y: 82, key: 'z' }, { x: 104, y: 232, key: 'x' }],
  gradients: [{ x: 4, y: 130, key: 'h₋₁' }, { x: 316, y: 110, key: 'h', end: 'end' }, { x: 128, y: 110, key: 'z' }],
};

/** @type {Record<string, Wiring>} */
export const WIRINGS = { lstm: LSTM, gru: gru('h̃', false), gru_pytorch: gru('n', true), rnn: RNN };
