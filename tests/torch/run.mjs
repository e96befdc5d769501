// Exports links to PyTorch and runs the scripts: node run.mjs PYTHON [--short]. `cargo xtask torch` calls it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { others, presets, SHORT } from './links.mjs';
import { checkOpening } from './opening.mjs';
import { compareTraces } from './traces.mjs';
import { write } from './write.mjs';

const [python, ...options] = process.argv.slice(2);
const all = [...presets(), ...others()];
const links = options.includes('--short') ? all.filter(({ key }) => SHORT.includes(key)) : all;
const folder = process.env.GRADIENT_LAB_TORCH ?? mkdtempSync(join(tmpdir(), 'gradient-lab-torch-'));
await write(pathToFileURL(`${folder}/`), links);
const check = fileURLToPath(new URL('check.py', import.meta.url));
const { status } = spawnSync(python, [check, folder], { stdio: 'inherit' });
await checkOpening();
const traced = await compareTraces(python, pathToFileURL(`${folder}/`), options.includes('--short'));
if (!process.env.GRADIENT_LAB_TORCH) rmSync(folder, { recursive: true });
process.exit(traced ? (status ?? 1) : 1);
