// What is said of sequences, of seeds and of sliders.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story } from '../../www/lab/cards/story.js';
import { Spread, withSeed } from '../../www/lab/compare/spread.js';
import { sliderScale } from '../../www/lab/form/knob.js';
import { answerAt, forecasts, lanes, readingAt } from '../../www/lab/strips/sequence.js';
import { use } from '../../www/lab/wasm/module.js';
import { GLUE } from './lab.mjs';

use(GLUE);

const ADDING = {
  x: [
    [0.5, 0],
    [0.25, 1],
    [0.1, 1],
  ],
  most: [0.5, 1],
  target: [[0.35]],
  answer: [[0.3]],
  first: 2,
  classes: false,
};
const COPY = {
  x: [
    [1, 0, 0, 0, 0, 0],
    [0, 1, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 1],
    [0, 0, 0, 0, 1, 0],
  ],
  target: [
    [1, 0],
    [0, 1],
    [0, 0],
    [0, 0],
  ],
  answer: [
    [0.9, 0.3],
    [0.1, 0.2],
    [0, 0.1],
    [0, 0],
  ],
  first: 2,
  classes: true,
  wanted: [0, 1],
  says: [0, 0],
  remember: '',
  names: [],
};

test('a sequence comes apart into lanes, and each step can be read', () => {
  assert.deepEqual(lanes('adding', ADDING), { bars: [1, 0.5, 0.2], marks: [[0, 1, 1]], words: 'value, marker' });
  assert.equal(lanes('copy', COPY).marks.length, 6);
  assert.deepEqual(
    [0, 1].map((t) => readingAt('adding', ADDING, t)),
    ['0.5', '0.25, marked'],
  );
  assert.deepEqual(
    [0, 2].map((t) => readingAt('copy', COPY, t)),
    ['symbol A', 'symbol go'],
  );
  assert.equal(readingAt('copy', COPY, 9), '');
  assert.deepEqual(
    lanes('digit_rows', {
      x: [
        [0, 2],
        [4, 0],
      ],
      most: [4, 2],
    }).marks,
    [
      [0, 1],
      [1, 0],
    ],
  );
});

test('a forecast answers every step with a number', () => {
  assert.equal(forecasts({ first: 0, classes: false, x: [[1], [2]] }), true);
  assert.equal(forecasts(ADDING), false);
});

test('answers in between have their own words', () => {
  assert.deepEqual(answerAt(COPY, 2, ['A', 'B']), { says: 'A', wanted: 'A' });
  assert.deepEqual(answerAt(COPY, 3, ['A', 'B']), { says: 'A', wanted: 'B' });
  assert.equal(answerAt(COPY, 1, []), null);
  assert.equal(answerAt({ ...COPY, says: [null, 0] }, 2, ['A']).says, 'NaN');
});

test('each task says what must be remembered', () => {
  assert.deepEqual(story('adding', ADDING), {
    keep: 'Remember 0.25 (time step 2) and 0.1 (time step 3)',
    wanted: '0.35',
    says: '0.3',
  });
  assert.deepEqual(story('copy', COPY), { keep: 'Remember A B until the start sign', wanted: 'A B', says: 'A A' });
  const recall = {
    x: [[1], [0]],
    target: [[1]],
    answer: [[2]],
    wanted: [1],
    says: [1],
    odds: [0.12, 0.88],
    names: ['−1', '+1'],
  };
  assert.deepEqual(story('recall', recall), {
    keep: 'Remember +1 from time step 1',
    wanted: '+1',
    says: '+1, 88\u202f%',
  });
  assert.equal(story('recall', { ...recall, answer: [[0]] }).says, 'no answer yet');
  assert.equal(story('sine', ADDING).keep, '');
  const parity = { ...recall, classes: true, remember: 'whether it is odd', names: ['even', 'odd'] };
  const told = { keep: 'Remember whether it is odd', wanted: 'odd', says: 'odd, 88\u202f%' };
  assert.deepEqual(story('parity', parity), told);
  // A task without names for its classes: the class, by its number, and not a logit.
  const { keep, wanted, says } = story('new_task', COPY);
  assert.deepEqual([keep, wanted, says], ['', 'class 2', 'class 1']);
});

test('outcomes go to Rust by run, without those that are not there yet; a run that stopped is no number', () => {
  const asked = [];
  const over_seeds = (...given) => asked.push(given) && { low: -3, high: 1, words: ['a', 'b'], verdict: '' };
  use({ ...GLUE, over_seeds });
  const outcome = (accuracy) => ({ step: 9, loss: 0.1, accuracy, digest: '' });
  const tried = [
    { letter: 'A', outcomes: [outcome(0.5), undefined, outcome(null)] },
    { letter: 'C', outcomes: [outcome(0.9)] },
  ];
  const spread = new Spread(tried, { chance_accuracy: 0.1, chance_loss: 0.7 });
  assert.deepEqual(asked, [['AC', [0, 0, 1], [0.5, NaN, 0.9], true, 0.1]]);
  assert.deepEqual([spread.words, spread.share(0.25), spread.say(0.25)], [['a', 'b'], 0.25, '25\u202f%']);
  const losses = new Spread(tried, { chance_accuracy: null, chance_loss: 0.7 });
  assert.deepEqual(asked[1].slice(2), [[0.1, 0.1, 0.1], false, 0.7]);
  assert.deepEqual([losses.share(0.1), losses.share(1e-9), losses.say(0.25)], [0.5, 0, '0.25']);
  assert.deepEqual(losses.ticks, [
    { at: 0, text: '10^-3' },
    { at: 1, text: '10^1' },
  ]);
  use(GLUE);
});

test('the same experiment from another seed', () => {
  assert.equal(withSeed('width=8&seed=3', 5), 'width=8&seed=3&seed=5');
  assert.equal(withSeed('', 5), 'seed=5');
});

test('a slider asks for its positions and values by the key of its knob', () => {
  const asked = [];
  const ask =
    (answer) =>
    (...given) =>
      asked.push(given) && answer;
  use({ ...GLUE, knob_slider: ask([0, 1000, 1]), knob_notch: ask(600), knob_text: ask('0.1') });
  const { min, max, step, notch, text } = sliderScale({ key: 'learning_rate' }, 10);
  assert.deepEqual([min, max, step, notch(0.1), text(600)], [0, 1000, 1, 600, '0.1']);
  assert.deepEqual(asked, [
    ['learning_rate', 10],
    ['learning_rate', 10, 0.1],
    ['learning_rate', 10, 600],
  ]);
  use(GLUE);
});
