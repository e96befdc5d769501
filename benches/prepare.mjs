// Prepares what the libraries need: the examples of every workload, and the module that measures the peak.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { load } from './peers/ours.mjs';
import { text } from './peers/peak.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, 'benches/pkg');

export async function prepare(workloads) {
  fs.mkdirSync(path.join(FOLDER, 'data'), { recursive: true });
  await assemble();
  const { Engine } = await load({
    module: (file) => import(pathToFileURL(path.join(ROOT, file))),
    bytes: (file) => fs.readFileSync(path.join(ROOT, file)),
  });
  for (const { id, text } of workloads) {
    const engine = new Engine(text, false);
    for (const part of ['x', 'y'])
      fs.writeFileSync(path.join(FOLDER, 'data', `${id}.${part}`), new Uint8Array(engine[part]().buffer));
    engine.free();
  }
}

/** binaryen is among the packages of the page's tests, because it makes the page's modules smaller. */
async function assemble() {
  const packages = createRequire(path.join(ROOT, 'tests/e2e/package.json'));
  const { default: binaryen } = await import(pathToFileURL(packages.resolve('binaryen')));
  const module = binaryen.parseText(text());
  module.setFeatures(binaryen.Features.SIMD128);
  if (!module.validate()) throw new Error('the loop that measures the peak is no valid module');
  fs.writeFileSync(path.join(FOLDER, 'peak.wasm'), module.emitBinary());
  module.dispose();
}
