// A network that is followed by hand: which one, which numbers a phase has, and that no label covers another.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Axis } from '../../www/lab/draw/axis.js';
import { SvgPen } from '../../www/lab/draw/svgpen.js';
import { followable, LEGIBLE, progress } from '../../www/lab/run/byhand.js';
import { SPEEDS, slowFor } from '../../www/lab/run/speed.js';
import { ByHand } from '../../www/lab/strips/byhand.js';
import { biasBox, cellAt, heightByHand, layoutByHand, wireAt } from '../../www/lab/strips/byhandlayout.js';
import { fitted } from '../../www/lab/strips/byhandnumbers.js';
import './lab.mjs';

const SMALL = { stages: 2, widest: 2, time: null, skip: 'plain', parameters: 9 };
const WIDTHS = [320, 340, 360, 412, 480, 560, 640, 768, 880, 1024, 1200];

/** Every network of up to four layers of weights whose columns have one to four units. */
function* networks() {
  const grow = function* (sizes) {
    if (sizes.length > 1) yield sizes;
    if (sizes.length === 4) return;
    for (let n = 1; n <= 4; n++) yield* grow([...sizes, n]);
  };
  yield* grow([]);
  for (const sizes of [
    [4, 4, 4, 4, 4],
    [1, 4, 1, 4, 1],
    [2, 4, 4, 4, 1],
    [4, 1, 4, 2, 3],
    [4, 4, 4, 4, 4, 1],
    [2, 4, 4, 4, 4, 4],
  ])
    yield sizes;
}

const sheetOf = (sizes, width) => {
  const axis = new Axis(sizes.length - 1, width);
  return layoutByHand(axis, heightByHand(sizes, width), sizes);
};

const EPSILON = 1e-9;
const overlap = (a, b) =>
  a.x + a.width > b.x + EPSILON &&
  b.x + b.width > a.x + EPSILON &&
  a.y + a.height > b.y + EPSILON &&
  b.y + b.height > a.y + EPSILON;

test('no label covers a label, a unit or a bias, in any network at any width', () => {
  let networksSeen = 0;
  for (const sizes of networks()) {
    networksSeen += 1;
    // Six columns are never narrower: the strips scroll.
    for (const width of WIDTHS.filter((width) => sizes.length < 6 || width >= LEGIBLE * sizes.length)) {
      const height = heightByHand(sizes, width);
      const { cells, wires, style } = sheetOf(sizes, width);
      const units = cells.flat();
      const biases = cells
        .slice(1)
        .flat()
        .map((cell) => biasBox(cell, style));
      const boxes = [...units, ...biases, ...wires.map(({ box }) => box)];
      const where = `${sizes} at ${width}`;
      assert.equal(
        wires.length,
        sizes.slice(1).reduce((sum, n, i) => sum + n * sizes[i], 0),
        where,
      );
      boxes.forEach((box, i) => {
        assert.ok(box.width >= 26 && box.height >= 12, `${where}: room for a number`);
        assert.ok(box.x >= 0 && box.x + box.width <= width, `${where}: within the strip`);
        assert.ok(box.y >= 18 && box.y + box.height <= height - 16, `${where}: between names and loss`);
        const under = boxes.slice(i + 1).find((other) => overlap(box, other));
        if (under) assert.fail(`${where}: ${JSON.stringify([box, under])}`);
      });
    }
  }
  assert.ok(networksSeen > 300);
});

test('the line of a weight runs from unit to unit, through its label and forward', () => {
  for (const width of WIDTHS) {
    const { cells, wires } = sheetOf([2, 3, 1], width);
    for (const { stage, from, to, line, box } of wires) {
      const [source, target] = [cells[stage][from], cells[stage + 1][to]];
      assert.deepEqual(line[0], [source.x + source.width, source.y + source.height / 2]);
      assert.deepEqual(line.at(-1), [target.x, target.y + target.height / 2]);
      assert.ok(
        line.slice(1).every(([x], i) => x >= line[i][0]),
        'never backward',
      );
      assert.ok(line.slice(1, 3).every(([, y]) => Math.abs(y - box.y - box.height / 2) < EPSILON));
    }
  }
});

