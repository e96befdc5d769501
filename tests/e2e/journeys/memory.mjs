// What does not fit into the memory of the page is made smaller, or refused in words; what was there stays.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';
import { count, press, says } from './runs.mjs';

const SMALL = 'data=adding&length=40&cell=lstm&width=16';
const TWO = `${SMALL}&step=1&vs=${encodeURIComponent(`${SMALL}&learning_rate=0.01`)}`;
const LARGE = 'data=adding&length=500&cell=lstm&cell_layers=2&width=128&precision=f64';

/** In the page: what the labs hold by the reckoning and by the size of the module's memory, in MiB. */
async function held() {
  const { glue } = await import(new URL('lab/wasm/module.js', document.baseURI).href);
  const { memory } = await glue.default();
  return { reckoned: glue.memory_held(), grown: memory.buffer.byteLength / 2 ** 20 };
}

/** In the page: the budget of another device. */
async function budget(mebibytes) {
  const { glue } = await import(new URL('lab/wasm/module.js', document.baseURI).href);
  glue.set_memory_budget(mebibytes);
}

/** In the page: MiB of the experiment alone, without what pictures need beside it. */
async function needs() {
  const { glue } = await import(new URL('lab/wasm/module.js', document.baseURI).href);
  return glue.job_needs('outcome', document.querySelector('gradient-lab').lab.text());
}

/** In the page: MiB that are counted before, during and after each job of the lab's own. */
async function jobs() {
  const { glue } = await import(new URL('lab/wasm/module.js', document.baseURI).href);
  const { lab } = document.querySelector('gradient-lab');
  const each = {
    check: [() => lab.check_begin(), () => lab.check_advance(1e6).done],
    range: [() => lab.range_begin(), () => lab.range_advance(1e6).done],
    reach: [() => lab.reach_begin(0), () => lab.reach_advance(1e6)],
  };
  const counted = {};
  for (const [name, [begin, advance]] of Object.entries(each)) {
    lab[`${name}_cancel`](); // a card's own
    const before = glue.memory_held();
    begin();
    const during = glue.memory_held() - before;
    lab[`${name}_cancel`]();
    const canceled = glue.memory_held() - before;
    begin();
    while (!advance());
    counted[name] = { during, canceled, after: glue.memory_held() - before };
  }
  return { counted, points: lab.range_met().length, words: lab.reach() };
}

/** In the page: the same of a job in a worker, which ends and which is canceled. */
async function worker() {
  const { glue } = await import(new URL('lab/wasm/module.js', document.baseURI).href);
  const { pool } = await import(new URL('lab/wasm/pool.js', document.baseURI).href);
  const { lab } = document.querySelector('gradient-lab');
  const before = glue.memory_held();
  const begin = (steps) => pool.start({}, 'outcome', { text: lab.text(), steps });
  const job = begin(1);
  const during = glue.memory_held() - before;
  const { digest } = await job.promise;
  const kept = glue.memory_held() - before;
  begin(100_000).cancel();
  return { during, kept, after: glue.memory_held() - before, digest };
}

/** In the page. */
const click = (selector) => document.querySelector('gradient-lab').shadowRoot.querySelector(selector).click();
const open = (text) => {
  document.querySelector('gradient-lab').experiment = text;
};
const runs = () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.runs > .run').length;

/** In the page: types into a knob's box. */
const type = ([key, value]) => {
  const box = document.querySelector('gradient-lab').shadowRoot.querySelector(`[data-key=${key}] .value`);
  box.value = value;
  box.dispatchEvent(new Event('change', { bubbles: true }));
};

export const memory = {
  'a job counts while it runs, and keeps next to nothing': (browser) =>
    visiting(browser, { hash: 'data=adding&length=30&cell=gru&width=8&batch=16&step=1' }, async (visit) => {
      await visit.step(1);
      const { counted, points, words } = await visit.run(jobs);
      for (const [name, { during, after, canceled }] of Object.entries(counted)) {
        assert.ok(during > 0.1, `${name} counts ${during} MiB`);
        assert.deepEqual([after, canceled], [0, 0], name);
      }
      assert.ok(points > 3 * 20 && /halve/.test(words), 'the results stay');
    }),

  'a worker counts in the budget of the page until it goes': (browser) =>
    visiting(browser, { hash: 'hidden_layers=3&width=8' }, async (visit) => {
      await visit.ready();
      const { during, kept, after, digest } = await visit.run(worker);
      assert.ok(during > 0.1 && kept === during, `${during} MiB, then ${kept} MiB`);
      assert.deepEqual([after, digest.length], [0, 16]);
    }),

  'a reach for which there is no room is told where its chart would be': (browser) =>
    visiting(browser, { hash: TWO }, async (visit) => {
      await visit.step(1);
      await visit.run(budget, 1);
      for (const [tab, place] of Object.entries({ compare: '.common-charts', time: '.card.reach' })) {
        await press(visit, `[data-view=${tab}]`);
        await press(visit, '[data-action=step]');
        await says(visit, place, /There is no room for this: it would need .* MiB/);
      }
    }),

  'a run is kept beside a change only if both have room in full': (browser) =>
    visiting(browser, { hash: 'data=adding&length=200&cell=lstm&width=110&step=1' }, async (visit) => {
      await visit.step(1);
      await visit.run(budget, 256);
      await visit.run(type, ['cell_layers', '2']);
      const said = await visit.words('message');
      assert.match(said, /no memory for both, so the run as it was is gone/);
      assert.doesNotMatch(said, /instead of/);
      assert.match(await visit.link(), /cell_layers=2/);
      assert.doesNotMatch(await visit.link(), /batch=/);
      assert.equal(await count(visit), 1);
    }),

  'the largest experiment opens within the budget of the page': (browser) =>
    visiting(browser, { hash: LARGE }, async (visit) => {
      await visit.ready();
      const { reckoned, grown } = await visit.run(held);
      assert.ok(reckoned > 1000 && reckoned < 1536 && grown < 1536, `${reckoned} MiB reckoned, ${grown} MiB grown`);
    }),

  'a link that does not fit opens with the largest batch that does, and says so': (browser) =>
    visiting(browser, {}, async (visit) => {
      await visit.ready();
      await visit.run(budget, 256);
      await visit.run(open, LARGE);
      await visit.until('it is open', () => document.querySelector('gradient-lab').lab.text().includes('data=adding'));
      assert.match(
        await visit.words('message'),
        /would need 1\.\d GiB.*room for 2\d\d MiB: Batch is \d+ instead of 64/s,
      );
      const { reckoned } = await visit.run(held);
      assert.ok(reckoned > 200 && reckoned <= 256, `${reckoned} MiB`);
    }),

  'a second run that does not fit is refused, and a click starts both in a size that does': (browser) =>
    visiting(browser, { hash: 'data=adding&length=200&cell=lstm&width=96&precision=f64' }, async (visit) => {
      await visit.ready();
      const room = Math.ceil(1.2 * (await visit.run(needs)));
      await visit.run(budget, room);
      await visit.run(click, '[data-action=keep]');
      const said = await visit.words('message');
      assert.match(
        said,
        /no room for another run.*Both fit if they start again with.*Batch \d+.*Length T \d+.*Width \d+/s,
      );
      assert.match(await visit.link(), /width=96/, 'what was there stays');
      await visit.run(click, '.message-list button.small');
      await visit.until('two runs', runs);
      assert.equal(await visit.run(runs), 2);
      assert.match(await visit.link(), /batch=\d+/);
      assert.ok((await visit.run(held)).reckoned <= room);
    }),
};
