// node benches/run.mjs [--quick] [--rounds N] [--only W1,W4] [--part node,chromium,page]
//                      [--rust-peers] [--native] [--save FILE.json]
// `cargo xtask bench` builds what this needs, and passes its options on.
import * as node from './node/start.mjs';
import { options } from './options.mjs';
import { PEERS } from './peers/all.mjs';
import { prepare } from './prepare.mjs';
import { report } from './report/report.mjs';
import { measure } from './rounds.mjs';
import { WORKLOADS } from './workloads.mjs';

const asked = options(process.argv.slice(2));
const workloads = WORKLOADS.filter(({ id }) => !asked.only || asked.only.includes(id));
const can = (workload, part) => (name) =>
  PEERS[name].can(workload) && asked.kinds.includes(PEERS[name].of) && (PEERS[name].make || part === 'node');

await prepare(workloads);
const results = { places: [] };
for (const part of asked.parts) {
  if (part === 'page') {
    results.page = await (await import('./page/page.mjs')).measure(asked);
    continue;
  }
  const place = part === 'node' ? node : await import('./chromium/start.mjs');
  const measured = [];
  for (const workload of workloads) {
    console.log(`${place.name}: ${workload.id}, ${workload.words}`);
    measured.push(await measure(place, workload, Object.keys(PEERS).filter(can(workload, part)), asked));
  }
  await place.end?.();
  results.places.push({ name: place.name, version: place.version, workloads: measured });
}
report(results, asked);
process.exit(0);
