// Runs that PyTorch trains and traces, and the lab trains too: same batches, so the figures and findings must agree.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toTorch } from '../../www/lab/export/torch.js';
import { frameOf } from '../../www/lab/trace/recording.js';
import { load } from './write.mjs';

/** Every batch has all examples, so both train on the same ones. `findings`: what must be among them. */
const net = (name, steps, text, ...findings) => ({ name, steps, text, findings });
const SMALL = 'width=8&samples=100';

export const NETS = [
  net('ten sigmoid layers', 60, `data=circles&hidden_layers=10&${SMALL}`, 'vanishing'),
  net('three tanh layers', 150, `data=circle&hidden_layers=3&activation=tanh&learning_rate=0.3&${SMALL}`, 'healthy'),
  net(
    'ReLU, momentum',
    80,
    `data=xor&hidden_layers=2&activation=relu&init=he_normal&optimizer=momentum&learning_rate=0.05&${SMALL}`,
  ),
  net(
    'ReLU, Adam',
    90,
    `data=spiral&hidden_layers=4&activation=relu&init=he_normal&optimizer=adam&learning_rate=0.01&${SMALL}`,
  ),
  net(
    'large initial weights',
    25,
    `data=circles&hidden_layers=12&activation=tanh&init=normal&init_scale=1.5&learning_rate=0.000001&${SMALL}`,
    'exploding',
  ),
  net(
    'infinite in the forward pass',
    40,
    `data=circles&hidden_layers=40&activation=relu&init=normal&init_scale=1000&learning_rate=100&${SMALL}`,
    'not_finite',
  ),
  net('grows until it stops', 60, `data=reg_plane&hidden_layers=3&activation=identity&learning_rate=40&${SMALL}`),
  net(
    'regression, RMSProp',
    40,
    `data=reg_gauss&hidden_layers=3&activation=tanh&optimizer=rmsprop&learning_rate=0.003&${SMALL}`,
  ),
  net(
    'mixed activations and widths',
    70,
    `data=deep_teacher&hidden_layers=4&activation=gelu&layer_activation=1:relu,3:tanh&layer_width=2:20&${SMALL}`,
  ),
  net('digits', 12, 'data=digits&hidden_layers=3&width=16&activation=silu&learning_rate=0.5'),
  net(
    'twenty ReLU layers, AdaGrad',
    30,
    `data=spiral&hidden_layers=20&activation=relu&init=he_normal&optimizer=adagrad&learning_rate=0.003&${SMALL}`,
  ),
  net(
    'batch norm after f',
    40,
    `data=spiral&hidden_layers=5&activation=relu&init=he_normal&norm=batch&norm_place=after&${SMALL}`,
  ),
  net('dead units', 70, `data=circles&hidden_layers=4&activation=relu&bias=-5&${SMALL}`, 'dead'),
  net(
    'saturated units',
    70,
    `data=xor&hidden_layers=4&activation=sigmoid&init=normal&init_scale=3&${SMALL}`,
    'saturated',
  ),
  net('clipped', 70, `data=circle&hidden_layers=3&activation=tanh&clip_norm=0.001&${SMALL}`, 'clipping'),
  net(
    'warm-up and cosine',
    50,
    `data=gauss&hidden_layers=2&activation=elu&warmup_steps=10&schedule=cosine&schedule_steps=40&${SMALL}`,
  ),
];

const COLUMNS = ['forward_rms', 'd_z_rms', 'd_w_norm', 'w_norm', 'update_ratio', 'factor'];
const COUNTED = ['distance', 'zero', 'saturated', 'dead'];

/** The lab's own run: its figures after every training step, and what its diagnosis says at the end. */
function labRun(lab, steps) {
  const rows = [];
  const perStep = lab.summary().phases_per_step;
  while (rows.length < steps) {
    lab.advance(perStep);
    const frame = lab.frame();
    rows.push({ ...frame, ...lab.dear_figures() });
    if (frame.stopped) break;
  }
  return { rows, findings: lab.diagnosis() };
}

/** What the script of a network needs to be told, since its modules do not say it. */
function told(lab) {
  const regression = lab.knobs().data.startsWith('reg');
  return regression ? { task: 'regression' } : { task: 'classes', classes: Math.max(2, lab.summary().outputs) };
}

