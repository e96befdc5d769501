// Runs, their ids and their handles, with a lab that only counts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Engine } from '../../www/lab/run/engine.js';
import { Evaluation } from '../../www/lab/run/evaluation.js';
import { isOlder, litColumn, phasesTo, phaseWords, stageName } from '../../www/lab/run/phase.js';
import { Player } from '../../www/lab/run/player.js';
import { Reading } from '../../www/lab/run/reading.js';
import { Runs } from '../../www/lab/run/runs.js';
import { actRate, easeRate, phaseRate, SPEEDS } from '../../www/lab/run/speed.js';
import { CountingLab, PER_STEP, PHASES } from './lab.mjs';

function setUp(stopsAt) {
  CountingLab.alive = 0;
  let changed = 0;
  const runs = new Runs(new CountingLab('A', stopsAt), () => changed++);
  const reading = new Reading(runs);
  const player = new Player(runs, reading);
  const engine = new Engine({}, runs, {});
  return { runs, reading, player, engine, changes: () => changed };
}
const endless = () => performance.now() + 1e6;

test('phases are counted to the end of a step, and light their columns', () => {
  assert.equal(phasesTo(3, { step: 1, done: 4 }, PER_STEP), 2 * PER_STEP - 4);
  assert.deepEqual(
    [0, 1, 2, 4, 5].map((i) => litColumn({ name: PHASES[i][0], stage: PHASES[i][1] }, 3)),
    [-1, 0, 1, 2, 2],
  );
});

test('stages have the names that people use', () => {
  assert.deepEqual(
    [-1, 0, 2].map((stage) => stageName(stage, { stages: 3 })),
    ['input', 'layer 1', 'output'],
  );
  assert.deepEqual(
    [-1, 0].map((stage) => stageName(stage, { stages: 3, time: {} })),
    ['the start', 'time step 1'],
  );
  assert.equal(phaseWords({ name: 'backward', stage: 1 }, { stages: 3 }), 'Backward · layer 2');
});

test('after a crash the numbers that its step did not reach are of the step before', () => {
  const older = (tone, phase, at) => [0, 1, 2].map((stage) => isOlder(tone, stage, { phase, stage: at }));
  assert.deepEqual(older('signal', 'forward', 1), [false, false, true]);
  assert.deepEqual(older('gradient', 'forward', 1), [true, true, true]);
  assert.deepEqual(older('gradient', 'loss', null), [true, true, true]);
  assert.deepEqual(older('gradient', 'backward', 1), [true, false, false]);
  assert.deepEqual(older('signal', 'backward', 1), [false, false, false]);
  assert.deepEqual(older('gradient', 'clip', null), [false, false, false]);
  assert.deepEqual(older('accent', 'clip', null), [true, true, true]);
  assert.deepEqual(older('accent', 'update', null), [false, false, false]);
  assert.equal(isOlder('gradient', 0, null), false);
});

test('speeds grow from single phases to as fast as possible', () => {
  const rates = SPEEDS.map(({ key }) => phaseRate(key, 25));
  assert.deepEqual(rates, [1, 3, 10, 25, 250, 1500, Infinity]);
  assert.ok(easeRate(25, 1) > easeRate(25, 0));
  assert.equal(easeRate(25, 4), Infinity);
});

test('the first step of the opening act takes five seconds, the next two half of it', () => {
  const seconds = (step) => {
    let sum = 0;
    for (let done = 0; done < 24; done++) sum += 1 / actRate({ step, done }, 24);
    return Number(sum.toFixed(3));
  };
  assert.deepEqual([0, 1, 2, 3].map(seconds), [5, 2.5, 2.5, 0]);
});

test('a fast dial does not hurry the act', () => {
  const { player, runs } = setUp();
  player.acts = () => true;
  player.speed = 'frame';
  player.play(1);
  player.tick(1000);
  player.tick(1016);
  assert.ok(player.opening && runs.main.lab.phases < 3, `${runs.main.lab.phases} phases in two frames`);
  player.play(null, true);
  assert.equal(player.opening, false);
});

test('another experiment begins at a pace of its own', () => {
  const { runs } = setUp();
  for (let n = 0; n < 40; n++) runs.main.pace.timed((phases) => phases);
  assert.ok(runs.main.pace.slice() > 20);
  runs.main.renew();
  assert.equal(runs.main.pace.slice(), 1);
});

