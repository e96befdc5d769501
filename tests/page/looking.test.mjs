// What the reader looks at: selection, cursor, the place in a cell, and snapshots of one batch.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Cursor } from '../../www/lab/run/cursor.js';
import { Evaluation } from '../../www/lab/run/evaluation.js';
import { Selection } from '../../www/lab/run/selection.js';
import { Snapshot } from '../../www/lab/run/snapshot.js';
import { TimeCursor } from '../../www/lab/run/timecursor.js';

/** A clock that stands still: the machine's own would make the tests depend on what else runs. */
performance.now = () => 0;

const PARTS = [
  { name: 'f', level: 0 },
  { name: 'c', level: 0, role: 'memory' },
  { name: 'h', level: 1 },
];

function setUp({ phase = { name: 'update', stage: null }, blurred = false } = {}) {
  const reasons = [];
  const redraw = (...all) => reasons.push(...all);
  const asked = [];
  const lab = {
    cell_parts: () => PARTS,
    frame: () => reading.frame,
    sequence: (example) => ({ example }),
    gate_map: (part) => ({ width: 2, height: 1, pixels: [part] }),
    cell_view: (...where) => asked.push(where) && { where },
    evaluate_some: () => ({ step: reading.frame.step }),
  };
  const main = {
    lab,
    evaluateSome: () => {
      main.score = lab.evaluate_some();
      return true;
    },
  };
  const reading = {
    lab,
    runs: { main, others: [], any: false, get: () => main, step: 0 },
    frame: { step: 3, phase, stopped: null, forward_rms: [1, 1, 1, 1], d_a_rms: [1, 1, 1, 1] },
    summary: { stages: 4, batch: 4, time: { steps: 3, hidden: 5, levels: 2 } },
  };
  const player = { playing: blurred, blurred, seeking: null };
  const cursor = new Cursor(reading, player, redraw);
  const selection = new Selection(reading, redraw);
  const timeCursor = new TimeCursor(reading, player, cursor, redraw);
  const snapshot = new Snapshot(reading, player, selection, timeCursor, () => ({ dark: false, tab: 'time' }));
  const evaluation = new Evaluation(reading, player, redraw);
  return { reading, player, cursor, selection, timeCursor, snapshot, evaluation, reasons, asked, redraw };
}

test('the pointer borrows the inspector; what a click chose comes back', () => {
  const { selection, reasons } = setUp();
  const [unit, other] = [
    { kind: 'unit', stage: 1, index: 2 },
    { kind: 'unit', stage: 1, index: 3 },
  ];
  selection.select(unit);
  selection.hover(other);
  assert.equal(selection.shown, other);
  selection.hover(null);
  assert.equal(selection.shown, unit);
  const before = reasons.length;
  selection.hover({ ...unit });
  assert.equal(reasons.length, before, 'the same again is no news');
  selection.turnExample(-1);
  assert.equal(selection.example, 3);
  selection.forget();
  assert.deepEqual([selection.shown, selection.example], [null, 0]);
});

test('the cursor is at the pointer, else pinned, else where the phase works', () => {
  const { cursor, player } = setUp({ phase: { name: 'backward', stage: 2 } });
  assert.deepEqual([cursor.column, cursor.follows], [3, true]);
  cursor.pin(1);
  cursor.point(2);
  assert.deepEqual([cursor.column, cursor.follows], [2, false]);
  cursor.point(null);
  assert.equal(cursor.column, 1);
  cursor.clear();
  player.blurred = true;
  assert.equal(cursor.column, null);
});

test('arrow keys move over steps and units, and a map of a cell that has gone is no fault', () => {
  const { timeCursor, cursor } = setUp();
  assert.deepEqual([timeCursor.step, timeCursor.unit, timeCursor.level, timeCursor.hasMemory], [2, 0, 1, true]);
  assert.equal(timeCursor.key('Home', 1), true);
  assert.deepEqual([cursor.pinned, timeCursor.step, timeCursor.level, timeCursor.part], [1, 0, 0, 1]);
  timeCursor.key('ArrowDown', 1);
  timeCursor.key('ArrowRight', 9);
  assert.deepEqual([timeCursor.unit, timeCursor.step, timeCursor.part, timeCursor.level], [1, 1, null, 0]);
  for (let i = 0; i < 9; i++) timeCursor.key('ArrowDown');
  assert.equal(timeCursor.unit, 4);
  assert.equal(timeCursor.key('x'), false);
  timeCursor.forget();
  assert.deepEqual([timeCursor.unit, timeCursor.level], [0, 1]);
});

