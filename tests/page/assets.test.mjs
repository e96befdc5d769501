// One place decides where files come from: a pack must be able to replace all of them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as assets from '../../www/lab/wasm/assets.js';

const LAB = fileURLToPath(new URL('../../www/lab/', import.meta.url));

test('only fetched.js knows an address', () => {
  const names = readdirSync(LAB, { recursive: true }).filter((name) => name.endsWith('.js'));
  assert.ok(names.length > 100);
  const knows = (name) => /import\.meta|\bfetch\(/.test(readFileSync(LAB + name, 'utf8'));
  assert.deepEqual(names.filter(knows), ['wasm/fetched.js']);
});

test('files that a pack has are not fetched, and a worker uses the module that it is told', async () => {
  const glue = {};
  assets.provide({
    text: async (path) => `fetched ${path}`,
    engine: async () => ({ glue }),
    worker: () => ({ address: 'worker.js', type: 'module' }),
    home: () => null,
    words: () => null,
  });
  assets.provideFiles({ 'lab/presets.json': '[1]' });
  assert.deepEqual(await assets.readJson('lab/presets.json'), [1]);
  assert.equal(await assets.readText('style/base.css'), 'fetched style/base.css');
  const wasm = /** @type {any} */ ({});
  assets.provideModule(wasm);
  assert.deepEqual(await assets.engineOf(0), { glue, wasm });
  assert.equal(assets.workerScript().address, 'worker.js');
});