test('others come to the main run’s step, and a run that is past it goes back', () => {
  const { runs, reading } = setUp();
  runs.main.lab.advance(3 * PER_STEP);
  reading.read();
  const b = runs.adopt(new CountingLab('b'));
  assert.deepEqual([runs.behind, runs.step, b.behind(3), b.progress(3)], [true, 3, true, 0]);
  assert.ok(runs.catchUp(endless()));
  assert.deepEqual([runs.behind, b.steps, b.lab.phases], [false, 3, 3 * PER_STEP]);
  runs.main.lab.phases = PER_STEP;
  reading.read();
  assert.ok(runs.catchUp(endless()));
  assert.equal(b.steps, 1);
});

test('a run that catches up is evaluated where the main run was', () => {
  const { runs, reading } = setUp();
  for (const steps of [2, 3]) {
    runs.main.lab.advance(steps * PER_STEP);
    runs.main.evaluateSome();
  }
  reading.read();
  assert.deepEqual(runs.main.scored, [2, 5]);
  const b = runs.adopt(new CountingLab('b'));
  assert.ok(runs.catchUp(endless()));
  assert.deepEqual([b.steps, b.scored, b.score.step], [5, [2], 2], 'the last step is left to all together');
  b.lab.phases = PER_STEP;
  b.evaluateSome();
  assert.deepEqual(b.scored, [1], 'what was ahead is forgotten');
});

test('all runs are evaluated at the main run’s step', () => {
  const { runs, reading, player } = setUp();
  const b = runs.adopt(new CountingLab('b'));
  runs.main.advance(PER_STEP);
  reading.read();
  const evaluation = new Evaluation(reading, player, () => {});
  evaluation.soon();
  evaluation.tick(performance.now());
  assert.deepEqual([runs.main.score.step, b.score.step, b.steps], [1, 1, 1]);
});

test('in fast play a frame ends with all runs at the end of one step', () => {
  const { runs, player } = setUp();
  const b = runs.adopt(new CountingLab('b'));
  player.play(null, true);
  player.blurred = true;
  player.budget = 0;
  runs.main.advance(3);
  player.advance(1);
  assert.deepEqual([runs.main.at, runs.main.steps, b.at, b.steps], [0, 1, 0, 1]);
});

test('the main run waits for the others; where it has stopped they go on alone', () => {
  const { runs, reading, player } = setUp(2 * PER_STEP + 3);
  const b = runs.adopt(new CountingLab('b'));
  player.play(5, true);
  player.march(endless(), 10 * PER_STEP);
  reading.read();
  assert.deepEqual([runs.main.stopped, runs.alive, runs.step], [true, true, 5]);
  assert.ok(runs.catchUp(endless()));
  assert.deepEqual([runs.main.steps, b.steps], [2, 5]);
});

test('an id that has gone is a quiet no-op, and the main run cannot be removed', () => {
  const { runs, changes } = setUp();
  const { id } = runs.adopt(new CountingLab('b'));
  const before = changes();
  runs.remove(id);
  assert.equal(changes(), before + 1);
  for (const gone of [id, 99, runs.main.id]) {
    runs.remove(gone);
    assert.equal(runs.lead(gone), false);
  }
  assert.deepEqual([runs.list.length, runs.get(id), CountingLab.alive, changes()], [1, undefined, 1, before + 1]);
});

test('whichever run leads, letters, order, ids and handles stay', () => {
  const { runs } = setUp();
  const a = runs.main;
  const b = runs.adopt(new CountingLab('b'));
  const c = runs.adopt(new CountingLab('c'));
  assert.ok(runs.lead(c.id));
  assert.deepEqual([runs.main.id, runs.others.map(({ id }) => id), runs.letters], [c.id, [a.id, b.id], 'CAB']);
  assert.deepEqual(
    runs.list.map(({ id }) => id),
    [a.id, b.id, c.id],
  );
  assert.deepEqual(
    runs.list.map(({ letter }) => letter),
    ['A', 'B', 'C'],
  );
  assert.equal(runs.get(a.id).lab, a.lab);
});

