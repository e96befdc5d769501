// The monkey: a random reader of the page, who clicks, types, drags and opens odd links, and reports what breaks.
// node tests/e2e/monkey.mjs [--seed N] [--seconds S] [--only firefox|chromium]
// It needs a served page: cargo xtask serve, or GRADIENT_LAB_ADDRESS. `cargo xtask monkey` starts both.
import { parseArgs } from 'node:util';
import { launch, NAMES } from './driver/browsers.mjs';
import { roam } from './monkey/roam.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '600' },
    only: { type: 'string', default: '' },
  },
});
const [seed, seconds] = [Number(values.seed), Number(values.seconds)];
if (!Number.isInteger(seed) || !(seconds > 0)) {
  console.error('node tests/e2e/monkey.mjs [--seed N] [--seconds S] [--only firefox|chromium]');
  process.exit(1);
}

const summaries = [];
let faults = 0;
for (const name of NAMES.filter((name) => name.includes(values.only))) {
  const browser = await launch(name);
  const print = (text) => console.log(`${name}, seed ${seed}: ${text}`);
  const { watch, actions } = await roam(browser, { seed, seconds, print });
  await browser.close();
  faults += watch.faults;
  const { gap, action } = watch.longest;
  summaries.push(
    `${name}, seed ${seed}: ${actions} actions, ${watch.faults} kinds of fault, ` +
      `longest gap ${Math.round(gap)} ms (${action}), at most ${Math.round(watch.memory / 2 ** 20)} MiB of wasm memory`,
  );
}
console.log(summaries.join('\n'));
process.exit(faults ? 1 : 0);
