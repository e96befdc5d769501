// What is said of several runs: first what changed, and numbers of one step only.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Sentence } from '../../www/lab/cards/sentence.js';
import { versus } from '../../www/lab/cards/versus.js';
import { Verdicts } from '../../www/lab/cards/verdicts.js';
import './lab.mjs';

const DEPTH = { hidden_layers: 10, time: null };
const CLASSES = { test_accuracy: 0.97, test_loss: 0.1 };

/** A run at step 600, at its end. */
function run(letter, name, given = {}) {
  const { frame, score = null, ...more } = given;
  return {
    id: letter.charCodeAt(0),
    letter,
    name,
    cell: '',
    text: name,
    steps: 600,
    main: letter === 'A',
    behind: false,
    frame: { step: 600, done: 0, loss: 0.5, whole: null, stopped: null, d_z_rms: Array(11).fill(1), ...frame },
    score: score && { step: 600, ...CLASSES, ...score },
    ...more,
  };
}

const say = (runs, { fares = 'learns', playing = false, step = 600, summary = DEPTH, marked = 0 } = {}) =>
  versus(runs, { step, playing, summary, marked, fares: () => fares })
    .map(({ text }) => text)
    .join('')
    .trim();

const A = { frame: { whole: 1.4e-6 }, score: { test_accuracy: 0.11 } };
const B = { frame: { whole: 0.5 }, score: {} };

test('first what changed, then what came of it', () => {
  const runs = [run('A', 'sigmoid + Xavier', A), run('B', 'ReLU + He', B)];
  assert.equal(
    say(runs),
    'With ReLU + He layer 1 hears half of the gradient, and the network learns: 97\u202f% right.',
  );
  assert.match(say(runs, { fares: 'stalls' }), /, but the network does not learn: 97/);
  const early =
    'From layer 10 back to layer 1: half of the gradient in B (ReLU + He), 1 part in 710000 in A (sigmoid + Xavier).';
  assert.equal(say(runs, { fares: '' }), early, 'before anything has come of it');
  const deeper = run('A', 'Hidden layers 20', { ...A, frame: { whole: 1e-6, d_z_rms: Array(21).fill(1) } });
  assert.match(say([deeper, runs[1]]), /^From the last hidden layer back to layer 1: half of the gradient in B/);
  const loss = { test_accuracy: null, test_loss: 0.0031 };
  const regress = [run('A', 'sigmoid', { ...A, score: loss }), run('B', 'ReLU', { ...B, score: loss })];
  assert.match(say(regress), /learns: a loss of 0\.0031\.$/);
  const told = (whole) => say([run('A', 'sigmoid', A), run('B', 'ReLU', { ...B, frame: { whole } })]);
  assert.match(told(12), /hears 12 times as much as layer 10, and/);
  assert.match(told(1), /hears all of the gradient, and/);
  assert.match(told(1e-3), /hears 1 part in 1000 of the gradient, and/);
  assert.match(say([run('A', 'single (f32)', A), run('B', 'double (f64)', B)]), /^In B \(double\) layer 1/);
  assert.match(say([run('A', 'Width 8', A), run('B', 'Width 4', B)]), /^In B \(Width 4\) layer 1 hears half/);
});

test('where the gradient is the same, the outcomes are told', () => {
  const runs = [run('A', 'SGD', { ...A, frame: { whole: 0.4 } }), run('B', 'Adam', B)];
  assert.equal(say(runs), 'B (Adam) has 97\u202f% right, A (SGD) 11\u202f%.');
  const three = [
    run('A', 'sigmoid', A),
    run('B', 'ReLU', B),
    run('C', 'tanh', { ...B, score: { test_accuracy: 0.5 } }),
  ];
  assert.equal(say(three), 'B (ReLU) has 97\u202f% right, A (sigmoid) 11\u202f%.');
  const alike = [run('A', 'SGD', B), run('B', 'Adam', B)];
  assert.equal(say(alike), 'Both have 97\u202f% right.');
  assert.equal(say([...alike, run('C', 'RMSprop', B)]), 'All have 97\u202f% right.');
  const unscored = ['A', 'B'].map((letter) => run(letter, `rate ${letter}`, { frame: { loss: 0.7 } }));
  assert.equal(say(unscored), 'Both are at a loss of 0.7.');
});