test('a run is named by what differs from the first, and the first by what differs from the second', () => {
  const { runs } = setUp();
  assert.equal(runs.main.name, '', 'one that is alone differs from none');
  runs.adopt(new CountingLab('b'));
  const c = runs.adopt(new CountingLab('c'));
  for (const { lab } of runs.list) lab.differs = (other) => ({ name: `${other.name} beside ${lab.name}` });
  const names = () => runs.list.map(({ name }) => name);
  runs.rename();
  const named = ['A beside b', 'b beside A', 'c beside A'];
  assert.deepEqual(names(), named);
  runs.lead(c.id);
  assert.deepEqual(names(), named, 'whichever leads');
});

test('a stamp holds for one run in one version, and for no other', () => {
  const { runs, engine } = setUp();
  const b = runs.adopt(new CountingLab('b'));
  const [mine, theirs] = [engine.stamp(), engine.stamp(b.id)];
  assert.equal(engine.at(mine), runs.main.lab);
  assert.equal(engine.at(theirs), b.lab);
  assert.equal(engine.mainAt(theirs), null);
  b.changes += 1; // a live knob
  assert.equal(engine.at(theirs), null);
  runs.main.renew();
  assert.equal(engine.at(mine), null);
  const fresh = engine.stamp(b.id);
  runs.remove(b.id);
  assert.deepEqual([engine.at(fresh), engine.labOf(b.id), engine.at(null)], [null, null, null]);
});

test('every handle ends once, those of pictures included', () => {
  const { runs, engine } = setUp();
  runs.adopt(new CountingLab('b'));
  const picture = engine.variant('cell=rnn');
  engine.discard(engine.variant('cell=gru'));
  assert.equal(CountingLab.alive, 3);
  runs.clear();
  assert.equal(CountingLab.alive, 2);
  runs.close();
  assert.deepEqual([CountingLab.alive, picture.gone], [0, true]);
});

test('a step that takes long goes on in slices, and a quick one is done at once', () => {
  class Slow extends CountingLab {
    seek_advance() {
      const end = performance.now() + 40;
      while (performance.now() < end);
      return super.seek_advance(1);
    }
  }
  const runs = new Runs(new Slow(), () => {});
  const player = new Player(runs, new Reading(runs));
  player.oneStep();
  assert.ok(player.busy && runs.main.lab.phases < PER_STEP, `${runs.main.lab.phases} phases at once`);
  for (let n = 0; n < PER_STEP && player.busy; n++) player.tick(performance.now());
  assert.deepEqual([player.busy, runs.main.lab.phases], [false, PER_STEP]);
  player.back();
  assert.ok(player.busy, 'the way back is repeated in slices too');
  const quick = setUp();
  quick.player.oneStep();
  quick.reading.read();
  quick.player.back();
  assert.deepEqual([quick.player.busy, quick.runs.main.lab.phases], [false, PER_STEP - 1]);
});

test('the way back to before a stop undoes phase after phase, in slices where one is slow', () => {
  const stop = 2 * PER_STEP + 3;
  for (const slow of [false, true]) {
    class Stopped extends CountingLab {
      phases = stop + 1;
      frame() {
        return { ...super.frame(), stopped: this.phases >= stop ? { step: 2 } : null };
      }
      seek_advance(n) {
        for (const end = performance.now() + 80; slow && performance.now() < end; );
        return super.seek_advance(slow ? 9 : n);
      }
    }
    const runs = new Runs(new Stopped(), () => {});
    const player = new Player(runs, new Reading(runs));
    player.beforeStop();
    assert.equal(player.busy, slow);
    for (let n = 0; n < 20 && player.busy; n++) player.tick(performance.now());
    assert.deepEqual([player.busy, runs.main.lab.phases], [false, stop - 1]);
  }
});

test('an experiment brings its speed along until the reader chooses one', () => {
  const { player } = setUp();
  const byHand = { parameters: 9, stages: 2, widest: 2, time: null, skip: 'plain' };
  player.usual = 'frame';
  player.begin({ ...byHand, widest: 32 });
  assert.equal(player.speed, 'frame');
  player.begin(byHand);
  assert.equal(player.speed, 'phase');
  player.setSpeed('steps');
  player.begin({ ...byHand, parameters: 2 });
  assert.equal(player.speed, 'steps');
});
