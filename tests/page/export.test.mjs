// The text of an export to PyTorch. That it computes what the lab computes is for `cargo xtask torch`.
import assert from 'node:assert/strict';
import test from 'node:test';
import { named } from '../../www/lab/export/names.js';
import { base64, literal, transposed } from '../../www/lab/export/numbers.js';
import { pieces } from '../../www/lab/export/pieces.js';
import { MOST, REASONS, refusalOf } from '../../www/lab/export/reasons.js';
import { notebook, script } from '../../www/lab/export/script.js';
import { toTorch } from '../../www/lab/export/torch.js';
import { CountingLab } from './lab.mjs';

const KNOBS = {
  precision: 'f32',
  norm: 'none',
  norm_place: 'before',
  skip: 'plain',
  branch_layers: '1',
  activation: 'relu',
  optimizer: 'sgd',
  learning_rate: '0.1',
  schedule: 'constant',
  cell: 'none',
};

/** A network of two hidden layers of two units, on three examples. */
function state(knobs = {}, more = {}) {
  const sizes = [2, 2, 2, 1];
  const tensors = [1, 2, 3].flatMap((layer) => [
    { name: `W${layer}`, rows: sizes[layer], columns: sizes[layer - 1], matrix: true },
    { name: `b${layer}`, rows: sizes[layer], columns: 1, matrix: false },
  ]);
  const count = tensors.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  return {
    link: 'https://lab.test/#width=2',
    knobs: { ...KNOBS, ...knobs },
    loss: 'mse',
    alpha: 1,
    step: 3,
    features: 2,
    batch: 3,
    time: null,
    tensors,
    values: new Float32Array(count),
    gradients: new Float32Array(count),
    memory: [],
    running: new Float32Array(0),
    x: new Float32Array(6),
    y: new Float32Array(3),
    masks: new Float32Array(0),
    lossValue: 0.5,
    later: [],
    ...more,
  };
}

const written = (...given) => script(pieces(state(...given)));

test('the script has the network, the numbers, the comparison and the training, in this order', () => {
  const text = written();
  const places = [
    '# A network of',
    'class Layer',
    'def loss_of',
    'PARAMETERS = {',
    'loss.backward()',
    'def update(step)',
  ];
  const at = places.map((place) => text.indexOf(place));
  assert.ok(!at.includes(-1), `${at}`);
  assert.deepEqual(
    at,
    at.toSorted((a, b) => a - b),
  );
  assert.match(text, /sizes = 3 \* \[2\]/);
  assert.match(text, /"hidden\.1\.linear\.weight": \("W2", \(2, 2\)\)/);
  assert.match(text, /"output\.bias": \("b3", \(1,\)\)/);
  assert.ok(text.endsWith('\n'));
});

test('the link is a comment whatever is in it', () => {
  const text = written({}, { link: 'https://lab.test/#a\nimport os\u2028<b>"""' });
  assert.ok(!/^import os/m.test(text));
  assert.match(text, /^# https:\/\/lab\.test\/#a%0Aimport%20os%E2%80%A8%3Cb%3E"""$/m);
});

test('a notebook has the same code as the script, and words above it', () => {
  const all = pieces(state());
  const { cells, nbformat, nbformat_minor } = JSON.parse(notebook(all));
  assert.deepEqual([nbformat, nbformat_minor], [4, 5]);
  const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''));
  assert.deepEqual(
    code,
    all.filter(({ kind }) => kind !== 'words').map(({ lines }) => lines.join('\n')),
  );
  for (const source of code) assert.ok(script(all).includes(source));
  assert.equal(new Set(cells.map(({ id }) => id)).size, cells.length);
  assert.equal(cells[0].source[0], '# A network of gradient-lab in PyTorch\n');
  assert.equal(cells[0].source[2], '<https://lab.test/#width=2>\n');
});

