// What the page does when its memory is used up: what goes, what stays, and what is refused.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Experiment } from '../../www/lab/run/experiment.js';
import { Openings } from '../../www/lab/run/openings.js';
import { Player } from '../../www/lab/run/player.js';
import { Reading } from '../../www/lab/run/reading.js';
import { forkLab, loadInto, openBeside, setBudget, variantOf } from '../../www/lab/run/room.js';
import { Runs } from '../../www/lab/run/runs.js';
import { use } from '../../www/lab/wasm/module.js';
import { CountingLab, GLUE, PER_STEP } from './lab.mjs';

/** MiB of an experiment without its checkpoints. */
const sizeOf = (text) => Number(text.match(/.*size=(\d+)/)[1]);
const free = () => SizedLab.limit - SizedLab.held;

/** A lab that takes as many MiB as its text says, and as many again for checkpoints if there is room for them. */
class SizedLab extends CountingLab {
  static limit = 256;
  static held = 0;
  share = 0;
  constructor(text) {
    super(text);
    this.count(text);
  }
  count(text) {
    SizedLab.held -= this.share;
    const size = sizeOf(text);
    this.share = 2 * size <= free() ? 2 * size : size;
    SizedLab.held += this.share;
  }
  free() {
    super.free();
    SizedLab.held -= this.share;
  }
  shrink() {
    SizedLab.held -= this.share - sizeOf(this.name);
    this.share = sizeOf(this.name);
  }
  room_for(text, copy) {
    return sizeOf(text) + (copy ? sizeOf(this.name) : 0) <= free() + this.share;
  }
  refusal_beside(text) {
    return sizeOf(text) > free() ? { text: 'There is no room', choices: [] } : null;
  }
  refusal(changes) {
    return sizeOf(`${this.name}&${changes}`) > free() ? { text: 'There is no room', choices: [] } : null;
  }
  fork(changes) {
    return new SizedLab(`${this.name}${changes && '&'}${changes}`);
  }
  change(key, value) {
    if (value === 'broken') throw new Error('broken');
    if (key === 'live') return super.change(key, value);
    const text = `size=${Math.min(Number(value), free() + this.share)}`;
    const warnings = text === `size=${value}` ? [] : ['smaller'];
    const changed = super.change('size', text.slice(5));
    this.count(text);
    return { ...changed, warnings };
  }
  load(text) {
    this.count(text);
    return super.load(text);
  }
}

const CATALOG = {
  groups: [
    { key: 'network', effect: 'fork' },
    { key: 'limits', effect: 'live' },
  ],
  knobs: [
    { key: 'size', group: 'network', label: 'Size', live: false },
    { key: 'live', group: 'limits', label: 'Rate', live: true },
    { key: 'length', default: '40' },
  ],
};

/** A run of this size after a step. */
function setUp(size) {
  Object.assign(SizedLab, { held: 0, limit: 256 });
  CountingLab.alive = 0;
  use({ ...GLUE, Lab: SizedLab, no_room_for: (text) => (sizeOf(text) > free() ? 'There is no room' : undefined) });
  const said = [];
  const page = {
    say: (text) => said.push(text),
    hush: () => {},
    show: () => {},
    renewed: () => reading.renew(),
    settle: () => reading.read(),
    focus: () => {},
    redraw: () => {},
    tell: () => {},
  };
  const runs = new Runs(new SizedLab(`size=${size}`), () => {});
  const reading = new Reading(runs);
  const player = new Player(runs, reading);
  const comparing = { warn: (warnings) => said.push(...warnings), drop: () => {} };
  const openings = new Openings(runs, page, (run) => run());
  const given = { runs, reading, player, catalog: CATALOG, comparing, openings, page };
  const experiment = new Experiment(given, (text) => ({ main: text, others: [] }));
  runs.main.lab.advance(PER_STEP);
  reading.read();
  return { runs, experiment, said, texts: () => runs.list.map(({ lab }) => lab.name) };
}

afterEach(() => use(GLUE));

