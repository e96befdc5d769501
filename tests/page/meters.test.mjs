// Meters that are measured on demand: the linear scale, and which strips the link says are shown.
import assert from 'node:assert/strict';
import test from 'node:test';
import { putBack, takeOut } from '../../www/lab/run/link.js';
import { PageKeys } from '../../www/lab/run/pagekeys.js';
import { LinearScale } from '../../www/lab/wasm/linearscale.js';
import { LogScale } from '../../www/lab/wasm/logscale.js';
import './lab.mjs';

test('a linear scale shows negative numbers once there are some', () => {
  const scale = new LinearScale(0, 1);
  scale.include([0, 0.5, null, 1]);
  assert.deepEqual([scale.at(0), scale.at(0.25), scale.at(1), scale.at(-1)], [0, 0.25, 1, 0]);
  scale.include([-0.1]);
  assert.deepEqual([scale.at(-1), scale.at(0), scale.at(1)], [0, 0.5, 1]);
  assert.deepEqual(
    scale.ticks.map(({ at }) => at),
    [0, 0.5, 1],
  );
  scale.reset();
  assert.equal(scale.at(0), 0);
});

test('a share is marked where the rounding of its precision begins, and not where number formats end', () => {
  const scale = new LogScale(-10, 0);
  scale.limits = [{ value: 6.0e-8, text: 'noise', words: '' }];
  assert.deepEqual(
    scale.horizons.map(({ text }) => text),
    ['noise'],
  );
  scale.limits = [{ value: 1.1e-16, text: 'noise', words: '' }];
  assert.deepEqual(scale.horizons, []);
});

test('the link remembers which meters are shown, and the experiment does not see it', () => {
  const { own, rest } = takeOut('width=8&meters=angle&step=2');
  const keys = new PageKeys(own);
  assert.deepEqual(keys.meters, ['angle']);
  keys.showMeter('rank', true);
  keys.showMeter('rank', true);
  const text = putBack(keys.values, rest);
  assert.equal(text, 'width=8&step=2&meters=angle%2Crank');
  assert.deepEqual(new PageKeys(takeOut(text).own).meters, ['angle', 'rank']);
  keys.showMeter('angle', false);
  keys.showMeter('rank', false);
  assert.equal(putBack(keys.values, rest), rest);
});
