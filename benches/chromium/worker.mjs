// One library in a worker: it receives milliseconds, and answers with what it did in them.
import { Data } from '../data.mjs';
import { ready } from '../measure.mjs';
import { PEERS } from '../peers/all.mjs';
import { WORKLOADS } from '../workloads.mjs';

const PACKAGES = '/benches/node_modules';
const FILES = {
  convnetjs: 'convnetjs/build/convnet.js',
  'brain.js': 'brain.js/browser.js',
  synaptic: 'synaptic/dist/synaptic.js',
  tf: '@tensorflow/tfjs/dist/tf.min.js',
  wasm: '@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js',
};

const fetched = async (file) => {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response;
};
const bytes = async (file) => (await fetched(`/${file}`)).arrayBuffer();
const floats = async (file) => new Float32Array(await bytes(file));

/** These files were written for a page or for Node, so this provides the globals that they expect. */
async function library(name) {
  globalThis.window ??= globalThis;
  const module = { exports: {} };
  new Function('module', 'exports', await (await fetched(`${PACKAGES}/${FILES[name]}`)).text()).call(
    globalThis,
    module,
    module.exports,
  );
  return module.exports;
}

/** The files for a page: the second one looks for the first by name. */
async function tensorflow(backend) {
  const run = async (name) => (0, eval)(await (await fetched(`${PACKAGES}/${FILES[name]}`)).text());
  await run('tf');
  if (backend === 'wasm') {
    await run('wasm');
    globalThis.tf.wasm.setWasmPaths(`${PACKAGES}/@tensorflow/tfjs-backend-wasm/dist/`);
    globalThis.tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  return globalThis.tf;
}

const world = { bytes, module: (file) => import(`/${file}`), library, tensorflow };
const query = new URLSearchParams(location.search);
const workload = WORKLOADS.find(({ id }) => id === query.get('id'));

try {
  const began = performance.now();
  const [x, y] = await Promise.all(['x', 'y'].map((part) => floats(`benches/pkg/data/${workload.id}.${part}`)));
  const made = await PEERS[query.get('peer')].make(workload, world, new Data(x, y, workload));
  const peer = await ready(made, () => performance.now(), began);
  onmessage = async ({ data }) => postMessage(await peer.go(data).catch((error) => ({ failed: error.message })));
  postMessage({ first: peer.first, start: peer.start, underflow: peer.underflow });
} catch (error) {
  postMessage({ failed: error.message ?? String(error) });
}
