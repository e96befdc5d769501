// Three words for a state, which a class compares aloud.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COUNT, digestWords } from '../../www/lab/run/digestwords.js';

/** A digest that draws these places of the three lists. */
const digest = (animal, color, number) => {
  const animals = BigInt(COUNT / 3200);
  return (BigInt(animal) + animals * (BigInt(color) + 32n * BigInt(number))).toString(16).padStart(16, '0');
};

test('a digest is an animal, a color and a number', () => {
  for (const [number, word] of [
    [0, 'zero'],
    [17, 'seventeen'],
    [20, 'twenty'],
    [99, 'ninety-nine'],
  ]) {
    assert.equal(digestWords(digest(0, 4, number)), `alpaca blue ${word}`);
  }
  assert.match(digestWords('ffffffffffffffff'), /^[a-z]+ [a-z]+ [a-z-]+$/);
});

test('all words differ, so that different words mean different states', () => {
  const seen = new Set();
  for (let n = 0; n < COUNT; n++) seen.add(digestWords(n.toString(16).padStart(16, '0')));
  assert.equal(seen.size, COUNT);
  assert.ok(COUNT > 4e5, COUNT);
});

test('the golden links have their words', () => {
  const table = JSON.parse(readFileSync(new URL('../support/golden/links.json', import.meta.url), 'utf8'));
  for (const { link, digest, words } of table) assert.equal(digestWords(digest), words, link);
});