test('the strip grows with the labels, and a wide one names its numbers', () => {
  assert.ok(heightByHand([4, 4, 4, 4, 4], 320) > heightByHand([4, 4, 4, 4, 4], 1200));
  assert.ok(heightByHand([2, 2, 1], 800) < 260);
  const { style } = sheetOf([2, 2, 1], 800);
  assert.deepEqual([style.label, style.names, style.long, style.digits], ['named', true, true, 3]);
  const narrow = sheetOf([2, 2, 1], 290).style;
  assert.deepEqual([narrow.label, narrow.names, narrow.digits], ['pair', false, 2]);
});

test('a unit is found in its cell, a weight at its label and along its line', () => {
  const sheet = sheetOf([2, 2, 1], 800);
  const cell = sheet.cells[1][1];
  assert.deepEqual(cellAt(sheet, cell.x + 3, cell.y + 3), { column: 1, slot: 1 });
  assert.equal(cellAt(sheet, 1, 1), null);
  for (const wire of sheet.wires) {
    assert.equal(wireAt(sheet, wire.box.x + 2, wire.box.y + 2), wire);
    const [[x1, y1], [x2, y2]] = wire.line.slice(2);
    // Away from where lines cross.
    assert.ok(wireAt(sheet, x1 + 0.9 * (x2 - x1), y1 + 0.9 * (y2 - y1)));
  }
  assert.equal(wireAt(sheet, 1, 1), null);
});

test('a number has as many digits as fit, then only its power of ten', () => {
  const within = (n) => (text) => text.length <= n;
  assert.equal(fitted(0.12345, 3, within(9)), '0.123');
  assert.equal(fitted(0.12345, 3, within(4)), '0.12');
  assert.equal(fitted(-0.12345, 3, within(4)), '−.12', 'rather than a digit less');
  assert.equal(fitted(-0.12345, 3, within(3)), '−.1');
  assert.equal(fitted(-0.12345, 3, within(1)), '−10^-1');
  assert.equal(fitted(0, 3, within(0)), '0');
  assert.equal(fitted(Infinity, 3, within(0)), '∞');
});

test('only networks of at most four hidden layers of four units are followed by hand, and they begin slowly', () => {
  assert.ok(followable(SMALL));
  assert.ok(followable({ ...SMALL, stages: 5, widest: 4 }));
  for (const large of [{ stages: 6 }, { widest: 5 }, { time: { steps: 3 } }, { skip: 'identity' }]) {
    assert.ok(!followable({ ...SMALL, ...large }));
    assert.equal(slowFor({ ...SMALL, ...large }), null);
  }
  assert.equal(slowFor(SMALL), 'phase');
  assert.equal(slowFor({ ...SMALL, parameters: 2 }), 'step', 'a step a second on a landscape');
  for (const key of ['phase', 'step'])
    assert.ok(
      SPEEDS.some((speed) => speed.key === key),
      'a speed there is',
    );
});

test('a step begins with an empty sheet, which fills up with its phases', () => {
  const at = (name, stage = null) => {
    const all = [-1, 0, 1].map((of) => progress({ name, stage }, of));
    return all.map(
      ({ forward, backward, update, fresh }) => [forward, backward, update].map(Number).join('') + (fresh ?? ''),
    );
  };
  assert.deepEqual(at('start'), ['000', '000', '000']);
  assert.deepEqual(at('sample'), ['100forward', '000', '000']);
  assert.deepEqual(at('forward', 0), ['100', '100forward', '000']);
  assert.deepEqual(at('forward', 1), ['100', '100', '100forward']);
  assert.deepEqual(at('loss'), ['100', '100', '100']);
  assert.deepEqual(at('backward', 1), ['100', '100', '110backward']);
  assert.deepEqual(at('backward', 0), ['100', '110backward', '110']);
  assert.deepEqual(at('clip'), ['100', '110', '110']);
  assert.deepEqual(at('update'), ['100', '111update', '111update']);
});

