// Equations of a cell's parts with the numbers put in, as the text that the formula reads as.
import assert from 'node:assert/strict';
import test from 'node:test';
import { partEquation, partFormula } from '../../www/lab/strips/equations.js';
import './lab.mjs';

/** An element that knows its text. */
class Element {
  children = [];
  setAttribute() {}
  append(...nodes) {
    this.children.push(...nodes);
  }
  get textContent() {
    return this.children.map((child) => child.textContent ?? String(child)).join('');
  }
}

globalThis.document = { documentElement: { lang: 'en' }, createElementNS: () => new Element() };

const part = (name, formula, numbers, value, ...values) => ({
  name,
  formula,
  numbers,
  sum: formula.includes('W'),
  squashed: false,
  value,
  operands: values.map((value) => ({ name: '', value })),
});
const text = (...given) => partEquation(part(...given)).textContent;

test('terms of a sum are added, negative ones are subtracted', () => {
  assert.equal(
    text('i', 'σ(W_i·[h₋₁; x] + b_i)', 'σ(① + ② + ③)', 0.9, 2, -0.5, 1),
    'i=σ(Wi·[h−1;x]+bi)=σ(2−0.5+1)=0.9',
  );
  assert.equal(text('z', 'σ(W_z·x + b_z)', 'σ(① + ②)', 0.25, -1, -0.1), 'z=σ(Wz·x+bz)=σ(−1−0.1)=0.25');
});

test('a negative factor gets brackets, but not at the front or alone in brackets', () => {
  assert.equal(text('c', 'f·c₋₁ + i·g', '①·② + ③·④', 1, 0.5, -2, -3, -4), 'c=f·c−1+i·g=0.5·(−2)−3·(−4)=1');
  assert.equal(
    text('h', '(1 − z)·h₋₁ + z·h̃', '(1 − ①)·② + ①·③', 0, 0.5, 1, -1),
    'h=(1−z)·h−1+z·h~=(1−0.5)·1+0.5·(−1)=0',
  );
  assert.equal(text('h', 'f(z)', 'f(①)', -1, -3), 'h=f(z)=f(−3)=−1');
});

test('a part without operands is its value, and a formula stands without numbers', () => {
  assert.equal(text('f', '1', '', 1), 'f=1');
  assert.equal(partFormula(part('f′', 'f / (f + i)', '', 0)).textContent, 'f′=f/(f+i)');
});
