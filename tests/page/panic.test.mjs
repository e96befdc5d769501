// A panic ends the engine of all labs of a page; any other error leaves it running.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isPanic } from '../../www/lab/wasm/module.js';

const heard = new Map();
globalThis.addEventListener = (kind, listener) => heard.set(kind, listener);
globalThis.removeEventListener = (kind) => heard.delete(kind);
globalThis.ErrorEvent ??= class ErrorEvent {};
const { join, leave, panicked } = await import('../../www/lab/app/restart.js');

const PANIC = new Error('panicked at src/net/network.rs:1:1:\nindex out of bounds');

test('a panic is what the hook throws, or a trap', () => {
  assert.ok(isPanic(PANIC));
  assert.ok(isPanic(new WebAssembly.RuntimeError('unreachable')));
  for (const error of [new Error('null pointer passed to rust'), new TypeError('oh'), 'panicked at', undefined]) {
    assert.ok(!isPanic(error));
  }
});

test('every lab of the page ends, and learns whether its own call panicked', () => {
  const ended = [];
  const lab = (name) => ({ ended: (_error, guilty) => ended.push(`${name} ${guilty}`) });
  const [a, b] = [lab('a'), lab('b')];
  join(a);
  join(b);
  panicked(PANIC, b);
  assert.deepEqual(ended.splice(0), ['a false', 'b true']);
  heard.get('unhandledrejection')({ reason: PANIC });
  assert.deepEqual(ended.splice(0), ['a true', 'b true']);
  heard.get('unhandledrejection')({ reason: new Error('of the page') });
  leave(a);
  panicked(PANIC);
  assert.deepEqual(ended, ['b true']);
  leave(b);
  assert.equal(heard.size, 0);
});
