// The plane to draw points in: where its edges are, and how a point is written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { around, written } from '../../www/lab/own/plane.js';

const at = (x, y) => ({ x, y, of: 0 });

test('the edges leave some room around the points, also around one or none', () => {
  assert.deepEqual(around([]), [-1, 1, -1, 1]);
  assert.deepEqual(around([at(3, 5)]), [2, 4, 4, 6]);
  assert.deepEqual(around([at(0, 5), at(10, 5)]), [-1, 11, 4, 6]);
});

test('a coordinate is written with as many digits as the plane can show', () => {
  for (const [value, span, text] of [
    [0.123456, 2, '0.123'],
    [-0.5, 2, '-0.5'],
    [1234.56, 10_000, '1235'],
    [1.23456e-7, 1e-6, '1.23e-7'],
    [-0.0001, 2, '0'],
    [5e29, 1e30, '5e+29'],
  ]) {
    assert.equal(written(value, span), text);
    assert.ok(Math.abs(Number(written(value, span)) - value) <= span / 400, `${value}`);
  }
});
