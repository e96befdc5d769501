// Pictures of the network, drawn through the SVG end of the pen: what stands where, and in which color.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Axis } from '../../www/lab/draw/axis.js';
import { SvgPen } from '../../www/lab/draw/svgpen.js';
import { paintConfusion, paintProbabilities } from '../../www/lab/cards/pictures.js';
import { paintEdges, paintSigned, paintUnitEdges } from '../../www/lab/strips/edges.js';
import { columnUnder, edgeAt, layoutDiagram, unitAt } from '../../www/lab/strips/layout.js';
import { markOddity, paintScale } from '../../www/lab/strips/marks.js';
import { paintBands, paintSkips, skipsIn } from '../../www/lab/strips/skips.js';
import { olderIn } from '../../www/lab/run/phase.js';
import { paintNames, paintSizes, paintStack } from '../../www/lab/strips/units.js';
import { LogScale } from '../../www/lab/wasm/logscale.js';
import './lab.mjs';

const palette = {
  paper: 'paper',
  ink: 'ink',
  muted: 'muted',
  line: 'line',
  signal: 'signal',
  gradient: 'gradient',
  accent: 'accent',
  empty: 'empty',
  edges: ['e0', 'e1', 'e2', 'e3', 'e4', 'e5'],
  flash: ['f0', 'f1', 'f2', 'f3', 'f4', 'f5'],
};
const scale = { at: (value) => Math.min(1, Math.abs(value)), color: (value) => `c${value}` };
const look = { palette, scales: { signal: scale, gradient: scale } };
const tones = look;
const pen = (width = 300, height = 200) => new SvgPen({ width, height, font: 'serif' });
const all = (text, pattern) => [...String(text).matchAll(pattern)].map(([, first]) => first);

const column = (shown, more = {}) => ({
  size: shown.length,
  shown,
  a: null,
  d_z: null,
  dropped: shown.map(() => false),
  skip: false,
  ...more,
});
const COLUMNS = [column([0, 1]), column([0, 1]), column([0])];
/** Stage, from, to, weight, gradient, step. */
const EDGES = Float32Array.from([...[0, 0, 0, 0.5, 0.25, 0.5], ...[0, 1, 1, -2, 0.75, 0], ...[1, 0, 0, 0, 1, 1]]);
const layout = (columns = COLUMNS, width = 300) => layoutDiagram(new Axis(columns.length - 1, width), 200, columns, 1);

test('columns of units stand on the axis, and a point finds its unit and its edge', () => {
  const placed = layout();
  assert.deepEqual(
    [...placed.stacks.values()].map(({ x }) => x),
    [50, 150, 250],
  );
  const { x, ys } = placed.stacks.get(1);
  assert.deepEqual(unitAt(placed, x, ys[1]), { column: 1, slot: 1 });
  assert.equal(unitAt(placed, 100, 10), null);
  const [from, to] = [placed.stacks.get(0), placed.stacks.get(1)];
  assert.equal(edgeAt(placed, EDGES, 100, (from.ys[0] + to.ys[0]) / 2), 0);
  assert.equal(edgeAt(placed, EDGES, 100, 199), -1);
});

test('many layers get a lens of five, in which the pointer finds the enlarged column', () => {
  const columns = Array.from({ length: 101 }, () => column([0, 1]));
  const axis = new Axis(100, 300);
  const placed = layoutDiagram(axis, 200, columns, 50);
  assert.deepEqual([placed.lens.first, placed.lens.last], [48, 52]);
  assert.deepEqual([...placed.stacks.keys()], [48, 49, 50, 51, 52]);
  assert.equal(columnUnder(placed, axis, 10, 1), 3);
  assert.equal(columnUnder(placed, axis, 10, placed.lens.top + 1), 48);
  assert.deepEqual(layoutDiagram(axis, 200, columns, 0).lens.first, 0);
  assert.deepEqual(layoutDiagram(axis, 200, columns, 100).lens.last, 100);
});

test('the running phase lights its edges: blue up, by their gradient down, dark where the update moves them', () => {
  const strokes = (phase) => {
    const picture = pen();
    paintEdges(picture, layout(), EDGES, phase, tones);
    return all(picture, /stroke="(\w[^"]*)"/g).sort();
  };
  const resting = strokes({ name: 'start', stage: null });
  assert.deepEqual(resting, ['e0', 'e4', 'e5']);
  assert.deepEqual(strokes({ name: 'forward', stage: 0 }), ['e0', 'signal', 'signal']);
  assert.deepEqual(strokes({ name: 'backward', stage: 1 }), ['c1', 'e4', 'e5']);
  assert.deepEqual(strokes({ name: 'backward', stage: 0 }), ['c0.25', 'c0.75', 'c1']);
  // The update is ΔW itself: a weight with a gradient that the optimizer does not move stays at rest.
  const moved = strokes({ name: 'update', stage: null });
  assert.deepEqual([moved.length, moved.filter((stroke) => stroke.startsWith('f')).length], [3, 2]);
  assert.ok(moved.includes('e5'), `the weight that does not move rests: ${moved}`);
});

test('a unit’s weights show their sign by color and dash', () => {
  const picture = pen();
  paintUnitEdges(picture, layout(), EDGES, { column: 0, slot: 1 }, palette);
  paintSigned(picture, layout(), EDGES, 0, palette);
  assert.deepEqual(all(picture, /stroke="(\w+)"/g), ['gradient', 'signal']);
  assert.deepEqual(all(picture, /stroke-dasharray="([^"]*)"/g), ['5 3']);
});

