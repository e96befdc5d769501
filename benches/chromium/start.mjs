// Libraries in headless Chromium: one worker each, which waits for requests. Their cost is the CPU time of the whole
// browser, because a worker can read only wall-clock time.
import { launch, serve } from './browser.mjs';
import { cpuTime } from './processes.mjs';

const PATIENCE = 300_000;
/** Ticks of 10 ms need a longer measurement than Node's own clock. */
const LONGER = 2;

const { browser, process, close } = await launch();
const { address } = await serve();

export const name = 'Chromium';
export const version = browser.version();
export const end = close;

/** A fresh page for each workload. */
export async function open() {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${address}/benches/chromium/peers.html`);
  return { start: (peer, workload) => start(page, peer, workload), close: () => context.close() };
}

async function start(page, peer, { id }) {
  const { number, info } = await within(page.evaluate(([peer, id]) => globalThis.start(peer, id), [peer, id]));
  return {
    info,
    async go(milliseconds) {
      const before = cpuTime(process);
      const asked = [number, LONGER * milliseconds];
      const done = await within(page.evaluate(([number, milliseconds]) => globalThis.go(number, milliseconds), asked));
      return { ...done, cpu: cpuTime(process) - before };
    },
    close: () => page.evaluate((number) => globalThis.end(number), number).catch(() => {}),
  };
}

async function within(answer) {
  let timer;
  const late = new Promise(
    (_, fail) => (timer = setTimeout(() => fail(new Error('it took more than five minutes')), PATIENCE)),
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
