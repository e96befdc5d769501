// The loss over two parameters: window, levels, lines, and the card that computes and paints them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { SvgPen } from '../../www/lab/draw/svgpen.js';
import { contour, levelsOf, lowest, namesOf, ticksOf, windowFor } from '../../www/lab/cards/contours.js';
import { linesOf, paintLandscape, plotOf } from '../../www/lab/cards/landscapepicture.js';
import './lab.mjs';

const bowl = (x, y) => 0.5 * (x * x + 10 * y * y);

function fieldOf(loss, n = 41, half = 2) {
  const ticks = ticksOf(n, half);
  return { n, half, values: Float64Array.from(ticks.flatMap((y) => ticks.map((x) => loss(x, y)))) };
}

test('the window holds the origin and the path, and grows in few steps', () => {
  assert.equal(windowFor([[1, 1]]), 1.5);
  assert.equal(windowFor([[0.1, -13]]), 20);
  assert.ok(windowFor([[0, 0]]) > 0);
  assert.equal(
    windowFor([
      [1, 1],
      [NaN, Infinity],
    ]),
    1.5,
  );
  let [windows, last] = [0, 0];
  for (let far = 1; far < 1000; far *= 1.01) {
    const half = windowFor([[far, 0.1]]);
    assert.ok(half >= 1.15 * far && half <= 2 * far, `${far}: ${half}`);
    if (half !== last) windows += 1;
    last = half;
  }
  assert.ok(windows < 26, `${windows} windows in three decades`);
});

test('levels are evenly spaced in their logarithm, at least six where the loss varies', () => {
  const levels = levelsOf(fieldOf(bowl).values);
  assert.ok(levels.length >= 6 && levels.length <= 12);
  levels.slice(1).forEach((level, i) => assert.ok(Math.abs(level / levels[i] - Math.sqrt(10)) < 1e-9));
  const narrow = levelsOf(fieldOf((x) => 1 + 0.1 * x).values);
  assert.ok(narrow.length >= 6 && narrow[0] > 0.8 && narrow.at(-1) < 1.2);
  assert.deepEqual(levelsOf([NaN, Infinity]), []);
  assert.equal(levelsOf([-1, 1]).length, 9, 'of a loss that may be negative, evenly spaced');
  assert.deepEqual(levelsOf([3, 3, 3]), []);
});

test('every line lies where the bowl has its level', () => {
  const field = fieldOf(bowl);
  const ticks = ticksOf(field.n, field.half);
  const value = (i) => ticks[0] + (i / (field.n - 1)) * 2 * field.half;
  for (const level of [1, Math.sqrt(10), 10]) {
    const pieces = contour(field, level);
    assert.ok(pieces.length > 30);
    for (const [x, y] of pieces.flat()) {
      assert.ok(
        Math.abs(bowl(value(x), value(y)) - level) < 0.04 * (1 + level),
        `${level} at ${value(x)}, ${value(y)}`,
      );
    }
  }
  assert.deepEqual(contour(field, 1e9), []);
  assert.deepEqual(
    contour(
      fieldOf(() => NaN),
      1,
    ),
    [],
    'no line beside what is not a number',
  );
});

test('the lowest point is marked only where it is one, and within the picture', () => {
  assert.deepEqual(lowest(fieldOf(bowl)), { at: [0, 0], value: 0 });
  assert.equal(lowest(fieldOf((x, y) => (x * y) ** 2)), null, 'a cross of zeros');
  assert.equal(lowest(fieldOf((x, y) => x + y)), null, 'it may fall on beyond the edge');
  assert.equal(lowest(fieldOf(() => NaN)), null);
  const around = lowest(fieldOf((x, y) => (x < -1 ? NaN : bowl(x - 0.5, y))));
  assert.deepEqual(around, { at: [0.5, 0], value: 0 });
});

test('two parameters are named by their tensors', () => {
  assert.deepEqual(namesOf(['W1']), ['w₁', 'w₂']);
  assert.deepEqual(namesOf(['W1', 'W2']), ['w₁', 'w₂']);
  assert.deepEqual(namesOf(['W1', 'b1']), ['w', 'b']);
});

/** The picture of a walk over the bowl, as SVG. */
function painted(walk, half = 1.5, ground = true) {
  const pen = new SvgPen({ width: 300, height: 290, font: 'serif' });
  const palette = { ink: 'black', muted: 'gray', paper: 'white', signal: 'blue', gradient: 'orange' };
  palette.edges = Array(6).fill('silver');
  const field = fieldOf(bowl, 41, 1.5);
  const plot = plotOf(pen, half);
  const given = { next: null, lowest: null, names: ['w₁', 'w₂'], ...walk };
  paintLandscape(pen, plot, ground ? { field, lines: linesOf(field) } : null, given, palette);
  return { svg: String(pen), plot };
}

test('the picture has the path, its ends, and the next step once it is known', () => {
  const path = [
    [1, 1],
    [0.5, -0.9],
    [0.25, 0.8],
  ];
  const { svg, plot } = painted({ path });
  assert.match(svg, /<path d="M(\d+\.?\d* ?){2}L(\d+\.?\d* ?){2}L(\d+\.?\d* ?){2}" fill="none" stroke="blue"/);
  assert.equal(svg.match(/<circle/g).length, 3 + 2, 'a dot for each point, a ring at the start, a disc at the end');
  assert.ok(!svg.includes('orange'));
  const x = plot.left + plot.side * (0.5 + 0.25 / 3);
  assert.ok(svg.includes(`cx="${Math.round(1000 * x) / 1000}"`), 'the present point at its place');
  assert.ok(painted({ path, next: [0, -0.5] }).svg.includes('orange'));
  for (const name of ['w₁', 'w₂', '>1.5<', '>−1.5<', '>0<']) assert.ok(svg.includes(name), name);
  const dots = (n) => painted({ path: Array(n).fill([1, 1]) }).svg.match(/<circle/g).length;
  assert.deepEqual([dots(250), dots(251)], [252, 2], 'a long path is a line');
});

test('while a larger window is computed the old lines stay at their places', () => {
  const path = [[1, 1]];
  const [now, later] = [painted({ path }).svg, painted({ path }, 3).svg];
  assert.ok(later.includes('silver') && later !== now);
  assert.ok(!painted({ path }, 3, false).svg.includes('>10<'), 'before the first there are none');
  assert.doesNotMatch(
    painted({
      path: [
        [1e300, -1e300],
        [NaN, 1],
      ],
      next: [Infinity, 0],
    }).svg,
    /NaN|Infinity|e\+/,
  );
});
