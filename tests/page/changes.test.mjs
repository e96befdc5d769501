// What a change does to the runs: fork, join, make room, go back; and which messages it leaves.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Comparing } from '../../www/lab/run/comparing.js';
import { Experiment } from '../../www/lab/run/experiment.js';
import { Openings } from '../../www/lab/run/openings.js';
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
  const tops = [];
  const told = [];
  const page = {
    say: (text, kind, ...choices) => said.push({ text, kind, choices }),
    hush: () => {},
    show: (tab) => told.push(tab),
    toTop: () => tops.push(1),
    renewed: () => reading.renew(),
    settle: () => reading.read(),
    focus: () => {},
    redraw: () => {},
    tell: (name, { effect }) => told.push(`${name} ${effect}`),
    resize: (key, value, then) => experiment.resize(key, value, then),
  };
  const runs = new Runs(new CountingLab('width=8', stopsAt), () => {});
  const reading = new Reading(runs);
  const player = new Player(runs, reading);
  const open = (main, text) => {
    const refusal = main.refusal();
    return refusal ? { refusal } : { lab: new CountingLab(text) };
  };
  const openings = new Openings(runs, page, (run) => run());
  const comparing = new Comparing({ runs, reading, player, catalog: CATALOG, openings, page }, open);
  const split = (text) => ({ main: text.split('|')[0], others: text.split('|').slice(1) });
  const given = { runs, reading, player, catalog: CATALOG, comparing, openings, page };
  const experiment = new Experiment(given, split);
  runs.main.lab.advance(steps * PER_STEP);
  reading.read();
  const texts = () => runs.list.map(({ lab }) => lab.name);
  /** Letter and text of each, the leading one in capitals. */
  const standing = () =>
    runs.list.map((run) => `${run.letter} ${run === runs.main ? run.lab.name.toUpperCase() : run.lab.name}`);
  return { tops, standing, runs, reading, comparing, experiment, said, told, texts, last: () => said.at(-1) };
}

test('before the first step a change of structure restarts the run', () => {
  const { experiment, texts, standing, last, told } = setUp();
  experiment.change('width', '7');
  assert.deepEqual(texts(), ['width=7']);
  assert.match(last().text, /^Width: the run restarts/);
  assert.deepEqual(told, ['lab-change restart']);
  last().choices[0].run(); // compare with before
  assert.deepEqual(standing(), ['A width=8', 'B WIDTH=7']);
});

test('a change of a run that has trained leaves it behind, and the next one goes into the new run', () => {
  const { experiment, standing, last, runs } = setUp({ steps: 5 });
  experiment.change('width', '7');
  assert.deepEqual([standing(), runs.others[0].left], [['A width=8', 'B WIDTH=7'], 5]);
  assert.match(last().text, /B starts with it\. .*stays beside it as A/);
  assert.deepEqual(
    last().choices.map(({ label }) => label),
    ['Run both to training step 5', 'Compare', 'Drop A'],
  );
  experiment.change('width', '6');
  assert.deepEqual(standing(), ['A width=8', 'B WIDTH=6']);
  assert.match(last().text, /goes into B too/);
  last().choices.at(-1).run(); // drop A
  assert.deepEqual(standing(), ['A WIDTH=6'], 'one that is alone is A again');
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
  const { experiment, standing, last, runs } = setUp({ steps: 5, stopsAt: 2 * PER_STEP });
  experiment.change('live', '0.5');
  assert.deepEqual([standing(), runs.main.lab.phases], [['A width=8', 'B WIDTH=8&LIVE=0.5'], 0]);
  assert.match(last().text, /would come too late, so B starts/);
});

