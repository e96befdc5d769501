// The gallery's search, and where its arrow keys lead.
import assert from 'node:assert/strict';
import test from 'node:test';
import { neighbor } from '../../www/lab/gallery/neighbor.js';
import { finds, wordsOf } from '../../www/lab/gallery/search.js';

const PRESET = {
  id: 'FBIAS',
  part: 'time',
  outcome: 'cured',
  title: 'A forget bias of 3 instead of 0',
  claim: 'With 3 it recalls an input from 60 steps back.',
  runs: ['data=recall&cell=lstm&forget_bias=0', 'data=recall&cell=lstm&forget_bias=3'],
};

test('a search finds every word of an experiment, in any order and in any case', () => {
  const words = wordsOf(PRESET, '99 % against 52 %');
  for (const search of ['', 'fbias', 'LSTM forget bias', 'back 60', 'cured', 'forget_bias', '52', 'recal']) {
    assert.ok(finds(words, search), search);
  }
  for (const search of ['gru', 'forget gru', 'forgetbias']) assert.ok(!finds(words, search), search);
});

/** Boxes in rows of three columns, the second row one short, and a row of another part below. */
const BOXES = [
  [0, 0],
  [100, 0],
  [200, 1],
  [0, 80],
  [100, 80],
  [0, 300],
  [100, 300],
  [200, 300],
].map(([left, top]) => ({ getBoundingClientRect: () => ({ left, top }) }));

test('the arrow keys lead to the neighbor in the row, and to the nearest one of the next row', () => {
  const from = (at, key) => BOXES.indexOf(neighbor(BOXES, at, key));
  assert.equal(from(0, 'ArrowRight'), 1);
  assert.equal(from(3, 'ArrowLeft'), 2);
  assert.equal(from(2, 'ArrowDown'), 4, 'the row below is shorter');
  assert.equal(from(4, 'ArrowDown'), 6);
  assert.equal(from(7, 'ArrowUp'), 4);
  assert.equal(from(4, 'ArrowUp'), 1);
  assert.equal(from(4, 'Home'), 0);
  assert.equal(from(4, 'End'), 7);
  for (const [at, key] of [
    [0, 'ArrowLeft'],
    [0, 'ArrowUp'],
    [7, 'ArrowRight'],
    [7, 'ArrowDown'],
    [3, 'a'],
  ]) {
    assert.equal(from(at, key), -1, `${key} from ${at}`);
  }
});
