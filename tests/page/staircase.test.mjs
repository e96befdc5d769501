// How much of the gradient arrives at each layer, and which of it is of the step under way.
import assert from 'node:assert/strict';
import test from 'node:test';
import { clearLabels, isFresh, newest, sharesOf } from '../../www/lab/strips/share.js';

test('shares are of what the highest hidden layer receives; the output has none', () => {
  assert.deepEqual(sharesOf([0.125, 0.25, 0.5, 3]), [0.25, 0.5, 1]);
  assert.deepEqual(sharesOf([null, null, 0.5, 3]), [null, null, 1]);
  assert.deepEqual(sharesOf([null, null]), [null]);
  assert.deepEqual(sharesOf([0.4]), [1], 'without hidden layers the output stands for itself');
  assert.deepEqual(sharesOf([0, 0, 1]), [0, 0], 'nothing of nothing is nothing');
});

test('in a backward pass only the layers that it has reached are of this step', () => {
  const at = (name, stage = null, stopped = null) => ({ phase: { name, stage }, stopped });
  const fresh = (frame, blurred = false) => [0, 1, 2].map((stage) => isFresh(stage, frame, blurred));
  assert.deepEqual(fresh(at('backward', 1)), [false, true, true]);
  assert.deepEqual(fresh(at('forward', 1)), [false, false, false]);
  assert.deepEqual(fresh(at('update')), [true, true, true]);
  assert.deepEqual(fresh(at('forward', 1), true), [true, true, true], 'nobody sees single phases');
  const stopped = (phase, stage) => fresh(at(phase, stage, { phase, stage }), true);
  assert.deepEqual(stopped('forward', 1), [false, false, false], 'it has stopped before there was a gradient');
  assert.deepEqual(stopped('backward', 1), [false, true, true]);
  assert.deepEqual(stopped('update', null), [true, true, true]);
  assert.deepEqual(
    [newest(at('backward', 1), false), newest(at('backward', 1), true), newest(at('update'), false)],
    [1, null, null],
  );
});

test('labels that would touch give way, the lowest last', () => {
  const row = (count, pitch) => Array.from({ length: count }, (_, i) => ({ x: i * pitch, width: 40 }));
  assert.deepEqual(clearLabels(row(4, 50), 6), [0, 1, 2, 3]);
  assert.deepEqual(clearLabels(row(7, 25), 6), [0, 2, 4, 6]);
  assert.deepEqual(clearLabels(row(6, 25), 6), [0, 2, 5], 'the highest keeps its place');
  assert.deepEqual(clearLabels(row(2, 10), 6), [0]);
  assert.deepEqual(clearLabels([], 6), []);
});
