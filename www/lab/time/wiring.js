/**
 * The standard diagrams of the cells, as data: where wires, boxes and numbers stand in a field of 320 × 236. The state
 * runs along the top from left to right; x comes from below. A number's key names the part it shows.
 */

/** @typedef {{d: string, back?: boolean}} Wire */
/** @typedef {{x: number, y: number, text: string, part?: string}} Box */
/** @typedef {{x: number, y: number, key: string, end?: 'start'|'middle'|'end'}} Place */
/** @typedef {{foot?: number, wires: string[], dots: [number, number][], boxes: Box[], nodes: Box[], names: Box[], values: Place[], gradients: Place[]}} Wiring */

const [TOP, MID, FOOT] = [46, 92, 200];
const ROW = 146; // the boxes with weights

/** @type {Wiring} */
const LSTM = {
  wires: [
    `M0 ${TOP}H320`, `M0 ${FOOT}H222V${ROW}`, `M24 236V${FOOT}`,
    `M48 ${FOOT}V${ROW}`, `M48 ${ROW}V${TOP}`,
    `M106 ${FOOT}V${ROW}`, `M106 ${ROW}V${MID}H164`,
    `M164 ${FOOT}V${ROW}`, `M164 ${ROW}V${TOP}`,
    `M222 ${ROW}V122H276`, `M276 ${TOP}V${FOOT}H320`,
  ],
  dots: [[24, FOOT], [48, FOOT], [106, FOOT], [164, FOOT], [276, TOP]],
  boxes: [{ x: 48, y: ROW, text: 'σ', part: 'f' }, { x: 106, y: ROW, text: 'σ', part: 'i' }, { x: 164, y: ROW, text: 'tanh', part: 'g' },
    { x: 222, y: ROW, text: 'σ', part: 'o' }, { x: 276, y: 80, text: 'tanh' }],
  nodes: [{ x: 48, y: TOP, text: '×' }, { x: 164, y: MID, text: '×' }, { x: 164, y: TOP, text: '+' }, { x: 276, y: 122, text: '×' }],
  names: [{ x: 35, y: 116, text: 'f' }, { x: 94, y: 116, text: 'i' }, { x: 151, y: 116, text: 'g' }, { x: 216, y: 115, text: 'o' },
    { x: 2, y: TOP - 9, text: 'c₋₁' }, { x: 318, y: TOP - 9, text: 'c' }, { x: 2, y: FOOT - 9, text: 'h₋₁' }, { x: 318, y: FOOT - 9, text: 'h' }, { x: 30, y: 234, text: 'x' }],
  values: [
    { x: 53, y: 116, key: 'f' }, { x: 111, y: 116, key: 'i' }, { x: 169, y: 116, key: 'g' }, { x: 229, y: 115, key: 'o' },
    { x: 2, y: TOP - 25, key: 'c₋₁' }, { x: 304, y: TOP - 9, key: 'c', end: 'end' },
    { x: 2, y: FOOT - 24, key: 'h₋₁' }, { x: 304, y: FOOT - 9, key: 'h', end: 'end' }, { x: 42, y: 234, key: 'x' },
    { x: 110, y: MID - 7, key: 'i·g' }, { x: 281, y: 106, key: 'tanh(c)' },
  ],
  gradients: [
    { x: 52, y: 180, key: 'f' }, { x: 110, y: 180, key: 'i' }, { x: 168, y: 180, key: 'g' }, { x: 226, y: 180, key: 'o' },
    { x: 2, y: TOP + 17, key: 'c₋₁' }, { x: 318, y: TOP + 17, key: 'c', end: 'end' },
    { x: 34, y: FOOT + 15, key: 'h₋₁' }, { x: 318, y: FOOT + 15, key: 'h', end: 'end' },
  ],
};

/** The gates of a GRU; what differs between the two is which of h₋₁ and the candidate z keeps. @param {string} candidate @param {boolean} keeps @returns {Wiring} */
const gru = (candidate, keeps) => ({
  wires: [
    `M0 ${TOP}H320`, `M24 ${TOP}V${FOOT}H146`, `M146 ${FOOT}V${ROW}`, `M24 236V${FOOT}`,
    `M60 ${FOOT}V${ROW}`, `M60 ${ROW}V92`, `M60 ${TOP}V92H100V180H228V${ROW}`, `M146 ${FOOT}H228V180`,
    `M146 ${ROW}V${TOP}`, `M146 86H228`, `M228 ${ROW}V${TOP}`,
  ],
  dots: [[24, TOP], [24, FOOT], [60, TOP], [60, FOOT], [146, 86], [146, FOOT], [228, 180]],
  boxes: [{ x: 60, y: ROW, text: 'σ', part: 'r' }, { x: 146, y: ROW, text: 'σ', part: 'z' }, { x: 228, y: ROW, text: 'tanh', part: candidate }],
  nodes: [{ x: 60, y: 92, text: '×' }, { x: 146, y: TOP, text: '×' }, { x: 228, y: 86, text: '×' }, { x: 228, y: TOP, text: '+' },
    keeps ? { x: 187, y: 86, text: '1−' } : { x: 146, y: 66, text: '1−' }],
  names: [{ x: 47, y: 122, text: 'r' }, { x: 133, y: 122, text: 'z' }, { x: 214, y: 122, text: candidate },
    { x: 4, y: TOP - 8, text: 'h₋₁' }, { x: 316, y: TOP - 8, text: 'h' }, { x: 30, y: 234, text: 'x' }, { x: 104, y: 174, text: keeps ? 'r⊙W·h₋₁' : 'r⊙h₋₁' }],
  values: [{ x: 65, y: 122, key: 'r' }, { x: 151, y: 116, key: 'z' }, { x: 233, y: 122, key: candidate },
    { x: 2, y: TOP - 25, key: 'h₋₁' }, { x: 304, y: TOP - 9, key: 'h', end: 'end' }, { x: 42, y: 234, key: 'x' }],
  gradients: [{ x: 64, y: 182, key: 'r' }, { x: 150, y: 174, key: 'z' }, { x: 232, y: 176, key: candidate },
    { x: 26, y: TOP + 16, key: 'h₋₁' }, { x: 316, y: TOP + 16, key: 'h', end: 'end' }],
});

/** One sum and one bend. @type {Wiring} */
const RNN = {
  foot: 156,
  wires: ['M0 80H320', 'M96 170V80', 'M276 80V18'],
  dots: [[276, 80]],
  boxes: [{ x: 200, y: 80, text: 'f', part: 'h' }],
  nodes: [{ x: 96, y: 80, text: '+' }],
  names: [{ x: 2, y: 71, text: 'h₋₁' }, { x: 318, y: 71, text: 'h' }, { x: 56, y: 71, text: 'W' }, { x: 80, y: 122, text: 'W' }, { x: 102, y: 172, text: 'x' }, { x: 122, y: 71, text: 'z' }],
  values: [{ x: 2, y: 55, key: 'h₋₁' }, { x: 304, y: 71, key: 'h', end: 'end' }, { x: 133, y: 71, key: 'z' }, { x: 114, y: 172, key: 'x' }],
  gradients: [{ x: 2, y: 97, key: 'h₋₁' }, { x: 318, y: 97, key: 'h', end: 'end' }, { x: 122, y: 97, key: 'z' }],
};

/** @type {Record<string, Wiring>} */
export const WIRINGS = { lstm: LSTM, gru: gru('h̃', false), gru_pytorch: gru('n', true), rnn: RNN };