/** @param {string} python @param {URL} folder @param {boolean} short */
export async function compareTraces(python, folder, short) {
  const glue = await load();
  const nets = short ? NETS.filter((_, n) => n % 4 === 1) : NETS;
  const jobs = [];
  const labs = [];
  for (const [n, { name, steps, text }] of nets.entries()) {
    const lab = new glue.Lab(`${text}&precision=f64&sampling=full`);
    const { file, refusal } = await toTorch(lab, '', 'script');
    if (!file) throw new Error(`${name}: ${refusal}`);
    writeFileSync(new URL(`trace-${n}.py`, folder), file.text);
    jobs.push({ script: `trace-${n}.py`, trace: `trace-${n}.jsonl`, steps, ...told(lab) });
    labs.push(labRun(lab, steps));
    lab.free();
  }
  writeFileSync(new URL('traces.json', folder), JSON.stringify(jobs));
  const script = fileURLToPath(new URL('trace.py', import.meta.url));
  const { status } = spawnSync(python, [script, fileURLToPath(folder)], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the runs were not traced');
  let faults = 0;
  for (const [n, { name, findings }] of nets.entries()) {
    const worst = compare(
      readTrace(glue, readFileSync(new URL(`trace-${n}.jsonl`, folder), 'utf8')),
      labs[n],
      findings,
    );
    faults += Number(Boolean(worst.fault));
    const found = labs[n].findings.map(({ symptom }) => symptom).join(', ') || 'nothing';
    console.log(`${name.padEnd(30)} ${labs[n].rows.length} steps, worst ${worst.off.toExponential(1)}; finds ${found}`);
    if (worst.fault) console.log(`    FAILED: ${worst.fault}`);
  }
  checkOthers(glue, folder);
  console.log(`${nets.length - faults} traces agree with the lab, ${faults} do not`);
  return faults === 0;
}

/** Networks that the lab does not have open too, and their layers are named. */
function checkOthers(glue, folder) {
  const layers = (name) => {
    const run = readTrace(glue, readFileSync(new URL(`${name}.jsonl`, folder), 'utf8'));
    const { layers, steps } = run.about();
    const { d_z_rms, loss } = frameOf(run, steps - 1);
    assert.ok(steps === 25 && loss < frameOf(run, 0).loss && d_z_rms.every((rms) => rms > 0), `${name}: ${d_z_rms}`);
    run.diagnosis(steps - 1);
    run.free();
    return layers.map(({ kind, then }) => [kind, ...then].join(' '));
  };
  const block = ['MultiheadAttention Dropout LayerNorm', 'Linear Dropout', 'Linear Dropout LayerNorm'];
  assert.deepEqual(layers('transformer'), ['Embedding', ...block, ...block, 'Linear']);
  assert.deepEqual(layers('images'), ['Conv2d ReLU Flatten', 'Linear']);
}

export function readTrace(glue, text) {
  const file = new glue.TraceFile();
  for (let at = 0; at < text.length; at += 50_000) file.push(text.slice(at, at + 50_000));
  return file.finish();
}

/** The largest relative difference of a figure, and the first fault. */
function compare(run, { rows, findings }, wanted) {
  const result = { off: 0, fault: '' };
  const fault = (words) => {
    result.fault ||= words;
  };
  const { rows: count, notes } = run.about();
  if (count !== rows.length || notes.length > 1) fault(`${count} rows instead of ${rows.length}; ${notes.join(' ')}`);
  for (const [at, row] of rows.entries()) {
    const frame = frameOf(run, at);
    if (frame.step !== row.step) fault(`row ${at} is of step ${frame.step} instead of ${row.step}`);
    for (const [key, mine, its] of numbers(frame, row)) {
      const off = difference(mine, its);
      result.off = Math.max(result.off, off);
      if (!(off <= 1e-6)) fault(`${key} of step ${row.step}: ${mine} instead of ${its}`);
    }
    const stops = [frame, row].map(({ stopped }) => stopped && [stopped.sentence, stopped.phase, stopped.quantity]);
    if (String(stops[0]) !== String(stops[1])) fault(`it stops with ${stops[0]} instead of ${stops[1]}`);
  }
  const said = (list) => list.map(({ symptom, tone, evidence }) => `${symptom} ${tone}: ${evidence}`);
  const [its, labs] = [said(run.diagnosis(count - 1)), said(findings)];
  labs.forEach((words, n) => {
    if (its[n] !== words) fault(`it finds “${its[n]}” instead of “${words}”`);
  });
  if (its.length !== labs.length) fault(`it finds ${its.length} faults instead of ${labs.length}`);
  for (const symptom of wanted) {
    if (!findings.some((finding) => finding.symptom === symptom)) fault(`the lab does not find ${symptom} any more`);
  }
  run.free();
  return result;
}

/** Every pair of numbers that both know. f′ is not measured of every activation, nor at the output. */
function numbers(frame, row) {
  const pairs = [['loss', frame.loss, row.loss]];
  for (const key of [...COLUMNS, ...COUNTED]) {
    row[key].forEach((its, stage) => {
      const mine = frame[key][stage];
      const unmeasured = ['saturated', 'dead'].includes(key) && mine === null;
      if (!unmeasured) pairs.push([`${key} ${stage + 1}`, mine, its]);
    });
  }
  return pairs;
}

/** Relative, and absolute below 10⁻³⁰⁰. */
function difference(mine, its) {
  if (Object.is(mine, its) || (!Number.isFinite(mine ?? Number.NaN) && !Number.isFinite(its ?? Number.NaN))) return 0;
  return Math.abs(mine - its) / Math.max(Math.abs(its), 1e-300);
}
