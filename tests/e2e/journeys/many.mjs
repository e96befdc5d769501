// A hundred labs come and go on one page, as in a slide deck: nothing of them may stay behind.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { visiting } from '../driver/visit.mjs';

const LABS = 100;
/** After so many the memory has its size. */
const FIRST = 20;

/** In the page, before its scripts: counts listeners of the window, the document and media queries, and workers. */
function countTheLiving() {
  let listeners = [];
  const shared = (target) => target === globalThis || target === document || target instanceof MediaQueryList;
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? globalThis;
    if (shared(target)) listeners.push({ target, type, listener });
    return add.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? globalThis;
    listeners = listeners.filter((one) => one.target !== target || one.type !== type || one.listener !== listener);
    return remove.call(target, type, listener, options);
  };
  const workers = new Set();
  const OwnWorker = globalThis.Worker;
  globalThis.Worker = class extends OwnWorker {
    constructor(...given) {
      super(...given);
      workers.add(this);
    }
    terminate() {
      workers.delete(this);
      super.terminate();
    }
  };
  const named = ({ target, type }) => `${type} of ${target.media ?? target.constructor.name}`;
  globalThis.living = () => ({ listeners: listeners.map(named).sort(), workers: workers.size });
  globalThis.passed = []; // weak references to the labs that have gone
  globalThis.failures = []; // of labs that have gone: their events reach nobody else
}

/** In the page: one lab more, of which `way` says how it goes. */
async function comeAndGo(way) {
  const lab = document.createElement('gradient-lab');
  lab.setAttribute('experiment', 'hidden_layers=3&width=6');
  globalThis.passed.push(new WeakRef(lab));
  lab.addEventListener('lab-error', ({ detail }) => globalThis.failures.push(`${way}: ${detail.detail}`));
  const place = document.querySelector('.stage');
  const opened = () => new Promise((resolve) => lab.addEventListener('lab-ready', resolve, { once: true }));
  const ready = opened();
  if (way === 'while its panels are built') {
    const { App } = await import(new URL('lab/app/app.js', document.baseURI).href);
    const { build } = App.prototype;
    const removed = new Promise((resolve) => {
      App.prototype.build = function () {
        App.prototype.build = build;
        const built = build.call(this); // up to its first pause
        lab.remove();
        resolve();
        return built;
      };
    });
    place.prepend(lab);
    return removed;
  }
  place.prepend(lab);
  scrollTo(0, 0); // nothing runs off the screen
  const { shadowRoot } = lab;
  const press = (action) => shadowRoot.querySelector(`[data-action=${action}]`).click();
  if (way === 'at once') return lab.remove();
  if (way === 'while it opens') {
    await Promise.resolve();
    return lab.remove();
  }
  if (way === 'moved while it opens') {
    lab.remove();
    place.prepend(lab);
  }
  await ready;
  if (way === 'while it plays') press('play');
  if (way === 'with workers') shadowRoot.querySelector('.card.range button').click();
  if (way === 'with a message') lab.setAttribute('lang', 'fr');
  if (way === 'with the panel of Share') press('share');
  if (way === 'twice') {
    lab.remove();
    place.prepend(lab);
    await opened();
  }
  if (way === 'with the focus') press('step');
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (way === 'with workers' && !globalThis.living().workers) throw new Error('no worker has been started');
  if (way === 'with the focus') shadowRoot.querySelector('canvas[tabindex]')?.focus();
  if (way === 'with a late event') {
    press('step');
    shadowRoot.querySelector('details.as-table').open = true; // 'toggle' comes later
  }
  return lab.remove();
}

const WAYS = [
  'at once',
  'while it opens',
  'while its panels are built',
  'moved while it opens',
  'when it stands',
  'while it plays',
  'with a message',
  'with the panel of Share',
  'twice',
  'with the focus',
  'with a late event',
  'with workers',
];

const memory = (visit) =>
  visit.run(async () => {
    const { glue } = await import(new URL('lab/wasm/module.js', document.baseURI).href);
    return (await glue.default()).memory.buffer.byteLength;
  });

/** MiB that the engine counts for the labs of the page. */
const reckoned = (visit) =>
  visit.run(async () => (await import(new URL('lab/wasm/module.js', document.baseURI).href)).glue.memory_held());

/** The labs that the page still holds, after the garbage has been collected. Only Chromium can be asked for that. */
async function held(browser, visit) {
  if (browser.name !== 'chromium') return 0;
  const session = await visit.tab.native.context().newCDPSession(visit.tab.native);
  await session.send('HeapProfiler.collectGarbage');
  return visit.run(() => globalThis.passed.filter((lab) => lab.deref()).length);
}

export const many = {
  'a hundred labs that have gone leave nothing behind': (browser) =>
    visiting(browser, { first: [countTheLiving] }, async (visit) => {
      await visit.ready();
      const before = await visit.run(() => globalThis.living());
      const own = await reckoned(visit);
      let first = 0;
      for (let made = 0; made < LABS; made++) {
        if (made === FIRST) first = await memory(visit);
        await visit.run(comeAndGo, WAYS[made % WAYS.length]);
      }
      await wait(500); // what was still opening has come to its end
      assert.deepEqual(await visit.run(() => globalThis.failures), []);
      assert.deepEqual(await visit.run(() => globalThis.living()), before);
      assert.equal(await memory(visit), first, 'the memory has grown');
      assert.equal(await reckoned(visit), own, 'a handle has not been freed');
      const labs = await held(browser, visit);
      assert.ok(labs <= 2, `${labs} labs are still held`); // the last one may still be the focus or the pointer's
      assert.equal(await visit.status(), 'ready');
    }),
};
