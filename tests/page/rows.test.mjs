// The rows of compared runs: shares of the gradient and their words, places on the common axis, names, outcomes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { memoryPart } from '../../www/lab/compare/cellrow.js';
import { curveKind, outcomeOf } from '../../www/lab/compare/outcome.js';
import { highest } from '../../www/lab/compare/rowcurve.js';
import {
  besideBar,
  layoutRow,
  liveliest,
  numbered,
  pointsOf,
  thinned,
  unitsIn,
  upToNow,
} from '../../www/lab/compare/rowlayout.js';
import { cellLine, changeLine, shortened } from '../../www/lab/compare/rownames.js';
import { shareTicks } from '../../www/lab/compare/shares.js';
import { Axis } from '../../www/lab/draw/axis.js';
import { sharesOfLast } from '../../www/lab/strips/share.js';
import './lab.mjs';

test('a share is a part of the last stage’s gradient', () => {
  assert.deepEqual(sharesOfLast([1, 2, 4]), [0.25, 0.5, 1]);
  assert.deepEqual(sharesOfLast([null, 2, 4]), [null, 0.5, 1]);
  assert.deepEqual(sharesOfLast([1, 2, null]), [null, null, null]);
  assert.deepEqual(sharesOfLast([0, 0]), [0, 0], 'nothing of nothing is nothing');
  assert.deepEqual(sharesOfLast([NaN, 0, 1]), [NaN, 0, 1]);
  assert.deepEqual(sharesOfLast([2, 0]), [Infinity, 0], 'over a skip connection more may arrive than at the top');
  assert.deepEqual(sharesOfLast([0, 4]), [0, 1]);
  assert.deepEqual(sharesOfLast([]), []);
});

test('a scale of shares has few ticks however far it reaches, all among them', () => {
  const exponents = (...given) => shareTicks(...given).map(({ exponent }) => exponent);
  assert.deepEqual(exponents(-6, 0), [0, -3, -6]);
  assert.deepEqual(exponents(-6, 3), [3, 0, -3, -6]);
  assert.deepEqual(exponents(-18, 0), [0, -6, -12, -18]);
  for (const [low, high] of [
    [-9, 0],
    [-14, 2],
    [-45, 0],
    [-6, 30],
  ]) {
    const all = exponents(low, high);
    assert.ok(all.includes(0) && all.length <= 4, `${all} from ${low} to ${high}`);
  }
  const words = (short) => shareTicks(-6, 0, short).map(({ text }) => text);
  assert.deepEqual(words(false), ['1 in 10^0', '1 in 10^3', '1 in 10^6']);
  assert.deepEqual(words(true), ['1 in 10^0', '1/10^3', '1/10^6'], 'in a narrow place');
});

const column = (shown, skip = false) => ({ size: 32, shown: Array.from({ length: shown }, (_, i) => i), skip });

