// Libraries in Node: one process each, which waits for requests.
import path from 'node:path';
import readline from 'node:readline';
import { spawn } from 'node:child_process';
import { PEERS } from '../peers/all.mjs';

const PATIENCE = 300_000;
const WORKER = path.join(import.meta.dirname, 'worker.mjs');
const PYTHON = path.join(import.meta.dirname, '../native/worker.py');
const DATA = path.join(import.meta.dirname, '../pkg/data');

export const name = 'Node';
export const version = process.version;

/** The libraries of a workload share nothing. */
export async function open() {
  return { start, close: async () => {} };
}

function command(peer, workload) {
  if (PEERS[peer].of !== 'native') return [process.execPath, WORKER, peer, workload.id];
  return ['python3', PYTHON, JSON.stringify({ ...workload, data_folder: DATA })];
}

async function start(peer, workload) {
  const [program, ...words] = command(peer, workload);
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const timer = setTimeout(() => child.kill(), PATIENCE);
    const { value } = await lines.next();
    clearTimeout(timer);
    if (!value) throw new Error('it died, or took more than five minutes');
    const answer = JSON.parse(value);
    if (answer.failed) throw new Error(answer.failed);
    return answer;
  };
  const close = () => child.kill();
  try {
    const info = await answer();
    return {
      info,
      async go(milliseconds) {
        child.stdin.write(`${milliseconds}\n`);
        const { spent, ...rest } = await answer();
        return { ...rest, cpu: spent };
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