test('a run on its way is only said to be so', () => {
  const late = { ...B, behind: true, steps: 36, frame: { step: 36, whole: 0.5 } };
  const runs = [run('A', 'sigmoid', A), run('B', 'ReLU', late)];
  assert.equal(say(runs, { step: 6539 }), 'B is at training step 36 of 6539 and is catching up.');
  const three = [...runs, run('C', 'tanh', { ...late, steps: 40 })];
  assert.equal(say(three, { step: 6539 }), 'B and C are at training steps 36 and 40 of 6539 and are catching up.');
});

test('scores of different steps, or of one long left, are not told', () => {
  const runs = [run('A', 'SGD', { frame: { loss: 2.3 }, score: {} }), run('B', 'Adam', { score: { step: 590 } })];
  assert.equal(say(runs), 'B (Adam) is at a loss of 0.5, A (SGD) at 2.3.');
  for (const one of runs) one.score.step = 590;
  assert.match(say(runs), /a loss of/, 'at rest the score is of the step shown');
  assert.match(say(runs, { playing: true }), /have 97/, 'in play it is evaluated now and then');
});

test('gradients are compared at the end of a step only', () => {
  const runs = [run('A', 'sigmoid', A), run('B', 'ReLU', { ...B, frame: { whole: 0.5, done: 3 } })];
  assert.match(say(runs), /^B \(ReLU\) has 97/);
});

test('in mid-step the words of the last one stay, unless the runs were set back or stood at the start', () => {
  const sentence = Object.create(Sentence.prototype);
  Object.assign(sentence, { held: { which: '', step: 0, phrases: [] }, fares: () => '' });
  const at = (step, done) => {
    const frame = { step, done, whole: 0.5 };
    const runs = [run('A', 'SGD', { frame, score: { step } }), run('B', 'Adam', { frame, score: { step } })];
    sentence.view = { runs, step, playing: true, summary: DEPTH, knobs: {} };
    return sentence.ofAll();
  };
  const said = at(600, 0);
  assert.equal(at(601, 3), said);
  assert.notEqual(at(2, 3), said);
  const begun = at(0, 3);
  assert.notEqual(at(1, 3), begun, 'nor do the words of the start');
});

test('where one gradient has become 0, that is what is compared, unless the other run learns', () => {
  const score = { test_accuracy: 0.5 };
  const [a, b] = [run('A', 'single', { frame: { whole: 0 }, score }), run('B', 'double', { ...A, score })];
  assert.equal(
    say([a, b], { fares: 'stalls' }),
    'From layer 10 back to layer 1: 1 part in 710000 of the gradient in B (double), nothing at all in A (single).',
  );
  assert.match(say([a, b]), /^With double layer 1 hears 1 part in 710000 of the gradient, and the network learns/);
});

test('through time the best and the worst share are told', () => {
  const summary = { hidden_layers: 0, time: { steps: 40 } };
  const cells = ['RNN', 'LSTM', 'GRU'].map((cell, i) =>
    run('ABC'[i], cell, { cell, frame: { whole: [4e-5, 0.31, 0.25][i] } }),
  );
  assert.equal(
    say(cells, { summary }),
    'From time step 40 back to time step 1: 31\u202f% of the gradient in the LSTM, 1 part in 25000 in the RNN.',
  );
});

test('through time runs of one cell are told apart by their outcomes once these differ', () => {
  const summary = { hidden_layers: 0, time: { steps: 60 } };
  const cell = 'RNN';
  const runs = [
    run('A', 'Spectral radius ρ 0.6', { cell, frame: { whole: 1e-9 }, score: { test_accuracy: 0.54 } }),
    run('B', 'Spectral radius ρ 1', { cell, frame: { whole: 0 }, score: { test_accuracy: 1 } }),
  ];
  const fares = ({ letter }) => (letter === 'A' ? 'stalls' : 'learns');
  const told = versus(runs, { step: 600, playing: false, summary, fares });
  assert.match(told.map(({ text }) => text).join(''), /^B \(ρ 1\) has 100\u202f% right, A/);
  for (const one of runs) one.frame.whole = 0.25;
  assert.match(say(runs, { summary }), /^From time step 60 back to time step 1: 25\u202f% of the gradient in both\.$/);
});

