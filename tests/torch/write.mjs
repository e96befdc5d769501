// Writes the script of each link, and what the lab computes afterwards, for check.py. The module runs in Node.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { base64 } from '../../www/lab/export/numbers.js';
import { toTorch } from '../../www/lab/export/torch.js';
import { use } from '../../www/lab/wasm/module.js';
import { REFUSED, ROUNDED } from './links.mjs';

const ROOT = new URL('../../', import.meta.url);

export async function load() {
  const glue = await import(new URL('www/pkg/gradient_lab.js', ROOT));
  await glue.default({ module_or_path: readFileSync(new URL('www/pkg/gradient_lab_bg.wasm', ROOT)) });
  use(glue);
  return glue;
}

/** Parameters and running statistics after the step that is exported. */
function afterwards(lab) {
  const copy = lab.copy();
  const f64 = lab.knobs().precision === 'f64';
  const numbers = (kind) => base64(f64 ? copy.export_numbers(kind) : Float32Array.from(copy.export_numbers(kind)));
  copy.advance(copy.summary().phases_per_step);
  const after = { stopped: Boolean(copy.frame().stopped), values: numbers('values'), running: numbers('running') };
  copy.free();
  return after;
}

/** Whether a link is refused, or not, as it must be. */
function expected({ key, step }, refusal) {
  const must = REFUSED.includes(key);
  if (must !== Boolean(refusal) && !(step > 0 && /^This run has stopped/.test(refusal ?? ''))) {
    throw new Error(`${key}: ${refusal ?? 'it is exported, and should be refused'}`);
  }
}

/** @param {URL} folder @param {{key: string, name: string, text: string, step: number}[]} links */
export async function write(folder, links) {
  const glue = await load();
  mkdirSync(folder, { recursive: true });
  const rows = [];
  for (const [n, link] of links.entries()) {
    const { key, name, text, step } = link;
    const lab = new glue.Lab(text);
    lab.seek(step);
    while (!lab.seek_advance(10_000)) {
      /* until it is there, or has stopped */
    }
    const digest = lab.digest();
    const { file, refusal } = await toTorch(lab, `https://gradient-lab.test/#${lab.link()}`, 'script');
    if (lab.digest() !== digest) throw new Error(`${name}: the export has changed the run`);
    expected(link, refusal);
    const row = { name, link: lab.link(), refusal, rounds: ROUNDED.includes(key) };
    if (file) {
      Object.assign(row, { script: `${n}.py`, after: afterwards(lab) });
      writeFileSync(new URL(row.script, folder), file.text);
      const book = await toTorch(lab, '', 'notebook');
      writeFileSync(new URL(`${n}.ipynb`, folder), book.file.text);
    }
    lab.free();
    rows.push(row);
  }
  if (glue.memory_held() !== 0) throw new Error(`${glue.memory_held()} MiB were not given back`);
  writeFileSync(new URL('rows.json', folder), JSON.stringify(rows));
  return rows;
}
