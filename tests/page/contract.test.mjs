// The table of the element: what an attribute's text stands for, and the files that are written from it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { ATTRIBUTES, attributeText, experimentText, readAttribute, VIEWS } from '../../www/lab/app/contract.js';
import { committed, FILES } from './contract.mjs';

test('the files that the table writes are current', () => {
  for (const [path, text] of Object.entries(FILES)) {
    assert.equal(committed(path), text(), `${path}: cargo xtask regenerate element`);
  }
});

test('without the attribute the default holds, and nobody is warned', () => {
  for (const { name, kind, values } of ATTRIBUTES) {
    const { value, warning } = readAttribute(name, null);
    assert.equal(warning, '', name);
    assert.equal(value, kind === 'choice' ? values[0] : kind === 'flag' ? false : null, name);
  }
});

test('every value of a choice is read, and no other', () => {
  for (const { name, values } of ATTRIBUTES.filter(({ kind }) => kind === 'choice')) {
    for (const value of values) assert.deepEqual(readAttribute(name, ` ${value} `), { value, warning: '' });
    const { value, warning } = readAttribute(name, 'strange');
    assert.equal(value, values[0]);
    assert.match(warning, new RegExp(`^${name}="strange"`));
  }
  assert.ok(Object.keys(VIEWS).length === 13);
});

test('a seed is a whole number that the generator takes', () => {
  assert.equal(readAttribute('seed', '4294967295').value, 4294967295);
  for (const text of ['', '-1', '1.5', '4294967296', '7e3', 'seven']) {
    const { value, warning } = readAttribute('seed', text);
    assert.equal(value, null);
    assert.match(warning, /whole number/, text);
  }
});

test('English of any country is spoken, and no other language', () => {
  for (const text of ['', 'en', 'en-GB', 'EN']) assert.equal(readAttribute('lang', text).warning, '', text);
  for (const text of ['de', 'enx', 'fr']) assert.match(readAttribute('lang', text).warning, /only English/, text);
});

test('names with commas between', () => {
  assert.deepEqual(readAttribute('open', ' activation , hidden_layers,').value, ['activation', 'hidden_layers']);
  assert.deepEqual(readAttribute('open', '').value, []);
});

test('a property becomes its attribute', () => {
  assert.equal(attributeText('autoplay', true), '');
  assert.equal(attributeText('autoplay', false), null);
  assert.equal(attributeText('seed', 0), '0');
  assert.equal(attributeText('open', ['activation', 'width']), 'activation,width');
  assert.equal(attributeText('view', undefined), null);
});

test('a bare name is a prepared experiment', () => {
  assert.equal(experimentText('VAN'), 'preset=VAN');
  assert.equal(experimentText('#L2-RNN'), 'preset=L2-RNN');
  assert.equal(experimentText('width=8&step=2'), 'width=8&step=2');
  assert.equal(experimentText(''), '');
  assert.equal(experimentText('{"width":8}'), '{"width":8}');
});