test('hidden layers stand on the common axis from layer 1 on, inside the picture', () => {
  const axis = new Axis(9, 800);
  const columns = [column(5), ...Array.from({ length: 10 }, () => column(5)), column(5)];
  const { stacks, overview } = layoutRow(axis, 84, columns);
  assert.equal(overview, null);
  assert.deepEqual([...stacks.keys()], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.equal(stacks.get(1).x, axis.center(0));
  for (const { ys, unit } of stacks.values()) {
    assert.ok(ys[0] - unit / 2 >= 0 && ys.at(-1) + unit / 2 <= 84, 'no unit is cut');
    for (let i = 1; i < ys.length; i++) assert.ok(ys[i] - ys[i - 1] > unit, 'units stay apart');
  }
  const skipped = layoutRow(axis, 84, [column(5), column(5, true), column(5)]);
  assert.ok(skipped.stacks.get(1).ys[0] > stacks.get(1).ys[0], 'an arc has room');
});

test('a hundred layers are thin cells, and a shorter run ends earlier on the same axis', () => {
  const axis = new Axis(99, 800);
  const hundred = layoutRow(
    axis,
    84,
    Array.from({ length: 102 }, () => column(5)),
  );
  assert.equal(hundred.stacks.size, 0);
  assert.ok(hundred.overview.height > 60);
  const short = layoutRow(new Axis(9, 800), 84, [column(5), column(5), column(5), column(5)]);
  assert.deepEqual([...short.stacks.keys()], [1, 2]);
});

test('a low picture shows fewer units', () => {
  assert.deepEqual([44, 56, 84, 300].map(unitsIn), [3, 4, 6, 6]);
});

test('the first and the last column carry a number, and no two touch', () => {
  assert.deepEqual(numbered(10, 80, 24), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(numbered(40, 20, 30), [1, 5, 10, 15, 20, 25, 30, 35, 40]);
  assert.deepEqual(numbered(1, 800, 24), [1]);
  for (const [columns, pitch] of [
    [40, 6],
    [100, 2.6],
    [99, 8],
    [11, 25],
  ]) {
    const all = numbered(columns, pitch, 26);
    assert.deepEqual([all[0], all.at(-1)], [1, columns]);
    for (let i = 1; i < all.length; i++) assert.ok((all[i] - all[i - 1]) * pitch >= 26, `${all}`);
  }
});

test('a share stands clear of the bars and inside the picture', () => {
  const bars = { left: 0, right: 20, tops: [90, 80, 70, 60, 50], pitch: 20, width: 100 };
  assert.deepEqual(besideBar(bars, 40, false), { x: 25, y: 56 });
  assert.deepEqual(besideBar({ ...bars, left: 80, right: 100 }, 40, false), { x: 35, y: 56 }, 'at the left');
  assert.deepEqual(besideBar(bars, 30, true), { x: 0, y: 76 }, 'over the bar, but not cut');
});

test('a curve is thinned to means and ends where it is no number', () => {
  const points = pointsOf([0, 2, 1, 4, 2, 6, 3, 8], 2, 1);
  assert.deepEqual(thinned(points, 2), [
    { step: 1, value: 3 },
    { step: 3, value: 7 },
  ]);
  assert.deepEqual(thinned(points, 100), points);
  assert.deepEqual(thinned([...points, { step: 4, value: Infinity }, { step: 5, value: 1 }], 100), points);
  assert.deepEqual(thinned([], 10), []);
  assert.deepEqual(pointsOf([10, 2.3, 0.1, 20, 2.2, 0.4], 3, 2), [
    { step: 10, value: 0.1 },
    { step: 20, value: 0.4 },
  ]);
});

test('the axis of losses holds guessing, and does not follow a run that explodes', () => {
  const curve = (...values) => values.map((value, step) => ({ step, value }));
  assert.equal(highest([curve(1, 0.5)], null), 1);
  assert.equal(highest([curve(0.1)], 1), 1.2);
  assert.equal(highest([curve(1.5), curve(0.2)], 1), 1.5);
  assert.equal(highest([curve(5000, Infinity)], 1), 2);
});

test('of many units those are shown that vary most, in their order', () => {
  const gray = [128, 128, 128, 255];
  const [blue, orange] = [
    [40, 100, 220, 255],
    [220, 120, 40, 255],
  ];
  const rows = [
    [blue, blue, blue],
    [blue, orange, blue],
    [gray, gray, gray],
    [gray, gray, blue],
  ];
  const picture = { width: 3, height: 4, pixels: rows.flat(2) };
  assert.deepEqual(liveliest(picture, 2), [1, 3]);
  assert.deepEqual(liveliest(picture, 9), [0, 1, 2, 3]);
});

test('a cell remembers in c where it has one, at its top level', () => {
  const part = (role, level = 0) => ({ role, level });
  assert.equal(memoryPart([part('gate'), part('memory'), part('state')]), 1);
  assert.equal(memoryPart([part('gate'), part('state')]), 1);
  assert.equal(memoryPart([part('memory'), part('memory', 1), part('state', 1)]), 1);
  assert.equal(memoryPart([]), -1);
});

test('a long name is cut short, and each run says how it has come about', () => {
  assert.deepEqual(['ReLU + He', 'a + b + c + d + e'].map(shortened), ['ReLU + He', 'a + b + 3 more']);
  const change = (label) => ({ label, here: '1', there: '2' });
  assert.equal(changeLine(null), 'the run as it was');
  assert.equal(changeLine([change('Activation')]), 'one change, from the same seed');
  assert.equal(changeLine([change('Activation'), change('Width')]), 'two changes, from the same seed');
  assert.equal(changeLine([change('Seed')]), 'another seed');
  assert.equal(changeLine([change('Seed'), change('Width')]), 'one change and another seed');
});

test('a cell is told by its memory and its gates', () => {
  const gate = { role: 'gate', gate: true, level: 0 };
  const of = (role) => ({ role, gate: false, level: 0 });
  assert.equal(cellLine([gate, gate, gate, of('memory'), of('state')]), 'memory c, three gates');
  assert.equal(cellLine([gate, gate, of('state')]), 'state h, one gate keeps it');
  assert.equal(cellLine([of('pre_activation'), of('state')]), 'one state h, rewritten each time step');
});

const DIGITS = { task: 'digits', time: null, chance_accuracy: 0.1, chance_loss: 2.3 };
const ADDING = { task: 'regression', time: { steps: 40 }, chance_accuracy: null, chance_loss: 0.17 };

/** @param {object} summary @param {number[]} scores @param {object} frame */
const outcome = (summary, scores, frame = {}) =>
  outcomeOf({ summary, scores, frame: { step: 600, stopped: null, ...frame }, learned: 0.45 });

test('an outcome is green only where it is clearly better than guessing', () => {
  assert.deepEqual(outcome(DIGITS, [600, 2.3, 0.11]), {
    tone: 'open',
    large: '11\u202f%',
    small: 'of the digits right',
  });
  assert.equal(outcome(DIGITS, [600, 0.2, 0.97]).tone, 'learns');
  assert.equal(outcome(DIGITS, [600, 1.5, 0.4]).tone, 'unknown', 'it may be on its way');
  assert.equal(
    outcome(DIGITS, [0, 2.4, 0.08], { step: 0 }).tone,
    'unknown',
    'before the first step nothing has failed',
  );
  assert.equal(outcome(DIGITS, [700, 0.2, 0.97]).large, '', 'a score from later steps is not this run’s');
});

test('through time the word leads, and a short run is not yet judged', () => {
  assert.deepEqual(outcome(ADDING, [600, 0.003, 0]), { tone: 'learns', large: 'learns', small: 'loss 0.003' });
  assert.deepEqual(outcome(ADDING, [600, 0.17, 0]), {
    tone: 'open',
    large: 'does not learn',
    small: 'loss 0.17, guessing 0.17',
  });
  assert.equal(outcome(ADDING, [30, 0.17, 0], { step: 30 }).large, 'has not learned yet');
  assert.equal(outcome(ADDING, [0, 0.17, 0], { step: 0 }).large, 'not trained yet');
});

test('a run that stopped says so, and a task without answers has no outcome', () => {
  const stopped = outcome(DIGITS, [0, 2.3, 0.1], { stopped: { step: 4, value: 'infinite' } });
  assert.deepEqual(stopped, { tone: 'explodes', large: 'explodes', small: 'stopped in training step 5: infinite' });
  const undefinedNumber = outcome(DIGITS, [0, 2.3, 0.1], { stopped: { step: 0, value: 'NaN' } });
  assert.equal(undefinedNumber.large, 'NaN', 'nothing need have grown');
  assert.equal(outcome({ ...DIGITS, task: 'probe', chance_accuracy: null, chance_loss: null }, []).large, '');
});

test('without a loss of guessing an error is only a number', () => {
  const unknown = { ...ADDING, time: null, chance_loss: null };
  assert.deepEqual(outcome(unknown, [600, 0.058, NaN]), { tone: 'unknown', large: '0.058', small: 'loss' });
});

test('an error that is not finite is told in words, whether the run has stopped or not', () => {
  const said = { tone: 'explodes', large: 'explodes', small: 'its loss is not finite' };
  assert.deepEqual(outcome({ ...ADDING, time: null }, [600, NaN, NaN]), said);
  assert.deepEqual(outcome(ADDING, [600, Infinity, NaN]), said);
  assert.equal(outcome(DIGITS, [600, NaN, 0.97]).large, '97\u202f%', 'right answers may outlive the loss');
});

test('curves show the accuracy only where all runs have it from early on', () => {
  const run = (from, n, classes = true) => ({
    scores: Array.from({ length: 3 * n }, (_, i) => (i % 3 ? 0.5 : from + i)),
    step: 600,
    classes,
  });
  assert.equal(curveKind([run(10, 8), run(0, 4)]), 'accuracy');
  assert.equal(curveKind([run(10, 8), run(590, 8)]), 'loss', 'evaluated late');
  assert.equal(curveKind([run(10, 3)]), 'loss', 'evaluated too seldom');
  assert.equal(curveKind([run(10, 8, false)]), 'loss');
});

test('a curve of losses ends at the number beside it', () => {
  const losses = [
    { step: 8, value: 3 },
    { step: 9, value: 2 },
  ];
  const score = (step) => [{ step, value: 1 }];
  assert.deepEqual(upToNow(losses, score(10)), [...losses, ...score(10)]);
  assert.equal(upToNow(losses, score(5)), losses, 'a score of an earlier step would turn the curve back');
  assert.equal(upToNow(losses, []), losses);
  assert.deepEqual(upToNow([], score(0)), score(0));
});
