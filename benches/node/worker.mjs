// One library in its own process: `node worker.mjs PEER WORKLOAD`. It reads milliseconds and writes JSON, line by line.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Data } from '../data.mjs';
import { ready } from '../measure.mjs';
import { PEERS } from '../peers/all.mjs';
import { WORKLOADS } from '../workloads.mjs';

const ROOT = path.join(import.meta.dirname, '../..');
const packages = createRequire(path.join(ROOT, 'benches/package.json'));
// The answers go to standard output, so messages of the libraries must go elsewhere.
console.log = console.info = console.warn = (...words) => process.stderr.write(`${words.join(' ')}\n`);

const bytes = (file) => fs.readFileSync(path.join(ROOT, file));
const floats = (file) => new Float32Array(new Uint8Array(bytes(file)).buffer);

const world = {
  bytes,
  module: (file) => import(pathToFileURL(path.join(ROOT, file))),
  library: (name) => packages(name),
  tensorflow(backend) {
    const tf = packages('@tensorflow/tfjs');
    if (backend === 'wasm') {
      const wasm = packages('@tensorflow/tfjs-backend-wasm');
      wasm.setWasmPaths(path.join(ROOT, 'benches/node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
      // One thread, like all the others.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    }
    return tf;
  },
};

/** All threads of this process. */
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
const [name, id] = process.argv.slice(2);
const workload = WORKLOADS.find((workload) => workload.id === id);
try {
  const began = performance.now();
  const data = new Data(floats(`benches/pkg/data/${id}.x`), floats(`benches/pkg/data/${id}.y`), workload);
  const peer = await ready(await PEERS[name].make(workload, world, data), spent, began);
  say({ first: peer.first, start: peer.start, underflow: peer.underflow });
  for await (const line of readline.createInterface({ input: process.stdin })) say(await peer.go(Number(line)));
} catch (error) {
  say({ failed: error.message ?? String(error) });
}
process.exit(0);