test('the run as it was stays where both have room in full', () => {
  const { experiment, texts, said } = setUp(100);
  experiment.change('size', '150');
  assert.deepEqual([texts(), SizedLab.held], [['size=100', 'size=150'], 250]);
  assert.doesNotMatch(said.join(), /smaller/);
});

test('and else it goes, because beside it the changed one would be smaller', () => {
  const { experiment, texts, said } = setUp(100);
  experiment.change('size', '170');
  assert.deepEqual([texts(), CountingLab.alive], [['size=170'], 1]);
  assert.match(said.join(), /no memory for both, so the run as it was is gone/);
  assert.doesNotMatch(said.join(), /smaller/);
});

test('a slider that is dragged on until there is no room for both leaves the changed run', () => {
  const { experiment, texts, said } = setUp(100);
  experiment.change('size', '120', true);
  assert.deepEqual(texts(), ['size=100', 'size=120']);
  experiment.change('size', '200', true);
  experiment.change('size', '200');
  assert.deepEqual([texts(), CountingLab.alive], [['size=200'], 1]);
  assert.match(said.join(), /no memory for both/);
});

test('a live change needs no room, so no run gives back its checkpoints', () => {
  const { experiment, runs } = setUp(100);
  runs.main.lab.room_for = () => assert.fail('nobody need ask');
  experiment.change('live', '0.5');
  assert.equal(SizedLab.held, 200);
});

test('what replaces an experiment has the room of that one', () => {
  const { runs } = setUp(100);
  const beside = runs.adopt(new SizedLab('size=10'));
  assert.equal(SizedLab.held, 220);
  loadInto(runs.main.lab, 'size=100');
  assert.equal(beside.lab.share, 20, 'another run keeps its checkpoints');
});

test('no run gives back anything for the sake of a picture, but every one for a run', () => {
  const { runs } = setUp(100);
  assert.deepEqual([variantOf(runs.main.lab, ''), SizedLab.held], [null, 200]);
  const { fork } = forkLab(runs.main.lab, '');
  assert.deepEqual([fork.name, SizedLab.held], ['size=100', 200]);
  fork.free();
  assert.ok(openBeside(runs.main.lab, 'size=157').refusal);
});

test('a change that throws leaves no copy behind', () => {
  const { runs, experiment } = setUp(50);
  assert.throws(() => experiment.change('size', 'broken'));
  experiment.change('live', '2');
  assert.equal(CountingLab.alive, 1);
  assert.throws(() => experiment.change('size', 'broken'));
  runs.close();
  assert.deepEqual([CountingLab.alive, SizedLab.held], [0, 0]);
});

test('a device has the large budget unless it tells of little memory, or tells nothing and is touched', (t) => {
  const budgets = [];
  use({ ...GLUE, set_memory_budget: (mebibytes) => budgets.push(mebibytes) });
  const { navigator, matchMedia } = globalThis;
  t.after(() => {
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
    globalThis.matchMedia = matchMedia;
  });
  for (const [deviceMemory, touched] of [
    [8, true],
    [4, false],
    [2, false],
    [0.5, true],
    [undefined, true],
    [undefined, false],
  ]) {
    Object.defineProperty(globalThis, 'navigator', { value: { deviceMemory }, configurable: true });
    globalThis.matchMedia = (query) => ({ matches: query === '(pointer: coarse)' && touched });
    setBudget();
  }
  assert.deepEqual(budgets, [1344, 1344, 224, 224, 224, 1344]);
});

test('what a panic has cost is missing from the budget, but a little is always left', () => {
  const budgets = [];
  use({ ...GLUE, set_memory_budget: (mebibytes) => budgets.push(mebibytes) });
  Object.defineProperty(globalThis, 'navigator', { value: { deviceMemory: 8 }, configurable: true });
  for (const lost of [0, 99.5, 1500]) setBudget(lost);
  use(GLUE);
  assert.deepEqual(budgets, [1344, 1256, 64]);
});
