// The way to a step that takes many slices.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Player } from '../../www/lab/run/player.js';
import { Reading } from '../../www/lab/run/reading.js';
import { Runs } from '../../www/lab/run/runs.js';
import { CountingLab, PER_STEP } from './lab.mjs';

test('on the way to a far step every picture is of a whole step', (t) => {
  let clock = 1; // that only work moves
  t.mock.method(performance, 'now', () => clock);
  class Slow extends CountingLab {
    seek_advance(n) {
      clock += n / 43;
      return super.seek_advance(n);
    }
  }
  const runs = new Runs(new Slow(), () => {});
  const reading = new Reading(runs);
  const player = new Player(runs, reading);
  player.seek(200_000);
  for (let shown = 0; shown < 5; shown++) {
    player.tick(performance.now());
    reading.read();
    assert.deepEqual([reading.frame.phase.name, player.blurred], ['update', true]);
  }
  player.pause();
  player.seek(3);
  for (let n = 0; n < 1000 && player.busy; n++) player.tick(performance.now());
  assert.deepEqual([player.seeking, player.blurred, runs.main.lab.phases], [null, false, 3 * PER_STEP]);
});

test('the end of a step that fast playing adds leaves it fast', () => {
  const runs = new Runs(new CountingLab(), () => {});
  const player = new Player(runs, new Reading(runs));
  player.play(null, true);
  player.blurred = true;
  runs.main.lab.advance(1);
  player.finishStep();
  assert.deepEqual([player.busy, player.blurred], [true, true]);
});
