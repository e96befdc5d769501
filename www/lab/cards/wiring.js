/**
 * The standard diagrams of the cells, as data: where wires, boxes and numbers stand in a field 320 wide. The state runs
 * along the top from left to right; x comes from below. A number's key names the wire in `src/probe/wires.rs`.
 */

/** @typedef {{x: number, y: number, text: string}} Box */
/**
 * A wire's value stands at y, the gradient that comes back on it below, or at `back`.
 * @typedef {{x: number, y: number, key: string, end?: 'start'|'end', back?: [number, number], only?: 'd'|'value'}}
 *   Place
 */
/**
 * @typedef {{foot: number, wires: string[], dots: [number, number][], boxes: Box[], nodes: Box[], names: Box[], values:
 *   Place[]}} Wiring
 */

const [TOP, MID, ROW, FOOT] = [52, 108, 176, 240];
const LOW = FOOT + 46; // where x comes in

/**
 * What comes in from the step before: its value above the name, the gradient of this wire and that of all wires below.
 * @param {string} key
 * @param {number} y
 * @param {number} [x]
 * @returns {Place[]}
 */
const from = (key, y, x = 2) => [
  { x: 2, y: y - 25, key, back: [x, y + 15] },
  { x, y: y + 29, key: `Σ${key}`, only: 'd' },
];

/**
 * A gate over its box: the gate above, what stands inside its σ below.
 * @param {number} x
 * @param {string} key
 * @param {number} y
 * @param {'start'|'end'} [end]
 * @returns {Place[]}
 */
const gate = (x, key, y, end = 'start') => {
  const at = end === 'end' ? x - 5 : x + 5;
  return [
    { x: at, y, key, end },
    { x: at, y: 203, key: `z_${key}`, end },
  ];
};

const X = { x: 100, y: 270, key: 'x' };

/** @param {boolean} forget whether there is a forget gate @returns {Wiring} */
const lstm = (forget) => ({
  foot: FOOT,
  wires: [
    `M0 ${TOP}H320`,
    `M0 ${FOOT}H232V${ROW}`,
    `M82 ${LOW}V${FOOT}`,
    ...(forget ? [`M52 ${FOOT}V${TOP}`] : []),
    `M112 ${FOOT}V${MID}H172`,
    `M172 ${FOOT}V${TOP}`,
    `M232 ${ROW}V152H296`,
    `M296 ${TOP}V${FOOT}H320`,
  ],
  dots: [
    ...(forget ? /** @type {[number, number][]} */ ([[52, FOOT]]) : []),
    [82, FOOT],
    [112, FOOT],
    [172, FOOT],
    [296, TOP],
  ],
  boxes: [
    ...(forget ? [{ x: 52, y: ROW, text: 'σ' }] : []),
    { x: 112, y: ROW, text: 'σ' },
    { x: 172, y: ROW, text: 'tanh' },
    { x: 232, y: ROW, text: 'σ' },
    { x: 296, y: 100, text: 'tanh' },
  ],
  nodes: [
    ...(forget ? [{ x: 52, y: TOP, text: '×' }] : []),
    { x: 172, y: MID, text: '×' },
    { x: 172, y: TOP, text: '+' },
    { x: 296, y: 152, text: '×' },
  ],
  names: [
    ...(forget ? [{ x: 40, y: 132, text: 'f' }] : []),
    { x: 101, y: 132, text: 'i' },
    { x: 159, y: 130, text: 'g' },
    { x: 220, y: 153, text: 'o' },
    { x: 2, y: TOP - 9, text: 'c₋₁' },
    { x: 318, y: TOP - 9, text: 'c' },
    { x: 2, y: FOOT - 9, text: 'h₋₁' },
    { x: 318, y: FOOT - 9, text: 'h' },
    { x: 88, y: 270, text: 'x' },
  ],
  values: [
    ...from('c₋₁', TOP),
    ...from('h₋₁', FOOT),
    X,
    ...(forget
      ? [
          ...gate(52, 'f', 132),
          { x: 66, y: TOP - 7, key: 'f·c₋₁', back: /** @type {[number, number]} */ ([66, TOP + 15]) },
        ]
      : []),
    ...gate(112, 'i', 132),
    ...gate(172, 'g', 129),
    { x: 177, y: 77, key: 'i·g' },
    { x: 238, y: 148, key: 'o', back: [247, 167] },
    { x: 237, y: 203, key: 'z_o' },
    { x: 190, y: TOP - 7, key: 'c', back: [190, TOP + 15] },
    { x: 318, y: TOP + 15, key: 'c→', end: 'end', only: 'd' },
    { x: 291, y: 82, key: 'c↓', end: 'end', only: 'd' },
    { x: 291, y: 125, key: 'tanh c', end: 'end' },
    { x: 291, y: FOOT - 7, key: 'h', end: 'end', back: [318, FOOT + 15] },
  ],
});

/** Where the wires of a GRU branch. @type {[number, number][]} */
const GRU_DOTS = [
  [14, TOP],
  [72, TOP],
  [72, FOOT],
  [130, FOOT],
  [130, 260],
  [160, 116],
];

