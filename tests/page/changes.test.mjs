// What a change does to the runs: fork, join, make room, go back; and which messages it leaves.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Comparing } from '../../www/lab/run/comparing.js';
import { Experiment } from '../../www/lab/run/experiment.js';
import { Player } from '../../www/lab/run/player.js';
import { Reading } from '../../www/lab/run/reading.js';
import { Runs } from '../../www/lab/run/runs.js';
import { CountingLab, PER_STEP } from './lab.mjs';

const CATALOG = {
  groups: [
    { key: 'data', effect: 'restart' },
    { key: 'network', effect: 'fork' },
    { key: 'limits', effect: 'live' },
  ],
  knobs: [
    { key: 'seed', group: 'data', label: 'Seed', live: false },
    { key: 'width', group: 'network', label: 'Width', live: false },
    { key: 'live', group: 'limits', label: 'Rate', live: true },
    { key: 'length', default: '40' },
    { key: 'cell', options: ['none', 'rnn', 'lstm', 'gru', 'gru_pytorch'].map((value) => ({ value })) },
  ],
  cells: {
    rnn: { name: 'RNN', beside: 'cell=rnn&activation=tanh' },
    lstm: { name: 'LSTM', beside: 'cell=lstm' },
    lstm_cec: { name: 'LSTM', beside: null },
    gru: { name: 'GRU', beside: 'cell=gru' },
    min_gru: { name: 'minGRU', beside: null },
  },
};

function setUp({ steps = 0, stopsAt } = {}) {
  Object.assign(CountingLab, { alive: 0, room: Infinity, spare: 0 });
  const said = [];
  const told = [];
  const page = {
    say: (text, kind, ...choices) => said.push({ text, kind, choices }),
    hush: () => {},
    show: (tab) => told.push(tab),
    renewed: () => reading.renew(),
    settle: () => reading.read(),
    focus: () => {},
    redraw: () => {},
    tell: (name, { effect }) => told.push(`${name} ${effect}`),
    resize: (key, value) => experiment.resize(key, value),
  };
  const runs = new Runs(new CountingLab('width=8', stopsAt), () => {});
  const reading = new Reading(runs);
  const player = new Player(runs, reading);
  const open = (text) =>
    CountingLab.alive < CountingLab.room ? { lab: new CountingLab(text) } : { refusal: 'There is no room' };
  const comparing = new Comparing({ runs, reading, player, catalog: CATALOG, page }, open);
  const split = (text) => ({ main: text.split('|')[0], others: text.split('|').slice(1) });
  const given = { runs, reading, player, catalog: CATALOG, comparing, page };
  const experiment = new Experiment(given, split);
  runs.main.lab.advance(steps * PER_STEP);
  reading.read();
  const texts = () => runs.list.map(({ lab }) => lab.name);
  return { runs, reading, comparing, experiment, said, told, texts, last: () => said.at(-1) };
}

test('before the first step a change of structure restarts the run', () => {
  const { experiment, texts, last, told } = setUp();
  experiment.change('width', '7');
  assert.deepEqual(texts(), ['width=7']);
  assert.match(last().text, /^Width: the run restarts/);
  assert.deepEqual(told, ['lab-change restart']);
  last().choices[0].run(); // compare with before
  assert.deepEqual(texts(), ['width=7', 'width=8']);
});

test('a change of a run that has trained leaves it behind, and the next one goes into the new run', () => {
  const { experiment, texts, last, runs } = setUp({ steps: 5 });
  experiment.change('width', '7');
  assert.deepEqual([texts(), runs.others[0].left], [['width=7', 'width=8'], 5]);
  assert.match(last().text, /A restarts with it\. .*stays beside it as B/);
  assert.deepEqual(
    last().choices.map(({ label }) => label),
    ['Run both to step 5', 'Compare', 'Drop B'],
  );
  experiment.change('width', '6');
  assert.deepEqual(texts(), ['width=6', 'width=8']);
  assert.match(last().text, /goes into the new run too/);
});

test('a change that is taken back leaves nothing behind', () => {
  const { experiment, texts, last } = setUp({ steps: 5 });
  experiment.change('width', '7');
  experiment.change('width', '8');
  assert.deepEqual([texts(), CountingLab.alive], [['width=8'], 1]);
  assert.match(last().text, /A is the earlier run again/);
});

test('other data keep nothing, and a live knob changes the run itself', () => {
  const { experiment, texts, last, runs } = setUp({ steps: 5 });
  experiment.change('live', '0.5');
  assert.deepEqual([texts(), runs.main.changes, runs.main.version], [['width=8&live=0.5'], 1, 0]);
  assert.match(last().text, /changed in the running experiment, from training step 5 on/);
  experiment.change('seed', '2');
  assert.deepEqual([texts(), runs.main.version], [['seed=2'], 1]);
});

