// The keys of a presenter: big type, one figure alone, a dot that points, the next prepared experiment.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { visiting } from '../driver/visit.mjs';

const presets = JSON.parse(readFileSync(new URL('../../../www/lab/presets.json', import.meta.url), 'utf8'));
const titles = presets.map(({ title }) => title);

/** In the page: the box of a part, and how many strips are seen. */
function box(selector) {
  const root = document.querySelector('gradient-lab').shadowRoot;
  const seen = [...root.querySelectorAll('.strips .strip')].filter((strip) => strip.checkVisibility()).length;
  const { left, top, width, height } = root.querySelector(selector).getBoundingClientRect();
  return { left, top, width, height, seen, shown: root.querySelector(selector).checkVisibility() };
}

/** Within two pixels. */
const near = (a, b, words) => assert.ok(Math.abs(a - b) <= 2, `${words}: ${a} and ${b}`);

async function pointAt(visit, selector) {
  const { left, top, width, height } = await visit.run(box, selector);
  await visit.tab.mouse.move(left + width / 2, top + height / 2);
  return [left + width / 2, top + height / 2];
}

async function dotFollows(visit) {
  for (const [x, y] of [
    [300, 200],
    [700, 420],
  ]) {
    await visit.tab.mouse.move(x, y);
    const dot = await visit.run(box, '.dot-of-light');
    near(dot.left + dot.width / 2, x, 'the dot across');
    near(dot.top + dot.height / 2, y, 'the dot down');
  }
}

export const presenting = {
  'B makes everything half as large again, and the page keeps its width': (browser) =>
    visiting(browser, { hash: 'step=3', width: 1440 }, async (visit) => {
      await visit.step(3);
      const before = await visit.run(box, '.name');
      await visit.press('b');
      const big = await visit.run(box, '.name');
      near(big.height, 1.5 * before.height, 'the name');
      const wide = () => [document.documentElement.scrollWidth, innerWidth];
      const [content, window] = await visit.run(wide);
      assert.ok(content <= window, `${content} px of content on ${window}`);
      await visit.press('b');
      assert.deepEqual(await visit.run(box, '.name'), before);
    }),

  'in Watch big type grows no further than the screen': async (browser) => {
    for (const [width, height] of [
      [1920, 1080],
      [1366, 768],
    ]) {
      await visiting(browser, { hash: 'step=3&detail=watch', width, height, detail: 'watch' }, async (visit) => {
        await visit.step(3);
        const before = await visit.run(box, '.name');
        await visit.press('b');
        const [name, card] = [await visit.run(box, '.name'), await visit.run(box, '.verdict-card')];
        assert.ok(name.height > 1.1 * before.height, 'the type is larger');
        const foot = card.top + card.height;
        assert.ok(foot <= 1.1 * height, `the verdict ends at ${Math.round(foot)} of ${height} px`);
      });
    }
  },

  'F shows the figure under the pointer alone, keys go on, and Escape leaves it': (browser) =>
    visiting(browser, { hash: 'step=3' }, async (visit) => {
      await visit.step(3);
      await visit.press('f');
      assert.match(await visit.words('message'), /Point at a figure/);
      const before = await visit.run(box, '.diagram');
      await pointAt(visit, '.diagram');
      await visit.press('f');
      const large = await visit.until(
        'it is large',
        (height) => {
          const root = document.querySelector('gradient-lab').shadowRoot;
          return root.querySelector('.diagram').getBoundingClientRect().height > 1.5 * height;
        },
        before.height,
      );
      assert.ok(large);
      assert.equal((await visit.run(box, '.diagram')).seen, 1, 'one strip');
      for (const other of ['.transport', '.sentence', '.bar']) {
        assert.equal((await visit.run(box, other)).shown, false, other);
      }
      await visit.press('Shift+Period');
      await visit.step(4);
      await visit.press('Escape');
      await visit.until('everything is back', () => {
        const root = document.querySelector('gradient-lab').shadowRoot;
        return !document.fullscreenElement && root.querySelector('.transport').checkVisibility();
      });
      assert.equal((await visit.run(box, '.diagram')).seen, before.seen);
      await visit.press('Shift+Period');
      await visit.step(5);
    }),

  'P shows a dot that follows the mouse, in big type too': (browser) =>
    visiting(browser, { hash: 'step=3', width: 1280 }, async (visit) => {
      await visit.step(3);
      await visit.press('p');
      await dotFollows(visit);
      await visit.press('b');
      await dotFollows(visit);
      await visit.press('p');
      assert.equal((await visit.run(box, '.dot-of-light')).shown, false);
    }),

  'N opens the next prepared experiment, and after the last the first': (browser) =>
    visiting(browser, { hash: `preset=${presets.at(-2).id}` }, async (visit) => {
      await visit.ready();
      for (const title of [titles.at(-1), titles[0], titles[1]]) {
        await visit.press('n');
        const said = await visit.words('message');
        assert.ok(said.includes(title), `“${title}” in “${said}”`);
      }
      const pairs = (text) => text.split('&').sort();
      const text = await visit.run(() => document.querySelector('gradient-lab').lab.text());
      assert.deepEqual(pairs(text), pairs(presets[1].runs[0]));
    }),

  'what is typed into a field is no command': (browser) =>
    visiting(browser, { hash: 'detail=lab', width: 1440 }, async (visit) => {
      await visit.ready();
      const link = await visit.link();
      await visit.run(() => document.querySelector('gradient-lab').shadowRoot.querySelector('.run-to input').select());
      await visit.press('b', 'f', 'p', 'n');
      const [typed, big, dot] = await visit.run(() => {
        const host = document.querySelector('gradient-lab');
        const root = host.shadowRoot;
        const { value } = root.querySelector('.run-to input');
        return [value, host.hasAttribute('data-big'), root.querySelector('.light').checkVisibility()];
      });
      assert.deepEqual([typed, big, dot, await visit.link()], ['bfpn', false, false, link]);
    }),
};
