// What a reader of notes waits for: bytes over the wire, the first paint, and frames with ten figures of which one
// plays.
// `cargo xtask hosts --measure` runs it with the packed files and prints the rows of docs/embedding.md.
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { launch, NAMES } from './driver/browsers.mjs';
import { wire } from './hosts/wire.mjs';

const ROUNDS = 5;
const SECONDS = 10;
const FIGURE = (id, text = '') =>
  `<div><gradient-lab id="${id}" experiment="hidden_layers=50&amp;step=1" view="flow">${text}</gradient-lab></div>`;
const SETTLED = '<img src="pictures/VAN.svg" width="600" height="220" alt="Each layer gets less of the gradient.">';
const notes = (script, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notes</title><link rel="icon" href="data:,">
  <script type="module" src="${script}"></script></head><body><h1>Notes</h1>${body}</body></html>`;
const SPACE = '<div style="height: 6000px">A long text.</div>';
const TEN = Array.from({ length: 10 }, (_, n) => FIGURE(`figure-${n}`)).join('');

const PAGES = {
  '/above.html': notes('gradient-lab.js', FIGURE('a')),
  '/below.html': notes('gradient-lab.near.js', `${SETTLED}${SPACE}${FIGURE('a', SETTLED)}`),
  '/ten.html': notes('gradient-lab.js', TEN),
};
const CASES = {
  'the whole lab (`site/`)': { page: 'site/index.html', stands: true },
  'a figure in view (`gradient-lab.js`)': { page: 'above.html', stands: true },
  'a figure out of view (`gradient-lab.near.js`, its picture)': { page: 'below.html', stands: false },
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

/** Opens a page and waits until its lab stands, or, where none is to be loaded, until nothing comes any more. */
async function open(browser, address, stands) {
  const tab = await browser.newTab({ width: 1280, height: 900 });
  await tab.go(address);
  const status = () => document.querySelector('gradient-lab')?.dataset.status;
  while (stands && (await tab.run(status)) !== 'ready') await wait(20);
  if (!stands) await wait(2000);
  return tab;
}

async function firstPaint(tab) {
  return tab.run(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);
}

/** Frames per second, and how long the longest of twenty took, while one of ten figures plays. */
async function frames(tab) {
  return tab.run(async (seconds) => {
    const labs = [...document.querySelectorAll('gradient-lab')];
    await Promise.all(labs.map((lab) => lab.snapshot()));
    await labs[0].play();
    const times = [];
    const end = performance.now() + seconds * 1000;
    await new Promise((done) => {
      const next = (now) => {
        times.push(now);
        if (now < end) requestAnimationFrame(next);
        else done();
      };
      requestAnimationFrame(next);
    });
    const gaps = times.slice(1).map((time, n) => time - times[n]);
    const sorted = gaps.sort((a, b) => a - b);
    const all = gaps.reduce((sum, gap) => sum + gap, 0);
    return {
      perSecond: (gaps.length / all) * 1000,
      slow: sorted[Math.floor(sorted.length * 0.95)],
      step: labs[0].currentStep,
    };
  }, SECONDS);
}

await wire(PAGES, async ({ address, sent }) => {
  console.log(`load of this machine: ${loadavg()[0].toFixed(1)}`);
  row('what', 'browser', 'kB over the wire (brotli)', 'first paint, ms');
  for (const name of NAMES) {
    const browser = await launch(name);
    for (const [title, { page, stands }] of Object.entries(CASES)) {
      const paints = [];
      let bytes = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const before = sent();
        const tab = await open(browser, `${address}${page}`, stands);
        bytes = sent() - before;
        paints.push(await firstPaint(tab));
        await tab.close();
      }
      row(title, name, (bytes / 1000).toFixed(0), median(paints).toFixed(0));
    }
    const tab = await open(browser, `${address}ten.html`, true);
    const { perSecond, slow, step } = await frames(tab);
    console.log(
      `${name}, ten figures, one plays: ${perSecond.toFixed(1)} frames/s, 95 % of them within ${slow.toFixed(1)} ms, ` +
        `${(step / SECONDS).toFixed(0)} steps/s`,
    );
    await browser.close();
  }
});
