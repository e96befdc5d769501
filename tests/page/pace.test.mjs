// A pace learns how many phases fit into a slice of time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Pace } from '../../www/lab/run/pace.js';

test('the pace begins with one phase, grows by and by, and shrinks soon', (t) => {
  let clock = 0; // that only work moves
  t.mock.method(performance, 'now', () => clock);
  const worker = (rate) => (phases) => {
    clock += phases / rate;
    return phases;
  };
  const pace = new Pace();
  assert.equal(pace.slice(), 1);
  for (let n = 0; n < 40; n++) pace.timed(worker(40));
  assert.ok(pace.slice() > 20, `${pace.slice()} phases`);
  pace.timed(worker(2));
  assert.ok(pace.slice() >= 10, `${pace.slice()} phases after one slow slice, which may be a hiccup`);
  for (let n = 0; n < 2; n++) pace.timed(worker(2));
  assert.ok(pace.slice() <= 4, `${pace.slice()} phases after three`);
  const known = pace.perMillisecond;
  for (let n = 0; n < 1000; n++) pace.timed(() => true); // arrived at once, however long the slice
  assert.equal(pace.perMillisecond, known);
});