test('a unit shows its activation, its sign, its gradient, and what is not finite', () => {
  const draw = (a, d_z, dropped = [false]) => {
    const picture = pen();
    paintStack(
      picture,
      { x: 50, ys: [50], unit: 16 },
      { a: a === null ? null : [a], d_z: d_z === null ? null : [d_z], dropped },
      false,
      look,
    );
    return String(picture);
  };
  assert.match(draw(null, null), /fill="empty"/);
  assert.match(draw(0.5, 0.5), /<rect[^>]*fill="c0\.5".*<circle[^>]*r="3\.5" fill="gradient"/);
  assert.equal(all(draw(-0.5, null), /<rect[^>]*fill="(ink)"/g).length, 1, 'the mark of a negative activation');
  assert.match(draw(NaN, null), /<path[^>]*stroke="gradient"/);
  assert.doesNotMatch(draw(0.5, 0.001), /circle/, 'a dying gradient leaves no disc');
  assert.match(draw(0.5, 0.5, [true]), /stroke-dasharray="2 2"/);
});

test('what is of the step before a crash is pale, and Watch has no marks that nothing explains', () => {
  const draw = (given, older) => {
    const picture = pen();
    paintStack(
      picture,
      { x: 50, ys: [50], unit: 16 },
      { a: [-0.5], d_z: [0.5], dropped: [false] },
      false,
      given,
      older,
    );
    return String(picture);
  };
  const stopped = { phase: 'backward', stage: 2 };
  const pale = draw(look, olderIn(1, stopped));
  assert.match(pale, /<circle[^>]*opacity="0\.3"/);
  assert.doesNotMatch(pale, /<rect[^>]*opacity/, 'the signal is of the step that stopped');
  assert.doesNotMatch(draw(look, olderIn(3, stopped)), /opacity/);
  assert.match(draw(look, olderIn(3, { phase: 'forward', stage: 1 })), /<rect[^>]*opacity="0\.3"/);
  assert.equal(all(draw({ ...look, detail: 'watch' }), /<rect[^>]*fill="(ink)"/g).length, 0);
});

test('skips are arcs with a plus, and stages without single weights are bands', () => {
  const columns = [column([0]), column([0], { skip: true }), column([0])];
  const picture = pen();
  paintSkips(picture, layout(columns), columns, { name: 'forward', stage: 0 }, palette);
  assert.equal(skipsIn(columns), 1);
  assert.match(String(picture), /<path d="M[^"]*C[^"]*" fill="none" stroke="signal"/);
  assert.equal(all(picture, /(<line)/g).length, 2);
  const bands = pen();
  paintBands(bands, layout(), EDGES.slice(12), { w_norm: [1, 1] }, { name: 'start', stage: null }, palette);
  assert.equal(all(bands, /(<rect)/g).length, 2, 'stage 0 has no edges here');
});

test('names and sizes stand under their columns', () => {
  const picture = pen();
  paintNames(picture, new Axis(2, 300), palette);
  paintSizes(picture, layout([column([0, 1], { size: 32 }), column([0]), column([0])]), { stages: 2 }, palette);
  assert.deepEqual(all(picture, />([^<>]+)<\/text>/g), ['in', '1', 'out', '2 of 32', '1', '1']);
});

test('where columns are narrow, layer 1 and the highest keep their names', () => {
  const named = (stages, width) => {
    const picture = pen(width);
    paintNames(picture, new Axis(stages, width), palette);
    return all(picture, />([^<>]+)<\/text>/g);
  };
  for (const width of [330, 300, 280]) {
    const names = named(11, width);
    assert.deepEqual([names[0], names[1], names.at(-2), names.at(-1)], ['in', '1', '10', 'out'], `${width}: ${names}`);
  }
  assert.deepEqual(named(101, 300).slice(0, 1), ['in']);
});

test('a value that is no number is hatched and named inside its own column', () => {
  const picture = pen(300, 60);
  markOddity(picture, { x: 100, width: 40 }, 'NaN', palette);
  assert.match(String(picture), /<clipPath[^>]*><rect x="100" y="0" width="40" height="60"/);
  assert.match(String(picture), />NaN<\/text>/);
  const narrow = pen(300, 60);
  markOddity(narrow, { x: 100, width: 5 }, 'NaN', palette);
  assert.doesNotMatch(String(narrow), /NaN/);
});

test('a scale has its ticks, and dashed lines where number formats end', () => {
  const picture = pen(300, 60);
  paintScale(picture, new LogScale(-10, 0), () => 30, palette);
  assert.equal(all(picture, /stroke="(line)"/g).length, 2);
  assert.equal(all(picture, /(stroke-dasharray)/g).length, 1);
});

test('bars and matrices mark the true answer', () => {
  const picture = pen(100, 50);
  paintProbabilities(picture, [0.2, 0.8, NaN], 1, palette);
  assert.deepEqual(all(picture, /fill="(\w+)"/g), ['e3', 'signal', 'e3']);
  const table = pen(100, 100);
  paintConfusion(table, { classes: 2, counts: [9, 1, 0, 4] }, 16, palette);
  assert.deepEqual(all(table, /fill="(signal|gradient)"/g), ['signal', 'gradient', 'signal']);
});

test('a column that hides units never passes off all of them as drawn', () => {
  const columns = Array.from({ length: 12 }, () => column([0, 1, 2, 3, 4, 5, 6, 7], { size: 32 }));
  for (let width = 240; width < 1200; width += 12) {
    const picture = pen(width);
    paintSizes(picture, layout(columns, width), { stages: 11 }, palette);
    const sizes = all(picture, />([^<]+)<\/text>/g);
    assert.ok(sizes.length > 3, `some columns are named at ${width} px`);
    for (const words of sizes) assert.match(words, /8( of |\/)32$/, `at ${width} px`);
  }
});
