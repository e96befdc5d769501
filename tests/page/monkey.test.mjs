// The monkey's choices: the same seed makes the same ones, whatever happened before.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from '../e2e/monkey/random.mjs';

test('an action’s choices depend on the seed and its number only', () => {
  const draw = (seed, n) => {
    const random = Random.of(seed, n);
    return Array.from({ length: 20 }, () => random.below(1000));
  };
  assert.deepEqual(draw(1, 7), draw(1, 7));
  assert.notDeepEqual(draw(1, 7), draw(1, 8));
  assert.notDeepEqual(draw(1, 7), draw(2, 7));
});

test('things are chosen by their weights', () => {
  const random = new Random(3);
  const things = [{ weight: 1 }, { weight: 0 }, { weight: 9 }];
  const met = things.map(() => 0);
  for (let n = 0; n < 10_000; n++) met[things.indexOf(random.weighted(things, ({ weight }) => weight))] += 1;
  assert.ok(met[0] > 900 && met[0] < 1100, `${met}`);
  assert.equal(met[1], 0);
});
