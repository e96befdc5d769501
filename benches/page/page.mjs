// Measures the page in Chromium: how soon it trains, and how smoothly it draws meanwhile.
import path from 'node:path';
import { launch, serve } from '../chromium/browser.mjs';
import { median } from '../rounds.mjs';
import { traced } from './trace.mjs';

const CASES = [
  { words: '10 layers × 32', hash: 'activation=relu&init=he_normal' },
  { words: '50 layers × 32', hash: 'activation=relu&init=he_normal&hidden_layers=50' },
  { words: '100 layers × 32', hash: 'activation=relu&init=he_normal&hidden_layers=100' },
  {
    words: 'LSTM 64, T = 200, batch 32, gate map',
    hash: 'cell=lstm&data=adding&length=200&width=64&batch=32&learning_rate=0.05',
  },
];
const SIZE = { width: 1280, height: 900 };
/** The time that the page needs to settle after the first steps. */
const SETTLE = 2_000;
const SPAN = 5_000;
const PATIENCE = 60_000;

export async function measure({ rounds }) {
  const { browser, close } = await launch();
  const site = await serve(path.join(import.meta.dirname, '../../www'));
  const tries = CASES.map(() => []);
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    for (const [n, { hash }] of CASES.entries()) tries[n].push(await visit(browser, `${site.address}/#${hash}`));
  }
  const version = browser.version();
  await close();
  site.close();
  const middle = (n, of) =>
    [median, (all) => Math.min(...all), (all) => Math.max(...all)].map((pick) => pick(tries[n].map(of)));
  const rows = CASES.map(({ words }, n) => ({
    words,
    frames: middle(n, (one) => one.frames),
    offered: middle(n, (one) => one.offered),
    steps: middle(n, (one) => one.steps),
    first: middle(n, (one) => one.first),
    tries: tries[n].length,
  }));
  return { version, rows };
}

async function visit(browser, address) {
  const context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  try {
    await page.addInitScript(stepAtOnce);
    await page.goto(address, { waitUntil: 'load' });
    await until(page, () => globalThis.bench.first);
    await page.evaluate(() =>
      document.querySelector('gradient-lab').shadowRoot.querySelector('[data-action=play]').click(),
    );
    await page.waitForTimeout(SETTLE);
    await page.evaluate(readBack);
    const now = () => page.evaluate(() => [document.querySelector('gradient-lab').step, performance.now()]);
    let before, after;
    const { drawn, offered } = await traced(page, async () => {
      before = await now();
      await page.waitForTimeout(SPAN);
      after = await now();
    });
    const seconds = (after[1] - before[1]) / 1000;
    const { first, canvases } = await page.evaluate(() => globalThis.bench);
    if (!canvases) throw new Error('no canvas was read back: what is drawn later would not have counted');
    return { first, frames: drawn / seconds, offered: offered / seconds, steps: (after[0] - before[0]) / seconds };
  } finally {
    await context.close();
  }
}

async function until(page, condition) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (await page.evaluate(condition)) return;
    await page.waitForTimeout(50);
  }
  throw new Error('the page did not train a step within a minute');
}

/** In the page, before its scripts: presses Step as soon as it can, and notes when the first step is done. */
function stepAtOnce() {
  globalThis.bench = { first: 0, canvases: 0 };
  let pressed = false;
  const look = () => {
    const lab = document.querySelector('gradient-lab');
    if (lab?.step >= 1) globalThis.bench.first = performance.now();
    else if (!pressed && lab?.dataset.state === 'ready') {
      pressed = true;
      lab.shadowRoot.querySelector('[data-action=step]').click();
    }
    if (!globalThis.bench.first) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** In the page: reads one pixel of every canvas in every frame, which forces deferred drawing. */
function readBack() {
  const visible = (canvas) => canvas.width && canvas.height && canvas.checkVisibility();
  const read = () => {
    const canvases = [...document.querySelector('gradient-lab').shadowRoot.querySelectorAll('canvas')].filter(visible);
    for (const canvas of canvases) canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
    globalThis.bench.canvases = canvases.length;
    requestAnimationFrame(read);
  };
  requestAnimationFrame(read);
}