test('every choice is in the text', () => {
  const has = (knobs, pattern, more) => assert.match(written(knobs, more), pattern, JSON.stringify(knobs));
  has({ activation: 'gelu_tanh' }, /nn\.GELU\(approximate="tanh"\)/);
  has(
    { norm: 'batch', norm_epsilon: '0.001', norm_momentum: '0.2' },
    /BatchNorm1d\(outputs, eps=0\.001, momentum=0\.2\)/,
  );
  has({ norm: 'rms' }, /class RMSNorm/);
  has({ norm: 'layer', norm_place: 'after' }, /self\.norm\(self\.f\(self\.linear\(x\)\)\)/);
  has({ skip: 'report', branch_layers: '2' }, /y = x \+ 0\.5? ?\* ?branch|y = x \+ branch/);
  has({ skip: 'identity' }, /return x \+ alpha \* branch/, { alpha: 0.5 });
  has({ skip: 'pre_activation' }, /branch = self\.linear\(self\.f\(x\)\)/);
  has({ layer_activation: '2:tanh' }, /fs = \[nn\.ReLU\] \+ \[nn\.Tanh\]/);
  has({ use_bias: 'off' }, /bias=False/);
  has({ dropout: '0.3' }, /F\.dropout\(a, 0\.3/);
  has({ clip_norm: '1', l2: '0.1', l1: '0.2' }, /W\.grad \+= 0\.1 \* W \+ 0\.2 \* W\.sign\(\)/);
  has({ decay: '0.5' }, /W \*= 1 - 0\.1 \* 0\.5/);
  has(
    { schedule: 'cosine', schedule_steps: '50', warmup_steps: '9' },
    /min\(\(step \+ 1\) \/ 9, 1\) \* 0\.5 \* \(1 \+ math\.cos/,
  );
  has({ optimizer: 'nesterov', momentum: '0.8' }, /momentum=0\.8, nesterov=True/);
  has({ optimizer: 'nesterov', momentum: '0' }, /SGD\(model\.parameters\(\), lr=0\.1\)/);
  has({ optimizer: 'adam' }, /"exp_avg_sq": by_name\(MEMORY\[1\]\)/, {
    memory: [new Float32Array(15), new Float32Array(15)],
  });
  has({ optimizer: 'muon' }, /def orthogonalized/);
  has({ precision: 'f64' }, /RTOL = 1e-8/);
  has({}, /LATER = \[0\.25, 1e-7\]/, { later: [0.25, 1e-7] });
});

/** A cell's network: T = 4, D = 2, H = 3, M = 2. */
const inTime = (knobs, names) =>
  written(knobs, {
    time: { steps: 4, inputs: 2, answers: 2, hidden: 3, levels: 2 },
    tensors: [
      ...names.map((name) => ({ name, rows: 3, columns: 5, matrix: name.startsWith('W') })),
      { name: 'V', rows: 1, columns: 3, matrix: true },
      { name: 'c', rows: 1, columns: 1, matrix: false },
    ],
  });

test('a network through time has its cell, its cuts and its output', () => {
  const text = inTime({ cell: 'lstm', truncate: '3' }, ['W_ifog', 'b_ifog', 'W_ifog.2', 'b_ifog.2']);
  assert.match(text, /class LSTM/);
  assert.match(text, /h2, c2 = self\.cell2\(h1, h2, c2\)/);
  assert.match(text, /\(len\(x\) - t\) % 3 == 0/);
  assert.match(text, /"cell2\.W_ifog\.bias": \("b_ifog\.2"/);
  assert.match(text, /torch\.cat\(states\[-2:\]\)/);
  assert.match(inTime({ cell: 'rnn', activation: 'prelu' }, ['W_h']), /LeakyReLU\(0\.25\)/);
  assert.match(inTime({ cell: 'lstm', forget_gate: 'off' }, ['W_ifog']), /c = c \+ i \* g/);
});

test('a bias right before a batch norm is known to cancel, and no other', () => {
  const cancelled = (knobs) => named(state({ norm: 'batch', ...knobs })).filter(({ cancels }) => cancels);
  assert.deepEqual(
    cancelled({}).map(({ label }) => label),
    ['b1', 'b2'],
  );
  assert.match(written({ norm: 'batch' }), /CANCELLED = .*endswith\(\("\.linear\.bias",\)\)\]$/m);
  assert.ok(!written({ norm: 'layer' }).includes('CANCELLED'));
  assert.deepEqual(cancelled({ norm_place: 'after' }), []);
  assert.deepEqual(cancelled({ norm: 'layer' }), []);
  assert.deepEqual(cancelled({ skip: 'pre_activation' }), []);
});

test('odd knobs and odd tensors give a text and no error', () => {
  const odd = ['', 'x', '-1', 'NaN', '1e999', '🎓', '__proto__', 'constructor', undefined];
  for (const key of [...Object.keys(KNOBS), 'layer_activation', 'schedule_steps', 'live', 'truncate', 'loss']) {
    for (const value of odd) {
      for (const cell of [KNOBS, { cell: 'gru' }]) {
        const time = cell.cell === 'gru' ? { steps: 2, inputs: 3, answers: 1, hidden: 2, levels: 1 } : null;
        const text = written({ ...cell, [key]: value }, { time, loss: key === 'loss' ? value : 'mse' });
        assert.ok(!/undefined|NaN|\[object/.test(text.replace(/"[A-Za-z0-9+/=]*"/g, '')), `${key}=${value}`);
      }
    }
  }
  for (const name of ['', 'W', 'W_', 'γ', 'x9', 'W9999.7', 'P1']) {
    assert.ok(script(pieces(state({}, { tensors: [{ name, rows: 1, columns: 1, matrix: true }] }))));
  }
  assert.ok(written({}, { tensors: [], lossValue: Number.NaN, alpha: -1 / 3 }));
});

test('numbers are written bit by bit', () => {
  const numbers = Float64Array.of(1, -0, 1e-310, Math.PI);
  const back = new Float64Array(Uint8Array.from(atob(base64(numbers)), (sign) => sign.charCodeAt(0)).buffer);
  assert.deepEqual(back, numbers);
  assert.equal(atob(base64(new Float32Array(100_000))).length, 400_000);
  assert.equal(atob(base64(Float64Array.of(7, 8, 9).subarray(1))).length, 16);
  assert.deepEqual([0.1, 1e-7, 1e21, -Infinity, Number.NaN].map(literal), [
    '0.1',
    '1e-7',
    '1e+21',
    '-math.inf',
    'math.nan',
  ]);
  assert.deepEqual(transposed(Float32Array.of(1, 2, 3, 4, 5, 6), 2), Float32Array.of(1, 4, 2, 5, 3, 6));
});

test('what cannot be exported has a reason, and every reason a case', () => {
  const good = { knobs: KNOBS, least: 8, parameters: 10, stopped: false, loss: 1 };
  assert.equal(refusalOf(good), undefined);
  const cases = [
    { knobs: { ...KNOBS, precision: 'bf16' } },
    { least: 2 },
    { stopped: true },
    { loss: Number.NaN },
    { parameters: MOST + 1 },
  ];
  assert.deepEqual(
    cases.map((bad) => refusalOf({ ...good, ...bad })),
    REASONS.map(({ words }) => words),
  );
});

/** A lab with a layout and numbers: two phases forward and back, see `lab.mjs`. */
class ExportedLab extends CountingLab {
  constructor(...given) {
    super(...given);
    this.more = state();
  }
  summary() {
    return { ...super.summary(), parameters: 15, features: 2, batch: 3, train: 3, time: null };
  }
  frame() {
    return { ...super.frame(), loss: this.phases === 0 ? null : 0.25 };
  }
  knobs() {
    return KNOBS;
  }
  copy() {
    return new ExportedLab();
  }
  export_layout() {
    return { loss: 'mse', alpha: 1, tensors: this.more.tensors };
  }
  export_numbers(kind) {
    const length = { values: 15, gradients: 15, inputs: 6, targets: 3 }[kind] ?? 0;
    return new Float64Array(length).fill(this.phases);
  }
}

test('the run stays where it is, the copy is freed, and what it computes next is in the file', async () => {
  const lab = new ExportedLab();
  const before = CountingLab.alive;
  const { file } = await toTorch(lab, 'https://lab.test/', 'script');
  assert.equal(lab.phases, 0);
  assert.equal(CountingLab.alive, before);
  assert.equal(file.name, 'gradient-lab-step-0.py');
  // At the end of the backward pass six of eight phases are done.
  assert.ok(file.text.includes(base64(new Float32Array(15).fill(6))));
  assert.match(file.text, /LATER = \[0\.25, 0\.25, 0\.25, 0\.25\]/);
  const book = await toTorch(lab, '', 'notebook');
  assert.equal(book.file.name, 'gradient-lab-step-0.ipynb');
  lab.free();
});

test('without memory, and after a stop, there is a sentence and no file', async () => {
  const lab = new ExportedLab();
  CountingLab.room = CountingLab.alive;
  assert.deepEqual(await toTorch(lab, '', 'script'), { refusal: 'There is no room' });
  CountingLab.room = Infinity;
  const stopped = new ExportedLab('', 0);
  const { refusal } = await toTorch(stopped, '', 'script');
  assert.match(refusal, /not finite/);
  lab.free();
  stopped.free();
});