test('while single phases are shown there is a snapshot of each, with all pictures of one batch', () => {
  const { snapshot, reading } = setUp();
  assert.deepEqual([snapshot.sequence, snapshot.maps.length, snapshot.serial], [{ example: 0 }, 3, 1]);
  assert.equal(snapshot.sequence, snapshot.read, 'not taken again');
  reading.frame = { ...reading.frame, step: 4 };
  assert.ok(snapshot.maps);
  assert.equal(snapshot.serial, 2);
  reading.frame = { ...reading.frame, step: 0, phase: { name: 'start', stage: null } };
  assert.equal(snapshot.sequence, null, 'before the first batch there is none');
});

test('while phases fly by a snapshot is taken at the end of a step, and holds until the next', () => {
  const { snapshot, player, reading, cursor, asked } = setUp({ blurred: true });
  assert.deepEqual([snapshot.due, player.awaited()], [true, true], 'the run comes to the end of its step');
  assert.equal(snapshot.takeWhenDue(), true);
  assert.equal(player.awaited(), false, 'and goes on');
  assert.deepEqual([snapshot.due, snapshot.awaited, asked.length], [false, false, 1]);
  reading.frame = { ...reading.frame, step: 9, phase: { name: 'forward', stage: 0 } };
  assert.deepEqual([snapshot.frame.step, snapshot.sequence, snapshot.serial], [3, { example: 0 }, 1]);
  assert.deepEqual(snapshot.cell, { where: asked[0] });
  cursor.pin(1);
  assert.deepEqual([snapshot.awaited, snapshot.cell], [true, null], 'another step was not taken');
  assert.equal(snapshot.takeWhenDue(), false, 'not in the middle of a step');
});

test('a snapshot is taken for the view of comparisons too, and for no view without pictures of time', () => {
  const { snapshot } = setUp({ blurred: true });
  snapshot.page = () => ({ dark: false, tab: 'compare' });
  assert.equal(snapshot.due, true);
  snapshot.page = () => ({ dark: false, tab: 'depth' });
  assert.equal(snapshot.due, false);
});

test('what this batch has not reached yet is not shown', () => {
  const { snapshot, reading } = setUp({ phase: { name: 'forward', stage: 1 } });
  const at = (name, stage) => {
    reading.frame = { ...reading.frame, phase: { name, stage } };
    return [0, 1, 2, 3].map((step) => [snapshot.reached(step), snapshot.returned(step)]);
  };
  assert.deepEqual(
    at('forward', 1).map(([there]) => there),
    [true, true, false, false],
  );
  assert.deepEqual(
    at('backward', 2).map(([, back]) => back),
    [false, false, true, true],
  );
  assert.deepEqual(at('sample', null)[0], [false, false]);
  assert.deepEqual(at('update', null)[0], [true, true]);
});

test('an evaluation runs once per step, in slices, and not while seeking', () => {
  const { evaluation, reading, player, reasons } = setUp();
  evaluation.soon(); // however late it is
  player.seeking = 5;
  evaluation.tick(1000);
  assert.equal(evaluation.score, null);
  player.seeking = null;
  evaluation.tick(1000);
  assert.deepEqual([evaluation.score, reasons.at(-1)], [{ step: 3 }, 'evaluation']);
  evaluation.stale = true;
  evaluation.tick(10_000);
  assert.equal(reasons.filter((reason) => reason === 'evaluation').length, 1, 'the same step again is no news');
  reading.frame = { ...reading.frame, step: 4 };
  evaluation.stale = true;
  evaluation.tick(20_000);
  assert.deepEqual(evaluation.score, { step: 4 });
});

test('the picture of the boundary is part of an evaluation where it is on the page', () => {
  const { evaluation, reading } = setUp();
  let points = 0;
  Object.assign(reading.lab, { boundary_some: () => ++points % 3 === 0 });
  evaluation.tick(1000);
  assert.equal(points, 0, 'nobody sees it');
  evaluation.shows = () => true;
  evaluation.stale = true;
  evaluation.tick(10_000);
  assert.equal(points, 3, 'it has come into view, at the same step');
  evaluation.stale = true;
  evaluation.tick(20_000);
  assert.equal(points, 3, 'the same step again is no news');
  reading.frame = { ...reading.frame, step: 4 };
  evaluation.stale = true;
  evaluation.tick(30_000);
  assert.deepEqual([points, evaluation.score], [6, { step: 4 }]);
});