/**
 * The gates of a GRU; in PyTorch's variant z is the share that is kept, and r acts after the product.
 * @param {string} candidate
 * @param {boolean} pytorch
 * @returns {Wiring}
 */
const gru = (candidate, pytorch) => {
  // Where r meets the state it resets, and where the product leaves.
  const [reset, join] = pytorch ? [132, 226] : [108, 220];
  return {
    foot: FOOT,
    values: gruValues(candidate, pytorch, join),
    wires: [
      `M0 ${TOP}H320`,
      `M14 ${TOP}V${FOOT}H160V${TOP}`,
      `M130 ${LOW}V${FOOT}`,
      `M72 ${FOOT}V${TOP}`,
      `M72 ${reset}H100V${join}H244`,
      `M130 260H244V${TOP}`,
      'M160 116H244',
    ],
    dots: GRU_DOTS,
    boxes: [
      { x: 72, y: ROW, text: 'σ' },
      { x: 160, y: ROW, text: 'σ' },
      { x: 244, y: ROW, text: 'tanh' },
      ...(pytorch
        ? [
            { x: 72, y: 97, text: 'W' },
            { x: 204, y: 260, text: 'W' },
          ]
        : []),
    ],
    nodes: [
      { x: 72, y: reset, text: '×' },
      { x: 160, y: TOP, text: '×' },
      { x: 244, y: 116, text: '×' },
      { x: 244, y: TOP, text: '+' },
      pytorch ? { x: 194, y: 116, text: '1−' } : { x: 160, y: 92, text: '1−' },
      ...(pytorch ? [{ x: 244, y: join, text: '+' }] : []),
    ],
    names: [
      { x: 77, y: 158, text: 'r' },
      { x: 147, y: 146, text: 'z' },
      { x: 230, y: 146, text: candidate },
      { x: 2, y: TOP - 9, text: 'h₋₁' },
      { x: 318, y: TOP - 9, text: 'h' },
      { x: 136, y: 286, text: 'x' },
    ],
  };
};

/**
 * The numbers on the wires of a GRU.
 * @param {string} candidate
 * @param {boolean} pytorch
 * @param {number} join where the reset state leaves
 * @returns {Place[]}
 */
const gruValues = (candidate, pytorch, join) => [
  ...from('h₋₁', TOP, 18),
  { ...X, x: 148, y: 286 },
  { x: 67, y: pytorch ? 148 : 134, key: 'r', end: 'end' },
  { x: 67, y: 203, key: 'z_r', end: 'end' },
  { x: 165, y: 143, key: 'z' },
  { x: 155, y: 203, key: 'z_z', end: 'end' },
  ...(pytorch ? [{ x: 89, y: 99, key: 'W·h₋₁' }] : []),
  { x: 166, y: join - 5, key: 'r·h₋₁', back: [166, join + 14] },
  ...(pytorch
    ? [
        { x: 249, y: 250, key: 'W·x' },
        { x: 206, y: 111, key: '1−z', back: /** @type {[number, number]} */ ([182, 134]) },
        { x: 165, y: 90, key: 'z→', only: /** @type {const} */ ('d') },
      ]
    : [
        {
          x: 155,
          y: 74,
          key: '1−z',
          end: /** @type {const} */ ('end'),
          back: /** @type {[number, number]} */ ([147, 87]),
        },
        { x: 180, y: 131, key: 'z→', only: /** @type {const} */ ('d') },
      ]),
  { x: 176, y: TOP - 7, key: 'keep', back: [176, TOP + 15] },
  { x: 249, y: 80, key: 'take' },
  { x: 249, y: 143, key: candidate },
  { x: 249, y: pytorch ? 201 : 203, key: `z_${candidate}` },
  { x: 304, y: TOP - 9, key: 'h', end: 'end', back: [318, TOP + 15] },
];

/** One sum and one activation. @type {Wiring} */
const RNN = {
  foot: 170,
  wires: ['M0 84H320', 'M152 212V36', 'M284 84V20'],
  dots: [[284, 84]],
  boxes: [
    { x: 76, y: 84, text: 'W' },
    { x: 152, y: 146, text: 'W' },
    { x: 238, y: 84, text: 'f' },
  ],
  nodes: [{ x: 152, y: 84, text: '+' }],
  names: [
    { x: 2, y: 75, text: 'h₋₁' },
    { x: 318, y: 75, text: 'h' },
    { x: 158, y: 192, text: 'x' },
    { x: 166, y: 75, text: 'z' },
    { x: 158, y: 46, text: 'b' },
  ],
  values: [
    ...from('h₋₁', 84),
    { x: 92, y: 77, key: 'W·h₋₁', back: [92, 99] },
    { x: 157, y: 112, key: 'W·x' },
    { x: 170, y: 46, key: 'b' },
    { x: 178, y: 75, key: 'z', back: [166, 99] },
    { ...X, x: 170, y: 192 },
    { x: 306, y: 75, key: 'h', end: 'end', back: [318, 99] },
  ],
};

/** @type {Record<string, Wiring>} */
export const WIRINGS = {
  lstm: lstm(true),
  lstm_cec: lstm(false),
  gru: gru('h̃', false),
  gru_pytorch: gru('n', true),
  rnn: RNN,
};
