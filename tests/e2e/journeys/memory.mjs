// What does not fit into the memory of the page is made smaller, or refused in words; what was there stays.
import assert from 'node:assert/strict';
import { visiting } from '../driver/visit.mjs';

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

/** In the page. */
const click = (selector) => document.querySelector('gradient-lab').shadowRoot.querySelector(selector).click();
const open = (text) => {
  document.querySelector('gradient-lab').experiment = text;
};
const runs = () => document.querySelector('gradient-lab').shadowRoot.querySelectorAll('.runs > .run').length;

export const memory = {
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
      const { reckoned } = await visit.run(held);
      await visit.run(budget, Math.ceil(1.2 * reckoned));
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
      assert.ok((await visit.run(held)).reckoned <= 1.2 * reckoned);
    }),
};
