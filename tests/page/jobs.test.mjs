// Jobs have plain data in and out, and each frees its own lab.
import assert from 'node:assert/strict';
import test from 'node:test';
import { JOBS } from '../../www/lab/wasm/jobs.js';
import { abandonModule, use } from '../../www/lab/wasm/module.js';
import { CountingLab, GLUE, PER_STEP } from './lab.mjs';

/** A module with memory for every job. */
const ROOMY = { no_room_for_job: () => undefined };

/** A lab whose range test meets one rate per call. */
class RangeLab extends CountingLab {
  met = [];
  range_begin() {}
  range_advance() {
    this.met.push(0.1, 1, 2);
    return { done: this.met.length >= 9, progress: this.met.length / 9 };
  }
  range_met() {
    return [...this.met];
  }
  evaluate_some() {
    this.chunks = (this.chunks ?? 0) + 1;
    return this.chunks < 3 ? null : { test_loss: 0.5, test_accuracy: 0.9 };
  }
  digest() {
    return 'abc';
  }
}

/** Runs a job to its end; what it told on the way, and its result. */
function finish(job) {
  const told = [];
  for (;;) {
    const { value, done } = job.next();
    if (done) return { told, result: value };
    told.push(value);
  }
}

test('an outcome is the score after some steps, and its lab is freed', () => {
  CountingLab.alive = 0;
  const { told, result } = finish(JOBS.outcome({ ...ROOMY, Lab: RangeLab }, { text: 'a', steps: 3 }));
  assert.deepEqual(result, { step: 3, loss: 0.5, accuracy: 0.9, digest: 'abc' });
  assert.equal(told.at(-1).share, 1);
  assert.equal(CountingLab.alive, 0);
});

test('a run that stopped has no score', () => {
  class Stopping extends RangeLab {
    constructor(text) {
      super(text, PER_STEP);
    }
  }
  const { result } = finish(JOBS.outcome({ ...ROOMY, Lab: Stopping }, { text: 'a', steps: 3 }));
  assert.deepEqual([result.loss, result.accuracy], [null, null]);
});

test('a range test tells what it has met on the way', () => {
  CountingLab.alive = 0;
  const { told, result } = finish(JOBS.range({ ...ROOMY, Lab: RangeLab }, { text: 'a', steps: 1 }));
  assert.deepEqual(
    told.filter(({ seen }) => seen).map(({ seen }) => seen.length),
    [3, 6],
  );
  assert.equal(result.length, 9);
  const canceled = JOBS.range({ ...ROOMY, Lab: RangeLab }, { text: 'a', steps: 1 });
  canceled.next();
  canceled.return();
  assert.equal(CountingLab.alive, 0, 'canceled too');
});

test('a job without memory returns the reason and makes no lab', () => {
  const full = { no_room_for_job: (name, text) => `no room for ${name} of ${text}` };
  assert.equal(finish(JOBS.outcome(full, { text: 'a', steps: 3 })).result, 'no room for outcome of a');
  assert.equal(finish(JOBS.range(full, { text: 'a', steps: 1 })).result, 'no room for range of a');
});

test('after a panic a job discards nothing, and its error is the panic', () => {
  class Panicking extends RangeLab {
    advance() {
      throw new Error('panicked at src/x.rs:1');
    }
    free() {
      throw new Error('attempted to take ownership of a value that is borrowed');
    }
  }
  const glue = { ...ROOMY, Lab: Panicking };
  assert.throws(() => finish(JOBS.outcome(glue, { text: 'a', steps: 3 })), /panicked at/);
  class Cut extends RangeLab {
    free() {
      throw new Error('the instance is dead');
    }
  }
  const module = { ...GLUE, ...ROOMY, Lab: Cut };
  use(module);
  const job = JOBS.outcome(module, { text: 'a', steps: 3 });
  job.next();
  abandonModule();
  assert.doesNotThrow(() => job.return(), 'another lab has panicked');
  use(GLUE);
});
