// Numbers in words, the shared axis, and scales.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Axis } from '../../www/lab/draw/axis.js';
import { typeset } from '../../www/lab/draw/formula.js';
import { capital } from '../../www/lab/draw/text.js';
import { ColorScale } from '../../www/lab/wasm/colors.js';
import { LogScale } from '../../www/lab/wasm/logscale.js';
import { brief, number, oddity, percent, several } from '../../www/lab/wasm/numbers.js';
import './lab.mjs';

test('what is no finite number is named, and what is absent is a dash', () => {
  assert.deepEqual([NaN, Infinity, null, undefined, 1].map(oddity), ['NaN', '∞', '–', '–', null]);
  assert.deepEqual([number(0.5772), number(null), percent(undefined), brief(0.5772)], ['0.577', '–', '–', '0.58']);
});

test('counts have their nouns', () => {
  assert.deepEqual([several(1, 'layer'), several(3, 'layer')], ['1 layer', '3 layers']);
  assert.equal(capital('layer 4'), 'Layer 4');
});

test('a power of ten is set as mathematics', () => {
  const made = [];
  const node = (name) => ({ name, children: [], setAttribute() {}, append: (...all) => made.push([name, ...all]) });
  globalThis.document = { createElementNS: (_, name) => node(name) };
  typeset('−1.5·10⁻⁶');
  const texts = made.filter(([name]) => name === 'mn' || name === 'mo').map(([, text]) => text);
  assert.deepEqual(texts, ['10', '−6', '−1.5', '·']);
  made.length = 0;
  typeset('12,300');
  assert.deepEqual(made, [['mn', '12,300']]);
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

test('a scale only grows, shows the number formats that end inside it, and goes back when asked', () => {
  const scale = new LogScale(-4, 0);
  assert.deepEqual([scale.low, scale.high, scale.horizons.length], [-4, 0, 0]);
  scale.include([null, 0, 1e-10]);
  assert.deepEqual([scale.low, scale.high, scale.at(1e-5)], [-10, 0, 0.5]);
  assert.deepEqual(
    scale.ticks.map(({ text }) => text),
    ['10^-10', '10^0'],
  );
  assert.deepEqual(
    scale.horizons.map(({ text }) => text),
    ['f16'],
  );
  const { ticks } = scale;
  scale.include([1e-3]);
  assert.equal(scale.ticks, ticks, 'what did not change is not read again');
  scale.reset();
  assert.deepEqual([scale.low, scale.high, scale.horizons.length], [-4, 0, 0]);
});

test('a color scale runs from its low end to its high end, and zero is the low end', () => {
  const pixels = Array.from({ length: 4 * 256 }, (_, i) => (i % 4 === 0 ? i >> 2 : 0));
  const scale = new ColorScale({ pixels, low: -10, high: 0 });
  assert.deepEqual(
    [scale.color(0), scale.color(1e-10), scale.color(-1), scale.color(1e5)],
    ['rgb(0 0 0)', 'rgb(0 0 0)', 'rgb(255 0 0)', 'rgb(255 0 0)'],
  );
});
