// One browser's run: action after action until the time is over, with a look at the page after each.
import { setTimeout as wait } from 'node:timers/promises';
import { Visit } from '../driver/visit.mjs';
import { ACTIONS } from './actions.mjs';
import { Random } from './random.mjs';
import { Links } from './values.mjs';
import { keepWatch, look, Watch } from './watch.mjs';

/** Actions that are printed at a fault. */
const SHOWN = 200;
/** An action that takes so many milliseconds is printed by itself. */
const SLOW = 10_000;
/** A page that is silent for so long does not come back. */
const PATIENCE = 120_000;
/** So long a page may take to answer whether it is still there. */
const ANSWER = 30_000;

/**
 * @param {object} browser
 * @param {{seed: number, seconds: number, print: (text: string) => void}} options
 * @returns {Promise<{watch: Watch, actions: number}>}
 */
export async function roam(browser, { seed, seconds, print }) {
  const phone = seed % 2 === 0; // with little memory
  const watch = new Watch(phone ? 256 : 1536);
  const links = new Links();
  const first = phone ? [keepWatch, littleMemory] : [keepWatch];
  // As a reader finds it, with the opening act; one seed in three begins with all there is.
  const visit = await Visit.open(browser, { first, touch: true, detail: seed % 3 === 0 ? 'lab' : 'watch' });
  const done = [];
  const end = Date.now() + 1000 * seconds;
  for (let n = 0; Date.now() < end; n++) {
    const random = Random.of(seed, n);
    const action = { n, text: '', gap: 0, took: 0 };
    const began = Date.now();
    done.push(action);
    const { run } = random.weighted(ACTIONS, ({ weight }) => weight);
    const say = (text) => {
      action.text = text.replace(/\p{Cc}/gu, '\u2423');
    };
    const acted = await within(PATIENCE, () => act(visit, () => run({ visit, random, links, say })));
    const seen = acted.silent ? await afterAll(visit, print, action) : acted;
    Object.assign(action, { gap: Math.round(seen.gap), took: Date.now() - began });
    if (action.took > SLOW) print(`slow: ${words(action)}`);
    const fresh = watch.take(seen, action);
    if (fresh.length) print(report(fresh, done));
    if (seen.gone) break;
    if (seen.status === 'failed' || seen.status === 'none') await visit.go();
  }
  await within(PATIENCE, () => visit.tab.close());
  return { watch, actions: done.length };
}

/** In the page, before its scripts: a device with 2 GiB. */
function littleMemory() {
  Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 2, configurable: true });
}

/** Acts and then looks. What the drivers say of a page that is just being replaced is no fault of the page. */
async function act(visit, run) {
  const broken = [];
  await run().catch((error) => {
    if (!leaving(error)) broken.push(`the driver: ${error.message}`);
  });
  const seen = await steadily(() => visit.run(look));
  const told = visit.faults.splice(0).filter((fault) => !NO_FILE.test(fault));
  return { ...seen, faults: [...broken, ...told, ...seen.faults] };
}

/** What Chromium says where 'Save as one file' asks for the packed file, which the tested page does not have. */
const NO_FILE = /^console\.error: Failed to load resource: .* 404/;

async function steadily(ask) {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries > 20 || !leaving(error)) throw error;
      await wait(100);
    }
  }
}

const LEAVING = /context|navigat|no such frame|detached|discarded|monkeyWatch|synthesizeMouseAtPoint/i;
const leaving = ({ message }) => LEAVING.test(message);

/**
 * A driver may wait for good for an event that a browser never sends, for example after a change of size, while the
 * page works. A page that answers is not gone; how long it was blocked stands in its longest gap.
 */
async function afterAll(visit, print, action) {
  const seen = await within(ANSWER, () => act(visit, async () => {}));
  if (!seen.gone) print(`the driver did not come back, the page did: ${words(action)}`);
  return seen;
}

/** What a silent or crashed page leaves. */
const nothing = (fault, silent) => ({ faults: [fault], gap: 0, memory: 0, status: 'none', gone: true, silent });

async function within(milliseconds, work) {
  const patience = new AbortController();
  const silence = nothing(`no answer for ${milliseconds / 1000} s`, true);
  const late = wait(milliseconds, silence, { signal: patience.signal });
  late.catch(() => {});
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    return nothing(`the page is gone: ${error.message}`);
  } finally {
    patience.abort();
  }
}

function report(faults, done) {
  const found = faults.map((fault) => `FAULT after #${done.at(-1).n}: ${fault}`);
  return ['the last actions:', ...done.slice(-SHOWN).map((action) => `  ${words(action)}`), ...found].join('\n');
}

/** An action, and how long it blocked the page and took in all, where that is long. */
function words({ n, text, gap, took }) {
  const times = [gap > 200 && `blocked ${gap} ms`, took > 3000 && `took ${took} ms`].filter(Boolean).join(', ');
  return `#${n} ${text}${times && ` (${times})`}`;
}