test('where the run has stopped, a live change starts it again beside what it was', () => {
  const { experiment, texts, last, runs } = setUp({ steps: 5, stopsAt: 2 * PER_STEP });
  experiment.change('live', '0.5');
  assert.deepEqual([texts(), runs.main.lab.phases], [['width=8&live=0.5', 'width=8'], 0]);
  assert.match(last().text, /would come too late, so A restarts/);
});

test('where four stand the oldest that was left behind makes room; runs that were asked for do not', () => {
  const { experiment, runs, reading, texts, last } = setUp({ steps: 1 });
  for (const width of ['7', '6', '5', '4']) {
    experiment.change('width', width);
    runs.main.lab.advance(PER_STEP);
    reading.read();
  }
  assert.deepEqual(texts(), ['width=4', 'width=7', 'width=6', 'width=5']);
  assert.match(last().text, /the oldest \(width=8\) was dropped/);
  for (const run of runs.others) run.left = 0;
  experiment.change('width', '3');
  assert.deepEqual([texts().length, CountingLab.alive], [4, 4]);
  assert.match(last().text, /the run as it was is gone/);
});

test('a link opens its runs, and ends those that were there', () => {
  const { experiment, texts, told } = setUp({ steps: 1 });
  experiment.load('width=5|width=4|width=3');
  assert.deepEqual([texts(), CountingLab.alive], [['width=5', 'width=4', 'width=3'], 3]);
  assert.deepEqual(told, ['lab-change restart', 'compare']);
  experiment.load('width=2');
  assert.deepEqual([texts(), CountingLab.alive, told.at(-1)], [['width=2'], 1, 'depth']);
});

test('a cure that stands there already is not started twice, and a fifth run is refused', () => {
  const { comparing, texts, last } = setUp({ steps: 1 });
  const cure = (text) => comparing.cure({ label: text, changes: [text.split('=')] });
  for (const text of ['a=1', 'a=1', 'b=1', 'c=1', 'd=1']) cure(text);
  assert.deepEqual([texts(), CountingLab.alive], [['width=8', 'a=1', 'b=1', 'c=1'], 4]);
  assert.match(last().text, /At most four runs/);
});

test('dropping and promoting name a run by id, and a run that has gone is a quiet no-op', () => {
  const { comparing, runs, texts, said } = setUp({ steps: 1 });
  comparing.keep();
  const { id } = runs.others[0];
  const before = said.length;
  comparing.goOnWith(id);
  assert.match(said.at(-1).text, /^B .* is now A/);
  comparing.drop(id); // it is the main run now
  const other = runs.others[0].id;
  comparing.drop(other);
  comparing.drop(other);
  comparing.goOnWith(other);
  assert.deepEqual([texts(), said.length, CountingLab.alive], [['width=8'], before + 1, 1]);
});

test('other cells are compared by one change each', () => {
  const { comparing, texts } = setUp();
  comparing.cells();
  assert.deepEqual(texts(), ['width=8', 'cell=rnn&activation=tanh', 'cell=gru']);
});

test('without memory for a second run, a click starts both in a smaller size', () => {
  const { comparing, texts, last, runs } = setUp({ steps: 2 });
  CountingLab.room = 1;
  comparing.cure({ label: 'adam', changes: [['optimizer', 'adam']] });
  assert.deepEqual(
    [texts(), last().text, runs.main.steps],
    [['width=8'], 'There is no room', 2],
    'what was there stays',
  );
  CountingLab.room = 2;
  last().choices[0].run();
  assert.deepEqual(texts(), ['batch=2', 'optimizer=adam']);
});

test('cells that do not fit are all compared again in a smaller size', () => {
  const { comparing, texts, last } = setUp({ steps: 2 });
  CountingLab.room = 2;
  comparing.cells();
  assert.equal(last().text, 'There is no room');
  CountingLab.room = Infinity;
  last().choices[0].run();
  assert.deepEqual(texts(), ['batch=2', 'cell=rnn&activation=tanh', 'cell=gru']);
});

test('old checkpoints go before a run is refused', () => {
  const { comparing, texts } = setUp({ steps: 2 });
  Object.assign(CountingLab, { room: 1, spare: 1 });
  comparing.keep();
  assert.deepEqual([texts(), CountingLab.spare], [['width=8', 'width=8'], 0]);
});

test('a change that leaves no memory for the run as it was says that it is gone', () => {
  const { experiment, texts, last } = setUp({ steps: 2 });
  CountingLab.room = 1;
  experiment.change('width', '7');
  assert.deepEqual(texts(), ['width=7']);
  assert.match(last().text, /no memory for both/);
  last().choices[0].run(); // put it back
  assert.deepEqual(texts(), ['width=8']);
});

test('a link opens the runs that there is memory for, and says which one is missing', () => {
  const { experiment, texts, said } = setUp();
  CountingLab.room = 2;
  experiment.load('a|b|c');
  assert.deepEqual(texts(), ['a', 'b']);
  assert.ok(said.some(({ text, kind }) => text === 'There is no room' && kind === 'warning'));
});
