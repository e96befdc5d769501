// Every library by name: how it is started, and which workloads it can do.
import { convnetjs, brainjs, synaptic } from './javascript.mjs';
import { bare, page, probed } from './ours.mjs';
import { peak } from './peak.mjs';
import { burnFlex, burnNdarray, candle } from './rust.mjs';
import * as tfjs from './tfjs.mjs';

const always = () => true;
const shared = (workload) => !workload.alone;
const dense = (workload) => shared(workload) && !workload.cell;
const small = ({ id }) => ['W1', 'W2', 'W7'].includes(id);

/** `of` names the group of rows that a library belongs to. */
export const PEERS = {
  'gradient-lab': { make: page, can: always, of: 'ours' },
  'engine, probe on': { make: probed, can: always, of: 'ours' },
  'engine, no probe': { make: bare, can: always, of: 'ours' },
  'simd128 peak': { make: peak, can: always, of: 'peak' },
  // Synaptic has no softmax, and compiles a wide network for minutes.
  synaptic: { make: synaptic, can: (workload) => small(workload) && !workload.softmax, of: 'peer' },
  'brain.js': { make: brainjs, can: dense, of: 'peer' },
  convnetjs: { make: convnetjs, can: dense, of: 'peer' },
  'tfjs cpu': { make: tfjs.cpu, can: shared, of: 'peer' },
  'tfjs wasm': { make: tfjs.wasm, can: shared, of: 'peer' },
  candle: { make: candle, can: shared, of: 'rust' },
  'burn flex': { make: burnFlex, can: shared, of: 'rust' },
  pytorch: { can: shared, of: 'native' }, // native/worker.py, where Python has torch
  'burn ndarray': { make: burnNdarray, can: shared, of: 'rust' },
};
