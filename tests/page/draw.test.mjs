// Numbers in words, the shared axis, and the scale that only grows.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Axis } from '../../www/lab/draw/axis.js';
import { ColorScale } from '../../www/lab/draw/colors.js';
import { brief, capital, count, number, oddity, percent, power, several } from '../../www/lab/draw/format.js';
import { HORIZONS, LogScale } from '../../www/lab/draw/logscale.js';

globalThis.document = { documentElement: { lang: 'en' } };

test('numbers have three digits, and powers of ten where they are small or large', () => {
  const written = [0.5772, 1.5e-6, 12345, 123456, -0.25, 0, -0, 0.000999].map((x) => number(x));
  assert.deepEqual(written, ['0.577', '1.5·10⁻⁶', '12,300', '1.23·10⁵', '−0.25', '0', '0', '9.99·10⁻⁴']);
  assert.equal(brief(0.5772), '0.58');
});

test('what is no finite number is named', () => {
  assert.deepEqual([NaN, Infinity, -Infinity, null, undefined, 1].map(oddity), ['NaN', '∞', '−∞', '–', '–', null]);
  assert.deepEqual([number(NaN), percent(Infinity), number(null)], ['NaN', '∞', '–']);
});

test('shares, counts and names', () => {
  assert.equal(percent(0.1137), '11.4\u202f%');
  assert.deepEqual([count(1437), several(1, 'layer'), several(3, 'layer')], ['1,437', '1 layer', '3 layers']);
  assert.deepEqual([power(-8), power(0), power(1), power(12)], ['10⁻⁸', '1', '10', '10¹²']);
  assert.equal(capital('layer 4'), 'Layer 4');
});

test('an axis parts its width evenly and finds each column under its middle', () => {
  const axis = new Axis(11, 360);
  assert.deepEqual([axis.columns, axis.pitch, axis.left(1), axis.center(0)], [12, 30, 30, 15]);
  for (let column = 0; column < axis.columns; column++) assert.equal(axis.columnAt(axis.center(column)), column);
  assert.deepEqual([axis.columnAt(-5), axis.columnAt(999)], [0, 11]);
});

test('labels keep their distance, and both ends have one', () => {
  for (const stages of [1, 2, 11, 101, 501]) {
    const axis = new Axis(stages, 600);
    const labelled = axis.labelled(30);
    assert.deepEqual([labelled[0], labelled.at(-1)], [0, stages]);
    const gaps = labelled.slice(1).map((column, i) => (column - labelled[i]) * axis.pitch);
    assert.ok(Math.min(...gaps) >= 30, `${stages} stages: ${gaps}`);
  }
});

test('a scale widens by rungs, ignores what has no place on it, and goes back only when asked', () => {
  const scale = new LogScale(-10, 0);
  scale.include([null, 0, NaN, Infinity, 1e-5]);
  assert.deepEqual([scale.low, scale.high], [-10, 0]);
  scale.include([3e-18, 40]);
  assert.deepEqual([scale.low, scale.high], [-24, 2]);
  scale.include([1e-3]);
  assert.deepEqual([scale.low, scale.high], [-24, 2]);
  assert.deepEqual([scale.at(1e-24), scale.at(100), scale.at(1e-99), scale.at(-1e-11)], [0, 1, 0, 0.5]);
  scale.reset();
  assert.deepEqual([scale.low, scale.high], [-10, 0]);
});

test('two to five ticks lie inside, and only horizons that are inside are drawn', () => {
  for (const [low, high] of [
    [-4, 2],
    [-10, 0],
    [-48, 40],
    [-16, 2],
  ]) {
    const ticks = new LogScale(low, high).ticks();
    assert.ok(ticks.length >= 2 && ticks.length <= 5, `${low} to ${high}: ${ticks}`);
    assert.ok(ticks.every((e) => e > low && e <= high));
  }
  assert.deepEqual(
    new LogScale(-10, 0).horizons().map(({ name }) => name),
    ['f16'],
  );
  assert.deepEqual(new LogScale(-48, 0).horizons(), HORIZONS);
});

test('a color scale runs from its low end to its high end, and zero is the low end', () => {
  const pixels = Array.from({ length: 4 * 256 }, (_, i) => (i % 4 === 0 ? i >> 2 : 0));
  const scale = new ColorScale({ pixels, low: 1e-10, high: 1 });
  assert.deepEqual(
    [scale.color(0), scale.color(1e-10), scale.color(-1), scale.color(1e5)],
    ['rgb(0 0 0)', 'rgb(0 0 0)', 'rgb(255 0 0)', 'rgb(255 0 0)'],
  );
});