// ---- what is printed ------------------------------------------------------------------------------------------

const COLUMNS = [
  { size: 1, a: [1], z: null, b: null, d_z: null, dropped: [] },
  { size: 2, a: [0.7, 0.3], z: [0.9, -0.8], b: [0.05, -0.04], d_z: [0.011, -0.022], dropped: [false, true] },
];
const EDGES = Float32Array.from([0, 0, 0, 0.5, 0.25, -0.125, 0, 0, 1, -0.75, 0.375, 0.0625]);

/** The texts that a phase prints. */
function printed(phase, { width = 700, chosen = null } = {}) {
  const palette = { ink: 'black', muted: 'gray', paper: 'white', signal: 'blue', gradient: 'orange', accent: 'navy' };
  palette.edges = Array(6).fill('gray');
  const scale = { color: () => 'blue' };
  const view = {
    summary: { ...SMALL, stages: 1 },
    frame: { phase, loss: 0.42 },
    axis: new Axis(1, width),
    palette,
    scales: { signal: scale, gradient: scale },
  };
  const pen = new SvgPen({ width, height: heightByHand([1, 2], width), font: 'serif' });
  const byHand = new ByHand(view);
  byHand.paint(pen, { columns: COLUMNS, edges: EDGES }, { unit: chosen, edge: -1 });
  return { texts: [...String(pen).matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text), svg: String(pen), byHand };
}

test('each phase prints what it has computed, and the update the new weights with their change', () => {
  const has = (name, stage, ...numbers) => {
    const { texts } = printed({ name, stage });
    const all = ['1', '0.9', '−0.8', '0.7', '0.3', '0.011', '−0.022', '0.25', '0.375', '−0.125', '+0.0625', 'L 0.42'];
    const shown = all.filter((text) => texts.includes(text));
    assert.deepEqual(shown, numbers, `${name} ${stage}`);
    for (const always of ['0.5', '−0.75', '0.05', '−0.04']) assert.ok(texts.includes(always), `${name}: ${always}`);
  };
  has('start', null);
  has('sample', null, '1');
  has('forward', 0, '1', '0.9', '−0.8', '0.7', '0.3');
  has('loss', null, '1', '0.9', '−0.8', '0.7', '0.3', 'L 0.42');
  has('backward', 0, '1', '0.9', '−0.8', '0.7', '0.3', '0.011', '−0.022', '0.25', '0.375', 'L 0.42');
  has('update', null, '1', '0.9', '−0.8', '0.7', '0.3', '0.011', '−0.022', '−0.125', '+0.0625', 'L 0.42');
});

test('a narrow strip prints numbers without names, and a dropped unit is dashed', () => {
  const wide = printed({ name: 'backward', stage: 0 });
  const narrow = printed({ name: 'backward', stage: 0 }, { width: 160 });
  assert.ok(wide.texts.includes('∂L/∂w') && wide.texts.includes('∂L/∂z'));
  assert.ok(!narrow.texts.includes('∂L/∂w') && !narrow.texts.includes('z'));
  assert.ok(narrow.texts.includes('0.25'));
  assert.match(wide.svg, /stroke-dasharray="3 3"/);
});

test('an edge under the pointer is named by its place among the edges', () => {
  const { byHand } = printed({ name: 'start', stage: null });
  const [, second] = byHand.sheet.wires;
  assert.equal(byHand.edgeAt(EDGES, second.box.x + 1, second.box.y + 1), 6);
  assert.equal(byHand.edgeAt(EDGES, 0, 0), -1);
  const cell = byHand.sheet.cells[1][0];
  assert.deepEqual(byHand.unitAt(cell.x + 1, cell.y + 1), { column: 1, slot: 0 });
});
