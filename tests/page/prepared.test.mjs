// The prepared experiment that is open: its runs, its end and its claim.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Prepared, runsOf } from '../../www/lab/run/prepared.js';
import { Runs } from '../../www/lab/run/runs.js';
import { CountingLab, PER_STEP } from './lab.mjs';

const preset = (id, runs, step, end) => ({ id, runs, step, end, view: 'compare', criterion: 'loss B < loss A' });
const PRESETS = [preset('ONE', ['width=3'], 2, null), preset('TWO', ['width=3', 'width=4'], 1, 4)];

/** The runs of a preset, and what its judge was told. */
function open(texts, answer = () => true) {
  const runs = new Runs(new CountingLab(texts[0]), () => {});
  for (const text of texts.slice(1)) runs.adopt(new CountingLab(text));
  for (const { lab } of runs.list) lab.quantity = (n) => `${n} of ${lab.text()}`;
  const read = [];
  const judge = (criterion, measure) => {
    read.push(criterion, measure(1, 2), measure(0, 3), measure(2, 0));
    return answer();
  };
  const prepared = new Prepared(runs, PRESETS, judge);
  prepared.recognize();
  return { runs, prepared, read };
}

/** All runs go to a step, or those that are named. */
function go({ runs }, step, letters = 'AB') {
  for (const run of runs.list) {
    if (letters.includes(run.letter)) run.advance(step * PER_STEP - run.steps * PER_STEP);
  }
}

test('a preset alone, at whatever step, stands for all its runs', () => {
  const split = (text) => ({ main: text, others: ['split'] });
  const opened = (text) => runsOf(text, PRESETS, split);
  const two = { main: 'width=3&step=1', others: ['width=4'], view: 'compare' };
  assert.deepEqual(opened('preset=TWO'), two);
  assert.deepEqual(opened('v=1&preset=TWO'), two);
  assert.deepEqual(opened('step=7&preset=TWO'), { ...two, main: 'width=3&step=7' });
  assert.deepEqual(opened('preset=ONE').others, []);
  for (const text of ['', 'preset=NONE', 'preset=TWO&width=5', 'preset=TWO&vs=width%3D5', 'preset=ONE&preset=TWO']) {
    assert.deepEqual(opened(text), { main: text, others: ['split'] }, text);
  }
});

test('a preset is recognized by its runs, in their order', () => {
  assert.equal(open(['width=3']).prepared.preset.id, 'ONE');
  assert.equal(open(['width=3', 'width=4']).prepared.preset.id, 'TWO');
  for (const texts of [['width=4'], ['width=4', 'width=3'], ['width=3', 'width=4', 'width=5']]) {
    assert.equal(open(texts).prepared.preset, null);
  }
});

test('Play stops where the claim ends, and from there on nowhere', () => {
  const lab = open(['width=3', 'width=4']);
  assert.equal(lab.prepared.end, 4);
  go(lab, 4);
  assert.deepEqual([lab.prepared.end, lab.prepared.ended], [null, true]);
  go(lab, 5);
  assert.deepEqual([lab.prepared.end, lab.prepared.ended], [null, false]);
  assert.equal(open(['width=3']).prepared.end, null, 'this one may go on');
  assert.equal(open(['width=9']).prepared.end, null, 'this is no preset');
});

test('a claim is judged when every run is where it ends, and not after', () => {
  const lab = open(['width=3', 'width=4']);
  const states = [[3], [4, 'A'], [4, 'B'], [5]].map(([step, letters]) => {
    go(lab, step, letters);
    return lab.prepared.state;
  });
  assert.deepEqual(states, ['waits', 'waits', 'holds', 'over']);
  const asked = ['loss B < loss A', '2 of width=4', '3 of width=3', undefined];
  assert.deepEqual(lab.read, asked, 'once, with the numbers of each run');
});

test('a claim without an end is judged from its step on', () => {
  const lab = open(['width=3'], () => false);
  assert.equal(lab.prepared.state, 'waits');
  go(lab, 2);
  assert.equal(lab.prepared.state, 'fails');
  go(lab, 9);
  assert.equal(lab.prepared.state, 'fails');
  const unmeasured = open(['width=3'], () => undefined);
  go(unmeasured, 2);
  assert.equal(unmeasured.prepared.state, 'waits', 'a number is missing');
});

test('a run that stopped has come as far as it goes', () => {
  const lab = open(['width=3', 'width=4']);
  lab.runs.main.stopped = true;
  lab.runs.beyond = 4;
  go(lab, 4, 'B');
  assert.equal(lab.prepared.state, 'holds');
});
