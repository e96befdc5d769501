// A long job in slices does everything in order, and lets others in between.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inSlices } from '../../www/lab/app/slices.js';

/** A clock that only work moves: the machine's own would make the test depend on what else runs. */
let clock = 0;
performance.now = () => clock;

test('a long job pauses between its slices, and a short one does not', async () => {
  const done = [];
  const job = (name, ms) => () => {
    clock += ms;
    done.push(name);
  };
  setTimeout(() => done.push('another'));
  await inSlices([job('a', 5), job('b', 5), job('c', 1)]);
  assert.deepEqual(done, ['a', 'b', 'another', 'c']);
  await inSlices([job('d', 0), job('e', 0)]);
  assert.deepEqual(done.slice(4), ['d', 'e']);
});