test('through time the sentence speaks of the time step that is outlined', () => {
  const summary = { hidden_layers: 0, time: { steps: 4 } };
  const cells = ['RNN', 'LSTM'].map((cell, i) => {
    const d_a_rms = [0.001, 0.04, 0.2, 2, 7];
    const d_c_rms = i ? [1, 1.2, 2, 2, null] : null;
    return run('AB'[i], cell, { cell, frame: { whole: 0.5, d_a_rms, d_c_rms } });
  });
  assert.equal(
    say(cells, { summary, marked: 1 }),
    'From time step 4 back to time step 2: 60\u202f% of the gradient in the LSTM, 1 part in 50 in the RNN.',
  );
});

test('of a run that has stopped the step is told, and of the others how they fare', () => {
  const stopped = run('A', 'SGD', { frame: { stopped: { step: 3, value: '∞' } } });
  assert.equal(
    say([stopped, run('B', 'Adam', { score: {} })]),
    'B (Adam) has 97\u202f% right. A (SGD) stopped in training step 4: ∞.',
  );
});

test('at the start, and while both are the same, nothing is compared', () => {
  const fresh = { frame: { loss: null, step: 0 } };
  assert.match(say([run('A', 'x', fresh), run('B', 'y', fresh)], { step: 0 }), /^A and B are at the start/);
  assert.equal(say([run('A', 'x', A), run('B', 'x', B)]), 'A and B are the same so far: change A.');
});

test('a verdict says whose it is; of a run on its way there is none', () => {
  const findings = { 1: [{ symptom: 'healthy', tone: 'well', evidence: 'It fell.' }], 2: [] };
  const verdicts = Object.create(Verdicts.prototype);
  verdicts.view = { step: 6539, catalog: { findings: { healthy: { title: 'It learns' } } } };
  verdicts.engine = { labOf: (id) => ({ diagnosis: () => findings[id] }) };
  assert.deepEqual(verdicts.words({ id: 1, steps: 6539, behind: false }), ['well', 'It learns', 'It fell.']);
  assert.deepEqual(verdicts.words({ id: 2, steps: 6539, behind: false })[1], 'Nothing to report yet');
  assert.match(verdicts.words({ id: 1, steps: 36, behind: true })[2], /step 36 of 6539/);
});

test('a loss that is not finite, or none at all, is told in words', () => {
  const at = (test_loss) => ({ score: { test_accuracy: null, test_loss } });
  const of = (...losses) => say(losses.map((loss, i) => run('ABC'[i], ['SGD', 'Adam', 'RMSProp'][i], at(loss))));
  assert.equal(of(NaN, 2.3), 'B (Adam) is at a loss of 2.3, A (SGD) at a loss that is not finite.');
  assert.equal(of(2.3, Infinity), 'A (SGD) is at a loss of 2.3, B (Adam) at a loss that is not finite.');
  assert.match(of(NaN, 0.5, 2.3), /^B \(Adam\) is at a loss of 0\.5, A/, 'whatever is not finite comes last');
  const gone = [run('A', 'SGD', { frame: { stopped: { step: 4, value: 'infinite' } } }), run('B', 'Adam', at(NaN))];
  assert.match(say(gone), /^B \(Adam\) is at a loss that is not finite\. A/);
  const probes = ['A', 'B'].map((letter) => run(letter, letter, { frame: { loss: null, done: 3 } }));
  assert.equal(say(probes), 'A and B are at training step 600.');
});

test('where a task has no answers, the gradient is compared and no loss is told', () => {
  const summary = { ...DEPTH, task: 'probe' };
  const loss = { test_accuracy: null, test_loss: -1100 };
  const runs = [run('A', 'gain 1', { ...A, score: loss }), run('B', 'gain 2', { frame: { whole: 12 }, score: loss })];
  assert.equal(
    say(runs, { summary }),
    'From layer 10 back to layer 1: 12 times as much in B (gain 2), 1 part in 710000 in A (gain 1).',
  );
  const stopped = { ...runs[0], frame: { ...runs[0].frame, stopped: { step: 4, value: 'infinite' } } };
  assert.match(say([stopped, runs[1]], { summary }), /^B \(gain 2\) goes on\. A/);
  runs[0].frame.done = 3;
  assert.equal(say(runs, { summary }), 'A and B are at training step 600.');
});
