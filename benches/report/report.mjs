// Writes the tables as Markdown, and as JSON if `--save` names a file.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { paired } from '../rounds.mjs';
import { pageTable } from './page.mjs';

export function report({ places, page }, asked) {
  const about = {
    when: new Date().toISOString(),
    machine: machine(),
    versions: versions(asked),
    rounds: asked.rounds,
    milliseconds: asked.milliseconds,
  };
  const words = [heading(about), ...places.map(placeTable), ...(page ? [pageTable(page)] : [])].join('\n\n');
  console.log(`\n${words}`);
  if (asked.save) {
    fs.mkdirSync(path.dirname(path.resolve(asked.save)), { recursive: true });
    fs.writeFileSync(asked.save, `${JSON.stringify({ ...about, places, page }, null, 1)}\n`);
    fs.writeFileSync(asked.save.replace(/\.json$/, '.md'), `${words}\n`);
  }
}

function machine() {
  const [cpu] = os.cpus();
  return `${cpu?.model ?? 'an unknown processor'}, ${os.cpus().length} cores, ${os.type()} ${os.release()}`;
}

function versions(asked) {
  const named = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', 'brain.js', 'convnetjs', 'synaptic'];
  const folder = path.join(import.meta.dirname, '..', 'node_modules');
  const npm = named.map(
    (name) => `${name} ${JSON.parse(fs.readFileSync(path.join(folder, name, 'package.json'), 'utf8')).version}`,
  );
  return asked.kinds.includes('rust') ? [...npm, ...rustVersions()] : npm;
}

/** As the peers' own Cargo.toml pin them. */
function rustVersions() {
  return ['burn', 'candle'].flatMap((folder) => {
    const text = fs.readFileSync(path.join(import.meta.dirname, '../rust-peers', folder, 'Cargo.toml'), 'utf8');
    return [...text.matchAll(/^(burn|candle-\w+) = \{ version = "=([\d.]+)"/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    );
  });
}

function heading({ when, machine, versions, rounds, milliseconds }) {
  return (
    `${when.slice(0, 16).replace('T', ' ')} UTC; ${machine}; ${versions.join(', ')}. ` +
    `${rounds} interleaved rounds of ${milliseconds} ms of CPU time each; medians, (least–most); ` +
    'ratios are medians of each round’s own.'
  );
}

function placeTable({ name, version, workloads }) {
  return [`### ${name} ${version}`, ...workloads.map(workloadTable)].join('\n\n');
}

function workloadTable({ id, words, peak, rows }) {
  const ordered = rows.filter(({ of }) => of !== 'peak').sort((a, b) => b.median - a.median);
  const line = (row) =>
    `| ${[
      row.peer,
      `${figure(row.median)} (${figure(row.least)}–${figure(row.most)})`,
      row.toBest?.toPrecision(3) ?? '',
      percent(row.share),
      row.start.toFixed(0),
      `${row.first.toPrecision(3)} → ${row.last.toPrecision(3)}${row.learns ? '' : ' **does not fall**'}`,
    ].join(' | ')} |`;
  const low = rows.find(({ underflow }) => underflow)?.underflow;
  const notes =
    low && low[0] + low[1] > 0.001
      ? `\n\n${percent(low[0])} of the gradient's entries are subnormal and ${percent(low[1])} are 0.`
      : '';
  return (
    `**${id}: ${words}** (simd128 peak ${peak.toPrecision(3)} GFLOP/s)\n\n` +
    '| | samples per CPU second | best peer = 1 | of peak | first step, ms | loss |\n|---|---|---|---|---|---|\n' +
    ordered.map(line).join('\n') +
    probeCost(rows) +
    notes
  );
}

function probeCost(rows) {
  const of = (name) => rows.find(({ peer }) => peer === name)?.rates;
  const [on, off] = [of('engine, probe on'), of('engine, no probe')];
  return on && off ? `\n\nThe probe costs ${percent(paired(off, on) - 1)} of the time without it.` : '';
}

const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

export function figure(value) {
  const rounded = Number(value.toPrecision(3));
  return rounded >= 1000 ? rounded.toLocaleString('en') : String(rounded);
}
