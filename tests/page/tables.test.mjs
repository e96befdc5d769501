// The tables that the reader has brought: by their ids in links, in states, and in every instance of the module.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveTables, idsIn, keepTable, partsOf, sourceOf, stateOf, tablesIn } from '../../www/lab/wasm/tables.js';

/** An instance that names tables by their first number. */
const instance = () => {
  const kept = [];
  const keep_table = (_columns, _perStep, _classes, x) => {
    if (x[0] < 0) throw new Error('There is no room for this.');
    kept.push(x[0]);
    return x[0].toString(16).padStart(12, '0');
  };
  return { kept, keep_table };
};
const table = (first) => ({
  columns: 1,
  perStep: 0,
  classes: [],
  x: Float64Array.of(first, 2),
  y: Float64Array.of(1, 2),
});

test('a link names its tables, also inside a run beside', () => {
  const ids = ['00000000000a', '0000000000ff'];
  assert.deepEqual(idsIn(`data=own&own=${ids[0]}&vs=data%3Down%26own%3D${ids[1]}&own=${ids[0]}`), ids);
  assert.deepEqual(idsIn('data=own&own=xyz&known=00000000000a1&own=00'), []);
});

test('a state has the texts of the tables that its link names', () => {
  const glue = instance();
  const id = keepTable(glue, table(0xab), '1,2\n"3",4');
  const link = `data=own&own=${id}&step=3`;
  assert.equal(sourceOf(id), '1,2\n"3",4');
  assert.equal(stateOf('data=circles'), 'data=circles');
  assert.deepEqual(partsOf(stateOf(link)), { text: link, sources: ['1,2\n"3",4'] });
  for (const text of ['', 'width=3', '{"width": 3,\n"data": "xor"}']) {
    assert.deepEqual(partsOf(text), { text, sources: [] });
  }
  for (const rest of ['', 'x', '{}', '[1,', 'null'])
    assert.deepEqual(partsOf(`width=3\n${rest}`), { text: 'width=3', sources: [] });
});

test('a fresh instance gets all tables, and one without memory only those that fit', () => {
  const first = instance();
  const id = keepTable(first, table(7), 'seven');
  const fresh = instance();
  giveTables(fresh);
  assert.ok(fresh.kept.includes(7));
  const [{ table: again }] = tablesIn(`own=${id}`);
  assert.equal(again.x[0], 7);
  giveTables(fresh, [table(-1), table(8)]);
  assert.equal(fresh.kept.at(-1), 8);
  // What does not fit is not kept either.
  assert.throws(() => keepTable(first, table(-1), 'none'), /no room/);
  const panics = { keep_table: () => assert.fail('panicked at src') };
  assert.throws(() => giveTables(panics, [table(1)]), /panicked at/);
});

test('old tables are forgotten', () => {
  const glue = instance();
  const ids = Array.from({ length: 40 }, (_, n) => keepTable(glue, table(1000 + n), `${n}`));
  assert.equal(sourceOf(ids[0]), undefined);
  assert.equal(sourceOf(ids[39]), '39');
});
