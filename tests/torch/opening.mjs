// How a trace file opens in the page, with the module in Node. `run.mjs` calls it.
import assert from 'node:assert/strict';
import { readTrace } from '../../www/lab/trace/read.js';
import { frameOf, Recording } from '../../www/lab/trace/recording.js';
import { traceOf } from '../page/tracefile.mjs';

const open = (text) => readTrace(new Blob([text]));

const CHECKS = {
  async 'figures have the names of a frame of the lab, and what is unknown is null'() {
    const { run } = await open(traceOf());
    const frame = frameOf(run, 39);
    assert.deepEqual(frame.forward_rms, Array(5).fill(0.5));
    assert.deepEqual(
      frame.factor.map((factor) => factor?.toFixed(6)),
      [...Array(4).fill('0.100000'), undefined],
    );
    assert.deepEqual([frame.step, frame.stopped, frame.dead[0], frame.f_factor[0]], [40, null, null, null]);
    run.free();
  },

  async 'where the run stopped, NaN and infinity are numbers of the run'() {
    const { run } = await open(traceOf({ stops: true }));
    const frame = frameOf(run, 39);
    assert.deepEqual(
      [frame.step, frame.stopped.phase, frame.stopped.stage, frame.d_z_rms[1]],
      [39, 'backward', 1, Infinity],
    );
    assert.equal(frame.dead[0], null);
    run.free();
  },

  async 'a row is found by its training step'() {
    const { run } = await open(traceOf({ steps: 3000, layers: 2 }));
    const recording = new Recording(run, 'long.jsonl');
    for (const [step, shown] of [
      [0, 0],
      [5, 4],
      [2999, 2999],
      [9999, 2999],
      [-4, 0],
    ]) {
      assert.equal(recording.steps[recording.rowOf(step)], shown, `step ${step}`);
    }
    run.free();
  },

  async 'a wrong file is refused in a sentence, also one cut within a letter'() {
    const { run, refusal } = await open(traceOf().replace('"dz"', '"other"'));
    assert.deepEqual([run, refusal], [undefined, 'Line 2 of this file has no list “dz”.']);
    assert.equal((await open('')).refusal, 'This file is empty.');
    assert.match((await open(new Uint8Array([0xe2, 0x82]))).refusal, /^Line 1 of this file is not JSON/);
  },

  async 'a hundred layers and two thousand steps take less than two seconds of the processor'() {
    const text = traceOf({ layers: 100, steps: 2000, factor: 0.912345678 });
    const before = process.cpuUsage();
    const { run } = await open(text);
    run.diagnosis(run.steps().length - 1);
    run.river(false);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    console.log(`${(text.length / 1e6).toFixed(1)} MB in ${seconds.toFixed(2)} s`);
    assert.ok(seconds < 2, `${seconds} s`);
    run.free();
  },
};

/** Runs every check; the module must be there. */
export async function checkOpening() {
  for (const [title, check] of Object.entries(CHECKS)) {
    await check();
    console.log(`ok: ${title}`);
  }
}