test('where four stand the oldest that was left behind makes room; runs that were asked for do not', () => {
  const { experiment, runs, reading, standing, texts, last } = setUp({ steps: 1 });
  for (const width of ['7', '6', '5', '4']) {
    experiment.change('width', width);
    runs.main.lab.advance(PER_STEP);
    reading.read();
  }
  assert.deepEqual(standing(), ['B width=7', 'C width=6', 'D width=5', 'E WIDTH=4']);
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

test('dropping and leading name a run by id, and a run that has gone is a quiet no-op', () => {
  const { comparing, runs, standing, texts, said } = setUp({ steps: 1 });
  comparing.cure({ label: 'b', changes: [['b', '1']] });
  const { id } = runs.others[0];
  const before = said.length;
  comparing.goOnWith(id);
  assert.match(said.at(-1).text, /^B .* leads now.* A stays beside it/);
  assert.deepEqual(standing(), ['A width=8', 'B B=1']);
  comparing.drop(id); // it leads now
  const other = runs.others[0].id;
  comparing.drop(other);
  comparing.drop(other);
  comparing.goOnWith(other);
  assert.deepEqual([texts(), said.length, CountingLab.alive], [['b=1'], before + 1, 1]);
});

test('other cells are compared by one change each', () => {
  const { comparing, standing, tops } = setUp();
  comparing.cells();
  assert.deepEqual(standing(), ['A cell=rnn&activation=tanh', 'B WIDTH=8', 'C cell=gru'], 'in the order of the form');
  assert.equal(tops.length, 1, 'the reader is at the top of the comparison');
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
  assert.deepEqual(texts(), ['cell=rnn&activation=tanh', 'batch=2', 'cell=gru']);
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

test('the run before a change comes back in a smaller size where there is no memory for both', () => {
  const { experiment, texts, last } = setUp();
  experiment.change('width', '7');
  CountingLab.room = 1;
  last().choices[0].run(); // compare with before
  assert.deepEqual([texts(), last().text], [['width=7'], 'There is no room']);
  CountingLab.room = 2;
  last().choices[0].run();
  assert.deepEqual(texts(), ['width=8&batch=2', 'batch=2']);
});

test('a link opens the runs that there is memory for, and says which one is missing', () => {
  const { experiment, texts, said } = setUp();
  CountingLab.room = 2;
  experiment.load('a|b|c');
  assert.deepEqual(texts(), ['a', 'b']);
  const offer = said.find(({ text }) => text === 'There is no room');
  CountingLab.room = Infinity;
  offer.choices[0].run(); // all of them, smaller
  assert.deepEqual(texts(), ['batch=2', 'b&batch=2', 'c&batch=2']);
});

test('a run that is kept keeps its letter, and its copy leads', () => {
  const { comparing, standing, last } = setUp({ steps: 2 });
  comparing.keep();
  assert.deepEqual(standing(), ['A width=8', 'B WIDTH=8']);
  assert.match(last().text, /^B is a copy of A\. Now change it/);
});

test('letters are not given twice, and a change of any run makes the newest', () => {
  const { comparing, experiment, runs, standing } = setUp({ steps: 2 });
  const cure = (text) => comparing.cure({ label: text, changes: [text.split('=')] });
  for (const text of ['a=1', 'b=1']) cure(text);
  comparing.drop(runs.list[1].id);
  cure('c=1');
  assert.deepEqual(standing(), ['A WIDTH=8', 'C b=1', 'D c=1']);
  experiment.change('width', '7');
  assert.deepEqual(standing(), ['A width=8', 'C b=1', 'D c=1', 'E WIDTH=7']);
});

test('a link gives runs the letters they had; letters that make no sense are given anew', () => {
  const { experiment, runs, standing } = setUp();
  experiment.load('b|a|d', 'BAD');
  assert.deepEqual([standing(), runs.letters], [['A a', 'B B', 'D d'], 'BAD']);
  for (const letters of [undefined, '', 'BA', 'BBA', 'b1!']) {
    experiment.load('b|a|d', letters);
    assert.deepEqual([standing(), runs.letters], [['A B', 'B a', 'C d'], ''], letters);
  }
  experiment.load('b', 'B');
  assert.deepEqual([standing(), runs.letters], [['A B'], '']);
});
