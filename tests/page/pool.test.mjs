// One pool for all labs of a page: its workers count in the budget of memory, and a job without room waits or is
// refused.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import '../../www/lab/wasm/fetched.js';
import { use } from '../../www/lab/wasm/module.js';
import { Pool } from '../../www/lab/wasm/pool.js';
import { keepTable } from '../../www/lab/wasm/tables.js';
import { GLUE } from './lab.mjs';

const LIMIT = 600;

/** A worker that is told what to say. */
class FakeWorker {
  /** @type {FakeWorker[]} */
  static alive = [];
  constructor() {
    FakeWorker.alive.push(this);
  }
  postMessage({ given, tables }) {
    this.text = given.text;
    this.tables = tables;
  }
  terminate() {
    FakeWorker.alive = FakeWorker.alive.filter((other) => other !== this);
  }
  ends(result) {
    this.onmessage({ data: { result } });
  }
}

/** MiB that the engine was told of, of which a job needs as many as its text says. */
let counted = 0;
const needs = (text) => Number(text);

function setUp(cores = 8) {
  Object.defineProperty(globalThis, 'navigator', { value: { hardwareConcurrency: cores }, configurable: true });
  globalThis.Worker = FakeWorker;
  Object.assign(FakeWorker, { alive: [] });
  counted = 0;
  use({
    ...GLUE,
    job_needs: (_name, text) => needs(text),
    no_room_for_job: (_name, text, held) => (needs(text) > LIMIT - counted + held ? 'no room' : undefined),
    count_workers: (mebibytes) => {
      counted = mebibytes;
    },
  });
  const pool = new Pool();
  const results = [];
  const start = (owner, text) => {
    const job = pool.start(owner, 'outcome', { text });
    job.promise.then((result) => results.push(result));
    return job;
  };
  return { pool, start, results, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

const texts = () => FakeWorker.alive.map(({ text }) => text);

afterEach(() => use(GLUE));

test('all labs share the workers of the page', () => {
  const { start } = setUp(5);
  for (const lab of [{}, {}, {}]) for (const text of ['1', '2', '3']) start(lab, text);
  assert.deepEqual(texts(), ['1', '2', '3', '1']);
});

test('a worker counts what its job needs, 256 MiB at most', () => {
  const { start } = setUp();
  start({}, '40');
  assert.equal(counted, 40);
  start({}, '300');
  assert.equal(counted, 296);
});

test('a worker without a job keeps its memory for a while, and then goes', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { start } = setUp();
  start({}, '40');
  FakeWorker.alive[0].ends('done');
  assert.deepEqual([counted, texts()], [40, ['40']]);
  start({}, '10');
  context.mock.timers.tick(60_000);
  assert.deepEqual([counted, texts()], [40, ['10']], 'the next job has taken it over');
  FakeWorker.alive[0].ends('done');
  context.mock.timers.tick(60_000);
  assert.deepEqual([counted, texts()], [0, []]);
});

test('a job for which there is no room waits for the others', () => {
  const { start } = setUp();
  for (const text of ['250', '250', '200']) start({}, text);
  assert.deepEqual(texts(), ['250', '250']);
  FakeWorker.alive[0].ends('done');
  assert.deepEqual([texts(), counted], [['200', '250'], 500], 'in the worker that has grown already');
});

test('workers without a job make room', () => {
  const { start } = setUp();
  const jobs = ['200', '200', '200'].map((text) => start({}, text));
  FakeWorker.alive[0].ends('done');
  FakeWorker.alive[0].ends('nothing'); // nobody waits for it
  assert.equal(counted, 600);
  FakeWorker.alive[1].ends('done');
  start({}, '256');
  assert.deepEqual([texts(), counted], [['256', '200'], 456]);
  jobs[2].cancel();
  assert.deepEqual([texts(), counted], [['256'], 256]);
});

test('a job for which there is no room at all is refused in words', async () => {
  const { start, results, settled } = setUp();
  start({}, '601');
  await settled();
  assert.deepEqual([results, texts()], [['no room'], []]);
});

test('a lab that goes takes its own jobs with it, and idle workers', () => {
  const { pool, start } = setUp(3);
  const [one, other] = [{}, {}];
  for (const [lab, text] of [
    [one, '1'],
    [other, '2'],
    [one, '3'],
    [other, '4'],
  ]) {
    start(lab, text);
  }
  pool.leave(one);
  assert.deepEqual(texts(), ['2', '4']);
  for (const worker of [...FakeWorker.alive]) worker.ends('done');
  pool.leave(other);
  assert.deepEqual([texts(), counted], [[], 0]);
});

test('a worker gets the tables that its job names', () => {
  const { start } = setUp();
  const table = { columns: 1, perStep: 0, classes: [], x: Float64Array.of(1, 2), y: Float64Array.of(3, 4) };
  const id = keepTable({ keep_table: () => '0123456789ab' }, table, '1,3\n2,4');
  use({ ...GLUE, job_needs: () => 1 });
  start({}, `data=own&own=${id}`);
  start({}, 'data=circles');
  assert.deepEqual(
    FakeWorker.alive.map(({ tables }) => tables),
    [[table], []],
  );
});
