// Races two builds of the bench engine in one process: `node benches/race.mjs OLD NEW [--rounds 40] [--only W1,W4]
// [--milliseconds 60] [--bare]`. OLD and NEW are folders such as benches/pkg/engine, which `cargo xtask bench` builds.
//
// Both builds train the same experiment in turn, the same number of steps, and the first to go changes every round.
// A row shows the median over the rounds of (time of OLD ÷ time of NEW), so above 1 NEW is faster, with the 95 %
// confidence interval of that median, and whether both reached the same loss bit for bit.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { WORKLOADS } from './workloads.mjs';
import { median } from './rounds.mjs';

const WARM = 1000; // ms of each build before the first round
const LEAST_ROUNDS = 30;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '40' },
    milliseconds: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    bare: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
if (positionals.length !== 2 || !(rounds >= LEAST_ROUNDS)) {
  console.error(`usage: node benches/race.mjs OLD NEW [--rounds N, at least ${LEAST_ROUNDS}]`);
  process.exit(2);
}

/** The class `Engine` of a build. */
async function load(folder) {
  const at = (file) => path.resolve(folder, file);
  const { Engine, default: start } = await import(pathToFileURL(at('engine.js')));
  await start({ module_or_path: fs.readFileSync(at('engine_bg.wasm')) });
  return Engine;
}

/** Milliseconds of this process on a processor while `engine` trains. */
function time(engine, steps) {
  const before = process.cpuUsage();
  engine.steps(steps);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** As many steps as take about `milliseconds`; warms the engine up. */
function calibrate(engine, milliseconds) {
  let steps = 1,
    spent = 0,
    total = 0;
  while (total < WARM) {
    spent = time(engine, steps);
    total += spent;
    if (spent < milliseconds) steps = Math.ceil(steps * Math.min(8, (1.1 * milliseconds) / Math.max(spent, 0.5)));
  }
  return steps;
}

/** The 95 % confidence interval of the median, from order statistics. */
function interval(values) {
  const sorted = [...values].sort((a, b) => a - b),
    n = sorted.length;
  const low = Math.max(0, Math.floor((n - 1.96 * Math.sqrt(n)) / 2));
  return [sorted[low], sorted[n - 1 - low]];
}

function race(Old, New, text) {
  const steps = calibrate(new Old(text, !options.bare), Number(options.milliseconds));
  const engines = [new Old(text, !options.bare), new New(text, !options.bare)];
  // Both from step 0 and in equal numbers of steps, so that their losses can be compared at the end.
  for (let warm = 0; warm < WARM; ) for (const engine of engines) warm += time(engine, steps) / 2;
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const spent = [0, 0];
    for (const which of round % 2 ? [1, 0] : [0, 1]) spent[which] = time(engines[which], steps);
    ratios.push(spent[0] / spent[1]);
  }
  const [a, b] = engines.map((engine) => engine.loss());
  return { ratio: median(ratios), interval: interval(ratios), same: Object.is(a, b) };
}

const [Old, New] = [await load(positionals[0]), await load(positionals[1])];
const wanted = options.only ? options.only.split(',') : WORKLOADS.map(({ id }) => id);
for (const { id, words, text } of WORKLOADS.filter(({ id }) => wanted.includes(id))) {
  const {
    ratio,
    interval: [low, high],
    same,
  } = race(Old, New, text);
  const result = `${ratio.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  console.log(`${id.padEnd(4)} ${result.padEnd(26)} ${same ? 'same loss' : 'LOSS DIFFERS'}   ${words}`);
}
